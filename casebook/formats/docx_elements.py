"""Elements of a Word file that python-docx has no words for.

Source: Office Open XML (ECMA-376), 17.5.2 for places to type.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from casebook.domain.dossier.composition import FormField, Span

Element = Any
"""An element of lxml, which python-docx ships untyped."""

_RIGHT_TO_LEFT = ("ar", "ug", "fa", "he", "ur")
_FACES = {"zh": "Noto Serif CJK SC", "ug": "Noto Naskh Arabic", "bo": "Noto Serif Tibetan"}
_QUIET = "505050"
_QUIET_HALF_POINTS = "19"


def make_typed(run: Element, blank: FormField) -> None:
    """Make a run the place holder of a text control."""
    control, settings, inside = (element(name, {}) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    settings.append(element("w:alias", {"w:val": blank.label}))
    settings.append(element("w:tag", {"w:val": blank.name}))
    settings.append(element("w:showingPlcHdr", {}))
    settings.append(element("w:text", {"w:multiLine": "1"} if blank.lines > 1 else {}))
    run.getparent().replace(run, control)
    inside.append(run)
    control.extend((settings, inside))


def xml(proxy: Element) -> Element:
    """The element behind a proxy of python-docx."""
    return proxy._element  # noqa: SLF001 - python-docx has no other way to its elements


def element(name: str, attributes: dict[str, str]) -> Element:
    """A new element with its attributes."""
    from docx.oxml import OxmlElement

    new_element = OxmlElement(name)
    for key, value in attributes.items():
        new_element.set(named(key), value)
    return new_element


def text_run(text: str) -> Element:
    """A run with a text; tabs and line ends in it become those of Word."""
    from docx.oxml import OxmlElement

    run = OxmlElement("w:r")
    run.text = text
    return run


@cache
def named(key: str) -> str:
    """The whole name of an element or attribute."""
    from docx.oxml.ns import qn

    return "{http://www.w3.org/XML/1998/namespace}space" if key == "xml:space" else str(qn(key))


def span_run(span: Span, text: str) -> Element:
    """A run with a text, set as a span is: its emphasis, its language and the font for its script."""
    run = text_run(text)
    if span.emphasis == "plain" and not span.language:
        return run
    properties = run.get_or_add_rPr()
    if span.emphasis in {"italic", "bold"}:
        properties.append(element("w:i" if span.emphasis == "italic" else "w:b", {}))
    if span.emphasis == "quiet":
        properties.append(element("w:color", {"w:val": _QUIET}))
        properties.append(element("w:sz", {"w:val": _QUIET_HALF_POINTS}))
    if span.language:
        _set_language(properties, span.language)
    return run


def _set_language(properties: Element, language: str) -> None:
    """Set the language of a run, the font for its script and its direction."""
    tag = language.partition("-")[0]
    face = _FACES.get(tag)
    if face:
        fonts = properties._add_rFonts()  # noqa: SLF001 - the one way that keeps the order of the schema
        for side in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(named(side), face)
    is_turned = tag in _RIGHT_TO_LEFT
    if is_turned:
        properties.append(element("w:rtl", {}))
    side = "w:bidi" if is_turned else "w:eastAsia" if tag in {"zh", "ja", "ko"} else "w:val"
    properties.append(element("w:lang", {side: language}))


def table_frame() -> Element:
    """A new table without rows: thin lines between them, as wide as the page allows."""
    table, properties, borders = (element(name, {}) for name in ("w:tbl", "w:tblPr", "w:tblBorders"))
    properties.append(element("w:tblW", {"w:w": "5000", "w:type": "pct"}))
    for side in ("w:top", "w:bottom", "w:insideH"):
        line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "A0A0A0"}
        borders.append(element(side, line))
    properties.append(borders)
    properties.append(element("w:tblLayout", {"w:type": "fixed"}))
    table.append(properties)
    return table
