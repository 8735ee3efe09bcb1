"""A place in a source, parsed into types and numbers; the printed words are kept as well."""

from __future__ import annotations

import re
from typing import Literal

from casebook.domain.base.entity import entity

PlaceKind = Literal[
    "paragraph", "page", "article", "section", "recital", "headnote", "summary", "opening", "other"
]

_KINDS: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = (
    ("paragraph", re.compile(r"(?:paras?\.?|§§?)\s*(?P<which>[\dA-Z(].*)", re.IGNORECASE)),
    ("article", re.compile(r"arts?\.?\s*(?P<which>\d.*)", re.IGNORECASE)),
    ("page", re.compile(r"(?:contents\s+)?pp?\.\s*(?P<which>\d.*)", re.IGNORECASE)),
    ("section", re.compile(r"(?:section|part)\s+(?P<which>\S.*)", re.IGNORECASE)),
    ("recital", re.compile(r"recitals?\s+(?P<which>\S.*)", re.IGNORECASE)),
    ("paragraph", re.compile(r"(?P<which>\[\d+\].*)")),
    ("headnote", re.compile(r".*\bheadnote\b(?P<which>.*)|catchwords(?P<words>.*)", re.IGNORECASE)),
    ("summary", re.compile(r"(?:executive )?summary(?P<which>.*)|abstract|findings", re.IGNORECASE)),
    ("opening", re.compile(r"opening.*|head(?:er|ing).*|foreword", re.IGNORECASE)),
)


@entity
class PinpointPlace:
    """One place.

    Attributes:
        which: its number as printed ("34", "115-117", "75(1)"), or "".
    """

    kind: PlaceKind
    which: str = ""


def places(pinpoint: str) -> tuple[PinpointPlace, ...]:
    """Return the places of a pinpoint in their order; none if it is empty."""
    return tuple(_place(part.strip()) for part in pinpoint.split(";") if part.strip())


def _place(text: str) -> PinpointPlace:
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(text)
        if found:
            which = found.groupdict().get("which") or ""
            return PinpointPlace(kind=kind, which=which.strip(" ,"))
    return PinpointPlace(kind="other", which=text)
