"""Many toys at once: a table with a row a person in; their toys, a report, a contact sheet out."""
