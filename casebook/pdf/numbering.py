"""Which page of the bundle everything is on: known only when the index that prints it is set."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from casebook.base.errors import InvalidInput
from casebook.domain.composition import Composition, Target
from casebook.pdf.render import FrontPress, SetPages

_MOST_PASSES = 8
_LINES_A_PAGE = 38
EXHIBIT = "exhibit:"


class Numbering:
    """The page numbers of one bundle, from 1.

    Args:
        composition: what is bound.
        lengths: pages of each exhibit, its divider not counted.
        front_pages: pages before the exhibits.
        anchors: of those pages, from 0.
    """

    def __init__(
        self, composition: Composition, lengths: Sequence[int], front_pages: int, anchors: Mapping[str, int]
    ) -> None:
        self._anchors = anchors
        self._first: dict[str, int] = {}
        self._lengths: dict[str, int] = {}
        self.divider_pages = 1 if composition.has_dividers else 0
        page = front_pages + 1
        for exhibit, length in zip(composition.exhibits, lengths, strict=True):
            self._first[exhibit.key] = page
            self._lengths[exhibit.key] = length
            page += self.divider_pages + length

    def page_of(self, target: Target) -> int:
        """The bundle page a reference points at.

        Raises:
            InvalidInput: nothing in the bundle bears that anchor, or the exhibit has fewer pages.
        """
        key = target.anchor.removeprefix(EXHIBIT)
        if key == target.anchor:
            if target.anchor not in self._anchors:
                raise _missing(target.anchor)
            return self._anchors[target.anchor] + 1
        if key not in self._first:
            raise _missing(target.anchor)
        if target.page > self._lengths[key]:
            raise InvalidInput(
                f"A reference points at page {target.page} of an exhibit with {self._lengths[key]} pages.",
                field=target.anchor,
                remedy="Correct the pinpoint, or hand in the whole exhibit.",
            )
        return self._first[key] + (self.divider_pages + target.page - 1 if target.page else 0)

    def last_page_of(self, target: Target) -> int:
        """The bundle page an exhibit ends on.

        Raises:
            InvalidInput: the bundle has no such exhibit.
        """
        length = self._lengths.get(target.anchor.removeprefix(EXHIBIT), 0)
        return self.page_of(Target(anchor=target.anchor, page=length))


def _missing(anchor: str) -> InvalidInput:
    return InvalidInput(
        "A reference points at something that is not in this bundle.",
        field=anchor,
        remedy="Add what it points at, or take the reference out.",
    )


def settle_front(
    composition: Composition, lengths: Sequence[int], tick: Callable[[], None]
) -> tuple[SetPages, Numbering]:
    """Set the pages before the exhibits until every number printed in them is true.

    The first pass is set with a guess; it is kept where the guess was right. `tick` is called at every page,
    so that the work can be stopped.

    Raises:
        InvalidInput: a reference points at nothing; a character no font covers.
    """
    sections = len({exhibit.section for exhibit in composition.exhibits})
    lines = len(lengths) + 2 * sections + len(composition.parts)
    pages = (1 if composition.cover else 0) + math.ceil(lines / _LINES_A_PAGE)
    press, numbering = FrontPress(composition), None
    for _ in range(_MOST_PASSES):
        told = _Told(numbering or Numbering(composition, lengths, pages, {}), is_guess=numbering is None)
        front = press.set(told.page_of, told.last_page_of, tick)
        numbering = Numbering(composition, lengths, front.page_count, front.anchors)
        if told.is_true_by(numbering):
            return front, numbering
    raise InvalidInput(
        "The index does not settle: each setting moves the pages it names.",
        remedy="Change a title in it by a few letters and build again.",
    )


class _Told:
    """Answers the press and remembers what it was told, so that it can be held against the truth."""

    def __init__(self, numbering: Numbering, *, is_guess: bool) -> None:
        self._numbering = numbering
        self._is_guess = is_guess
        self._first: dict[Target, int] = {}
        self._last: dict[Target, int] = {}

    def page_of(self, target: Target) -> int:
        is_ours = not target.anchor.startswith(EXHIBIT)
        page = 1 if self._is_guess and is_ours else self._numbering.page_of(target)
        self._first[target] = page
        return page

    def last_page_of(self, target: Target) -> int:
        self._last[target] = page = self._numbering.last_page_of(target)
        return page

    def is_true_by(self, numbering: Numbering) -> bool:
        """Whether everything told so far is so."""
        return all(numbering.page_of(target) == page for target, page in self._first.items()) and all(
            numbering.last_page_of(target) == page for target, page in self._last.items()
        )
