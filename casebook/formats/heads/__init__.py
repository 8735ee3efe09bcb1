"""What files are, by their first bytes, where no mark tells it."""
