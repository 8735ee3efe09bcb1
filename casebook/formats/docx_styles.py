"""Styles of a Word file: ours set in a new file, and those of an office read from its own.

Source: Office Open XML (ECMA-376-1), 17.7 for styles, 17.3.1 and 17.3.2 for what they hold. Type is counted
in half points, spacing in twentieths of a point, lines in 240ths.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from casebook.domain.dossier.letters.word_style import STYLES, Alignment, WordStyle
from casebook.formats.docx_elements import Element, element, named, xml

if TYPE_CHECKING:
    from docx.document import Document as Word

_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_PT = 20
_LINE = 240
_OURS = {style.name.casefold() for style in STYLES}
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
}
_MAX_PT, _MAX_MM, _MAX_LINES = 72, 100, 4
"""What no style of an office exceeds; a value beyond is left aside."""


def set_styles(word: Word, styles: Iterable[WordStyle], language: str) -> dict[str, str]:
    """Give a new document these styles; returns the id of each by its name."""
    from docx.enum.style import WD_STYLE_TYPE

    there = {str(style.name).casefold(): style for style in word.styles}
    ids = {}
    for wanted in styles:
        style = there.get(wanted.name.casefold())
        if style is None:
            style = word.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Normal"]
            style.hidden, style.quick_style = False, True
        _set(xml(style), wanted)
        ids[wanted.name] = str(style.style_id)
    _set_language(xml(word.styles), language)
    return ids


def _set_language(styles: Element, language: str) -> None:
    for lang in styles.iterfind(f"{named('w:docDefaults')}//{named('w:lang')}"):
        lang.set(named("w:val"), language or "en")
        if language.startswith("zh"):
            lang.set(named("w:eastAsia"), language)


def _set(style: Element, wanted: WordStyle) -> None:
    paragraph, run = style.get_or_add_pPr(), style.get_or_add_rPr()
    if wanted.font is not None:
        _put(run, "w:rFonts", dict.fromkeys(("w:ascii", "w:hAnsi", "w:cs"), wanted.font))
    elif wanted.name.startswith(("Heading", "Title")):
        _drop(run, "w:rFonts")  # that of Normal
    for tags, flag in ((("w:b", "w:bCs"), wanted.is_bold), (("w:i", "w:iCs"), wanted.is_italic)):
        for tag in tags if flag is not None else ():
            _put(run, tag, {"w:val": "1" if flag else "0"})
    if wanted.colour is not None:
        _put(run, "w:color", {"w:val": wanted.colour})
    if wanted.size_pt is not None:
        for tag in ("w:sz", "w:szCs"):
            _put(run, tag, {"w:val": str(round(wanted.size_pt * 2))})
    _drop(paragraph, "w:pBdr", "w:contextualSpacing")
    _set_spacing(paragraph, wanted)
    sides = {"w:left": wanted.left_mm, "w:right": wanted.right_mm}
    indent = {side: str(round(mm * _TWIPS_PER_MM)) for side, mm in sides.items() if mm is not None}
    if indent:
        _put(paragraph, "w:ind", indent)
    if wanted.alignment is not None:
        _put(paragraph, "w:jc", {"w:val": wanted.alignment})


def _set_spacing(paragraph: Element, wanted: WordStyle) -> None:
    spacing = {
        side: str(round(pt * _TWIPS_PER_PT))
        for side, pt in (("w:before", wanted.before_pt), ("w:after", wanted.after_pt))
        if pt is not None
    }
    if wanted.line_spacing is not None:
        spacing |= {"w:line": str(round(wanted.line_spacing * _LINE)), "w:lineRule": "auto"}
    if spacing:
        _put(paragraph, "w:spacing", spacing)


_ORDER = {
    "pPr": "keepNext keepLines pageBreakBefore numPr pBdr tabs spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs vertAlign rtl cs lang",
}
"""The order that the schema asks of the properties in use here."""


def _put(properties: Element, tag: str, attributes: dict[str, str]) -> None:
    """Set a property in the place that the schema gives it, in place of any that is there."""
    _drop(properties, tag)
    order = _ORDER[properties.tag.rpartition("}")[2]].split()
    rank = order.index(tag.removeprefix("w:"))
    later = {named(f"w:{name}") for name in order[rank + 1 :]}
    place = next((at for at, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(place, element(tag, attributes))


def _drop(properties: Element, *tags: str) -> None:
    for tag in tags:
        for child in properties.findall(named(tag)):
            properties.remove(child)


def read_styles(word: Word) -> tuple[WordStyle, ...]:
    """The styles of an office's own Word file that bear names of ours, as far as it sets them itself."""
    return tuple(
        _read(str(style.name), xml(style))
        for style in word.styles
        if style.name and style.name.casefold() in _OURS
    )


def _read(name: str, style: Element) -> WordStyle:
    fonts, spacing, indent = (style.find(f".//{named(tag)}") for tag in ("w:rFonts", "w:spacing", "w:ind"))
    paragraph = style.find(named("w:pPr"))
    spacing = None if paragraph is None else paragraph.find(named("w:spacing"))
    is_multiple = spacing is not None and spacing.get(named("w:lineRule"), "auto") == "auto"
    return WordStyle(
        name=name,
        font=(_value(fonts, "w:ascii") or None),
        size_pt=_number(style.find(f".//{named('w:sz')}"), "w:val", 2, _MAX_PT),
        is_bold=_flag(style, "w:b"),
        is_italic=_flag(style, "w:i"),
        colour=_colour(style),
        before_pt=_number(spacing, "w:before", _TWIPS_PER_PT, _MAX_PT),
        after_pt=_number(spacing, "w:after", _TWIPS_PER_PT, _MAX_PT),
        line_spacing=_number(spacing, "w:line", _LINE, _MAX_LINES) if is_multiple else None,
        left_mm=_number(indent, "w:left", _TWIPS_PER_MM, _MAX_MM),
        right_mm=_number(indent, "w:right", _TWIPS_PER_MM, _MAX_MM),
        alignment=_ALIGNMENTS.get(_value(style.find(f".//{named('w:jc')}"), "w:val")),
    )


def _value(found: Element, attribute: str) -> str:
    return "" if found is None else str(found.get(named(attribute), ""))


def _number(found: Element, attribute: str, per_unit: float, most: float) -> float | None:
    value = _value(found, attribute)
    number = int(value) / per_unit if value.isdecimal() and len(value) < len("100000") else -1
    return round(number, 2) if 0 <= number <= most else None


def _flag(style: Element, tag: str) -> bool | None:
    found = style.find(f".//{named(tag)}")
    return None if found is None else found.get(named("w:val"), "1") not in {"0", "false", "off"}


def _colour(style: Element) -> str | None:
    value = _value(style.find(f".//{named('w:color')}"), "w:val")
    return value if _COLOUR.fullmatch(value) else None
