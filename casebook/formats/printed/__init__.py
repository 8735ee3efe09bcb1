"""What of an office file is printed, and what it holds beside that."""
