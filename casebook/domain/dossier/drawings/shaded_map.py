"""A map of countries as it is drawn on a page: outlines filled with shades, and rings, without words."""

from __future__ import annotations

from casebook.domain.base.entity import entity


@entity
class MapShape:
    """The outline of a country.

    Attributes:
        rings: closed lines, each x, y, x, y…, in units of the map from its upper left corner.
        fill: the shade, as ``#rrggbb``.
        said: country and status in words, or "" for a country that the map is not about.
    """

    rings: tuple[tuple[float, ...], ...]
    fill: str
    said: str = ""


@entity
class MapRing:
    """A ring around a country too small to be seen: its centre and radius, in units of the map."""

    x: float
    y: float
    radius: float


@entity
class ShadedMap:
    """A map; its caption says in words what each shade says, so that nothing is spoken by colour alone.

    Attributes:
        width, height: of the plane, in units of the map.
        shapes: in the order in which they are drawn.
        rings: drawn over the shapes.
        caption: stands beneath it, and in its place where pictures are not drawn.
    """

    width: float
    height: float
    shapes: tuple[MapShape, ...]
    rings: tuple[MapRing, ...]
    caption: str
