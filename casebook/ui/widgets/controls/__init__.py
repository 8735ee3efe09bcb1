"""Buttons, labels, chips, tabs and other single controls."""
