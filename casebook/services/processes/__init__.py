"""The isolated processes that read, show and bind untrusted files."""
