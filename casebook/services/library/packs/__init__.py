"""Packs of reference data in a casebook: checked, compared, updated, and what an update changed."""
