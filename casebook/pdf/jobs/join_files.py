"""Joins the pages of files, each read as an exhibit is: scripts, forms and particulars are left out."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial

from casebook.base.message import Message
from casebook.domain.dossier.pdf_job import JoinFiles
from casebook.domain.dossier.pdf_result import PagesJoined
from casebook.pdf.bundle.page_pool import PagePool
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.page.document_info import forget_makers, name_document
from casebook.pdf.page.leaves import attach_pages
from casebook.pdf.page.opened_exhibit import read_exhibit
from casebook.pdf.page.writing import write_pdf

_READING, _WRITING = Message("reading pages"), Message("writing")


def join_files(job: JoinFiles, exchange: Exchange) -> PagesJoined:
    """Hand over the joined file.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        Cancelled: the person stopped.
    """
    pool, count = PagePool(), len(job.exhibits)
    for place, exhibit in enumerate(job.exhibits):
        given = replace(exhibit, open=partial(exchange.give, place))
        pool.take(read_exhibit(given, "A4", partial(exchange.progress, place, count, _READING)))
    pdf, pages = attach_pages(pool.pdf, pool.leaves)
    name_document(pdf, pages, job.title, job.language)
    forget_makers(pdf)
    out = io.BytesIO()
    write_pdf(pdf, out, partial(exchange.progress, count, count, _WRITING))
    exchange.take(0, out.getvalue())
    return PagesJoined(page_count=len(pages))
