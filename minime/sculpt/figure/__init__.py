"""The figure below the head: body, hands, and what it wears."""
