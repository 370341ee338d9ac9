"""Diffusion: a checkpoint is data (``catalogue.toml``), run as a head pass or a figure pass."""
