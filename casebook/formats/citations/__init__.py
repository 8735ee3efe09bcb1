"""The formats of reference managers."""
