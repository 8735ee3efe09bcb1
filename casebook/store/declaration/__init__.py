"""Sealed declarations of persons who may lose their freedom."""
