"""What a file of a source says of itself, to be proposed for its record."""
