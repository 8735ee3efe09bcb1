"""Stamps page numbers and marks into page content, upright within the visible area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.base.resources import resource
from casebook.pdf.page.frame import MM_PT, Box, Frame

Spot = Literal["middle", "right", "left"]
SPOTS: tuple[Spot, ...] = ("middle", "right", "left")

SIZE_PT = 10.0
BASE_PT = 10 * MM_PT
"""Distance from the displayed bottom edge to the baseline of the digits."""
_MARK_DOWN_PT = 5 * MM_PT
"""Distance from the displayed top edge to the top of a mark."""
_SIDE_PT = 12 * MM_PT
"""Distance from the side edge to a number moved away from print in the middle."""
_PLATE_PT = 3.0
"""White margin around the digits, over an exhibit's print or dark scan."""
_MIN_PT = 3.0
"""Distance from the edges of a page too small for the usual place."""

_FONT_FILE = "PageNumber-Regular.ttf"
_FIRST, _LAST = "-", "Z"
_CAPITALS: tuple[int, ...] = (705, 654, 614, 727, 623, 590, 714, 793, 367, 357, 700, 623, 938)
_CAPITALS += (763, 742, 604, 742, 656, 544, 613, 717, 675, 1047, 660, 625, 592)
WIDTHS = (310, 250, 0) + (559,) * 10 + (0,) * 7 + _CAPITALS
"""Widths of hyphen and point, digits, and A to Z, in thousandths of the size; the others are unused."""
_WIDTH_OF = {chr(sign): width for sign, width in enumerate(WIDTHS, start=ord(_FIRST))}
_BOUNDS = (-11, -240, 1038, 725)
_HEIGHT = 0.735
"""Height of digits and capitals, in sizes; descenders of Q and J are not counted."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The position of a page number, in points from the displayed left bottom corner.

    Attributes:
        left, base: where the first digit begins and the line it stands on.
        size_pt: of the font.
        width_pt: of all digits.
    """

    left: float
    base: float
    size_pt: float
    width_pt: float

    @property
    def plate(self) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of the white area behind the digits."""
        return (
            self.left - _PLATE_PT,
            self.base - _PLATE_PT,
            self.width_pt + 2 * _PLATE_PT,
            self.size_pt * _HEIGHT + 2 * _PLATE_PT,
        )


def place_stamp(frame: Frame, number: str, spot: Spot = "middle", size_pt: float = SIZE_PT) -> Stamp:
    """Return the place of a number: centred 10 mm above the bottom edge, smaller and lower on tiny pages."""
    digits = sum(_WIDTH_OF[sign] for sign in number) / 1000
    widest = max((frame.width_pt - 2 * _MIN_PT) / digits, min(1, frame.width_pt / digits))
    size = min(size_pt, widest, max(frame.height_pt / 3, 1))
    width = digits * size
    base = min(BASE_PT, (frame.height_pt - size) / 2)
    middle = (frame.width_pt - width) / 2
    aside = min(_SIDE_PT, middle)
    left = {"middle": middle, "left": aside, "right": frame.width_pt - aside - width}[spot]
    return Stamp(left, base, size, width)


def place_mark(frame: Frame, mark: str, size_pt: float = SIZE_PT) -> Stamp:
    """Return the place of a mark: centred 5 mm below the top edge, above running heads and most print."""
    at = place_stamp(frame, mark, size_pt=size_pt)
    return replace(at, base=max(frame.height_pt - _MARK_DOWN_PT - at.size_pt, at.base + at.size_pt))


def user_box(frame: Frame, place: Stamp) -> Box:
    """Return the background box of a page number, in user space units."""
    left, bottom, width, height = place.plate
    *_, x1, y1 = frame.upright_at(left, bottom)
    *_, x2, y2 = frame.upright_at(left + width, bottom + height)
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


class Stamper:
    """Stamps the pages of one bundle; font and opening operator are written once for all.

    Args:
        pdf: the bundle.
        mark: at the top of every page, or "".
        least_pt: the smallest type that the court takes on pages written for it.
    """

    def __init__(self, pdf: Pdf, mark: str = "", least_pt: float = 0) -> None:
        self._pdf, self._mark, self._own_pt = pdf, mark, max(SIZE_PT, least_pt)
        self._font = _font(pdf)
        self._open = pdf.make_stream(b"q\n")
        self._names: dict[tuple[int, int], Name] = {}

    def stamp(
        self, page: Object, frame: Frame, number: str, *, on_plate: bool, spot: Spot = "middle"
    ) -> None:
        """Draw the number over a page with closed content, and bracket that content in q and Q.

        Args:
            page: of the bundle; changed in place.
            frame: of this page.
            number: printed, in digits, capitals, hyphens and points.
            on_plate: whether white lies behind the digits.
            spot: where at the bottom.
        """
        size_pt = SIZE_PT if on_plate else self._own_pt
        texts = [(number, place_stamp(frame, number, spot, size_pt))]
        if self._mark:  # before the number, which a reader of the text expects last
            texts.insert(0, (self._mark, place_mark(frame, self._mark, size_pt)))
        a, b, c, d, e, f = frame.upright_at(0, 0)
        name = self._name(page)
        shown = "".join(
            ("1 g {:.2f} {:.2f} {:.2f} {:.2f} re f ".format(*at.plate) if on_plate else "")
            + f"0 g BT {name} {at.size_pt:.2f} Tf {at.left:.3f} {at.base:.3f} Td ({text}) Tj ET "
            for text, at in texts
        )
        drawn = (
            f"\nQ\n/Artifact <</Type/Pagination>> BDC\n"
            f"q {a:.5g} {b:.5g} {c:.5g} {d:.5g} {e:.3f} {f:.3f} cm {shown}Q\n"
            "EMC\n"
        )
        old = page.get(Name.Contents)
        parts = [old] if isinstance(old, Stream) else list(old) if isinstance(old, Array) else []
        kept = [part for part in parts if isinstance(part, Stream)]
        page.Contents = Array([self._open, *kept, self._pdf.make_stream(drawn.encode())])

    def _name(self, page: Object) -> Name:
        """Return the font's name in a page's resources, adding it if missing; existing names are kept."""
        resources = page.get(Name.Resources)
        if not isinstance(resources, Dictionary):
            page.Resources = resources = Dictionary()
        known = self._names.get(resources.objgen) if resources.is_indirect else None
        if known is not None:
            return known
        fonts = resources.get(Name.Font)
        if not isinstance(fonts, Dictionary):
            resources.Font = fonts = Dictionary()
        name = _free_name(fonts, self._font)
        fonts[name] = self._font
        if resources.is_indirect:
            self._names[resources.objgen] = name
        return name


def _free_name(fonts: Object, font: Object) -> Name:
    """Return an unused name: an exhibit may itself be a bundle with another font of this name."""
    count = 0
    while True:
        name = Name(f"/CbNo{count or ''}")
        taken = fonts.get(name)
        if taken is None or (taken.is_indirect and taken.objgen == font.objgen):
            return name
        count += 1


def _font(pdf: Pdf) -> Object:
    """Return digits, capitals, hyphen and point as a simple font. Source: ISO 32000-1, 9.6.3 and 9.8."""
    program = pdf.make_stream(_digits())
    program.Length1 = len(_digits())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/CBDIGT+NotoSerif"),
        Flags=32 | 2,
        FontBBox=Array(_BOUNDS),
        ItalicAngle=0,
        Ascent=_BOUNDS[3],
        Descent=_BOUNDS[1],
        CapHeight=714,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/CBDIGT+NotoSerif"),
            Encoding=Name.WinAnsiEncoding,
            FirstChar=ord(_FIRST),
            LastChar=ord(_LAST),
            Widths=Array(WIDTHS),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


@cache
def _digits() -> bytes:
    return resource("fonts", _FONT_FILE).read_bytes()
