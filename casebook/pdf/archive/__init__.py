"""PDF/A: what the standard asks of a file."""
