"""Tables of encrypted files."""
