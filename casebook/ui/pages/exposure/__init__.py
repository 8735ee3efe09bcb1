"""Pages on what the person would face."""
