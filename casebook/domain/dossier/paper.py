"""The two paper sizes that courts accept, and when a page matches one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Paper = Literal["A4", "Letter"]

PAPERS_PT: Mapping[Paper, tuple[float, float]] = {"A4": (595.276, 841.89), "Letter": (612.0, 792.0)}
"""Width and height in points. Source: ISO 216; ANSI/ASME Y14.1."""
CLOSE_PT = 9.0
"""Tolerance of a side, for the inaccuracy of scanners and printers."""

MARGIN_PT = 20 * 72 / 25.4
"""Margin around an image on its page, in which the page number is printed."""
_Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagePlacement:
    """The position of an image on its page.

    Attributes:
        width_pt, height_pt: of the page.
        left_pt, top_pt: of the picture, from the upper left corner of the page.
        scale: points for each pixel.
        across_pt, down_pt: width and height of the picture.
    """

    width_pt: float
    height_pt: float
    left_pt: float
    top_pt: float
    scale: float
    across_pt: float
    down_pt: float

    def on_page(self, edges: _Edges) -> _Edges:
        """Convert left, top, right, bottom from fractions of the image to fractions of its page."""
        left, top, right, bottom = edges
        return (
            (self.left_pt + left * self.across_pt) / self.width_pt,
            (self.top_pt + top * self.down_pt) / self.height_pt,
            (self.left_pt + right * self.across_pt) / self.width_pt,
            (self.top_pt + bottom * self.down_pt) / self.height_pt,
        )

    def on_picture(self, edges: _Edges) -> _Edges:
        """Convert left, top, right, bottom from fractions of the page to fractions of the image."""
        left, top, right, bottom = edges
        return (
            (left * self.width_pt - self.left_pt) / self.across_pt,
            (top * self.height_pt - self.top_pt) / self.down_pt,
            (right * self.width_pt - self.left_pt) / self.across_pt,
            (bottom * self.height_pt - self.top_pt) / self.down_pt,
        )


def laid(across_px: float, down_px: float, paper: Paper) -> ImagePlacement:
    """Return an image's position: centred, oriented as it is, at most a point a pixel.

    >>> where = laid(800, 400, "A4")
    >>> where.width_pt > where.height_pt
    True
    """
    width, height = PAPERS_PT[paper] if down_px >= across_px else PAPERS_PT[paper][::-1]
    most = (width - 2 * MARGIN_PT) / across_px, (height - 2 * MARGIN_PT) / down_px
    scale = min(*most, 1)
    across, down = across_px * scale, down_px * scale
    return ImagePlacement(
        width_pt=width,
        height_pt=height,
        left_pt=(width - across) / 2,
        top_pt=(height - down) / 2,
        scale=scale,
        across_pt=across,
        down_pt=down,
    )


def is_paper(width_pt: float, height_pt: float, paper: Paper) -> bool:
    """Return whether a page as displayed has this paper size, portrait or landscape."""
    sides = sorted((width_pt, height_pt))
    return all(
        abs(side - wanted) <= CLOSE_PT for side, wanted in zip(sides, sorted(PAPERS_PT[paper]), strict=True)
    )
