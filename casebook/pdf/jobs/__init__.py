"""PDF work for the process that holds no keys."""
