"""Messages between the program's processes."""
