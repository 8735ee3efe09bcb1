"""New keys: a new vault is built inside the old one and replaces it."""
