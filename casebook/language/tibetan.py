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
