"""How the parser of photos was made: pictures of made-up people with exact labels, and the fit."""
