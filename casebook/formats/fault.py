"""Why a file handed in cannot be read."""

from __future__ import annotations


class Damaged(Exception):
    """It is cut short, or not what it says it is."""


class PasswordProtected(Exception):
    """It wants a password."""


class OversizedFile(Exception):
    """It holds more than is read, or swells out of all proportion."""
