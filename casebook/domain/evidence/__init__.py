"""Documents: import, text recognition and redaction."""
