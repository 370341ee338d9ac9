"""From a finished toy to a sheet of paper: a box to fold up and a figure that stands."""
