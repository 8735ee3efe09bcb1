"""Numbering that Word keeps itself: headings "A", "A.1", "A.1.1", paragraphs "1." and "(a)" run through.

Source: Office Open XML (ECMA-376-1), 17.9. A number belongs to a style, so that a paragraph given the style
in Word takes the next number, and one that is moved is numbered anew with all that follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from casebook.domain.dossier.letters.word_style import LETTERED, NUMBERED
from casebook.formats.docx_elements import Element, element, named, xml

if TYPE_CHECKING:
    from docx.document import Document as Word

_HANG = 680
"""Twentieths of a point, 12 mm: what a number stands out by."""
_HEADING_LIST, _PARAGRAPH_LIST = "90", "91"
"""Ids beyond those of python-docx's own lists."""


class _Level(NamedTuple):
    """A level of a list: the style it belongs to, its kind of number and the text around it."""

    style: str
    kind: str
    text: str
    left: int


_HEADINGS = (
    _Level("Heading 1", "upperLetter", "%1", _HANG),
    _Level("Heading 2", "decimal", "%1.%2", _HANG),
    _Level("Heading 3", "decimal", "%1.%2.%3", _HANG),
)
_PARAGRAPHS = (
    _Level(NUMBERED, "decimal", "%1.", _HANG),
    _Level(LETTERED, "lowerLetter", "(%2)", 2 * _HANG),
)


class ListNumbers:
    """The lists of one document.

    Args:
        word: the document.
        style_ids: id of each style by its name.
        has_headings: whether headings are numbered.
    """

    def __init__(self, word: Word, style_ids: Mapping[str, str], *, has_headings: bool) -> None:
        self._root = xml(word.part.numbering_part)
        self._last = int(_PARAGRAPH_LIST)
        styles = {str(style.style_id): xml(style) for style in word.styles}
        self._add(_PARAGRAPH_LIST, _PARAGRAPHS, style_ids, styles)
        if has_headings:
            self._add(_HEADING_LIST, _HEADINGS, style_ids, styles)

    def restarted(self, level: int) -> str:
        """A number of a list of the paragraphs that begins anew at a level; for one paragraph and its kin."""
        self._last += 1
        number = element("w:num", {"w:numId": str(self._last)})
        number.append(element("w:abstractNumId", {"w:val": _PARAGRAPH_LIST}))
        override = element("w:lvlOverride", {"w:ilvl": str(level)})
        override.append(element("w:startOverride", {"w:val": "1"}))
        number.append(override)
        self._root.append(number)
        return str(self._last)

    def _add(
        self, id_: str, levels: Sequence[_Level], ids: Mapping[str, str], styles: Mapping[str, Element]
    ) -> None:
        abstract = element("w:abstractNum", {"w:abstractNumId": id_})
        abstract.append(element("w:multiLevelType", {"w:val": "multilevel"}))
        for place, level in enumerate(levels):
            abstract.append(_level(place, level, ids[level.style]))
            _tie(styles[ids[level.style]], id_, place)
        first = self._root.find(named("w:num"))  # the schema wants every definition before the first number
        first.addprevious(abstract)
        number = element("w:num", {"w:numId": id_})
        number.append(element("w:abstractNumId", {"w:val": id_}))
        self._root.append(number)


def _level(place: int, level: _Level, style_id: str) -> Element:
    definition = element("w:lvl", {"w:ilvl": str(place)})
    for tag, value in (
        ("w:start", "1"),
        ("w:numFmt", level.kind),
        ("w:pStyle", style_id),
        ("w:lvlText", level.text),
        ("w:lvlJc", "left"),
    ):
        definition.append(element(tag, {"w:val": value}))
    properties = element("w:pPr", {})
    properties.append(element("w:ind", {"w:left": str(level.left), "w:hanging": str(_HANG)}))
    definition.append(properties)
    return definition


def _tie(style: Element, id_: str, place: int) -> None:
    """Give a style its number."""
    properties = style.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_numId().val = int(id_)
    if place:
        numbering.get_or_add_ilvl().val = place
