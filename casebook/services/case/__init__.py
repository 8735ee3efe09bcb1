"""Cases and what stands in them."""
