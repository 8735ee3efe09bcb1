"""Commands on names."""
