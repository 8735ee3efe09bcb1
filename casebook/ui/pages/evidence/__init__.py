"""Documents, certificates and redaction."""
