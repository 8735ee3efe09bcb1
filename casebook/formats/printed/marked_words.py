"""The words of a Word or PowerPoint file with what its letters alone do not say: struck, ticked, numbered.

Source: ECMA-376-1, 17.3.2.37 (strike), 17.3.2.42 (vertAlign), 17.3.3.30 (sym), 17.9 (numbering), 17.16.7
(checkBox) and 21.1.2.3.9 (a run of DrawingML); the tables of Wingdings are those of its glyph names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.xmlreader import AttributesImpl

from casebook.formats.printed.equation_fields import equation_words
from casebook.formats.printed.package_words import OFF, RAISES, STRIKES, OpenElement, value_of
from casebook.formats.printed.paragraph_numbers import ParagraphNumbers
from casebook.formats.printed.struck_words import BracketedRuns
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.host.protocol.extract_protocol import UnprintedKind

_DRAWN_STRIKES = frozenset({"sngStrike", "dblStrike"})
_TICKED, _EMPTY = "☒", "☐"
_SIGNS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), _EMPTY),
        **dict.fromkeys((0x78, 0xFD, 0xFE), _TICKED),
        0xFC: "✓",
        0xFB: "✗",
        0x6C: "●",
        0xA7: "▪",
        0xE0: "→",
        0xD8: "➢",
        0x6E: "■",
    },
    "wingdings 2": {
        **dict.fromkeys((0x2A, 0xA3), _EMPTY),
        **dict.fromkeys((0x51, 0x52, 0x53, 0x54), _TICKED),
        0x4F: "✗",
        0x50: "✓",
    },
    "symbol": {0xB7: "•", 0xA7: "♣", 0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥"},
}
_PRIVATE = range(0xE000, 0xF900)
_UNKNOWN_SIGN = "\ufffd"


@dataclass(slots=True)
class _Numbered:
    """What a paragraph states of its number, whether its end is hidden, and whether it has words so far."""

    list_id: str = ""
    level: str = ""
    style: str = ""
    is_deleted: bool = False
    is_hidden: bool = False
    has_words: bool = False
    is_waiting: bool = False
    """Its number is set before its first words, or at its end."""


class MarkedRuns(BracketedRuns):
    """Collects as `Runs` does, and marks what is struck or raised, ticks boxes and numbers paragraphs.

    Args:
        unprinted, kind, hidden_styles: as `Runs`.
        marked_styles: by the property of `STRIKES` and `RAISES`, names of the styles that have it.
        numbers: counts the paragraphs.

    Attributes:
        chunk_words: the words of a file that is taken in whole, by the id of the reference.
    """

    def __init__(
        self,
        unprinted: UnprintedCollector,
        kind: UnprintedKind | None = None,
        hidden_styles: AbstractSet[str] = frozenset(),
        marked_styles: Mapping[str, AbstractSet[str]] = MappingProxyType({}),
        numbers: ParagraphNumbers | None = None,
    ) -> None:
        super().__init__(unprinted, kind, hidden_styles)
        self._marked_styles, self._numbers = marked_styles, numbers or ParagraphNumbers()
        self._paragraph = _Numbered()
        self._around: list[_Numbered] = []
        self._is_joined = False
        self._ticked: dict[str, bool] = {}
        self._instruction: list[str] = []
        self.chunk_words: Callable[[str], str] = lambda _: ""

    def begin(self, name: str, frame: OpenElement, attrs: AttributesImpl) -> None:
        """Mark what an element says of the words in it, or in the element around it."""
        local, above = frame.local, self.frames[-2]
        if local == "txbxContent":
            self._begin_box()
        super().begin(name, frame, attrs)
        frame.marked_by = above.marked_by if local != "txbxContent" else frozenset()
        value = value_of(attrs)
        if local in {*STRIKES, *RAISES}:
            self._set_run(local, is_on=value not in OFF)
        elif local == "rStyle" and (by := self._marked_by(value)):
            self._set_run(*by, is_on=True)
        elif local == "rPr" and above.local == "r" and (drawn := _drawn_marks(attrs)):
            above.marked_by |= drawn
        elif local == "sym":
            self.put(frame, _sign(value_of(attrs, "font"), value_of(attrs, "char")))
        elif local == "altChunk":
            self.put(frame, f"{self.chunk_words(value_of(attrs, 'id'))}\n")
        elif local == "fldChar":
            self._go_on_in_field(frame, value_of(attrs, "fldCharType"))
        elif local == "checkBox":
            self._ticked = {}
        elif local in {"checked", "default"} and above.local == "checkBox":
            self._ticked[local] = value not in OFF
        else:
            self._begin_number(frame, value)

    def characters(self, content: str) -> None:
        """Keep words, and the instruction of a field apart from them."""
        if self.frames[-1].local == "instrText":
            self._instruction.append(content)
        super().characters(content)

    def _go_on_in_field(self, frame: OpenElement, place: str) -> None:
        """At the end of a field without a result, set what only its instruction shows."""
        if place == "end":
            self.put(frame, equation_words("".join(self._instruction)))
        self._instruction = []

    def end(self, name: str, frame: OpenElement) -> None:
        """Tick a box, or number a paragraph whose properties end."""
        if frame.local == "checkBox":
            is_ticked = self._ticked.get("checked", self._ticked.get("default", False))
            self.put(frame, _TICKED if is_ticked else _EMPTY)
        elif frame.local == "pPr" and self.frames[-1].local == "p":
            one, around = self._paragraph, self.frames[-1]
            one.is_waiting = not one.is_deleted and not around.kind
            if not one.is_deleted:
                around.marked_by |= self._marked_by(one.style)
        elif frame.local == "p":
            if not self._paragraph.is_hidden or self._paragraph.has_words:
                self._set_number()
            self._is_joined = self._paragraph.is_hidden and self._paragraph.has_words
        super().end(name, frame)
        if frame.local == "txbxContent":
            self._paragraph = self._around.pop()

    def put(self, frame: OpenElement, text: str) -> None:
        """Keep words of an element where they belong, after the number of their paragraph."""
        if text.strip() and not frame.kind:
            self._set_number()
            self._paragraph.has_words = True
        super().put(frame, text)

    def _begin_box(self) -> None:
        """What stands in a text box has paragraphs of its own."""
        self.end_brackets()
        self._set_number()
        self._around.append(self._paragraph)
        self._paragraph = _Numbered()

    def _set_number(self) -> None:
        """Set the number of the paragraph; one behind a hidden end is a part of the one before it."""
        one = self._paragraph
        if not one.is_waiting:
            return
        one.is_waiting = False
        number = "" if self._is_joined else self._numbers.next_number(one.list_id, one.level, one.style)
        if number:
            super().put(OpenElement("number"), f"{number} ")

    def _begin_number(self, frame: OpenElement, value: str) -> None:
        if frame.local == "p":
            self._paragraph = _Numbered()
        elif frame.local == "vanish" and len(self.frames) > 2 and self.frames[-3].local == "pPr":  # noqa: PLR2004
            self._paragraph.is_hidden = value not in OFF
        elif frame.local == "pStyle":
            self._paragraph.style = value
        elif frame.local == "numId":
            self._paragraph.list_id = value
        elif frame.local == "ilvl":
            self._paragraph.level = value
        elif frame.local == "del" and len(self.frames) > 2 and self.frames[-3].local == "pPr":  # noqa: PLR2004
            self._paragraph.is_deleted = True

    def _marked_by(self, style: str) -> frozenset[str]:
        """The properties by which a style strikes or raises text."""
        return frozenset(name for name, styles in self._marked_styles.items() if style in styles)

    def _set_run(self, *properties: str, is_on: bool) -> None:
        run = self.frames[-3] if len(self.frames) > 2 else None  # noqa: PLR2004 - the run's properties between
        if run is not None and run.local == "r":
            run.marked_by = run.marked_by.union(properties) if is_on else run.marked_by.difference(properties)


def _drawn_marks(attrs: AttributesImpl) -> frozenset[str]:
    """What the properties of a run of DrawingML say of it, as Word calls it."""
    is_struck = attrs.get("strike") in _DRAWN_STRIKES
    is_raised = attrs.get("baseline", "0").rstrip("%") != "0"
    return frozenset((*STRIKES[:1] * is_struck, *RAISES[:1] * is_raised))


def _sign(font: str, char: str) -> str:
    """A sign that a font alone shows, as a character that every font has."""
    try:
        code = int(char[:6], 16)
    except ValueError:
        return _UNKNOWN_SIGN
    if signs := _SIGNS.get(font.casefold()):
        return signs.get(code & 0xFF, _UNKNOWN_SIGN)
    is_known = 0 < code <= 0x10FFFF and code not in _PRIVATE and not 0xD800 <= code < 0xE000  # noqa: PLR2004
    return chr(code) if is_known else _UNKNOWN_SIGN
