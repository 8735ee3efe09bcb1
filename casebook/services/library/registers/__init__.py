"""What is decided of rows of public registers, and its words."""
