"""Packs of the requesting State's criminal law."""
