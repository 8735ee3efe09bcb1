"""What a finished PDF is, read from its letters: sizes, lines, numbers and bookmarks."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

HEAD_PT, FOOT_PT = 60.0, 60.0
"""From the edges of a page: running head and page mark, and the page number."""


@dataclass(frozen=True)
class Letter:
    """A letter where its line stands: origin from the lower left corner and size, in points."""

    text: str
    left_pt: float
    base_pt: float
    size_pt: float


@dataclass(frozen=True)
class MeasuredPage:
    """A page of a finished PDF."""

    width_pt: float
    height_pt: float
    text: str
    letters: tuple[Letter, ...]
    is_turned: bool = False
    """It is shown turned, and letters are placed as before the turn."""

    @property
    def column(self) -> tuple[Letter, ...]:
        """The letters between head and foot."""
        top_pt = self.height_pt - HEAD_PT
        return tuple(letter for letter in self.letters if FOOT_PT < letter.base_pt < top_pt)

    @property
    def number(self) -> tuple[str, float]:
        """What is printed at the foot, and the middle of it in parts of the width."""
        foot = [letter for letter in self.letters if letter.base_pt <= FOOT_PT and letter.size_pt in {10, 12}]
        if not foot:
            return "", 0.0
        line = [letter for letter in foot if letter.base_pt == min(one.base_pt for one in foot)]
        wide_pt = line[-1].left_pt - line[0].left_pt + line[-1].size_pt * 0.55
        return "".join(letter.text for letter in line), (line[0].left_pt + wide_pt / 2) / self.width_pt

    @property
    def leading_pt(self) -> float:
        """The most frequent distance between a line and the next."""
        bases = sorted({round(letter.base_pt, 1) for letter in self.column}, reverse=True)
        apart = Counter(round(upper - lower, 1) for upper, lower in pairwise(bases))
        return apart.most_common(1)[0][0]


@dataclass(frozen=True)
class MeasuredPdf:
    """A finished PDF.

    Attributes:
        bookmarks: title and page from 1, of every level.
        parts: those of the first level.
    """

    pages: tuple[MeasuredPage, ...]
    bookmarks: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, int], ...]


def measured(path: Path) -> MeasuredPdf:
    """Read a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = tuple(_page(page) for page in document)
        toc = [(mark.level, mark.get_title(), mark.get_dest()) for mark in document.get_toc()]
        marks = [(level, title, dest.get_index() + 1) for level, title, dest in toc if dest is not None]
    finally:
        document.close()
    return MeasuredPdf(
        pages=pages,
        bookmarks=tuple((title, page) for _, title, page in marks),
        parts=tuple((title, page) for level, title, page in marks if level == 0),
    )


def _page(page: pypdfium2.PdfPage) -> MeasuredPage:
    words = page.get_textpage()
    width_pt, height_pt = page.get_size()
    left_pt, bottom_pt, _, _ = page.get_cropbox()
    letters = tuple(_letters(words, left_pt, bottom_pt))
    return MeasuredPage(width_pt, height_pt, words.get_text_range(), letters, page.get_rotation() != 0)


def _letters(words: pypdfium2.PdfTextPage, left_pt: float, bottom_pt: float) -> Iterator[Letter]:
    left, base = ctypes.c_double(), ctypes.c_double()
    for at in range(words.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(words, at))
        if re.match(r"\s", text):
            continue
        raw.FPDFText_GetCharOrigin(words, at, left, base)
        size_pt = round(raw.FPDFText_GetFontSize(words, at), 1)
        yield Letter(text, left.value - left_pt, base.value - bottom_pt, size_pt)
