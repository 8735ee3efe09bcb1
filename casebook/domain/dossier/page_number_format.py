"""Page numbers of a bundle, and the characters they may contain."""

from __future__ import annotations

import re

from casebook.domain.base.entity import entity

_PRINTED = re.compile(r"[A-Z0-9.-]+")
_PREFIX = re.compile(r"[A-Z0-9.-]{0,15}[A-Z.-]")
MAX_DIGITS = 9


@entity
class PageNumberFormat:
    """The numbering of a bundle.

    Attributes:
        by_exhibit: every exhibit is numbered from 1 behind its mark ("A-3-12"); otherwise all pages run on.
        prefix: stands before a number that runs on ("LIN"), or "".
        digits: a number that runs on is filled up to so many with zeros; 0 for none.
    """

    by_exhibit: bool = False
    prefix: str = ""
    digits: int = 0

    def running(self, number: int) -> str:
        """Return a number of a continuously numbered bundle.

        >>> PageNumberFormat(prefix="LIN", digits=6).running(45)
        'LIN000045'
        """
        return f"{self.prefix}{number:0{max(self.digits, 1)}}"

    def of_exhibit(self, mark: str, page: int) -> str:
        """Return the number of a page of an exhibit; its divider is page 0."""
        return f"{mark.upper()}-{page}"


PLAIN = PageNumberFormat()
"""1, 2, 3 …"""


def is_prefix(text: str) -> bool:
    """Return whether a text is a valid prefix: up to 16 capitals, digits, points and hyphens.

    It ends with no digit, so that the number stays distinct from it.
    """
    return _PREFIX.fullmatch(text) is not None


def is_printable(mark: str) -> bool:
    """Return whether page numbers can be printed after an exhibit number."""
    return _PRINTED.fullmatch(mark.upper()) is not None
