"""What in a text must not be read in a copy: kinds of facts, patterns of names, and the labels put there."""
