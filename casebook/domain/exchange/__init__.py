"""Lists imported from other programs."""
