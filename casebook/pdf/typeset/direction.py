"""Bidirectional text (UAX #9): embedding levels and visual order of a line.

Source: Unicode Standard Annex 9, by the python-bidi library; its reordering works on whole texts, ours on
the words of one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_RTL = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
RIGHT_TO_LEFT = "\u200f"
"""Leads a sentence that runs from right to left, so that it is not taken for a name in a text of Europe."""
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "《": "》", "「": "」", "（": "）"}
_ISOLATES = str.maketrans("\u2066\u2067\u2068\u2069", "\u202a\u202b\u202a\u202c")
"""Isolates, mapped to embeddings, which the library supports and which suffice for names."""


def has_rtl(text: str) -> bool:
    """Return whether a text contains right-to-left characters."""
    return _RTL.search(text) is not None


def base_level(text: str) -> int:
    """Return 1 for a text that starts right-to-left and is mostly so, else 0.

    A sentence in English that begins with a Uyghur name is an English sentence; one that begins with a
    right-to-left mark is one from right to left, whatever stands in it.
    """
    if text.startswith(RIGHT_TO_LEFT):
        return 1
    letters = [has_rtl(letter) for letter in _LETTER.findall(text)]
    return int(bool(letters) and letters[0] and 2 * sum(letters) > len(letters))


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of every character: odd ones run from right to left."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text.translate(_ISOLATES), storage)
    characters = list(storage["chars"])
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(characters, base)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [int(character["level"]) for character in characters]


def _resolve_brackets(characters: Sequence[dict[str, Any]], base: int) -> None:
    """Give paired brackets one direction (rule N0), which the library omits."""
    opened: list[int] = []
    for at, character in enumerate(characters):
        if character["ch"] in _BRACKETS:
            opened.append(at)
        elif character["ch"] in _BRACKETS.values():
            places = range(len(opened) - 1, -1, -1)
            match = next(
                (n for n in places if _BRACKETS[characters[opened[n]]["ch"]] == character["ch"]), None
            )
            if match is not None:
                _resolve_pair(characters, opened[match], at, "LR"[base])
                del opened[match:]


def _resolve_pair(characters: Sequence[dict[str, Any]], opening: int, closing: int, own: str) -> None:
    inside = {_strong(character) for character in characters[opening + 1 : closing]} - {""}
    if not inside:
        return
    before = (_strong(character) for character in reversed(characters[:opening]))
    direction = own if own in inside else next((strong for strong in before if strong), own)
    characters[opening]["type"] = characters[closing]["type"] = direction


def _strong(character: dict[str, Any]) -> str:
    """Return L or R, a number counting as R; "" for neutral characters."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(character["type"], "")


def visual_order(of_levels: Sequence[int]) -> list[int]:
    """Return the positions of a line's elements from left to right (rule L2).

    >>> visual_order([0, 1, 1, 0])
    [0, 2, 1, 3]
    """
    order = list(range(len(of_levels)))
    odd = [level for level in of_levels if level % 2]
    for level in range(max(of_levels, default=0), min(odd, default=0) - 1, -1):
        start = 0
        while level and start < len(order):
            end = start
            while end < len(order) and of_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order
