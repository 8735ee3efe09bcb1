"""Readings of a text in which hidden names are sought: without codes, reading aids and signs nobody sees."""
