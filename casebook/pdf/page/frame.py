"""The visible area of a page: its edges and rotation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pikepdf import Array, Object

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]

MM_PT = 72 / 25.4
_LETTER: Box = (0, 0, 612, 792)
_COS_SIN = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page.

    Attributes:
        left, bottom, right, top: in the page's own units, before it is turned.
        turn_degrees: how far a viewer turns the page clockwise: 0, 90, 180 or 270.
        unit_pt: how many points one of the page's units measures (UserUnit).
    """

    left: float
    bottom: float
    right: float
    top: float
    turn_degrees: int
    unit_pt: float

    @property
    def width_pt(self) -> float:
        """Return the displayed width, in points."""
        across = self.right - self.left if self.turn_degrees in {0, 180} else self.top - self.bottom
        return across * self.unit_pt

    @property
    def height_pt(self) -> float:
        """Return the displayed height, in points."""
        up = self.top - self.bottom if self.turn_degrees in {0, 180} else self.right - self.left
        return up * self.unit_pt

    def upright_at(self, across_pt: float, up_pt: float) -> Matrix:
        """Return the matrix for drawing upright content in points.

        Args:
            across_pt: of its origin from the left edge as seen.
            up_pt: of its origin from the bottom edge as seen.
        """
        cos, sin = _COS_SIN[self.turn_degrees]
        scale = 1 / self.unit_pt
        x, y = self._corner({0: "lb", 90: "rb", 180: "rt", 270: "lt"}[self.turn_degrees])
        return (
            cos * scale,
            sin * scale,
            -sin * scale,
            cos * scale,
            x + (cos * across_pt - sin * up_pt) * scale,
            y + (sin * across_pt + cos * up_pt) * scale,
        )

    def upright(self) -> Matrix:
        """Return the matrix from user space to points, from the displayed left bottom corner."""
        cos, sin = _COS_SIN[self.turn_degrees]
        unit = self.unit_pt
        *_, x, y = self.upright_at(0, 0)
        return (
            cos * unit,
            -sin * unit,
            sin * unit,
            cos * unit,
            -(cos * x + sin * y) * unit,
            (sin * x - cos * y) * unit,
        )

    @property
    def beginning(self) -> tuple[float, float]:
        """Return the displayed top left corner in user space."""
        return self._corner({0: "lt", 90: "lb", 180: "rb", 270: "rt"}[self.turn_degrees])

    def _corner(self, which: str) -> tuple[float, float]:
        return (self.left if which[0] == "l" else self.right, self.bottom if which[1] == "b" else self.top)


def frame_of(page: Object) -> Frame:
    """Return the visible box of a page with its own attributes: crop box within media box, rotated.

    Raises:
        ValueError: a box is not four numbers.
    """
    media = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox") or media
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if shown[0] >= shown[2] or shown[1] >= shown[3]:
        shown = media
    turn = int(page.get("/Rotate") or 0) // 90 * 90 % 360
    unit = float(page.get("/UserUnit") or 1)
    return _one_frame(*shown, turn, unit if unit > 0 else 1.0)


_one_frame = lru_cache(maxsize=256)(Frame)
"""Makes a frame, or gives the one made before: most pages of a long bundle have the same."""


def _box(page: Object, key: str) -> Box | None:
    box = page.get(key)
    if box is None:
        return None
    if not isinstance(box, Array) or len(box) != len(_LETTER):
        raise ValueError(f"{key} is not four numbers")
    try:
        x1, y1, x2, y2 = map(float, box)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{key} is not four numbers") from error
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
