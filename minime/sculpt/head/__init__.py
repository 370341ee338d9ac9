"""The person's head: its form, its paint, hair, beard, glasses, and how it turns."""
