"""What the toy comes in: boxes, cards, stands, ties, and what is printed or stands behind."""
