"""Redaction areas hidden in copies for others, and pages someone has reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity

RedactionReason = Literal["protected-person", "privileged", "safe-contact", "other"]
AreaState = Literal["suggested", "accepted", "rejected"]
RedactedCopy = Literal["service", "pseudonymised"]
PageDoubt = Literal["picture", "no-text", "hand", "script", "unproved", "layers", "unseen"]
"""Why a person must look at a page before it goes into a pseudonymised copy."""
DoubtfulPages = tuple[tuple[int, PageDoubt], ...]
"""Numbers of pages from 1, each with the reason."""
DOUBT_TITLES: Mapping[PageDoubt, str] = {
    "picture": gettext_noop("picture"),
    "no-text": gettext_noop("no text"),
    "hand": gettext_noop("signature or other strokes of a hand"),
    "script": gettext_noop("script in which no names are searched"),
    "unproved": gettext_noop("text may differ from what is shown"),
    "layers": gettext_noop("layers not shown everywhere"),
    "unseen": gettext_noop("words that are not visible"),
}
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle, from the upper left corner."""

MIN_SIDE = 0.002
"""Minimum side as a fraction of the page; smaller ones are accidental."""
_SAME = 0.9
"""Fraction of an area that another must cover to be equivalent."""


@entity
class Area:
    """A rectangle on a page.

    Attributes:
        page: its number in the document, from 1.
        left, top, right, bottom: edges in parts of the width and height of the page as seen, turned and
            cropped, from its upper left corner; of a picture, as the picture is seen.
        reason: why it is hidden; it stays in the vault and is never printed.
        copies: those it is hidden in; a filing copy stays complete.
        state: only an accepted one is hidden; a rejected one is kept, so that it is not suggested again.
        is_drawn: a person drew it; otherwise a search suggested it.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    reason: RedactionReason = "protected-person"
    copies: tuple[RedactedCopy, ...] = ("service", "pseudonymised")
    state: AreaState = "accepted"
    is_drawn: bool = True

    @property
    def edges(self) -> Edges:
        """Return its four edges."""
        return self.left, self.top, self.right, self.bottom

    def at(self, edges: Edges) -> Area:
        """Return the same area elsewhere on its page, within the paper."""
        left, top, right, bottom = (round(min(max(edge, 0.0), 1.0), 5) for edge in edges)
        return replace(self, left=left, top=top, right=right, bottom=bottom)

    def is_within(self, other: Area) -> bool:
        """Return whether another area covers this one, except for a little."""
        return self.page == other.page and overlap(self.edges, other.edges) >= _SAME * _size(self.edges)


@entity
class Redaction:
    """The areas hidden in copies of a document, and its reviewed pages.

    Attributes:
        id: the document's id.
        case_id: its case.
        areas: by page and place.
        reviewed: pages no program can read that a person found to betray nobody beside the areas.
    """

    id: str
    case_id: str
    areas: tuple[Area, ...] = ()
    reviewed: tuple[int, ...] = ()

    @property
    def undecided(self) -> tuple[Area, ...]:
        """Return suggested areas that were neither accepted nor rejected."""
        return tuple(area for area in self.areas if area.state == "suggested")

    def hidden_in(self, copy: str) -> tuple[Area, ...]:
        """Return the areas a copy hides."""
        return tuple(area for area in self.areas if area.state == "accepted" and copy in area.copies)

    def on(self, page: int) -> tuple[Area, ...]:
        """Return the areas of a page."""
        return tuple(area for area in self.areas if area.page == page)

    def having(self, areas: Iterable[Area]) -> Redaction:
        """Return it with these areas added; suggestions within an existing area are dropped."""
        kept = list(self.areas)
        for area in areas:
            require_sound(area)
            is_there = area in kept if area.is_drawn else any(map(area.is_within, kept))
            if not is_there:
                kept.append(area)
        return replace(self, areas=tuple(sorted(kept, key=_place)))

    def without(self, areas: Iterable[Area]) -> Redaction:
        """Return it without these areas."""
        gone = set(areas)
        return replace(self, areas=tuple(area for area in self.areas if area not in gone))

    def decided(self, areas: Iterable[Area], state: AreaState) -> Redaction:
        """Return it with these areas accepted, rejected or undecided again."""
        of = set(areas)
        areas_decided = (replace(area, state=state) if area in of else area for area in self.areas)
        return replace(self, areas=tuple(areas_decided))

    def reviewed_on(self, pages: Iterable[int], *, shows_no_one: bool) -> Redaction:
        """Return it with pages marked or unmarked as reviewed, because no one can be identified on them."""
        reviewed_pages = set(self.reviewed) | set(pages) if shows_no_one else set(self.reviewed) - set(pages)
        return replace(self, reviewed=tuple(sorted(reviewed_pages)))


def require_sound(area: Area) -> None:
    """Require that an area is valid.

    Raises:
        InvalidInput: it is too small or off the page, or hidden in no copy.
    """
    left, top, right, bottom = area.edges
    is_on_page = left >= 0 and top >= 0 and right <= 1 and bottom <= 1 and area.page >= 1
    if not is_on_page or right - left < MIN_SIDE or bottom - top < MIN_SIDE:
        raise InvalidInput(
            "A redaction area needs a page and four edges.",
            field="area",
            remedy="Enter left, top, right and bottom as fractions of the page, such as 0.1,0.2,0.5,0.25.",
        )
    if not area.copies:
        raise InvalidInput(
            "The area is not redacted in any copy.",
            field="copies",
            remedy="Choose the service copy or the pseudonymised copy.",
        )


def overlap(one: Edges, other: Edges) -> float:
    """Return the size of the intersection of two rectangles, in the square of their unit."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)


def _size(edges: Edges) -> float:
    return (edges[2] - edges[0]) * (edges[3] - edges[1])


def _place(area: Area) -> tuple[int, float, float]:
    return area.page, area.top, area.left
