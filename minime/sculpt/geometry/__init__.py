"""Meshes and how they are made: shapes, signed distance clay, solids, plates, one mesh out of many."""
