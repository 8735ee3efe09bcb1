"""Packs that deadlines are calculated with."""
