"""Sealed declarations: their words, their paper, and the packs in which they are released."""
