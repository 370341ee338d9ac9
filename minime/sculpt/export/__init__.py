"""The toy as files for others: GLB, STL, 3MF, the colours of a print."""
