"""The bundle of authorities: the office's own copies of what a dossier cites, with the passages marked.

A copy is the file that somebody attached when they recorded that they had read a source or decision. The
passages are those of the quotations and places recorded there, and of the findings that the dossier cites.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import (
    Composition,
    Cover,
    DossierPart,
    Exhibit,
    Passage,
    ReferenceTarget,
    Span,
    TextTable,
)
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.domain.dossier.pdf_result import BundleFiles
from casebook.domain.library.quotation import paragraphs
from casebook.domain.library.reading import Reading
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.absence import require_settled
from casebook.services.base.export import Digesting, written
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import DossierData, load_for_export, load_for_preview
from casebook.services.dossier.profile import orders_paper, paper_of
from casebook.services.dossier.sections.authorities import cited_in
from casebook.services.dossier.sections.cited_authority import CitedAuthority
from casebook.services.library import reading
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.store.registry import table_for


@entity
class AuthorityCopy:
    """An authority and the office's own copy of it.

    Attributes:
        relied_on: the places recorded for it, in words.
        passages: what is marked in the margin of the copy.
        attachment: the sealed copy, the latest that was read; or None.
    """

    authority: CitedAuthority
    relied_on: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    attachment: Attachment | None = None


@entity
class AuthoritiesReport:
    """A finished bundle of authorities.

    Attributes:
        pages: of the file.
        sha256: of the file, lower-case hex.
        copies: every authority cited, with its copy or without.
        problems: passages that were not found, and what else preflight found, blocking ones first.
    """

    pages: int
    sha256: str
    copies: tuple[AuthorityCopy, ...]
    problems: tuple[FilingProblem, ...]


def copies_of(session: Session, dossier_id: str) -> tuple[AuthorityCopy, ...]:
    """Return what a dossier cites, in the order of the bundle, with the copies the vault has.

    Raises:
        NotFound: there is no such dossier.
        InvalidInput: a text refers to what the dossier does not have.
    """
    return _copies(session, load_for_preview(session, BuildRequest(dossier_id=dossier_id)))


async def build(
    session: Session,
    dossier_id: str,
    out: Path | SaveTarget,
    *,
    leaves_out: bool = False,
    progress: Progress = silent,
) -> AuthoritiesReport:
    """Write the bundle of authorities of a dossier: a table, then the copies in its order.

    Args:
        session: the open vault.
        dossier_id: of the dossier.
        out: the PDF; a file already there is replaced.
        leaves_out: whether authorities without a copy are named in the table, and the others bound.
        progress: called often enough to stop.

    Raises:
        NotFound: there is no such dossier.
        Refused: a client has not consented; a part of the case is not here yet; nothing is cited; an
            authority has no copy.
        DamagedSource: a copy cannot go in as it is; names it.
        Cancelled: the person stopped; nothing was written.
        DiskProblem: the disk refused.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    request = BuildRequest(dossier_id=dossier_id)
    dossier_data = await on_vault(lambda: load_for_export(session, request))
    await on_vault(lambda: require_settled(session, dossier_data.case))
    copies = await on_vault(lambda: _copies(session, dossier_data))
    _require_copies(copies, leaves_out=leaves_out)
    composition = _composition(session, dossier_data, copies)
    return await off_thread(lambda: _written(composition, copies, out, progress))


def _written(
    composition: Composition, copies: tuple[AuthorityCopy, ...], out: Path | SaveTarget, progress: Progress
) -> AuthoritiesReport:
    with BundleWorker() as worker, written(out) as file:
        digest = Digesting(file)
        job = BundleJob(composition=composition, name=out.name)
        bundle_files = worker.run(
            job, BundleFiles, composition.exhibits, lambda _, piece: digest.write(piece), progress
        )
    (bundle_file,) = bundle_files.files
    return AuthoritiesReport(
        pages=bundle_file.page_count,
        sha256=digest.sha256,
        copies=copies,
        problems=(*bundle_file.problems, *worker.remarks),
    )


def _require_copies(copies: tuple[AuthorityCopy, ...], *, leaves_out: bool) -> None:
    if not any(copy.attachment for copy in copies):
        raise Refused(
            "There is no copy of any authority that the dossier cites.",
            field="authorities",
            remedy="Record in the library that you have read a source, and attach your own copy.",
        )
    missing = tuple(copy.authority.title for copy in copies if copy.attachment is None)
    if missing and not leaves_out:
        raise Refused(
            Message("These authorities have no copy: {titles}.", titles=missing),
            field="authorities",
            remedy="Attach your own copy of each in the library, or build the bundle without them.",
        )


