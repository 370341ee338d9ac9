"""What is worn below the chin, read from the view."""
