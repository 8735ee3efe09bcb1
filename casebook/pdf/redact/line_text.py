"""The text of a page by lines, where its letters need no places of their own.

Asking the library for every letter takes half as long as drawing the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casebook.domain.evidence.recognition import SeenWord
from casebook.pdf.raster.raster_text import LetterBoxes
from casebook.pdf.redact.text_run import NOWHERE, around

_SOFT_HYPHENS = {0x02: 0xAD, 0xFFFE: 0xAD}
"""What the library puts for a hyphen that only ends a line."""
_LINE = re.compile(r"[^\r\n]+")


def said_by(page: Any) -> str:  # noqa: ANN401 - untyped library
    """All that a page of pypdfium2 says, as it is searched."""
    text_page = page.get_textpage()
    said = str(text_page.get_text_range())
    text_page.close()
    return said.translate(_SOFT_HYPHENS).replace("\r\n", "\n")


def line_words(page: Any) -> list[SeenWord]:  # noqa: ANN401 - untyped library
    """Each line of a page as one word with its place; nothing where lines and letters cannot be matched."""
    width_pt, height_pt = page.get_size()
    text_page = page.get_textpage()
    page_text = str(text_page.get_text_range())
    is_matched = len(page_text) == text_page.count_chars()
    words: list[SeenWord] = []
    if is_matched:
        boxes = LetterBoxes(page, text_page, width_pt, height_pt)
        words = list(_words(page_text, boxes, width_pt, height_pt))
    text_page.close()
    return words


def _words(said: str, boxes: LetterBoxes, width_pt: float, height_pt: float) -> Iterator[SeenWord]:
    for line in _LINE.finditer(said):
        text = line[0].strip()
        if not text:
            continue
        first = line.start() + line[0].index(text[0])
        ends = [box for box in (boxes.at(first), boxes.at(first + len(text) - 1)) if box != NOWHERE]
        if not ends:
            continue
        left, top, right, low = around(ends)
        shown = "".join(sign if sign.isprintable() else "" for sign in text.translate(_SOFT_HYPHENS))
        yield SeenWord(
            text=f"{shown} ",
            left=left / width_pt,
            top=top / height_pt,
            right=right / width_pt,
            bottom=low / height_pt,
            confidence=100,
        )
