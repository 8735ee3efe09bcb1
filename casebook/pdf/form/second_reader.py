"""A second reader looks at a filled form: whether each value is read in its place, and seen there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from casebook.pdf.form.form_field import PdfMark
from casebook.pdf.page.frame import Frame

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own units."""
_SCALE = 2.0
_LONGEST_PX = 3_000
"""Letters of 5 pt are ten pixels high on a common page; a huge one is drawn smaller."""
_CONTRAST = 48
"""Of 255: with less between a page with a value and the same without it, a person sees none."""


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A text or tick in a mark of a field.

    Attributes:
        text: "" for a tick.
    """

    name: str
    mark: PdfMark
    frame: Frame
    text: str = ""

    @property
    def box(self) -> Box:
        """Return the part of the mark that is on the page."""
        return on_page(self.mark, self.frame)

    @property
    def shares(self) -> Box:
        """Return left, bottom, right and top of that part as shares of the shown page."""
        frame, (left, bottom, right, top) = self.frame, self.box
        width, height = frame.right - frame.left, frame.top - frame.bottom
        x1, x2 = (left - frame.left) / width, (right - frame.left) / width
        y1, y2 = (bottom - frame.bottom) / height, (top - frame.bottom) / height
        return {
            0: (x1, y1, x2, y2),
            90: (y1, 1 - x2, y2, 1 - x1),
            180: (1 - x2, 1 - y2, 1 - x1, 1 - y1),
            270: (1 - y2, x1, 1 - y1, x2),
        }[frame.turn_degrees]


def on_page(mark: PdfMark, frame: Frame) -> Box:
    """Return the part of a mark that is on its page, without width or height where none is."""
    left, bottom, right, top = mark.box
    return (
        max(left, frame.left),
        max(bottom, frame.bottom),
        min(right, frame.right),
        min(top, frame.top),
    )


def unseen_fields(blank: bytes, filled: bytes, drawn: Sequence[DrawnField]) -> list[str]:
    """Return the fields whose value pdfium does not read in its place, or that look there as without one.

    Args:
        blank: the form without values.
        filled: the same with them.
        drawn: what is to be seen.
    """
    missing: dict[str, None] = {}
    with pypdfium2.PdfDocument(blank) as before, pypdfium2.PdfDocument(filled) as after:
        for index in sorted({one.mark.page for one in drawn}):
            of_page = [one for one in drawn if one.mark.page == index]
            former, page = _flat_page(before, index), _flat_page(after, index)
            pictures = _picture(former), _picture(page)
            seen = page.get_textpage()
            missing |= {
                one.name: None for one in of_page if not _shows(seen.get_text_bounded(*one.box), one.text)
            }
            seen.close()
            missing |= {
                one.name: None
                for one in of_page
                if not _differs(*(picture.part(one.shares) for picture in pictures))
            }
            former.close()
            page.close()
    return list(missing)


def _flat_page(document: Any, index: int) -> Any:  # noqa: ANN401 - untyped library
    if document.formenv is None:
        document.init_forms()
    page = document[index]
    page.flatten()
    page.close()
    return document[index]


def _shows(seen: str, text: str) -> bool:
    """Return whether all letters of a text were seen; from right to left readers differ in their order."""
    return not Counter("".join(text.split())) - Counter("".join(seen.split()))


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as it is shown, in grey, a byte for each dot."""

    width: int
    height: int
    stride: int
    dots: bytes

    def part(self, shares: Box) -> bytes:
        """Return the dots of a part, given by its left, bottom, right and top from the lower left corner."""
        left, right = int(shares[0] * self.width), math.ceil(shares[2] * self.width)
        first, last = int((1 - shares[3]) * self.height), math.ceil((1 - shares[1]) * self.height)
        starts = range(first * self.stride, last * self.stride, self.stride)
        return b"".join(self.dots[start + left : start + right] for start in starts)


def _picture(page: Any) -> _Picture:  # noqa: ANN401 - untyped library
    scale = min(_SCALE, _LONGEST_PX / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        return _Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()


def _differs(former: bytes, now: bytes) -> bool:
    return former != now and any(
        abs(one - other) >= _CONTRAST for one, other in zip(former, now, strict=True)
    )
