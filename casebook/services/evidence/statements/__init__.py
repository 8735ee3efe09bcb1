"""Statements of witnesses: taken down, shown, guided and printed."""
