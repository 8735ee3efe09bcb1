"""Runs a job on untrusted PDFs, inside the bundle worker."""

from __future__ import annotations

from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.pdf_job import BundleJob, ExtractPages, FillForm, JoinFiles, PdfJob, ReadForm
from casebook.domain.dossier.pdf_result import (
    BundleFiles,
    FormContent,
    FormFilled,
    IncompatiblePages,
    PageSelection,
    PagesExtracted,
    PagesJoined,
)
from casebook.pdf.jobs.exchange import Exchange

Answer = (
    BundleFiles
    | Survey
    | PageSelection
    | IncompatiblePages
    | FormContent
    | FormFilled
    | PagesExtracted
    | PagesJoined
)


def run_job(job: PdfJob, exchange: Exchange) -> Answer:
    """Run a job; the modules it needs are imported on demand.

    Raises:
        DamagedSource: a file is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; a character no font covers.
        Cancelled: the person stopped.
    """
    if isinstance(job, BundleJob):
        from casebook.pdf.jobs.build_bundle import build_bundle

        return build_bundle(job, exchange)
    if isinstance(job, ReadForm | FillForm):
        from casebook.pdf.jobs.form_job import work_on_form

        return work_on_form(job, exchange)
    if isinstance(job, ExtractPages):
        from casebook.pdf.jobs.extract_pages import extract_pages

        return extract_pages(job, exchange)
    if isinstance(job, JoinFiles):
        from casebook.pdf.jobs.join_files import join_files

        return join_files(job, exchange)
    from casebook.pdf.jobs.inspect import inspect

    return inspect(job, exchange)
