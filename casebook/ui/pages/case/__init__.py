"""Cases and the records in them."""
