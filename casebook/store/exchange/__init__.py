"""Records of what was brought in."""
