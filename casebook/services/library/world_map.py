"""The supplied outlines of the world's countries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from casebook.base.resources import resource

WIDTH, HEIGHT = 1736, 756
"""Size of the coordinate space of the outlines."""

Outline = tuple[tuple[float, ...], ...]
"""The rings of a country, each x, y, x, y…; the largest first."""


@cache
def outlines() -> Mapping[str, Outline]:
    """Return every outline by ISO 3166 code.

    Source: Natural Earth, 1:50m, public domain; see ``packaging/map.py``.

    Raises:
        NotFound: the installation is incomplete.
    """
    countries = json.loads(resource("map", "countries.json").read_text(encoding="utf-8"))
    return {code: tuple(map(tuple, rings)) for code, rings in countries.items()}
