"""A file as it is handed in, checked against what its court orders."""
