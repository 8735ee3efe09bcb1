"""The text of a page by lines, where its letters need no places of their own.

Asking the library for every letter takes half as long as drawing the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casebook.domain.dossier.hiding.readings.text_reading import of_page
from casebook.domain.evidence.recognition import SeenWord
from casebook.pdf.raster.raster_text import LetterBoxes
from casebook.pdf.redact.text_run import NOWHERE, around

_LINE = re.compile(r"[^\r\n]+")


class PageLines:
    """The text of a page.

    Args:
        page: of pypdfium2.

    Attributes:
        text: all of it, as it is searched.
    """

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - untyped library
        self._page = page
        text_page = page.get_textpage()
        self._whole = str(text_page.get_text_range())
        self._is_matched = len(self._whole) == text_page.count_chars()
        self._text_page = text_page
        self.text = of_page(self._whole)

    def words(self) -> list[SeenWord]:
        """Each line as one word with its place; nothing where lines and letters cannot be matched."""
        if not self._is_matched:
            return []
        width_pt, height_pt = self._page.get_size()
        boxes = LetterBoxes(self._page, self._text_page, width_pt, height_pt)
        return list(_words(self._whole, boxes, width_pt, height_pt))

    def close(self) -> None:
        """Let the library forget the text."""
        self._text_page.close()


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
        shown = text if text.isprintable() else "".join(filter(str.isprintable, text))
        yield SeenWord(
            text=f"{shown} ",
            left=left / width_pt,
            top=top / height_pt,
            right=right / width_pt,
            bottom=low / height_pt,
            confidence=100,
        )
