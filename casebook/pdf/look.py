"""Looks through files for what an order asks: stock of a PDF, pages for a person or a machine."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from casebook.domain.composition import Exhibit
from casebook.domain.order import DrawUnread, FindUnread, Pages, TakeStock
from casebook.domain.survey import Survey
from casebook.pdf.exchange import Exchange
from casebook.pdf.page_picture import as_pdf, page_picture, pages_without_text, unread_pages
from casebook.pdf.survey import survey


def look(order: TakeStock | FindUnread | DrawUnread, exchange: Exchange) -> Survey | Pages:
    """Do what is asked.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        Cancelled: the person stopped.
    """
    if isinstance(order, TakeStock):
        stream = exchange.give(0)
        return survey(stream, order.name, is_measured=order.is_measured, progress=exchange.progress)
    if isinstance(order, FindUnread):
        return Pages(of_files=tuple(_unread(order, exchange, place) for place in range(len(order.exhibits))))
    return Pages(of_files=(_drawn(order, exchange),))


def _unread(order: FindUnread, exchange: Exchange, place: int) -> tuple[int, ...]:
    exchange.progress(place, len(order.exhibits), "reading exhibits")
    return tuple(unread_pages(_as_pdf(order.exhibits[place], exchange, place), order.read[place]))


def _drawn(order: DrawUnread, exchange: Exchange) -> tuple[int, ...]:
    pdf = _as_pdf(order.exhibit, exchange, 0)
    wanted = tuple(pages_without_text(pdf))
    for done, number in enumerate(wanted):
        exchange.progress(done, len(wanted), "reading pages")
        exchange.take(done, page_picture(pdf, number))
    return wanted


def _as_pdf(exhibit: Exhibit, exchange: Exchange, place: int) -> bytes:
    given = replace(exhibit, open=partial(exchange.give, place))
    return as_pdf(given, lambda: exchange.progress(0, 0, "reading exhibits"))
