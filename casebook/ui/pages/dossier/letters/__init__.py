"""Letters of a case in the window."""
