"""What the files of public registers say of people."""
