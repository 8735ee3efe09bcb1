"""Checks of a finished PDF against the rules of a court."""
