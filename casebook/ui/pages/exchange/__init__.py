"""Imports of lists."""
