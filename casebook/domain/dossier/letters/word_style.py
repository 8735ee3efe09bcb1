"""The styles of a Word file: those of the program, and what an office sets instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Literal

from casebook.domain.base.entity import entity

Alignment = Literal["left", "center", "right", "both"]


@entity
class WordStyle:
    """A paragraph style; None leaves what the style it is based on says.

    Attributes:
        name: as Word's style gallery shows it.
        font: family, for text in Latin letters.
        size_pt: of the type.
        colour: six hex digits, RGB.
        before_pt, after_pt: space above and below.
        line_spacing: as a multiple of single spacing.
        left_mm: how far it is set in.
        right_mm: the same from the right.
    """

    name: str
    font: str | None = None
    size_pt: float | None = None
    is_bold: bool | None = None
    is_italic: bool | None = None
    colour: str | None = None
    before_pt: float | None = None
    after_pt: float | None = None
    line_spacing: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    alignment: Alignment | None = None


NUMBERED, LETTERED = "Numbered Paragraph", "Lettered Paragraph"
SOURCE, TABLE_TEXT, TABLE_HEAD, FIELD_LABEL = "Source Line", "Table Text", "Table Head", "Field Label"
FOOTNOTE = "footnote text"
_INK = "000000"

STYLES: tuple[WordStyle, ...] = (
    WordStyle(name="Normal", font="Noto Serif", size_pt=11, after_pt=7, line_spacing=1.15),
    WordStyle(name="Title", size_pt=20, is_bold=True, colour=_INK, before_pt=24, after_pt=18),
    WordStyle(name="Heading 1", size_pt=15, is_bold=True, colour=_INK, before_pt=18, after_pt=8),
    WordStyle(name="Heading 2", size_pt=12.5, is_bold=True, colour=_INK, before_pt=14, after_pt=6),
    WordStyle(
        name="Heading 3",
        size_pt=11,
        is_bold=True,
        is_italic=True,
        colour=_INK,
        before_pt=10,
        after_pt=4,
    ),
    WordStyle(name=NUMBERED),
    WordStyle(name=LETTERED),
    WordStyle(name="List Bullet"),
    WordStyle(name="Quote", is_italic=False, colour=_INK, left_mm=12, right_mm=12),
    WordStyle(name=SOURCE, size_pt=9.5, colour="505050", left_mm=12, after_pt=7),
    WordStyle(name=TABLE_TEXT, size_pt=9.5, after_pt=2, line_spacing=1),
    WordStyle(name=TABLE_HEAD, size_pt=9.5, is_italic=True, after_pt=2, line_spacing=1),
    WordStyle(name=FIELD_LABEL, is_italic=True, after_pt=2),
    WordStyle(name=FOOTNOTE, size_pt=9.5, after_pt=2, line_spacing=1),
    WordStyle(name="Header", size_pt=9.5, after_pt=0),
    WordStyle(name="Footer", size_pt=9.5, after_pt=0, alignment="center"),
    WordStyle(name="toc 1", after_pt=3),
    WordStyle(name="toc 2", left_mm=8, after_pt=3),
    WordStyle(name="toc 3", left_mm=16, after_pt=3),
)
"""In the order of the gallery. No text is smaller than 9.5 pt."""


def with_own(own: Iterable[WordStyle], least_pt: float = 0, spacing: float = 0) -> tuple[WordStyle, ...]:
    """Return the styles with an office's own values, and no smaller or closer than a court orders.

    Args:
        own: what an office sets; names that are no style of ours are left aside.
        least_pt: the smallest type of running text, or 0.
        spacing: the closest line spacing of running text, or 0.
    """
    by_name = {style.name.casefold(): style for style in own}
    merged = (_over(style, by_name.get(style.name.casefold())) for style in STYLES)
    return tuple(_ordered(style, least_pt, spacing) for style in merged)


def _over(style: WordStyle, own: WordStyle | None) -> WordStyle:
    if own is None:
        return style
    names = (part.name for part in fields(WordStyle) if part.name != "name")
    return replace(style, **{name: value for name in names if (value := getattr(own, name)) is not None})


def _ordered(style: WordStyle, least_pt: float, spacing: float) -> WordStyle:
    if style.name not in {"Normal", NUMBERED, LETTERED, "List Bullet", "Quote"}:
        return style
    size, line = style.size_pt, style.line_spacing
    if style.name == "Normal" or size is not None:
        size = max(size or 0, least_pt)
    if style.name == "Normal" or line is not None:
        line = max(line or 1, spacing)
    return replace(style, size_pt=size, line_spacing=line)
