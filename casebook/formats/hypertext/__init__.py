"""Web pages as text: their words, tables and lists."""
