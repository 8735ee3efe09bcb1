"""Tables and their cells."""
