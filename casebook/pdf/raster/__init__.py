"""PDF pages and images as pixels and as text."""
