"""Places in a text at which something is hidden, and those that somebody decided to keep."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed

WORD_BEFORE = re.compile(r"([^\W_]+)(\W*)$")
_WORD_BEGINS = re.compile(r"[^\W_]")
_GENITIVE = re.compile(r"['\u2019]s")
"""Behind a name: no name of its own, although one with the letters of both may be looked for."""
WORD_AFTER = re.compile(r"(\W*)([^\W_]+)")
_SPEAKER = re.compile(r"[^:\uff1a\n]{1,60}[:\uff1a] ?")
"""At the beginning of a line: who says what follows, as the stored text of a chat has it."""
_NEXT_SPEAKER = re.compile(rf"[^\w\n]*\n{_SPEAKER.pattern}")
_NAMES = frozenset({"name", "relative", "contact"})
_BRACKETS = {"(": ")", "\uff08": "\uff09", "[": "]", "\u3010": "\u3011", "\u3014": "\u3015"}
NAMED_OPENLY = "\0"
"""The label of somebody whom a copy names by design: a client in a copy that hides others."""
_CELL = re.compile(r"[^\t\n]+")
ANY_PAGE = ":"
"""Ends the key of an exhibit as a place: its pages are not those of the file it is set from."""
_SET_PAGE = f"{ANY_PAGE}{ANY_PAGE}"
"""The same of a page that was set: the program's own words stand before and behind those of the exhibit."""
LOOK_BACK = 40
"""Signs before a place that are looked at."""


@entity
class TextHit:
    """A place in a text.

    Attributes:
        start, end: of the characters, as a slice.
        label: what stands for them.
        kind: of what is hidden there.
        is_certain: whether it is hidden whatever stands beside it.
    """

    start: int
    end: int
    label: str
    kind: FactKind = "name"
    is_certain: bool = True


def page_place(key: str, number: int) -> str:
    """Return a page of an exhibit as a place in which a replacement may be refused.

    Args:
        key: of the exhibit.
        number: of its page, from 1.
    """
    return f"{key}{ANY_PAGE}{number}"


def set_page_place(key: str) -> str:
    """Return any page that was set of an exhibit, whose words were replaced before, as such a place."""
    return f"{key}{_SET_PAGE}"


@entity
class KeptText:
    """A replacement someone rejected: these words between these neighbours are kept.

    Attributes:
        text, before, after: folded; the neighbours are one word each, or "" at an end of the text.
        place: where it was rejected, as `find` is asked about it; "" is nowhere.
    """

    text: str
    before: str
    after: str
    place: str

    @property
    def id(self) -> str:
        """Return ten hexadecimal digits, equal for equal words between equal neighbours in one place."""
        key = f"{self.place}|{self.before}|{self.text}|{self.after}"
        return hashlib.sha256(key.encode()).hexdigest()[:10]

    def is_at(self, other: KeptText) -> bool:
        """Return whether another place is one that the rejection holds for: any page, or its own.

        SECURITY: an end of the text is a neighbour like any other. A name at the end of another page, or
        between other words, was not looked at when this one was rejected. On a page that was set the words
        of the exhibit, between their own neighbours, were replaced before.
        """
        if other.place.endswith(_SET_PAGE):
            here = replace(other, place=self.place, before=self.before and other.before)
            here = replace(here, after=self.after and other.after)
            return self.place.startswith(other.place[: -len(ANY_PAGE)]) and self == here
        if other.place.endswith(ANY_PAGE):
            return self.place.startswith(other.place) and self == replace(other, place=self.place)
        return self == other


def kept_at(text: str, hit: TextHit, place: str) -> KeptText:
    """Return the words of a hit with its neighbours, as a rejection stores them.

    Who says them, or what is on the next line, is no neighbour: messages of a chat are set, and searched,
    each by itself.
    """
    line = text.rfind("\n", 0, hit.start) + 1
    begins = _SPEAKER.fullmatch(text, line, hit.start)
    ends = _NEXT_SPEAKER.match(text, hit.end)
    before = None if begins else WORD_BEFORE.search(text[max(0, hit.start - LOOK_BACK) : hit.start])
    after = None if ends else WORD_AFTER.match(text[hit.end : hit.end + LOOK_BACK])
    return KeptText(
        text=squeezed(folded(text[hit.start : hit.end])),
        before=folded(before[1]) if before else "",
        after=folded(after[2]) if after else "",
        place=place,
    )


def with_neighbours(text: str, hit: TextHit) -> tuple[int, int]:
    """Return the place of a hit with the word on either side."""
    before = WORD_BEFORE.search(text[max(0, hit.start - LOOK_BACK) : hit.start])
    after = WORD_AFTER.match(text[hit.end : hit.end + LOOK_BACK])
    return hit.start - (len(before[0]) if before else 0), hit.end + (after.end() if after else 0)


def with_tilde(text: str, start: int) -> int:
    """Return the start of a sender with the tilde before it, which marks one outside the contacts.

    >>> with_tilde("~ Dilnur", 2)
    0
    """
    mark = re.search(r"(?<!\w)~\s?$", text[max(0, start - 3) : start])
    return start - len(mark[0]) if mark else start


def with_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place with the bracket whose other half is in it, directly beside it.

    >>> with_bracket("\u5f20\uff08\u4f1f\u6c11\uff09", 0, 4)
    (0, 5)
    """
    within = text[start:end]
    for opens, closes in _BRACKETS.items():
        if within.count(opens) > within.count(closes) and text[end : end + 1] == closes:
            end += 1
        elif within.count(closes) > within.count(opens) and text[max(0, start - 1) : start] == opens:
            start -= 1
    return start, end


def by_lines(text: str, hit: TextHit, is_form: Callable[[str], bool]) -> Iterator[TextHit]:
    """Yield a hit, or two where a name is whole at the end of a line and more of it begins the next.

    Args:
        text: it.
        hit: in it.
        is_form: whether words are a name as it may be written.
    """
    first, end, _ = text[hit.start : hit.end].partition("\n")
    is_whole = hit.kind in _NAMES and len(first.split()) > 1 and is_form(first)
    if end and is_whole:
        at = hit.start + len(first)
        yield replace(hit, end=at)
        yield replace(hit, start=at + 1)
    else:
        yield hit


def apart(hits: Iterable[TextHit], text: str) -> Iterator[TextHit]:
    """Yield the hits without overlaps.

    SECURITY: of a name that begins in another ("Gulnar Memet, Gulnar") the rest is hidden as well, and so is
    that of a telephone number of which a handle before it took the first signs.
    """
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        is_rest = hit.start < end < hit.end and hit.kind in {"name", "relative", "contact", "channel"}
        if is_rest and _GENITIVE.fullmatch(text, end, hit.end):
            continue
        if is_rest and (begins := _WORD_BEGINS.search(text, end, hit.end)):
            yield replace(hit, start=begins.start())
        elif hit.start >= end:
            yield hit
        else:
            continue
        end = hit.end


def places_of_cells(text: str) -> Mapping[str, list[int]]:
    r"""Return where each cell of a sheet begins, by what it says; nothing where no tab parts any.

    >>> places_of_cells("An\t1\nAn\t2"), places_of_cells("An\n")
    ({'An': [0, 5], '1': [3], '2': [8]}, {})
    """
    cells: dict[str, list[int]] = {}
    for cell in _CELL.finditer(text) if "\t" in text else ():
        cells.setdefault(cell[0], []).append(cell.start())
    return cells
