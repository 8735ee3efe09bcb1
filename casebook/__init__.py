"""Casebook: an encrypted casebook for those who defend people against forced return to China."""

__version__ = "0.1.0"
