"""Qt widgets that do not depend on nouns."""
