"""What glitters on ears and neck, cut out of the photo."""
