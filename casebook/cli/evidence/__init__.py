"""Commands that import documents, recognise their text and redact them."""
