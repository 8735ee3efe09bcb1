"""Redacts the exhibits of a copy: each becomes a new PDF without the hidden content."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import BinaryIO

from pikepdf import Pdf

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.text_hit import TextHit, page_place, set_page_place
from casebook.domain.dossier.pdf_result import badly_redacted, damaged
from casebook.domain.evidence.redaction import Area, DoubtfulPages, Edges, PageDoubt
from casebook.pdf.page.annotations import Losses
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.picture import where_laid
from casebook.pdf.raster.page_picture import as_pdf
from casebook.pdf.redact.area_scan import CoveredPage, CoveredPages
from casebook.pdf.redact.doubt import pages_in_doubt
from casebook.pdf.redact.redact import Marks, Redacted, RedactionPlan, WordsLeft, lines_under, redact
from casebook.pdf.redact.redaction_leaks import ListedRows, listed_rows

PagesOf = tuple[tuple[str, tuple[int, ...]], ...]
_MEND = Message("Review the areas of this exhibit and remove those on pages that do not exist.")


class Hider:
    """Redacts exhibits when they are opened, and records the pages changed and left out.

    Args:
        hiding: what is hidden.
        tick: called at every page, so that the work can be stopped.

    Attributes:
        lines: what stands under areas, by exhibit key; known once exhibits were opened.
        protected_lines: those of `lines` under areas that cover a protected person.
        pages: numbers from 1 of all pages, by exhibit key; likewise.
        refused: what stays on a page because its replacement was refused there, by exhibit key and number
            from 1; likewise.
        losses: what was left out of each before it was redacted, by exhibit key; likewise.
    """

    def __init__(self, hiding: Hiding, tick: Callable[[], None]) -> None:
        self._hiding, self._tick = hiding, tick
        self._changed_pages: dict[str, tuple[int, ...]] = {}
        self._withheld: dict[str, DoubtfulPages] = {}
        self._rewritten: dict[str, tuple[int, ...]] = {}
        self._areas: dict[str, dict[int, CoveredPage]] = {}
        self.lines: dict[str, tuple[str, ...]] = {}
        self.protected_lines: dict[str, tuple[str, ...]] = {}
        self.pages: dict[str, frozenset[int]] = {}
        self.refused: dict[tuple[str, int], tuple[str, ...]] = {}
        self.losses: dict[str, Losses] = {}

    @property
    def changed_pages(self) -> PagesOf:
        """Pages on which something was painted over, by exhibit key; known once exhibits were opened."""
        return tuple(self._changed_pages.items())

    @property
    def withheld(self) -> tuple[tuple[str, DoubtfulPages], ...]:
        """Pages left out with the reason, by exhibit key; known once exhibits were opened."""
        return tuple(self._withheld.items())

    @property
    def rewritten(self) -> PagesOf:
        """Pages that did not become pictures, by exhibit key; known once exhibits were opened."""
        return tuple(self._rewritten.items())

    @cached_property
    def listed(self) -> ListedRows:
        """What a person was shown as replaced in exhibits, by their keys."""
        return listed_rows(self._hiding)

    @property
    def areas(self) -> CoveredPages:
        """Pages with areas, by exhibit key; known once exhibits were opened."""
        return CoveredPages(label=self._hiding.label, pages=self._areas)

    def exhibit(self, whole: Exhibit) -> Exhibit:
        """Return an opened exhibit with redactions; unchanged if this copy hides nothing in it."""
        if not self._hiding.leaves_out and whole.key not in self._hiding.areas:
            return whole
        return replace(whole, media_type="application/pdf", recognised=(), open=partial(self._hidden, whole))

    def _hidden(self, exhibit: Exhibit) -> BinaryIO:
        hiding, key = self._hiding, exhibit.key
        read = {page.number: page for page in exhibit.recognised}
        drawn = {page.number: page for page in hiding.drawn.get(key, ())}
        self.losses[key] = {}
        pdf = as_pdf(exhibit, self._tick, self.losses[key])
        unread = self._unread(key, pdf)
        areas = hiding.areas.get(key, ())
        marks = self._marks(exhibit, pdf, areas)
        plan = RedactionPlan(
            find=partial(self._find, key),
            marks=marks,
            read=read,
            drawn=drawn,
            withheld=unread.keys(),
            note=hiding.note,
            is_redrawn=hiding.leaves_out and key not in hiding.not_redrawn,
        )
        try:
            redacted = redact(pdf, plan)
        except WordsLeft as left:
            raise badly_redacted(exhibit, left.page) from left
        self.pages[key] = frozenset(range(1, redacted.page_count + 1))
        self._areas[key] = _covered_pages(redacted, marks)
        self._withheld[key] = tuple(unread.items())
        self._changed_pages[key] = redacted.changed_pages
        self._rewritten[key] = redacted.rewritten_pages
        self.lines[key] = tuple(lines_under(pdf, read, marks))
        people = self._marks(exhibit, pdf, [area for area in areas if area.reason == "protected-person"])
        self.protected_lines[key] = tuple(lines_under(pdf, read, people))
        return io.BytesIO(redacted.data)

    def _unread(self, key: str, pdf: bytes) -> dict[int, PageDoubt]:
        """Return the pages that a person must look at and nobody has."""
        hiding = self._hiding
        if not hiding.leaves_out:
            return {}
        drawn = {page.number: page for page in hiding.drawn.get(key, ())}
        doubts = pages_in_doubt(pdf, drawn, is_typeset=key in hiding.typeset)
        looked_at = hiding.reviewed.get(key, frozenset())
        return {number: doubt for number, doubt in doubts.items() if number not in looked_at}

    def _marks(self, exhibit: Exhibit, pdf: bytes, areas: Sequence[Area]) -> Marks:
        """Areas of an exhibit on its pages; those of a picture were drawn on the picture alone."""
        places: defaultdict[int, list[Edges]] = defaultdict(list)
        with Pdf.open(io.BytesIO(pdf)) as opened:
            for area in areas:
                if area.page > len(opened.pages):
                    raise damaged(
                        exhibit,
                        Message("has no page {page}, but a redaction area is on that page.", page=area.page),
                        _MEND,
                    )
                edges = area.edges
                if exhibit.media_type.startswith("image/"):
                    edges = where_laid(opened.pages[area.page - 1].obj, "A4").on_page(edges)
                places[area.page].append(edges)
        return Marks(places=places, label=self._hiding.label, is_wide=self._hiding.leaves_out)

    def _find(self, key: str, number: int, text: str) -> list[TextHit]:
        """What must not be read on a page; every page is asked about."""
        self._tick()
        place = set_page_place(key) if key in self._hiding.typeset else page_place(key, number)
        pseudonyms = self._hiding.pseudonyms
        refused = tuple(pseudonyms.refused_in(text, place))
        # A page is read in several ways; what stays on it stands there no more often than in one of them.
        self.refused[key, number] = max(self.refused.get((key, number), ()), refused, key=len)
        hits = pseudonyms.find(text, place)
        # Its text was replaced before it was set, where days that run over a line end were found as well.
        is_replaced = key in self._hiding.typeset and not self._hiding.areas.get(key)
        return [hit for hit in hits if not (is_replaced and _is_joined(text, hit))]


def _is_joined(text: str, hit: TextHit) -> bool:
    """Return whether a day is made of a figure at a line end and what begins the next, such as a label."""
    return hit.kind in {"date", "birth-date"} and "\n" in text[hit.start : hit.end]


def _covered_pages(redacted: Redacted, marks: Marks) -> dict[int, CoveredPage]:
    """Return the areas to cover, by the new position of the pages."""
    covered_pages: dict[int, CoveredPage] = {}
    with Pdf.open(io.BytesIO(redacted.data)) as pdf:
        for number in sorted(marks.places.keys() & set(redacted.changed_pages)):
            frame = frame_of(pdf.pages[number - 1].obj)
            covered_pages[number] = CoveredPage(
                width_pt=frame.width_pt, height_pt=frame.height_pt, areas=marks.places[number]
            )
    return covered_pages
