"""Why a file handed in cannot be read."""

from __future__ import annotations


class Damaged(Exception):
    """It is cut short, or not what it says it is."""


class Locked(Exception):
    """It wants a password."""


class TooLarge(Exception):
    """It holds more than is read, or swells out of all proportion."""
