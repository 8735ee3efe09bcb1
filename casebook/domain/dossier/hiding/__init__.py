"""Content to hide in a copy: kinds of facts, patterns of names, and the labels that replace them."""
