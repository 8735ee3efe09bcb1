"""Finds room for page numbers that stand on an exhibit's own print, such as its own page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pypdfium2

from casebook.pdf.frame import frame_of
from casebook.pdf.opening import open_pdf
from casebook.pdf.stamp import SPOTS, Spot, place_stamp, user_box


def find_room(finished: BinaryIO, pages: Iterable[tuple[int, str]]) -> dict[int, Spot]:
    """Where at the foot of these pages a number would hide no print; pages without such a place are left out.

    Args:
        finished: the bundle.
        pages: from 1, each with the number printed on it.
    """
    spots: dict[int, Spot] = {}
    document = pypdfium2.PdfDocument(finished)
    try:
        with open_pdf(finished) as pdf:
            for number, label in pages:
                frame = frame_of(pdf.pages[number - 1].obj)
                page = document[number - 1]
                text = page.get_textpage()
                for spot in SPOTS[1:]:
                    if not text.get_text_bounded(*user_box(frame, place_stamp(frame, label, spot))).strip():
                        spots[number] = spot
                        break
                text.close()
                page.close()
    finally:
        document.close()
    return spots
