"""Typesetting: text, tables and charts on pages."""
