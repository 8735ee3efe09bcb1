"""Looks through files for what an order asks: stock of a PDF, pages for a person or a machine."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial

from pikepdf import Pdf, PdfError

from casebook.base.errors import DamagedSource
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_job import (
    IncompatiblePages,
    InspectJob,
    ListIncompatible,
    ListUnsearchable,
    PageSelection,
    RenderSearchable,
    RenderUnsearchable,
)
from casebook.domain.dossier.survey import Survey
from casebook.domain.evidence.recognition import COMPARING_DPI
from casebook.pdf.archive.archive_check import AGAINST, against_archive
from casebook.pdf.check.survey import survey
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.raster.page_picture import as_pdf, page_picture, pages_without_text
from casebook.pdf.redact.doubt import comparable_pages, pages_in_doubt


def look(
    order: InspectJob | ListUnsearchable | RenderUnsearchable | RenderSearchable | ListIncompatible,
    exchange: Exchange,
) -> Survey | PageSelection | IncompatiblePages:
    """Do what is asked.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        Cancelled: the person stopped.
    """
    if isinstance(order, InspectJob):
        stream = exchange.give(0)
        return survey(stream, order.name, is_measured=order.is_measured, progress=exchange.progress)
    if isinstance(order, ListUnsearchable):
        return PageSelection(
            of_files=tuple(_unread(order, exchange, place) for place in range(len(order.exhibits)))
        )
    if isinstance(order, RenderSearchable):
        return _all_drawn(order, exchange)
    if isinstance(order, ListIncompatible):
        found = [_unfit(order, exchange, place) for place in range(len(order.exhibits))]
        return IncompatiblePages(
            unshown=tuple(reason for reason, _ in found), against=tuple(against for _, against in found)
        )
    return PageSelection(of_files=(_drawn(order, exchange),))


def _unfit(order: ListIncompatible, exchange: Exchange, place: int) -> tuple[Message, tuple[Message, ...]]:
    """Why an exhibit cannot be shown, or what in it stands against PDF/A."""
    exchange.progress(place, len(order.exhibits), Message("reading exhibits"))
    try:
        data = _as_pdf(order.exhibits[place], exchange, place)
    except DamagedSource as error:
        return error.title, ()
    if not order.for_archive:
        return NO_MESSAGE, ()
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            keys = dict.fromkeys(key for _, key in against_archive(pdf))
    except PdfError:
        return NO_MESSAGE, (Message("a page of it cannot be read"),)
    return NO_MESSAGE, tuple(AGAINST[key] for key in keys)


def _unread(order: ListUnsearchable, exchange: Exchange, place: int) -> tuple[int, ...]:
    exchange.progress(place, len(order.exhibits), Message("reading exhibits"))
    exhibit = order.exhibits[place]
    drawn = {page.number: page for page in order.drawn.get(exhibit.key, ())}
    pdf = _as_pdf(exhibit, exchange, place)
    return tuple(pages_in_doubt(pdf, drawn, is_read_later=order.is_read_later))


def _all_drawn(order: RenderSearchable, exchange: Exchange) -> PageSelection:
    """The pages with text of every file, one after another."""
    of_files: list[tuple[int, ...]] = []
    done = 0
    for place, exhibit in enumerate(order.exhibits):
        pdf = _as_pdf(exhibit, exchange, place)
        known = order.known.get(exhibit.key, frozenset())
        wanted = tuple(number for number in comparable_pages(pdf) if number not in known)
        for number in wanted:
            exchange.progress(place, len(order.exhibits), Message("comparing pages with their text"))
            exchange.take(done, page_picture(pdf, number, COMPARING_DPI))
            done += 1
        of_files.append(wanted)
    return PageSelection(of_files=tuple(of_files))


def _drawn(order: RenderUnsearchable, exchange: Exchange) -> tuple[int, ...]:
    pdf = _as_pdf(order.exhibit, exchange, 0)
    wanted = tuple(pages_without_text(pdf))
    for done, number in enumerate(wanted):
        exchange.progress(done, len(wanted), Message("reading pages"))
        exchange.take(done, page_picture(pdf, number))
    return wanted


def _as_pdf(exhibit: Exhibit, exchange: Exchange, place: int) -> bytes:
    given = replace(exhibit, open=partial(exchange.give, place))
    return as_pdf(given, lambda: exchange.progress(0, 0, Message("reading exhibits")))
