"""The nouns of a case file."""
