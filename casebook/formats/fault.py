"""Why a file handed in cannot be read."""

from __future__ import annotations


class Damaged(Exception):
    """It is incomplete, or its content is not of the stated type."""


class PasswordProtected(Exception):
    """It is password-protected."""


class NeverUnlocked(PasswordProtected):
    """It is password-protected, and no reader here takes it with its password either."""


class UnknownCipher(Exception):
    """It is password-protected with a cipher, or a length of key, that is not known here."""


class OversizedFile(Exception):
    """It holds more than is read, or swells out of all proportion."""


class NoLibrary(Exception):
    """This computer lacks the library that reads it."""
