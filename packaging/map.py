"""Write resources/map/countries.json: the outlines of the world's countries, small enough for a window.

Run by hand when the outlines change: ``npm pack world-atlas@2.0.2``, then
``python packaging/map.py world-atlas-2.0.2.tgz``. The file made is committed; the program needs neither.

Source: Natural Earth, 1:50m, public domain, as TopoJSON in world-atlas 2.0.2 (ISC); projected as Šavrič,
Patterson and Jenny, "The Equal Earth map projection" (2018), which shows areas in their true proportions.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.core import get_global

OUT = Path(__file__).resolve().parent.parent / "resources" / "map" / "countries.json"
SHA512 = (
    "2177d5d2ac25297a5c933d458705d5c0a46388884e9d6b6d3ac926e42b7132c8"
    "e013f317018447589aa05cea4cf0891c3c1a179f24d4e651477186b90a11b42d"
)
MEMBER = "package/countries-50m.json"
SCALE = 320.0
"""Units of the file for one unit of the projection: the world is about 1730 wide."""
NEAR, SMALL = 1.1, 6.0
"""A point nearer than that to the line is left out; a ring smaller than that area, but for the largest."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SKIPPED = {"AQ"}
"""Nobody is sent from there."""

Point = tuple[float, float]
Ring = list[Point]


def main() -> int:
    """Read the archive named in the arguments and write the outlines."""
    archive = Path(sys.argv[1])
    if hashlib.sha512(archive.read_bytes()).hexdigest() != SHA512:
        print("This is not the archive whose hash is known.")
        return 1
    with tarfile.open(archive) as packed:
        member = packed.extractfile(MEMBER)
        topology = json.load(member) if member else {}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(outlines(topology), separators=(",", ":")), encoding="utf-8")
    print(f"{OUT.stat().st_size:,} bytes")
    return 0


def outlines(topology: dict[str, Any]) -> dict[str, list[list[float]]]:
    """The rings of each country by ISO code, each as x, y, x, y..., the largest ring first."""
    arcs = _arcs(topology)
    codes = get_global("territory_aliases")
    rings: dict[str, list[list[float]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = (codes.get(str(shape.get("id", "")).zfill(3)) or [""])[0]
        if code and code not in _SKIPPED and shape["type"] is not None:
            rings.setdefault(code, []).extend(_rings(shape, arcs))
    return {code: rings[code] for code in sorted(rings)}


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        across = up = 0
        points = []
        for step in arc:
            across, up = across + step[0], up + step[1]
            points.append((across * scale[0] + move[0], up * scale[1] + move[1]))
        arcs.append(points)
    return arcs


def _rings(shape: dict[str, Any], arcs: list[Ring]) -> list[list[float]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    outer = [_projected(part) for polygon in polygons for part in _cut(_unwrapped(_joined(polygon[0], arcs)))]
    outer.sort(key=_area, reverse=True)
    kept = outer[:1] + [ring for ring in outer[1:] if _area(ring) >= SMALL]
    return [[round(value, 1) for point in _thinned(ring) for value in point] for ring in kept]


def _joined(numbers: Iterable[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _unwrapped(ring: Ring) -> Ring:
    """The ring without leaps from one edge of the map to the other: it may reach beyond 180 degrees."""
    points = ring[:1]
    for longitude, latitude in ring[1:]:
        leaps = round((longitude - points[-1][0]) / 360)
        points.append((longitude - 360 * leaps, latitude))
    return points


def _cut(ring: Ring) -> list[Ring]:
    """What lies within 180 degrees, and what lies beyond, brought back to the other edge."""
    inside = _clipped(_clipped(ring, 180, 1), -180, -1)
    east = [(x - 360, y) for x, y in _clipped(ring, 180, -1)]
    west = [(x + 360, y) for x, y in _clipped(ring, -180, 1)]
    return [part for part in (inside, east, west) if len(part) > 2]  # noqa: PLR2004 - a line has no area


def _clipped(ring: Ring, edge: float, side: int) -> Ring:
    """The part of a ring west (1) or east (-1) of a meridian (Sutherland and Hodgman, 1974)."""
    points: Ring = []
    for (x, y), (to_x, to_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        is_in, goes_in = side * (edge - x) >= 0, side * (edge - to_x) >= 0
        if is_in:
            points.append((x, y))
        if is_in != goes_in:
            points.append((edge, y + (to_y - y) * (edge - x) / (to_x - x)))
    return points


def _projected(ring: Ring) -> Ring:
    """Degrees into the file's units, north at the top, the west edge at about 0."""
    points = []
    for longitude, latitude in ring:
        theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
        square = theta * theta
        sixth = square**3
        slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
        x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
        y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
        points.append(((x + 2.71) * SCALE, (1.32 - y) * SCALE))
    return points


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _thinned(ring: Ring) -> Ring:
    """The ring without points that hardly bend it (Douglas and Peucker, 1973)."""
    if len(ring) <= 5:  # noqa: PLR2004 - a square stays a square
        return ring
    half = len(ring) // 2
    return _line(ring[: half + 1])[:-1] + _line(ring[half:])


def _line(points: Ring) -> Ring:
    if len(points) < 3:  # noqa: PLR2004 - a straight line
        return points
    first, last = points[0], points[-1]
    away = [_distance(point, first, last) for point in points[1:-1]]
    farthest = max(range(len(away)), key=away.__getitem__)
    if away[farthest] < NEAR:
        return [first, last]
    return _line(points[: farthest + 2])[:-1] + _line(points[farthest + 1 :])


def _distance(point: Point, first: Point, last: Point) -> float:
    across, down = last[0] - first[0], last[1] - first[1]
    length = math.hypot(across, down)
    if not length:
        return math.hypot(point[0] - first[0], point[1] - first[1])
    return abs(across * (first[1] - point[1]) - down * (first[0] - point[0])) / length


if __name__ == "__main__":
    sys.exit(main())
