"""Papers for a client in the window."""
