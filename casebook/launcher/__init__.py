"""The launcher: the process the user starts. It holds no records, keys or window, and supervises sessions."""
