"""The first days after an arrest on a Chinese request."""
