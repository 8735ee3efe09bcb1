"""What hands leave on a paper: seals, stamps and signatures, each marked as a specimen or nobody's hand."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, degrees, pi, sin
from random import Random

from casebook.language.hanzi import has_han
from casebook.sample.specimen.chance import chance
from casebook.sample.specimen.pen import BLUE, RED, Ink, Pen, Point, width_of

INKS = {"red": RED, "blue": BLUE}
HAND: Ink = (0.09, 0.13, 0.36)
SEAL_PT = 54.0
"""Radius of a seal."""
_MAX_TURN = 325.0
_MAX_TURN_ABOVE = 250.0
"""Degrees of its edge that a name may take, less above a word at its foot: a longer one is set smaller."""
_STAR_POINTS = 10


def seal(at: Point, ink: Ink, ring: str, middle: str) -> str:
    """A round seal: a name along its edge; a star, or an inner circle, and a word in the middle.

    Args:
        at: its centre, in points.
        ink: red has the star.
        ring: what runs along the edge.
        middle: what stands in the middle.
    """
    pen = Pen()
    pen.move(at, chance(ring).uniform(-7, 7))
    pen.ink(ink)
    pen.width(2.2)
    pen.circle(SEAL_PT)
    pen.width(0.6)
    pen.circle(SEAL_PT - 4)
    size_pt, max_turn = (9.5, _MAX_TURN_ABOVE) if ink == RED else (7.6, _MAX_TURN)
    _ring(pen, ring, size_pt, max_turn)
    if ink == RED:
        _star(pen, 15)
    else:
        pen.circle(30)
    below = -35.0 if ink == RED else -3.5
    pen.letters(middle, (-width_of(middle, 9.5, "bold") / 2, below), 9.5, "bold")
    return pen.operators


def _star(pen: Pen, radius_pt: float) -> None:
    reach = [radius_pt if point % 2 == 0 else radius_pt * 0.382 for point in range(_STAR_POINTS)]
    angles = [pi / 2 + point * 2 * pi / _STAR_POINTS for point in range(_STAR_POINTS)]
    pen.filled(*((r * cos(a), r * sin(a)) for r, a in zip(reach, angles, strict=True)))


def _ring(pen: Pen, text: str, size_pt: float, max_turn: float) -> None:
    """Letters along the edge, the middle of the text at the top, as large as they fit beside each other."""
    while sum(_turns(text, size_pt)) > max_turn:
        size_pt -= 0.1
    turned = sum(_turns(text, size_pt)) / 2
    for letter, turn in zip(text, _turns(text, size_pt), strict=True):
        pen.group()
        pen.move((0, 0), turned - turn / 2)
        pen.letters(letter, (-width_of(letter, size_pt) / 2, _radius_pt(size_pt)), size_pt)
        pen.ungroup()
        turned -= turn


def _turns(text: str, size_pt: float) -> list[float]:
    """How far each letter of a ring turns it, in degrees."""
    gap_pt = 3.6 if has_han(text) else 1.3
    return [degrees((width_of(letter, size_pt) + gap_pt) / _radius_pt(size_pt)) for letter in text]


def _radius_pt(size_pt: float) -> float:
    return SEAL_PT - 8 - size_pt


def stamp(at: Point, lines: Sequence[str]) -> str:
    """A square stamp of an office, a little askew, from its lower left corner."""
    width_pt = max(width_of(line, 9.5, "bold") for line in lines) + 26
    height_pt = 15 * len(lines) + 14
    pen = Pen()
    pen.move(at, chance("".join(lines)).uniform(-5, 5))
    pen.ink(BLUE)
    pen.width(1.6)
    pen.box((0, 0), width_pt, height_pt)
    pen.width(0.5)
    pen.box((3, 3), width_pt - 6, height_pt - 6)
    for place, line in enumerate(lines):
        across = (width_pt - width_of(line, 9.5, "bold")) / 2
        pen.letters(line, (across, height_pt - 19 - 15 * place), 9.5, "bold")
    return pen.operators


def signature(at: Point, who: str) -> str:
    """A scribble that is nobody's hand, the same for a name each time, from the left end of its line.

    A name decides how high, wide, slanted and looped it is, how many strokes it has and how it ends.
    """
    dice = chance(who)
    pen = Pen()
    pen.move(at, dice.uniform(-1, 7))
    pen.ink(HAND)
    pen.width(dice.uniform(0.85, 1.35))
    height, slant, loop = dice.uniform(7, 17), dice.uniform(-1, 9), dice.uniform(0.1, 1.3)
    x = dice.uniform(3, 12)
    start = (x, dice.uniform(0, 8))
    steps: list[tuple[Point, Point, Point]] = [_capital(x, slant, dice)]
    x += dice.uniform(13, 22)
    for _ in range(dice.randint(3, 8)):
        step, rise = dice.uniform(5, 15), height * dice.choice((0.3, 0.45, 0.6, 1.5))
        back = step * loop
        steps.append(
            ((x, rise * 0.9), (x + step + slant, rise * 1.2), (x + step - back + slant / 2, rise * 0.4))
        )
        steps.append(((x + step - back, -3), (x + step * 0.6, -4), (x + step, dice.uniform(-1, 3))))
        x += step
    steps += _flourish(x, dice)
    pen.curve(start, *steps)
    return pen.operators


def _capital(x: float, slant: float, dice: Random) -> tuple[Point, Point, Point]:
    rise = dice.uniform(24, 36)
    return (
        (x - dice.uniform(0, 16), rise),
        (x + 14 + slant, rise + 4),
        (x + dice.uniform(4, 12), dice.uniform(-6, 3)),
    )


def _flourish(x: float, dice: Random) -> list[tuple[Point, Point, Point]]:
    """How the hand leaves the paper: a stroke up, a line back under the name, or a plain end."""
    kind = dice.randrange(3)
    if kind == 0:
        return [((x + 12, 2), (x + 22, 14), (x + 40, 16))]
    if kind == 1:
        return [((x + 26, 10), (x + 34, 2), (x + 14, -4)), ((x * 0.6, -10), (x * 0.3, -8), (10, -7))]
    return [((x + 8, -2), (x + 24, -8), (x + 30, 0))]
