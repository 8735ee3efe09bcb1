"""Deadlines and the rules they are calculated by."""
