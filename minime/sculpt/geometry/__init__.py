"""Meshes and how they are made: shapes, clay, solids, plates, one mesh out of many."""
