"""Drawing operators of a PDF: lines, circles, curves, and letters as outlines."""

from __future__ import annotations

from math import cos, radians, sin

from casebook.pdf.typeset.fonts.fonts import Weight, runs
from casebook.pdf.typeset.fonts.shaping import outline, shape

Ink = tuple[float, float, float]
Point = tuple[float, float]
BLACK: Ink = (0, 0, 0)
GREY: Ink = (0.45, 0.45, 0.47)
RED: Ink = (0.76, 0.10, 0.12)
BLUE: Ink = (0.13, 0.24, 0.52)
_ROUND = 0.5523
"""How far a curve's handles reach for a quarter of a circle, in radii."""


class Pen:
    """Collects operators; `operators` is all of them, to be put on a sheet."""

    def __init__(self) -> None:
        self._operators: list[str] = []

    @property
    def operators(self) -> str:
        """The operators, bracketed so that they change nothing after them."""
        return "q\n" + "\n".join(self._operators) + "\nQ"

    def ink(self, ink: Ink) -> None:
        """The colour of what follows."""
        red, green, blue = ink
        self._operators.append(f"{red:.2f} {green:.2f} {blue:.2f} rg {red:.2f} {green:.2f} {blue:.2f} RG")

    def width(self, width_pt: float) -> None:
        """The width of lines that follow, with round ends."""
        self._operators.append(f"{width_pt:.2f} w 1 J 1 j")

    def move(self, at: Point, turn_degrees: float = 0) -> None:
        """Draw what follows from another point, turned."""
        c, s = cos(radians(turn_degrees)), sin(radians(turn_degrees))
        self._operators.append(f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {at[0]:.2f} {at[1]:.2f} cm")

    def group(self) -> None:
        """Begin a stretch whose changes end with it."""
        self._operators.append("q")

    def ungroup(self) -> None:
        """End the stretch."""
        self._operators.append("Q")

    def line(self, *points: Point) -> None:
        """A line through points."""
        first, *rest = points
        operators = [f"{first[0]:.2f} {first[1]:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in rest)]
        self._operators.append(" ".join(operators) + " S")

    def filled(self, *points: Point) -> None:
        """An area with corners at points."""
        first, *rest = points
        operators = [f"{first[0]:.2f} {first[1]:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in rest)]
        self._operators.append(" ".join(operators) + " h f")

    def box(self, at: Point, width_pt: float, height_pt: float) -> None:
        """The outline of a rectangle from its lower left corner."""
        self._operators.append(f"{at[0]:.2f} {at[1]:.2f} {width_pt:.2f} {height_pt:.2f} re S")

    def circle(self, radius_pt: float) -> None:
        """A circle around the point drawn from."""
        r, k = radius_pt, radius_pt * _ROUND
        self._operators.append(
            f"{r:.2f} 0 m {r:.2f} {k:.2f} {k:.2f} {r:.2f} 0 {r:.2f} c "
            f"{-k:.2f} {r:.2f} {-r:.2f} {k:.2f} {-r:.2f} 0 c "
            f"{-r:.2f} {-k:.2f} {-k:.2f} {-r:.2f} 0 {-r:.2f} c "
            f"{k:.2f} {-r:.2f} {r:.2f} {-k:.2f} {r:.2f} 0 c S"
        )

    def curve(self, start: Point, *steps: tuple[Point, Point, Point]) -> None:
        """A curve from a point, each step with two handles and its end."""
        operators = [f"{start[0]:.2f} {start[1]:.2f} m"]
        operators += [" ".join(f"{x:.2f} {y:.2f}" for x, y in step) + " c" for step in steps]
        self._operators.append(" ".join(operators) + " S")

    def letters(self, text: str, at: Point, size_pt: float, weight: Weight = "regular") -> None:
        """A text as filled outlines from a point on its baseline: ink on paper, which no search finds."""
        x = at[0]
        for face, part in runs(text, weight):
            run = shape(face, part)
            paths = (outline(face, glyph, x, at[1], size_pt) for glyph in (*run.glyphs, *run.outlines))
            self._operators += [f"{path} f" for path in paths if path]
            x += run.width * size_pt / 1000


def width_of(text: str, size_pt: float, weight: Weight = "regular") -> float:
    """How wide a text is when drawn, in points."""
    return sum(shape(face, part).width for face, part in runs(text, weight)) * size_pt / 1000
