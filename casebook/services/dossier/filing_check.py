"""Checks any finished PDF against the rules of a court."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filings.filing import Filing, FilingKind
from casebook.domain.dossier.filings.filing_report import FilingReport, check_filing
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.pdf_job import InspectJob
from casebook.domain.dossier.profile import Profile
from casebook.services.processes.bundle_worker import BundleWorker


def check_file(
    path: Path,
    *,
    profile: Profile | None = None,
    kind: FilingKind = "",
    uncounted: int = 0,
    progress: Progress = silent,
) -> FilingReport:
    """Check a PDF; about a second for 600 pages.

    Args:
        path: the file.
        profile: of the forum; None checks what every court's reader needs.
        kind: what the file is, where a forum limits its pages and type.
        uncounted: how many of its pages are of what the forum leaves out of its limit.
        progress: reported page by page.

    Raises:
        NotFound: the file is not there.
        InvalidInput: it is no file.
        DamagedSource: not a PDF, or damaged or password-protected.
        Cancelled: the person stopped.
    """
    if not path.exists():
        raise NotFound("The file was not found.", field="file", remedy="Correct the path.")
    if not path.is_file():
        raise InvalidInput("That is not a file.", field="file", remedy="Choose a PDF file.")
    job = InspectJob(name=path.name, is_measured=bool(kind))
    file = Exhibit(key="file", mark="", title="", media_type="", file=path.name, open=lambda: path.open("rb"))
    with BundleWorker(to_build=False) as worker:
        survey = worker.run(job, Survey, (file,), progress=progress)
    return check_filing(Filing(survey=survey, profile=profile, kind=kind, uncounted=uncounted))
