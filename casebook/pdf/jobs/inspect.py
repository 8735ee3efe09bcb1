"""Jobs that read files without building: surveys, pages without text, exhibits unfit for PDF/A."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from functools import partial

from pikepdf import Pdf, PdfError

from casebook.base.errors import DamagedSource
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.pdf_job import (
    InspectJob,
    ListIncompatible,
    ListUnsearchable,
    RenderSearchable,
    RenderUnsearchable,
)
from casebook.domain.dossier.pdf_result import IncompatiblePages, PageSelection
from casebook.domain.evidence.recognition import COMPARING_DPI
from casebook.domain.evidence.redaction import PageDoubt
from casebook.pdf.check.survey import survey
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.pdfa.conformance import VIOLATIONS, pdfa_violations
from casebook.pdf.raster.page_picture import as_pdf, page_picture, pages_without_text
from casebook.pdf.redact.doubt import comparable_pages, pages_in_doubt


def inspect(
    job: InspectJob | ListUnsearchable | RenderUnsearchable | RenderSearchable | ListIncompatible,
    exchange: Exchange,
) -> Survey | PageSelection | IncompatiblePages:
    """Run an inspection.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        Cancelled: the person stopped.
    """
    if isinstance(job, InspectJob):
        stream = exchange.give(0)
        return survey(
            stream,
            job.name,
            is_measured=job.is_measured,
            progress=exchange.progress,
            reader=exchange.reader,
        )
    if isinstance(job, ListUnsearchable):
        doubts = [_unread(job, exchange, place) for place in range(len(job.exhibits))]
        return PageSelection(
            of_files=tuple(tuple(one) for one in doubts), doubts=tuple(tuple(one.values()) for one in doubts)
        )
    if isinstance(job, RenderSearchable):
        return _all_drawn(job, exchange)
    if isinstance(job, ListIncompatible):
        found = [_unfit(job, exchange, place) for place in range(len(job.exhibits))]
        return IncompatiblePages(
            unshown=tuple(reason for reason, _ in found), against=tuple(against for _, against in found)
        )
    return PageSelection(of_files=(_drawn(job, exchange),))


def _unfit(job: ListIncompatible, exchange: Exchange, place: int) -> tuple[Message, tuple[Message, ...]]:
    """Return why an exhibit cannot be shown, or what in it violates PDF/A."""
    exchange.progress(place, len(job.exhibits), Message("reading exhibits"))
    try:
        data = _as_pdf(job.exhibits[place], exchange, place)
    except DamagedSource as error:
        return error.title, ()
    if not job.for_archive:
        return NO_MESSAGE, ()
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            keys = dict.fromkeys(key for _, key in pdfa_violations(pdf))
    except PdfError:
        return NO_MESSAGE, (Message("a page of it cannot be read"),)
    return NO_MESSAGE, tuple(VIOLATIONS[key] for key in keys)


def _unread(job: ListUnsearchable, exchange: Exchange, place: int) -> dict[int, PageDoubt]:
    exchange.progress(place, len(job.exhibits), Message("reading exhibits"))
    exhibit = job.exhibits[place]
    drawn = {page.number: page for page in job.drawn.get(exhibit.key, ())}
    pdf = _as_pdf(exhibit, exchange, place)
    is_typeset = exhibit.key in job.typeset
    return pages_in_doubt(pdf, drawn, is_read_later=job.is_read_later, is_typeset=is_typeset)


def _all_drawn(job: RenderSearchable, exchange: Exchange) -> PageSelection:
    """The pages with text of every file, one after another.

    A damaged file has none: the build that follows names all of these at once.
    """
    of_files: list[tuple[int, ...]] = []
    done = 0
    for place, exhibit in enumerate(job.exhibits):
        drawn: list[int] = []
        known = job.known.get(exhibit.key, frozenset())
        with suppress(DamagedSource):
            pdf = _as_pdf(exhibit, exchange, place)
            for number in (number for number in comparable_pages(pdf) if number not in known):
                exchange.progress(place, len(job.exhibits), Message("comparing pages with their text"))
                picture = page_picture(pdf, number, COMPARING_DPI)
                exchange.take(done, picture)
                done += 1
                drawn.append(number)
        of_files.append(tuple(drawn))
    return PageSelection(of_files=tuple(of_files))


def _drawn(job: RenderUnsearchable, exchange: Exchange) -> tuple[int, ...]:
    pdf = _as_pdf(job.exhibit, exchange, 0)
    wanted = tuple(pages_without_text(pdf))
    for done, number in enumerate(wanted):
        exchange.progress(done, len(wanted), Message("reading pages"))
        exchange.take(done, page_picture(pdf, number))
    return wanted


def _as_pdf(exhibit: Exhibit, exchange: Exchange, place: int) -> bytes:
    given = replace(exhibit, open=partial(exchange.give, place))
    return as_pdf(given, lambda: exchange.progress(0, 0, Message("reading exhibits")))
