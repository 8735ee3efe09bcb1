"""Commands on requests and their papers."""
