"""Words of an office document that are struck through, and raised figures, in brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from casebook.formats.printed.package_words import OpenElement, Runs
from casebook.formats.printed.raised_figures import begins_with_figure, set_apart

_STRUCK, _STRUCK_END = "[struck: ", "]"
_STRUCK_MARK = re.compile(r"\[struck: ((?:\[\d[^\[\]\n]*\]|[^\]\n])*)\]")
"""With raised figures in brackets of their own."""
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
    >>> without_marks("within [struck: 14 [1] days] 21 days")
    'within 14 [1] days 21 days'

    Args:
        text: with marks.
        places: of the marks to take away, from 0; of all of them if None.
    """
    if places is None:
        return _STRUCK_MARK.sub(r"\1", text)
    count = itertools.count()
    return _STRUCK_MARK.sub(lambda mark: mark[1] if next(count) in places else mark[0], text)


class MarkedPiece(NamedTuple):
    """A piece of text, whether it is struck through, and whether it is set above or below the line."""

    text: str
    is_struck: bool = False
    is_raised: bool = False


def words_of(pieces: Iterable[MarkedPiece]) -> str:
    """Return the text of pieces, with brackets around what is struck and around raised figures.

    >>> words_of([MarkedPiece("14 May 2026"), MarkedPiece("1", is_raised=True), MarkedPiece(", the 2")])
    '14 May 2026 [1], the 2'
    """
    runs = itertools.groupby(pieces, lambda piece: piece.is_struck)
    texts = ((is_struck, "".join(_set_apart(run))) for is_struck, run in runs)
    return "".join(struck(text) if is_struck else text for is_struck, text in texts)


def _set_apart(pieces: Iterable[MarkedPiece]) -> Iterator[str]:
    for is_raised, run in itertools.groupby(pieces, lambda piece: piece.is_raised):
        text = "".join(piece.text for piece in run)
        yield set_apart(text) if is_raised else text


class BracketedRuns(Runs):
    """Collects as `Runs` does, with brackets around what is struck and around raised figures."""

    _is_within_struck = False  # brackets are open
    _is_within_raised = False  # the words before this place are raised
    _is_in_figures = False  # and they stand in brackets

    def put(self, frame: OpenElement, text: str) -> None:
        """Keep words of an element where they belong; those that are struck stand in brackets."""
        is_struck, is_raised = (of and not frame.kind for of in (frame.is_struck, frame.is_raised))
        if text and (not is_raised or text.endswith("\n")):
            self._end_raised()
        ends = self._is_within_struck and (text.endswith("\n") or (text.strip() and not is_struck))
        if ends and not frame.kind:
            self.end_brackets()
        elif is_struck and text.strip() and not self._is_within_struck:
            self._end_raised()
            self.parts.append(_STRUCK)
            self._is_within_struck = True
        if is_raised and text.strip() and not self._is_within_raised:
            text = self._begin_raised(text)
        super().put(frame, text)

    def end_words(self) -> None:
        """Take away the spaces in which the words of a cell end, and close brackets that are open."""
        super().end_words()
        self.end_brackets()

    def end_brackets(self) -> None:
        """Close the brackets that are open."""
        self._end_raised()
        if self._is_within_struck:
            last = self.parts[-1]
            kept = last.rstrip(" ")
            self.parts[-1] = f"{kept}{_STRUCK_END}{last[len(kept) :]}"
        self._is_within_struck = False

    def _begin_raised(self, text: str) -> str:
        """Begin raised words, and return them as they go on."""
        self._is_within_raised, self._is_in_figures = True, begins_with_figure(text)
        if not self._is_in_figures:
            return text
        is_joined = self._is_in_words and self.parts and self.parts[-1][-1:].strip()
        self.parts.append(" [" if is_joined else "[")
        return text.lstrip()

    def _end_raised(self) -> None:
        if self._is_in_figures:
            last = self.parts[-1]
            kept = last.rstrip()
            self.parts[-1] = f"{kept}]{last[len(kept) :]}"
        self._is_within_raised = self._is_in_figures = False
