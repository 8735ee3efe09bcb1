"""One case with its tabs and its overview."""
