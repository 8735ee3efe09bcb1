"""Typesetting: text, tables and charts set on pages."""
