"""Lists that come from elsewhere."""
