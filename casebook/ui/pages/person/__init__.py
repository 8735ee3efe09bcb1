"""People, contacts and their relations."""
