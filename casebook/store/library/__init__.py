"""Tables of the library and of the registry."""