def _copies(session: Session, dossier_data: DossierData) -> tuple[AuthorityCopy, ...]:
    composition = compose(dossier_data, lambda _: io.BytesIO())
    return tuple(
        _copy(session, dossier_data, authority) for authority in cited_in(composition.parts, dossier_data)
    )


def _copy(session: Session, dossier_data: DossierData, authority: CitedAuthority) -> AuthorityCopy:
    findings = [
        citation.finding
        for citation in dossier_data.all_cited
        if citation.finding.source_id in authority.record_ids
    ]
    record_ids = (*authority.record_ids, *(finding.id for finding in findings))
    # Whoever confirmed what became of a decision relied on no place in it.
    readings = [each for record_id in record_ids for each in reading.of_record(session, record_id)]
    relied = [each for each in readings if each.quote or not each.later_history]
    places = [*(each.pinpoint for each in relied), *(finding.pinpoint for finding in findings)]
    return AuthorityCopy(
        authority=authority,
        relied_on=tuple(dict.fromkeys(filter(None, places))),
        passages=tuple(dict.fromkeys(_passages(readings, places))),
        attachment=_latest(session, readings),
    )


def _passages(readings: Iterable[Reading], places: Iterable[str]) -> Iterator[Passage]:
    for each in readings:
        if each.quote:
            yield Passage(name=each.pinpoint, words=each.quote)
    for place in places:
        for number in paragraphs(place):
            yield Passage(name=place, paragraph=number)


def _latest(session: Session, readings: Iterable[Reading]) -> Attachment | None:
    held = sorted((each for each in readings if each.attachment_id), key=lambda each: each.read_at)
    with session.store.reading() as connection:
        sealed = table_for(Attachment).some(connection, (each.attachment_id for each in held))
    kept = [sealed[each.attachment_id] for each in held if each.attachment_id in sealed]
    return kept[-1] if kept else None


def _composition(
    session: Session, dossier_data: DossierData, copies: tuple[AuthorityCopy, ...]
) -> Composition:
    dossier, words = dossier_data.dossier, dossier_data.words
    title = words("Bundle of authorities")
    bound = [copy for copy in copies if copy.attachment]
    exhibits = tuple(_exhibit(session, number, copy) for number, copy in enumerate(bound, start=1))
    return Composition(
        title=title,
        language=dossier.language,
        running_head=" · ".join(part for part in (title, dossier.number) if part),
        cover=Cover(title=title, court=dossier.court, number=dossier.number, parties=dossier.parties),
        parts=(
            DossierPart(
                title=words("Authorities"), anchor="authorities", blocks=(_table(dossier_data, copies),)
            ),
        ),
        exhibits=exhibits,
        has_dividers=False,
        paper=paper_of(dossier_data.profile),
        fits_paper=orders_paper(dossier_data.profile),
        page_mark=dossier.page_mark,
    )


def _exhibit(session: Session, number: int, copy: AuthorityCopy) -> Exhibit:
    attachment = copy.attachment
    if attachment is None:
        raise ValueError("an authority without a copy")
    return Exhibit(
        key=str(number),
        mark=str(number),
        title=copy.authority.title,
        media_type="",
        open=partial(session.vault.attachments.open, attachment),
        passages=copy.passages,
    )


def _table(dossier_data: DossierData, copies: tuple[AuthorityCopy, ...]) -> TextTable:
    words = dossier_data.words
    rows = []
    numbers = iter(range(1, len(copies) + 1))
    for copy in copies:
        number = next(numbers) if copy.attachment else 0
        title = Span(copy.authority.title)
        if number:
            title = replace(title, to=ReferenceTarget(anchor=f"exhibit:{number}", page=1))
        relied_on = words.series_of(copy.relied_on) if number else words("not in this bundle")
        cells = (str(number or "–"), copy.authority.neutral, copy.authority.report, relied_on)
        first, *others = ((Span(cell),) for cell in cells)
        rows.append((first, (title,), *others))
    head = (words("No."), words("Authority"), words("Citation"), words("Report"), words("Relied on"))
    return TextTable(head=head, rows=tuple(rows), widths=(0.07, 0.33, 0.22, 0.18, 0.2))
