"""Content credentials (C2PA) in foreign files, read without believing them."""
