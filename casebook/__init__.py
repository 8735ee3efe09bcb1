"""Casebook: an encrypted casebook for those who defend people against forced return to China."""

from datetime import date

__version__ = "0.1.0"
RELEASED_ON = date(2026, 1, 1)
"""Set with each version: no computer's clock can honestly stand before it."""
