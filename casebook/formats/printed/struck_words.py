"""Words of an office document that are struck through, in brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container

from casebook.formats.printed.package_words import OpenElement, Runs

_STRUCK, _STRUCK_END = "[struck: ", "]"
_STRUCK_MARK = re.compile(r"\[struck: ([^\]\n]*)\]")
_STRUCK_LINE = re.compile(r"[^\s\x00-\x1f](?:[^\r\n\x00-\x1f]*[^\s\x00-\x1f])?")


def struck(text: str) -> str:
    r"""Return a text that is struck through, each of its lines in brackets.

    >>> struck("not \neven ")
    '[struck: not] \n[struck: even] '
    """
    return _STRUCK_LINE.sub(rf"{_STRUCK}\g<0>{_STRUCK_END}", text)


def mark_places(text: str) -> list[tuple[int, int]]:
    """Return where each mark of a text that says that words are struck begins and ends."""
    return [mark.span() for mark in _STRUCK_MARK.finditer(text)]


def without_marks(text: str, places: Container[int] | None = None) -> str:
    """Return a text without what says that words are struck, for comparison and search.

    >>> without_marks("He is [struck: not] there, [struck: Zh]ang")
    'He is not there, Zhang'
    >>> without_marks("He is [struck: not] there, [struck: Zh]ang", {1})
    'He is [struck: not] there, Zhang'

    Args:
        text: with marks.
        places: of the marks to take away, from 0; of all of them if None.
    """
    if places is None:
        return _STRUCK_MARK.sub(r"\1", text)
    count = itertools.count()
    return _STRUCK_MARK.sub(lambda mark: mark[1] if next(count) in places else mark[0], text)


class StruckRuns(Runs):
    """Collects as `Runs` does, with brackets around what is struck.

    Attributes:
        is_within_struck: brackets are open.
    """

    is_within_struck = False

    def put(self, frame: OpenElement, text: str) -> None:
        """Keep words of an element where they belong; those that are struck stand in brackets."""
        is_struck = frame.is_struck and not frame.kind
        ends = self.is_within_struck and (text.endswith("\n") or (text.strip() and not is_struck))
        if ends and not frame.kind:
            self.end_struck()
        elif is_struck and text.strip() and not self.is_within_struck:
            self.parts.append(_STRUCK)
            self.is_within_struck = True
        super().put(frame, text)

    def end_words(self) -> None:
        """Take away the spaces in which the words of a cell end, and close brackets that are open."""
        super().end_words()
        if self.is_within_struck:
            self.end_struck()

    def end_struck(self) -> None:
        """Close the brackets around words that are struck."""
        last = self.parts[-1]
        kept = last.rstrip(" ")
        self.parts[-1] = f"{kept}{_STRUCK_END}{last[len(kept) :]}"
        self.is_within_struck = False
