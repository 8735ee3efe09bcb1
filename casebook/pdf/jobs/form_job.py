"""Jobs on an official form: listing its fields, and filling it in."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.dossier.pdf_job import FillForm, ReadForm
from casebook.domain.dossier.pdf_result import FormContent, FormFilled
from casebook.pdf.form.form_reading import read_form
from casebook.pdf.form.form_writing import fill_form
from casebook.pdf.jobs.exchange import Exchange


def work_on_form(job: ReadForm | FillForm, exchange: Exchange) -> FormContent | FormFilled:
    """List the fields of a form, or fill it in; a filled copy is handed over whole or not at all.

    Raises:
        DamagedSource: it is no PDF, damaged, or wants a password.
        Cancelled: the person stopped.
    """
    exchange.progress(0, 1, Message("reading the form"))
    stream = exchange.give(0)
    if isinstance(job, ReadForm):
        return read_form(job.exhibit, stream)
    filled, outcome = fill_form(job.exhibit, stream.read(), dict(job.answers), is_flat=job.is_flat)
    exchange.progress(1, 1, Message("filling in the form"))
    if filled and not job.is_trial:
        exchange.take(0, filled)
    return outcome
