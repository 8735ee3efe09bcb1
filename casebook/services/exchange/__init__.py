"""Import and export of lists and whole casebooks in open formats."""
