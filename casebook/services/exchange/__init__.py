"""Lists and whole casebooks in and out in open formats."""
