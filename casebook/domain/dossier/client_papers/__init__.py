"""Papers for a client in the client's language."""
