"""Draws annotations without an appearance stream, as viewers do.

Source: ISO 32000-1, 12.5.6.7 (lines), 12.5.6.8 (squares and circles), 12.5.6.9 (polygons and polylines),
12.5.6.10 (text markup), 12.5.6.11 (carets), 12.5.6.13 (ink). Text boxes (12.5.6.6) are not drawn: each viewer
breaks their lines in its own way; they stop a bundle instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from casebook.pdf.page.frame import Box
from casebook.pdf.page.name_text import name_text

Point = tuple[float, float]
_HALF_WAVE_PT, _MAX_WAVES = 2.0, 2000
_ROUND = 0.5523
"""Distance of the control points of a quarter circle from its ends, as a share of the radius."""
_PEN = {1: ("G", "g"), 3: ("RG", "rg"), 4: ("K", "k")}
_CORNERS = 4
_SHAPES = {
    "/Line": Name.L,
    "/Polygon": Name.Vertices,
    "/PolyLine": Name.Vertices,
    "/Ink": Name.InkList,
    "/Highlight": Name.QuadPoints,
    "/Underline": Name.QuadPoints,
    "/StrikeOut": Name.QuadPoints,
    "/Squiggly": Name.QuadPoints,
}
"""The key with the geometry of each kind of annotation."""


def has_no_shape(note: Dictionary) -> bool:
    """Return whether an annotation has no geometry, so that no viewer shows it."""
    shape = _SHAPES.get(name_text(note.get(Name.Subtype)))
    return shape is not None and shape not in note


def draw_mark(pdf: Pdf, note: Dictionary) -> bool:
    """Give an annotation an appearance; returns False if only its own program can draw it.

    Args:
        pdf: takes the picture.
        note: changed: its picture and its box.

    Raises:
        ValueError, TypeError: its entries are not numbers.
    """
    kind = name_text(note.get(Name.Subtype))
    if _is_adorned(note):
        return False
    width = _width(note)
    path, points = _path(kind, note, width)
    stroke, fill = _colours(note, kind)
    paint = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}
    if not path:
        return False
    content = f"/Look gs {stroke} {fill} {width:g} w {_dashes(note)} 1 j {path} "
    content += paint[bool(stroke and width), bool(fill)]
    look = Dictionary(CA=float(note.get(Name.CA, 1)), ca=float(note.get(Name.CA, 1)))
    if kind == "/Highlight":
        look.BM = Name.Multiply
    note.Rect = Array(_box(points, width))
    picture = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=note.Rect)
    picture.Resources = Dictionary(ExtGState=Dictionary(Look=look))
    note.AP = Dictionary(N=picture)
    return True


def draw_background(pdf: Pdf, widget: Dictionary) -> bool:
    """Give a form field without an appearance the background it specifies, as viewers draw it.

    SECURITY: without it the words that a coloured field covers would be printed.

    Returns:
        Whether it has any: MK and BG of ISO 32000-1, table 189.
    """
    traits, corners = widget.get(Name.MK), widget.get(Name.Rect)
    colour = traits.get(Name.BG) if isinstance(traits, Dictionary) else None
    if not isinstance(colour, Array) or not isinstance(corners, Array) or len(corners) != _CORNERS:
        return False
    fill = _operator([float(part) for part in colour], is_fill=True)
    left, low, right, high = (float(corner) for corner in corners)
    if fill:
        content = f"{fill} {left:g} {low:g} {right - left:g} {high - low:g} re f"
        box = Array([min(left, right), min(low, high), max(left, right), max(low, high)])
        picture = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box)
        widget.AP = Dictionary(N=picture)
    return bool(fill)


def _is_adorned(note: Dictionary) -> bool:
    """Return whether it has arrowheads or a cloudy border, which every viewer draws differently."""
    ends = note.get(Name.LE)
    has_ends = any(
        end != Name("/None") for end in (ends if isinstance(ends, Array) else [ends] if ends else [])
    )
    effect = note.get(Name.BE)
    return has_ends or (isinstance(effect, Dictionary) and effect.get(Name.S) == Name.C)


def _path(kind: str, note: Dictionary, width: float) -> tuple[str, list[Point]]:
    """Return the outline of an annotation, "" if not drawn here, and its corner points."""
    if kind in {"/Square", "/Circle"}:
        corners = _inner(note, width)
        return (_rectangle(corners) if kind == "/Square" else _ellipse(corners)), [corners[:2], corners[2:]]
    if kind == "/Ink":
        strokes = [_points(one) for one in note.get(Name.InkList) or ()]
    elif kind in {"/Polygon", "/PolyLine", "/Line"}:
        strokes = [_points(note.get(_SHAPES[kind]))]
    elif kind == "/Caret":
        strokes = [_caret(note)]
    else:
        strokes = list(_marked_text(kind, note))
    closed = " h" if kind in {"/Polygon", "/Highlight"} else ""
    lines = [_line(one) + closed for one in strokes if len(one) > 1]
    return " ".join(lines), [point for one in strokes for point in one]


def _marked_text(kind: str, note: Dictionary) -> Iterator[list[Point]]:
    """Yield outline or line of each quadrilateral: upper left, upper right, lower left, lower right."""
    corners = _points(note.get(Name.QuadPoints))
    for at in range(0, len(corners) - _CORNERS + 1, _CORNERS):
        upper_left, upper_right, lower_left, lower_right = corners[at : at + _CORNERS]
        if kind == "/Highlight":
            yield [upper_left, upper_right, lower_right, lower_left]
        elif kind == "/Underline":
            yield [lower_left, lower_right]
        elif kind == "/StrikeOut":
            yield [_middle(upper_left, lower_left), _middle(upper_right, lower_right)]
        elif kind == "/Squiggly":
            yield _wave(lower_left, lower_right)


def _wave(start: Point, end: Point) -> list[Point]:
    """Return a zigzag along a line, half a wave every two points."""
    count = min(max(round(math.dist(start, end) / _HALF_WAVE_PT), 1), _MAX_WAVES)
    across, up = (end[0] - start[0]) / count, (end[1] - start[1]) / count
    return [
        (start[0] + across * at - up * (at % 2), start[1] + up * at + across * (at % 2))
        for at in range(count + 1)
    ]


def _caret(note: Dictionary) -> list[Point]:
    """Return a caret in the box of an annotation, its tip in the middle of the upper side."""
    left, bottom, right, top = _inner(note, 0)
    return [(left, bottom), ((left + right) / 2, top), (right, bottom)]


def _points(numbers: Object | None) -> list[Point]:
    flat = [float(number) for number in numbers] if isinstance(numbers, Array) else []
    return list(zip(flat[::2], flat[1::2], strict=False))


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _line(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g} {y:g} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))


def _rectangle(box: Box) -> str:
    left, bottom, right, top = box
    return f"{left:g} {bottom:g} {right - left:g} {top - bottom:g} re"


def _ellipse(box: Box) -> str:
    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    dx, dy = (right - left) / 2 * _ROUND, (top - bottom) / 2 * _ROUND
    return (
        f"{right:g} {y:g} m {right:g} {y + dy:g} {x + dx:g} {top:g} {x:g} {top:g} c "
        f"{x - dx:g} {top:g} {left:g} {y + dy:g} {left:g} {y:g} c "
        f"{left:g} {y - dy:g} {x - dx:g} {bottom:g} {x:g} {bottom:g} c "
        f"{x + dx:g} {bottom:g} {right:g} {y - dy:g} {right:g} {y:g} c h"
    )


def _inner(note: Dictionary, width: float) -> Box:
    """Return the box of an annotation without its margin, so that its line stays inside."""
    x1, y1, x2, y2 = (float(side) for side in note.Rect)
    margin = note.get(Name.RD)
    left, bottom, right, top = (float(side) for side in margin) if isinstance(margin, Array) else (0.0,) * 4
    half = width / 2
    return (
        min(x1, x2) + left + half,
        min(y1, y2) + bottom + half,
        max(x1, x2) - right - half,
        max(y1, y2) - top - half,
    )


def _box(points: Sequence[Point], width: float) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    margin = max(width, 1.0)
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def _width(note: Dictionary) -> float:
    style, border = note.get(Name.BS), note.get(Name.Border)
    if isinstance(style, Dictionary):
        return float(style.get(Name.W, 1))
    return float(border[2]) if isinstance(border, Array) and len(border) > len("xy") else 1.0


def _dashes(note: Dictionary) -> str:
    style = note.get(Name.BS)
    if not isinstance(style, Dictionary) or style.get(Name.S) != Name.D:
        return "[] 0 d"
    lengths = style.get(Name.D)
    shown = " ".join(f"{float(length):g}" for length in lengths) if isinstance(lengths, Array) else "3"
    return f"[{shown}] 0 d"


def _colours(note: Dictionary, kind: str) -> tuple[str, str]:
    """Return the operators for stroke and fill colours of an annotation; "" for none."""
    own = note.get(Name.C)
    line = [float(part) for part in own] if isinstance(own, Array) else [0.0]
    if kind == "/Highlight":
        return "", _operator(line, is_fill=True)
    inner = note.get(Name.IC)
    inside = [float(part) for part in inner] if isinstance(inner, Array) else []
    has_inside = kind in {"/Square", "/Circle", "/Polygon"}
    return _operator(line, is_fill=False), _operator(inside, is_fill=True) if has_inside else ""


def _operator(parts: Sequence[float], *, is_fill: bool) -> str:
    if len(parts) not in _PEN:
        return ""
    return " ".join(f"{part:g}" for part in parts) + " " + _PEN[len(parts)][is_fill]
