"""Redaction: areas removed from a page, and the search for what remains."""
