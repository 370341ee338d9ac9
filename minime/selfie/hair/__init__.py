"""What grows and what is worn on a head and in a face, read from its view."""
