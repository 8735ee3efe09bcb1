"""Words of places that may also be a part of somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLACES = re.compile(
    r"(?<!\w)(?<!mr )(?<!ms )(?<!mrs )(?<!mr\. )(?<!ms\. )(hong)(?:\r\n|\s){1,2}(kong)(?:ers?)?(?!\w)"
)
"""Place names that contain a part of a person's name, on folded text; each word is a group."""


def words_of_places(plain: str) -> Iterator[set[tuple[int, int]]]:
    """Yield the words of each such place in a folded text, as slices.

    >>> list(words_of_places("in hong kong")) == [{(3, 7), (8, 12)}]
    True
    """
    for place in _PLACES.finditer(plain):
        yield {place.span(at) for at in range(1, (place.lastindex or 0) + 1)}
