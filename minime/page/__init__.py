"""The parts of the page that app.py wires together: its look, its sessions, its sentences."""
