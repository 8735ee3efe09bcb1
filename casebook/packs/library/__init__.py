"""Packs of the library and of the registry."""
