"""Tibetan letters and their Wylie spelling (EWTS), by pyewts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_TIBETAN = re.compile(r"[\u0f00-\u0fff]")
TSHEG = "་"
"""The dot between syllables."""


@cache
def _converter() -> Any:  # noqa: ANN401 - pyewts ships no types
    import pyewts

    return pyewts.pyewts()


def is_tibetan(text: str) -> bool:
    """Whether the text is in Tibetan script."""
    return _TIBETAN.search(text) is not None


def wylie(text: str) -> str:
    """A Tibetan name in Wylie.

    >>> wylie("ཚེ་རིང་སྒྲོལ་མ")
    'tshe ring sgrol ma'
    """
    return str(_converter().toWylie(text.strip(TSHEG + "། "))).replace("_", " ").strip()


def syllables(text: str) -> list[str]:
    """The syllables of a Tibetan text.

    >>> syllables("ཚེ་རིང་ སྒྲོལ་མ།")
    ['ཚེ', 'རིང', 'སྒྲོལ', 'མ']
    """
    return [part for part in re.split(r"[་།\s]+", text) if part]


def halves(text: str) -> tuple[str, ...]:
    """The names of two syllables within one of four, such as a person is called by; none of a shorter one.

    >>> [wylie(half) for half in halves("བསྟན་འཛིན་སྒྲོལ་དཀར།")]
    ["bstan 'dzin", 'sgrol dkar']
    """
    parts = syllables(text) if is_tibetan(text) else []
    pairs = [TSHEG.join(parts[at : at + 2]) for at in range(0, len(parts) - 1, 2)]
    return tuple(pairs) if len(parts) > len(pairs[:1]) * 2 else ()
