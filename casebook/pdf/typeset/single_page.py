"""A short printed sheet without cover, index, numbers or running head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casebook.domain.dossier.paper import Paper
from casebook.domain.dossier.typesetting import UNORDERED
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.page import PageSequence
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter, line_boxes

Kind = Literal["text", "head", "code"]
CODE = Type(size_pt=19, leading_pt=30)
STYLES: dict[Kind, tuple[Type, float]] = {
    "text": (page_style.USUAL.body, page_style.BETWEEN_PARAGRAPHS),
    "head": (page_style.USUAL.heading, page_style.BEFORE_HEADING),
    "code": (CODE, 0.0),
}
"""How a line is set, and the space before it in points."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TranslatedSheet:
    """A sheet in a language.

    Attributes:
        title: set at the top; names nobody.
        language: BCP 47 tag.
        lines: what follows: paragraphs, headings, and codes to be copied by hand.
    """

    title: str
    language: str
    lines: Sequence[tuple[Kind, str]]


def set_leaf(
    title: str,
    lines: Sequence[tuple[Kind, str]],
    *,
    language: str = "en",
    paper: Paper = "A4",
    times: int = 1,
) -> bytes:
    """Return the sheet as a PDF.

    Args:
        title: set at the top and in the metadata; names nobody.
        lines: what follows: paragraphs, headings, and codes to be copied by hand.
        language: BCP 47 tag.
        paper: of the sheet.
        times: how many such sheets follow one another.

    Raises:
        InvalidInput: no font has a character.
    """
    return set_leaves(title, (lines,) * times, language=language, paper=paper)


def set_leaves(
    title: str, sheets: Sequence[Sequence[tuple[Kind, str]]], *, language: str = "en", paper: Paper = "A4"
) -> bytes:
    """Return sheets under one title as a PDF, each on a page of its own; see `set_leaf`.

    Raises:
        InvalidInput: no font has a character.
    """
    return set_translations(
        [TranslatedSheet(title=title, language=language, lines=lines) for lines in sheets], paper
    )


def set_translations(leaves: Sequence[TranslatedSheet], paper: Paper = "A4") -> bytes:
    """Return sheets as a PDF, each in its language and on a page of its own; the first names the document.

    Raises:
        InvalidInput: no font has a character.
    """
    column, first = page_style.column(paper, UNORDERED), leaves[0]
    sheets = SheetSequence(paper, title=first.title, language=first.language)
    try:
        pages = PageSequence(sheets, column, lambda _: None)
        for leaf in leaves:
            setter = TextSetter(width_pt=column.width_pt, language=leaf.language)
            pages.turn()
            pages.fill(line_boxes(setter.lines(leaf.title, page_style.PART), page_style.PART))
            for kind, text in leaf.lines:
                style, before_pt = STYLES[kind]
                pages.fill(line_boxes(setter.lines(text, style), style, before_pt=before_pt))
        return pages.sheets.finish()
    finally:
        # SECURITY: shaped words outlive no document.
        shape.cache_clear()
