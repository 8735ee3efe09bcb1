"""Deadlines of a casebook: set, changed, checked and printed."""
