"""The map of a review: each State by the channel for handing people over that binds most."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from casebook.base.i18n import Translator
from casebook.domain.library.channel import ChannelStatus
from casebook.domain.library.cooperation.review import CooperationReview
from casebook.services.library import country_text, world_map
from casebook.services.library.cooperation.review import row_of

_HATCHES: dict[ChannelStatus, str] = {
    "in-force": "#7a1f1a",
    "ratified": "#b4652d",
    "signed": "#c79a3b",
    "negotiating": "#d9c27a",
    "suspended": "#5c7fa3",
    "none-found": "#8a8f96",
}
"""Darker where more binds; the words stand beside, so that nothing is spoken by colour alone."""
_PLAIN, _EDGE = "#e3e5e8", "#ffffff"
_MIN_SIZE = 9.0
"""Size of an outline, in units of the map, below which a ring is drawn around the State."""


def map_svg(reviews: Iterable[CooperationReview], words: Translator) -> str:
    """Return the map as SVG, to stand in a page: the States of the review shaded, each named in words."""
    rows = {one.sheet.code: row_of(one, words) for one in reviews}
    shapes = []
    for code, rings in world_map.outlines().items():
        row = rows.get(code)
        fill = _HATCHES.get(row.binding, _HATCHES["none-found"]) if row else _PLAIN
        spoken = words.labelled(row.name, country_text.status(row.binding, words)) if row else ""
        title = f"<title>{escape(spoken)}</title>" if spoken else ""
        shapes.append(f'<path fill="{fill}" d="{"".join(map(_path, rings))}">{title}</path>')
    rings_around = (_ring(world_map.outlines()[code][0]) for code in rows if code in world_map.outlines())
    texts = words.series_of(
        words.labelled(row.name, country_text.status(row.binding, words)) for row in rows.values()
    )
    label = escape(words.labelled(words("Extradition or surrender"), texts), quote=True)
    return (
        f'<figure><svg role="img" aria-label="{label}" viewBox="0 0 {world_map.WIDTH} {world_map.HEIGHT}" '
        f'stroke="{_EDGE}" stroke-width="0.7">{"".join(shapes)}{"".join(rings_around)}</svg>'
        f"<figcaption>{label}</figcaption></figure>"
    )


def _path(ring: tuple[float, ...]) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in zip(ring[::2], ring[1::2], strict=True))
    return f"M{points}Z"


def _ring(outline: tuple[float, ...]) -> str:
    """Return a ring around a State too small to be seen, or nothing."""
    across, down = outline[::2], outline[1::2]
    if max(across) - min(across) >= _MIN_SIZE or max(down) - min(down) >= _MIN_SIZE:
        return ""
    x, y = (max(across) + min(across)) / 2, (max(down) + min(down)) / 2
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{_MIN_SIZE:g}" fill="none" stroke="#1b2430" stroke-width="1.6"/>'
    )
