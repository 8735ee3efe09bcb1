"""Fulfils an order: what is done with PDFs nobody vouches for, in the process that binds them."""

from __future__ import annotations

from casebook.domain.dossier.pdf_job import BoundFiles, BundleJob, IncompatiblePages, Order, PageSelection
from casebook.domain.dossier.survey import Survey
from casebook.pdf.jobs.exchange import Exchange

Answer = BoundFiles | Survey | PageSelection | IncompatiblePages


def fulfil(order: Order, exchange: Exchange) -> Answer:
    """Do what is asked; what it takes is loaded when it is asked for.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; a character no font covers.
        Cancelled: the person stopped.
    """
    if isinstance(order, BundleJob):
        from casebook.pdf.jobs.build_bundle import bind

        return bind(order, exchange)
    from casebook.pdf.jobs.inspect import look

    return look(order, exchange)
