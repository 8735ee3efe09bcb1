"""Persons: their names, duplicates, conflicts and roles."""
