"""Builds copies of dossiers, checks them and enters them in the disclosure register."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DamagedSource, InvalidInput, VaultDamaged
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import Build, BuildRequest, PartDifference, differences
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filing_problem import FilingProblem, HeldBack
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.pasted_sender import PlacedReplacer
from casebook.domain.evidence.document import Document
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import dropped_unless_done
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier import pseudonymised_text
from casebook.services.dossier.build_job import (
    BuildJob,
    BuildResult,
    build_files,
    build_in_memory,
    build_word,
)
from casebook.services.dossier.compose import compose
from casebook.services.dossier.continuation import arranged, former_of
from casebook.services.dossier.copy_decision import kept_in, require_decided, withholdings
from casebook.services.dossier.copy_names import hidden_in, protected_in, time_label
from casebook.services.dossier.dossier_data import DossierData, load_for_export
from casebook.services.dossier.gate.claim_release import omitted, require_silent_name
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.exhibit_exposure import without_bookmarks
from casebook.services.dossier.gate.filing_gate import require_filable
from casebook.services.dossier.hiding.copy_text import texts_of_exhibits
from casebook.services.dossier.hiding.drawn_text import drawn_pages
from casebook.services.dossier.hiding.public_law import public_passages, published_statements
from casebook.services.dossier.letters.house_style import house_styles
from casebook.services.dossier.placeholder import NO_FAULTS, standing_pages, stood_in
from casebook.services.dossier.profile import orders_archive
from casebook.services.dossier.set_exhibits import with_set_pages
from casebook.services.evidence import redaction
from casebook.services.evidence.document import no_file
from casebook.services.processes.bundle_worker import BundleWorker

WEAK_LOCK = gettext_noop(
    "Anyone who has the file can try passphrases without end, and this one can be guessed. "
    "Use six random words."
)
"""Of a passphrase for a PDF that would be refused for a casebook."""


@entity
class BuildReport:
    """A finished build with the problems preflight found.

    Attributes:
        build: the entry in the register.
        problems: what preflight found, blocking ones first.
        held_back: facts and events that the copy leaves out for a claim to protection.
    """

    build: Build
    problems: tuple[FilingProblem, ...]
    held_back: tuple[HeldBack, ...] = ()


@entity
class Trial:
    """A copy built in memory.

    Attributes:
        data: the PDF.
        problems: what preflight found, blocking ones first.
        pages: page from 1 on which each part and exhibit begins, by key.
    """

    data: bytes
    problems: tuple[FilingProblem, ...]
    pages: Mapping[str, int]


async def build(
    session: Session,
    request: BuildRequest,
    out: Path | SaveTarget,
    *,
    leaves_out: bool = False,
    progress: Progress = silent,
) -> BuildReport:
    """Build a copy of a dossier.

    The file takes its name only when it is whole; blocking problems are registered, and the file stays. A
    pseudonymised copy in which a name is still found is not written at all.

    Args:
        session: the open vault.
        request: which dossier, which copy, for which forum and whom.
        out: the PDF, or where several files are made a folder or a file ending in .zip; what is there under
            the same name is replaced.
        leaves_out: whether an exhibit that cannot go in as it is has a page in its place, and the build goes
            on. In a draft it always has.
        progress: called often enough to stop.

    Raises:
        NotFound: there is no such dossier or forum.
        Refused: a client has not consented; the dossier cannot be filed yet; a name was found in a
            pseudonymised copy.
        DamagedSource: an exhibit cannot go in as it is; names it. Never of a draft, which has a page instead.
        RedactionIncomplete: words can still be read under an area of one.
        InvalidInput: a text refers to an exhibit that is not there, no font covers a character, or the file's
            name names somebody, or says what the copy hides.
        Cancelled: the person stopped it; nothing was written.
        DiskProblem: the disk refused.
    """
    with dropped_unless_done(out):
        await on_vault(lambda: require_neutral(session, out.name))
        if request.file_format == "docx":
            prepared = await _prepared(session, request, out.name, progress)
            job = replace(prepared, styles=await on_vault(lambda: house_styles(session)))
            product = await off_thread(lambda: build_word(job, out))
        else:
            goes_on = leaves_out or request.copy_kind == "draft"
            job, product = await _built(session, request, out, progress, leaves_out=goes_on)
        return await on_vault(lambda: _register(session, job, product))


async def _built(
    session: Session,
    request: BuildRequest,
    out: Path | SaveTarget,
    progress: Progress,
    *,
    leaves_out: bool,
    faults: Mapping[str, Message] = NO_FAULTS,
) -> tuple[BuildJob, BuildResult]:
    worker = await off_thread(BundleWorker)  # it loads while the material is gathered
    with worker:
        try:  # text recognition draws the pages of a pseudonymised copy before it is built
            job = await _prepared(session, request, out.name, progress, faults=faults)
            return job, await off_thread(lambda: build_files(job, worker, out, progress))
        except DamagedSource as error:
            faulty = await on_vault(partial(_faults, session, request, error))
            if not leaves_out or not faulty.keys() - faults.keys():
                raise
    return await _built(session, request, out, progress, leaves_out=True, faults={**faults, **faulty})


async def try_out(session: Session, request: BuildRequest, *, progress: Progress = silent) -> Trial:
    """Build a PDF in memory alone, to be looked at: nothing is written and nothing registered.

    Raises:
        NotFound: there is no such dossier or forum.
        Refused: a client has not consented; a name was found in a pseudonymised copy.
        DamagedSource: an exhibit cannot go in as it is.
        RedactionIncomplete: words can still be read under an area of one.
        InvalidInput: a text refers to an exhibit that is not there, or no font covers a character.
        Cancelled: the person stopped it.
    """
    return await _tried(session, request, progress, NO_FAULTS)


async def _tried(
    session: Session, request: BuildRequest, progress: Progress, faults: Mapping[str, Message]
) -> Trial:
    worker = await off_thread(BundleWorker)
    with worker:
        try:
            job = await _prepared(session, request, "", progress, keeps_labels=False, faults=faults)
            data, made = await off_thread(lambda: build_in_memory(job, worker, progress))
            return Trial(data=data, problems=made.problems, pages=_begins(made))
        except DamagedSource as error:
            faulty = await on_vault(partial(_faults, session, request, error))
            if request.copy_kind != "draft" or not faulty.keys() - faults.keys():
                raise
    return await _tried(session, request, progress, {**faults, **faulty})


def _faults(session: Session, request: BuildRequest, error: DamagedSource) -> Mapping[str, Message]:
    """What is wrong with exhibits of this dossier, by key."""
    return error.faults_of(record.find(session, Dossier, request.dossier_id).exhibit_ids)


def _begins(product: BuildResult) -> dict[str, int]:
    """Where each thing begins: every page has one number, in the order of what it belongs to."""
    ends = accumulate((len(part.numbers) for part in product.numbers), initial=1)
    return {part.key: page for part, page in zip(product.numbers, ends, strict=False)}


async def _prepared(
    session: Session,
    request: BuildRequest,
    name: str,
    progress: Progress,
    *,
    keeps_labels: bool = True,
    faults: Mapping[str, Message] = NO_FAULTS,
) -> BuildJob:
    dossier_data = await on_vault(lambda: _required(session, request, name))
    standing = standing_pages(dossier_data, request.placeholders) | faults.keys()
    former = await on_vault(lambda: former_of(session, request))
    composition = await off_thread(lambda: composed(session, dossier_data))
    hidden = await hidden_in(session, request, dossier_data, composition, keeps_labels=keeps_labels)
    hiding = _hiding(request, dossier_data, hidden, name, standing)
    if hiding and not hiding.leaves_out:
        protected = await on_vault(lambda: protected_in(session, dossier_data, composition))
        hiding = replace(hiding, protected=protected)
    is_pdf = request.file_format == "pdf"
    if hiding and hiding.leaves_out and is_pdf:
        read = partial(drawn_pages, session, hiding.reviewed, dossier_data, composition, standing, progress)
        listed = await on_vault(lambda: texts_of_exhibits(session, dossier_data))
        hiding = replace(hiding, drawn=await off_thread(read), listed=listed)
    label = time_label(request, dossier_data)
    hiding = await off_thread(lambda: pseudonymised_text.with_refused(hiding, composition))
    shown = await off_thread(lambda: _renamed(composition, hiding, dossier_data, label))
    placed = arranged(shown, former, request, dossier_data.profile)
    whole = without_bookmarks(dossier_data, stood_in(dossier_data, placed, standing, faults))
    if is_pdf:
        put = partial(with_set_pages, dossier_data, whole, hiding, time_label=label)
        whole, hiding = await off_thread(lambda: put(progress=progress))
    return BuildJob(
        dossier_data=dossier_data,
        request=request,
        composition=replace(whole, is_archived=_archived(dossier_data, request)),
        hiding=hiding,
        former=former,
        standing=standing,
        faults=faults,
    )


def _renamed(
    composition: Composition, hiding: Hiding | None, dossier_data: DossierData, label: str
) -> Composition:
    """The text of the copy: with its pseudonyms, if any, and of a pseudonymised copy without its title."""
    if hiding:
        composition = pseudonymised_text.pseudonymise(composition, hiding.pseudonyms, time_label=label)
    if dossier_data.copy_kind == "pseudonymised":
        return pseudonymised_text.untitled(composition, dossier_data.words)
    return composition


def _required(session: Session, request: BuildRequest, name: str) -> DossierData:
    """The material of a copy that may be made: consented to, decided on, and ready to be filed if it is."""
    dossier_data = for_reader(session, load_for_export(session, request), request)
    require_silent_name(dossier_data, name)
    require_decided(request, dossier_data)
    require_filable(request, dossier_data)
    return dossier_data


def composed(session: Session, dossier_data: DossierData) -> Composition:
    """Return the composition of a dossier, with exhibits opened from the vault.

    Raises:
        InvalidInput: a text refers to what the dossier does not have.
    """
    return compose(dossier_data, lambda exhibit: _open(session, dossier_data, exhibit))


def _archived(dossier_data: DossierData, request: BuildRequest) -> bool:
    wanted = request.is_archived or orders_archive(dossier_data.profile)
    if wanted and request.passphrase:
        raise InvalidInput(
            "A PDF/A file cannot have a passphrase.",
            field="passphrase",
            remedy="Choose either PDF/A or a passphrase.",
        )
    return wanted


def _hiding(
    request: BuildRequest,
    dossier_data: DossierData,
    hidden: tuple[Hidden, ...],
    name: str,
    standing: AbstractSet[str],
) -> Hiding | None:
    """What this copy hides, if the name of its file does not say it; None where it hides nothing."""
    marked, exhibits = dossier_data.redactions, dossier_data.exhibits
    areas = redaction.areas_in(marked, exhibits, request.copy_kind, standing)
    is_pseudonymised = dossier_data.copy_kind == "pseudonymised"
    if not is_pseudonymised and not areas:
        return None
    public = public_passages(dossier_data) if is_pseudonymised else ()
    published = published_statements(dossier_data) if is_pseudonymised else ()
    names = PlacedReplacer(hidden, kept_in(request), public, published)
    if names.hides(name):
        raise InvalidInput(
            "The file name reveals details that this copy pseudonymises.",
            field="out",
            remedy="Enter a neutral file name.",
        )
    not_redrawn = request.decided("not-redrawn")
    return Hiding(
        pseudonyms=names,
        leaves_out=is_pseudonymised,
        reviewed=redaction.reviewed(marked, exhibits, request.reviewed) | _own_pages(dossier_data, standing),
        note=dossier_data.words("Page left out of this copy"),
        areas=areas,
        label=dossier_data.words("Redacted"),
        not_redrawn=frozenset(one.id for one in exhibits if one.exhibit_mark in not_redrawn),
    )


def _own_pages(dossier_data: DossierData, standing: AbstractSet[str]) -> dict[str, frozenset[int]]:
    """Return pages created in place of an exhibit, by its key; they need no review."""
    withheld = {
        document.id: frozenset(range(1, max(document.page_count, 1) + 1))
        for document in dossier_data.withheld_exhibits
    }
    return {**withheld, **dict.fromkeys(standing, frozenset({1}))}


def _open(session: Session, dossier_data: DossierData, document: Document) -> BinaryIO:
    if document.id not in dossier_data.attachments:
        raise no_file(document, dossier_data.dossier.place_of(document.id))
    try:
        return session.vault.attachments.open(dossier_data.attachments[document.id])
    except VaultDamaged as error:
        raise VaultDamaged(
            Message("Exhibit {mark}: {fault}", mark=dossier_data.name_of(document), fault=error.title),
            field="exhibits",
        ) from error


def _register(session: Session, job: BuildJob, product: BuildResult) -> BuildReport:
    dossier_data, request = job.dossier_data, job.request
    entry = Build(
        id=session.ids(),
        dossier_id=dossier_data.dossier.id,
        case_id=dossier_data.dossier.case_id,
        built_at=session.clock(),
        copy_kind=request.copy_kind,
        sha256=product.sha256,
        pages=product.pages,
        for_whom=request.for_whom,
        problems=len(product.problems),
        is_ready=not any(problem.is_blocking for problem in product.problems),
        profile_id=dossier_data.profile.id if dossier_data.profile else "",
        purpose=request.purpose,
        file_format=request.file_format,
        contents=product.contents,
        files=product.files,
        numbers=product.numbers,
        decisions=(*request.decisions, *withholdings(dossier_data)),
        packs=dossier_data.packs,
    )
    record.add(session, entry)
    return BuildReport(build=entry, problems=product.problems, held_back=omitted(dossier_data))


def compare(session: Session, old_id: str, new_id: str) -> tuple[PartDifference, ...]:
    """Return the differences of the newer build: new, removed and moved parts.

    Raises:
        NotFound: one of them is not in the register.
        InvalidInput: they are not of the same case.
    """
    old, new = record.find(session, Build, old_id), record.find(session, Build, new_id)
    if old.case_id != new.case_id:
        raise InvalidInput(
            "The copies belong to two different cases.",
            field="build",
            remedy="Choose two copies from the same case.",
        )
    return differences(old, new)


def of_dossier(session: Session, dossier_id: str) -> list[Build]:
    """The builds of one dossier, newest first."""
    found = [past_build for past_build in record.every(session, Build) if past_build.dossier_id == dossier_id]
    return sorted(found, key=lambda past_build: past_build.built_at, reverse=True)
