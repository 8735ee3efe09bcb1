"""The two papers that courts take, and when a page counts as one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Paper = Literal["A4", "Letter"]

PAPERS_PT: Mapping[Paper, tuple[float, float]] = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
"""Width and height in points. Source: ISO 216; ANSI/ASME Y14.1."""
CLOSE_PT = 9.0
"""By how much a side may differ, which is what scanners and printers are off by."""


def is_paper(width_pt: float, height_pt: float, paper: Paper) -> bool:
    """Whether a page as seen is of this paper, upright or lengthwise."""
    sides = sorted((width_pt, height_pt))
    return all(
        abs(side - wanted) <= CLOSE_PT for side, wanted in zip(sides, sorted(PAPERS_PT[paper]), strict=True)
    )
