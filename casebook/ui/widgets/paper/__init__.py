"""Pages of documents on screen."""
