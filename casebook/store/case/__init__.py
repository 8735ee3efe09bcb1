"""Tables of a case file."""
