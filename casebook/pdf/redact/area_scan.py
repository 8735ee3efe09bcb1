"""Verifies redacted areas in a finished file: no text under them, and a dark fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pypdfium2

from casebook.domain.dossier.pdf_result import BundleItem
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.page.plan import Bundle
from casebook.pdf.raster.raster_text import placed_text
from casebook.pdf.redact.residual_text import SeenPage

_DARK, _MIN_DARK = 96, 0.25
"""Of 255, and the share of an area that must be darker: its label and the plate of a number are light."""
_MIN_PT = 4.0
"""What is narrower is lost between the pixels of a picture this coarse."""
_NEAR_PT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredPage:
    """A page of an exhibit on which areas were painted over.

    Attributes:
        width_pt, height_pt: as it was made, before it was fitted to any paper.
        areas: in parts of its width and height.
    """

    width_pt: float
    height_pt: float
    areas: Sequence[Edges]

    def on(self, width_pt: float, height_pt: float) -> list[Edges]:
        """The areas in points on the sheet it was bound on, in its middle and no larger than it was."""
        scale = min(width_pt / self.width_pt, height_pt / self.height_pt, 1.0)
        wide_pt, high_pt = self.width_pt * scale, self.height_pt * scale
        left_pt, top_pt = (width_pt - wide_pt) / 2, (height_pt - high_pt) / 2
        return [
            (
                left_pt + left * wide_pt,
                top_pt + top * high_pt,
                left_pt + right * wide_pt,
                top_pt + low * high_pt,
            )
            for left, top, right, low in self.areas
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredPages:
    """All pages with redaction areas, by exhibit key.

    Attributes:
        label: printed on each area.
        pages: by exhibit key, then by number from 1.
    """

    label: str
    pages: Mapping[str, Mapping[int, CoveredPage]] = field(default_factory=dict)


def bare_pages(
    finished: BinaryIO, bundle: Bundle, covered: CoveredPages, page_mark: str = ""
) -> Iterator[int]:
    """Pages of a finished file, from 1, with an area that does not hide.

    Args:
        finished: the file.
        bundle: what it is made of.
        covered: its pages with areas.
        page_mark: stamped at the top of every page, also over an area.

    SECURITY: the file is read as whoever gets it reads it; nothing the building said of its pages is believed
    but which page of which exhibit each is, and a page that is another would not be dark there.
    """
    wanted = {
        place: page
        for item in bundle.items
        for number, page in covered.pages.get(item.key, {}).items()
        if (place := _place(item, number)) is not None
    }
    if not wanted:
        return
    finished.seek(0)
    with pypdfium2.PdfDocument(finished, autoclose=False) as document:
        for place, covered_page in sorted(wanted.items()):
            page = document[place - 1]
            stamps = (page_mark, bundle.plan.pages[place - 1].label)
            is_bare = _is_bare(page, covered_page, covered.label, stamps)
            page.close()
            if is_bare:
                yield place


def _place(item: BundleItem, number: int) -> int | None:
    """The page of the file that a page of an exhibit is, if it is in this file."""
    place = item.last_page - item.last_own + number
    return place if item.first_page <= place <= item.last_page else None


def _is_bare(page: Any, covered_page: CoveredPage, label: str, stamps: Sequence[str]) -> bool:  # noqa: ANN401 - untyped library
    width_pt, height_pt = page.get_size()
    areas = covered_page.on(width_pt, height_pt)
    text, edges = placed_text(page, width_pt, height_pt)
    # The mark and the number of the page are drawn last, and may stand on an area at its head or foot.
    for stamp in filter(None, stamps):
        if (at := text.rfind(stamp)) >= 0:
            text, edges = text[:at] + text[at + len(stamp) :], [*edges[:at], *edges[at + len(stamp) :]]
    seen = SeenPage(text, edges, width_pt, height_pt)
    return bool(seen.under(areas, label)) or not _all_dark(page, areas)


def _all_dark(page: Any, areas: Sequence[Edges]) -> bool:  # noqa: ANN401
    bitmap = page.render(scale=1)
    picture = bitmap.to_pil().convert("L")
    bitmap.close()
    large = (area for area in areas if min(area[2] - area[0], area[3] - area[1]) >= _MIN_PT)
    return all(_is_dark(picture, area) for area in large)


def _is_dark(picture: Any, area: Edges) -> bool:  # noqa: ANN401 - a picture
    left, top, right, bottom = area
    inner = (left + _NEAR_PT, top + _NEAR_PT, right - _NEAR_PT, bottom - _NEAR_PT)
    counts = picture.crop(tuple(round(side) for side in inner)).histogram()
    return bool(sum(counts[:_DARK]) >= _MIN_DARK * sum(counts))
