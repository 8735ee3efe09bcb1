"""The numbers that Word sets before paragraphs, which stand in no text of the file.

Source: ECMA-376-1, 17.9 (numbering) and 17.18.59 (kinds of numbers).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from casebook.formats.printed.package_words import OFF, value_of

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ALPHABET = 26
_CHINESE, _TEN, _HUNDRED = "〇一二三四五六七八九", 10, 100
_PLACE = re.compile(r"%([1-9])")
_MAX_COUNT = 32_767
_DEPTH = 20
"""Styles may be based on one another so often."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str = ""
    is_legal: bool = False
    restart: int | None = None
    """The level, from 1, after which it begins anew; 0 for never, None for any above it."""


@dataclass(slots=True)
class _List:
    """A list that paragraphs name: the definition it follows, levels of its own, and where it begins anew."""

    definition: str = ""
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class ParagraphNumbers(ContentHandler):
    """Reads the parts with numbering and styles, then counts the paragraphs of a document in their order.

    Attributes:
        has_unknown: a paragraph has a number that `next_number` cannot write.
    """

    def __init__(self) -> None:
        super().__init__()
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._links: dict[str, str] = {}
        self._styles: dict[str, list[str]] = {}
        self._list = self._definition = self._style = ""
        self._level = -1
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.has_unknown = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Note what a part states of its lists and styles."""
        local, value = name.rpartition(":")[2], value_of(attrs)
        if local == "abstractNum":
            self._definition, self._list = value_of(attrs, "abstractNumId"), ""
            self._definitions[self._definition] = {}
        elif local == "num":
            self._list = value_of(attrs, "numId")
            self._lists[self._list] = _List()
        elif local == "style":
            self._style = value_of(attrs, "styleId")
            self._styles[self._style] = ["", "", ""]
        elif local in {"basedOn", "numId", "ilvl"} and self._style:
            self._styles[self._style][("basedOn", "numId", "ilvl").index(local)] = value
        elif local in {"lvl", "lvlOverride"}:
            self._level = _whole(value_of(attrs, "ilvl"))
            if local == "lvl" and self._list:
                self._lists[self._list].levels[self._level] = _Level()
        elif self._list:
            self._state_list(self._lists[self._list], local, value)
        elif local == "numStyleLink" and self._definition:
            self._links[self._definition] = value
        elif self._definition and self._level >= 0:
            _state(self._definitions[self._definition].setdefault(self._level, _Level()), local, value)

    def _state_list(self, one: _List, local: str, value: str) -> None:
        """Note what an element states of a list."""
        if local == "abstractNumId":
            one.definition = value
        elif local == "startOverride":
            one.starts[self._level] = _whole(value, 1)
        elif self._level in one.levels:
            _state(one.levels[self._level], local, value)

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """Leave a style or a list."""
        local = name.rpartition(":")[2]
        if local == "style":
            self._style = ""
        elif local in {"lvl", "lvlOverride"}:
            self._level = -1
        elif local == "abstractNum":
            self._definition = ""
        elif local == "num":
            self._list = ""

    def next_number(self, list_id: str, level: str, style: str) -> str:
        """Return the number of the next paragraph as it is printed; "" for none, or of a kind not known.

        Args:
            list_id: as the paragraph names its list, or "" where its style does.
            level: as the paragraph states it, from "0", or "".
            style: ID of its style, or "".
        """
        list_id, at = self._place(list_id, level, style)
        one = self._lists.get(list_id)
        definition, levels = self._levels(one) if one else ("", {})
        if one is None or at not in levels:
            self.has_unknown = self.has_unknown or one is not None
            return ""
        starts = {place: one.starts.get(place, level.start) for place, level in levels.items()}
        counts = self._counts.setdefault(definition, {})
        if at in one.starts and (list_id, at) not in self._begun:
            counts.pop(at, None)
        self._begun.add((list_id, at))
        counts[at] = counts.get(at, starts[at] - 1) + 1
        for deeper in [place for place in counts if place > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]
        return self._printed(levels, at, {**starts, **counts})

    def _levels(self, one: _List) -> tuple[str, Mapping[int, _Level]]:
        """The definition whose numbers a list counts, also by the style it is linked to, and its levels."""
        definition = one.definition
        for _ in range(_DEPTH):
            linked = self._lists.get(self._styles.get(self._links.get(definition, ""), ["", "", ""])[1])
            if linked is None:
                break
            definition = linked.definition
        return definition, {**self._definitions.get(definition, {}), **one.levels}

    def _printed(self, levels: Mapping[int, _Level], at: int, counts: Mapping[int, int]) -> str:
        if levels[at].kind == "bullet":
            return "•"
        kinds = {
            place: "decimal" if levels[at].is_legal and level.kind != "none" else level.kind
            for place, level in levels.items()
        }
        wanted = [int(place) - 1 for place in _PLACE.findall(levels[at].text)]
        if any(kinds.get(place) not in NUMBERS for place in wanted):
            self.has_unknown = True
            return ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            return NUMBERS[kinds[place]](min(counts[place], _MAX_COUNT))

        return _PLACE.sub(number, levels[at].text).strip()

    def _place(self, list_id: str, level: str, style: str) -> tuple[str, int]:
        """The list and level of a paragraph, by itself or by its style."""
        own = style
        for _ in range(_DEPTH):
            if list_id or own not in self._styles:
                break
            base, list_id, styled = self._styles[own]
            level = level or styled
            if list_id and not level:
                _, levels = self._levels(self._lists.get(list_id, _List()))
                level = next((str(at) for at, one in levels.items() if one.style == own), "")
            own = base
        return list_id, _whole(level)


def _state(level: _Level, local: str, value: str) -> None:
    """Note what an element states of a level."""
    if local == "start":
        level.start = _whole(value, 1)
    elif local == "numFmt":
        level.kind = value
    elif local == "lvlText":
        level.text = value
    elif local == "pStyle":
        level.style = value
    elif local == "isLgl":
        level.is_legal = value not in OFF
    elif local == "lvlRestart":
        level.restart = _whole(value)


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("32767") else otherwise


def _letters(number: int) -> str:
    """As Word counts: after z comes aa, then bb."""
    return chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1) if number > 0 else ""


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _chinese(number: int) -> str:
    if number >= _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


NUMBERS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "lowerLetter": _letters,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda number: _roman(number).upper(),
        "none": lambda _: "",
        **dict.fromkeys(
            (
                "chineseCounting",
                "chineseCountingThousand",
                "taiwaneseCounting",
                "taiwaneseCountingThousand",
                "japaneseCounting",
            ),
            _chinese,
        ),
    }
)
"""By kind of number, how one is written."""
