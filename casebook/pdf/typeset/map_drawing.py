"""The line box of a map: shapes filled as paths, at the width of the text, with the caption beneath.

Source: ISO 32000-2:2020, 8.5.2 (path construction), 8.5.3.3 (filling) and 8.6.5 (device colours).
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.domain.dossier.drawings.shaded_map import MapRing, MapShape, ShadedMap
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, PlacedDrawing
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes

_EDGE, _RING = "1 1 1 RG", "0.106 0.141 0.188 RG"
_EDGE_PT, _RING_PT = 0.25, 0.8
_MIN_RADIUS_PT = 4.0
"""A smaller ring would be a dot on paper."""
_ARC = 0.5523
"""How far the handles of a curve stand from its ends, in radii, where four of them make a circle."""


def map_boxes(setter: TextSetter, drawn: ShadedMap) -> list[LineBox]:
    """Return the map and the lines of its caption, all on one page."""
    scale = setter.width_pt / drawn.width
    picture = LineBox(
        height_pt=drawn.height * scale,
        before_pt=page_style.BEFORE_TABLE,
        drawings=(PlacedDrawing(scale_pt=scale, operators=tuple(_operators(drawn, scale))),),
        keeps_next=True,
    )
    style = setter.types.small
    caption = line_boxes(setter.lines(drawn.caption, style), style)
    return [picture, *kept(caption[:-1]), caption[-1]]


def _operators(drawn: ShadedMap, scale: float) -> Iterator[str]:
    """Yield the operators in units of the map, y downwards."""
    yield f"{_EDGE} {_EDGE_PT / scale:.3f} w"
    for shape in drawn.shapes:
        yield f"{_colour(shape)} {' '.join(map(_path, shape.rings))} B*"
    yield f"{_RING} {_RING_PT / scale:.3f} w"
    for ring in drawn.rings:
        yield f"{_circle(ring, max(ring.radius, _MIN_RADIUS_PT / scale))} S"


def _colour(shape: MapShape) -> str:
    parts = (int(shape.fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{' '.join(f'{part:.3f}' for part in parts)} rg"


def _path(ring: tuple[float, ...]) -> str:
    points = [f"{x:g} {y:g}" for x, y in zip(ring[::2], ring[1::2], strict=True)]
    return f"{points[0]} m {''.join(f'{point} l ' for point in points[1:])}h"


def _circle(ring: MapRing, radius: float) -> str:
    x, y, arc = ring.x, ring.y, radius * _ARC
    curves = (
        (x + radius, y + arc, x + arc, y + radius, x, y + radius),
        (x - arc, y + radius, x - radius, y + arc, x - radius, y),
        (x - radius, y - arc, x - arc, y - radius, x, y - radius),
        (x + arc, y - radius, x + radius, y - arc, x + radius, y),
    )
    drawn = " ".join(f"{' '.join(f'{number:.2f}' for number in curve)} c" for curve in curves)
    return f"{x + radius:.2f} {y:.2f} m {drawn} h"
