"""The parts of a list under keys of their own, and their order as a place of each.

A list is not written as a whole: each part is a value of its own, so that two people may add to it. Its place
is a number kept with it; equal places are ordered by key. So the order is the same wherever the parts are.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from casebook.domain.sharing.merge import FieldMerge

_KEY_DIGITS = 22
_NUMBERED = re.compile(r"#[1-9]\d{0,5}")
"""After the key of a part that says what another of its list says."""


def keyed(rule: FieldMerge, parts: Sequence[Any]) -> dict[str, Any]:
    """Return the parts of a list, as JSON has them, by key, in their order.

    A part without what identifies it is known by all it says; parts of the same key are numbered.
    """
    by_key: dict[str, Any] = {}
    for part in parts:
        key = _key(rule, part)
        number = 1
        while (numbered := key if number == 1 else f"{key}#{number}") in by_key:
            number += 1
        by_key[numbered] = part
    return by_key


def true_key(rule: FieldMerge, key: str, part: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the key of a part that came under a key: that one if it is of the part, numbered or not."""
    own = _key(rule, part)
    return key if key == own or _NUMBERED.fullmatch(key.removeprefix(own)) else own


def _key(rule: FieldMerge, part: Any) -> str:  # noqa: ANN401 - any JSON
    identity: Any = part
    if rule.by and isinstance(part, dict):
        identity = [part.get(name) for name in rule.by]
        if not any(identity):
            identity = part
    content = json.dumps(identity, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()[:_KEY_DIGITS]


def placed(keys: Sequence[str], known: Mapping[str, float]) -> dict[str, float]:
    """Return the place of each key of a list in its order; as many as possible keep the one they have.

    >>> placed(["a", "new", "b"], {"a": 0, "b": 1})
    {'a': 0, 'new': 0.5, 'b': 1}
    >>> placed(["b", "a", "c"], {"a": 0, "b": 1, "c": 2})["c"]
    2
    """
    keeping = _longest_rise([(key, known[key]) for key in keys if key in known])
    places: dict[str, float] = {}
    following = [key for key in keys if key in keeping]
    before: float | None = None
    for key in keys:
        if key in keeping:
            following.pop(0)
            places[key] = before = known[key]
            continue
        after = known[following[0]] if following else None
        before = places[key] = _between(before, after)
    if sorted(places, key=lambda key: (places[key], key)) != list(keys):
        return {key: number for number, key in enumerate(keys)}
    return places


def _between(before: float | None, after: float | None) -> float:
    if before is None:
        return 0 if after is None else after - 1
    return before + 1 if after is None else (before + after) / 2


def _longest_rise(placed_keys: Sequence[tuple[str, float]]) -> set[str]:
    """Return the keys of a longest run whose places rise."""
    ends: list[tuple[float, str]] = []
    at: list[int] = []
    before: list[int | None] = []
    for number, (key, place) in enumerate(placed_keys):
        where = bisect_left(ends, (place, key))
        before.append(at[where - 1] if where else None)
        if where == len(ends):
            ends.append((place, key))
            at.append(number)
        else:
            ends[where], at[where] = (place, key), number
    rising, last = set[str](), at[-1] if at else None
    while last is not None:
        rising.add(placed_keys[last][0])
        last = before[last]
    return rising
