"""Packs of outcomes: written, and imported."""
