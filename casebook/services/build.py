"""Builds: a dossier made into one PDF, checked on its bytes, entered in the register of who holds what."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.errors import InvalidInput, Refused, VaultDamaged
from casebook.base.progress import Progress, silent
from casebook.domain.build import Build, BuildRequest, BuiltPart, Difference, differences
from casebook.domain.composition import Composition
from casebook.domain.document import Document, DocumentText
from casebook.domain.entity import entity
from casebook.domain.filing import pages_named
from casebook.domain.preflight import PreflightProblem
from casebook.domain.pseudonym import Hidden, Veil
from casebook.host.picking import Target
from casebook.services import pseudonym, record
from casebook.services.brief import Brief, gather
from casebook.services.check import check_built
from casebook.services.citation_check import citation_problems
from casebook.services.compose import compose
from casebook.services.export import written
from casebook.services.flow import off_thread, on_vault
from casebook.services.session import Session
from casebook.services.veil import Covering, texts_of
from casebook.store.registry import shelf_of

if TYPE_CHECKING:
    from casebook.pdf.plan import Bundle


@entity
class BuildReport:
    """A finished build and what preflight says of it.

    Attributes:
        build: the entry in the register.
        problems: what preflight found, blocking ones first.
    """

    build: Build
    problems: tuple[PreflightProblem, ...]


@entity
class _Made:
    pages: int
    sha256: str
    problems: tuple[PreflightProblem, ...]
    contents: tuple[BuiltPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Job:
    """What is made: the material, what was asked, the text as this copy shows it, and what covers it."""

    brief: Brief
    request: BuildRequest
    composition: Composition
    covering: Covering


@entity
class Trial:
    """A copy built in memory.

    Attributes:
        data: the PDF.
        problems: what preflight found, blocking ones first.
        contents: what is in it, in order.
    """

    data: bytes
    problems: tuple[PreflightProblem, ...]
    contents: tuple[BuiltPart, ...]


async def build(
    session: Session, request: BuildRequest, out: Path | Target, *, progress: Progress = silent
) -> BuildReport:
    """Build a copy of a dossier.

    The file takes its name only when it is whole; blocking problems are registered, and the file stays. A
    pseudonymised copy in which a name is still found is not written at all.

    Args:
        session: the open vault.
        request: which dossier, which copy, for which forum and whom.
        out: the PDF; a file already there is replaced.
        progress: told often enough to stop.

    Raises:
        NotFound: there is no such dossier or forum.
        Refused: a client has not consented; a name was found in a pseudonymised copy.
        DamagedSource: an exhibit cannot go in as it is.
        InvalidInput: a text refers to an exhibit that is not there, no font covers a character, or the file's
            name says what the copy hides.
        Cancelled: the person stopped it; nothing was written.
        DiskProblem: the disk refused.
    """
    job = await _prepared(session, request)
    _require_silent_name(job.covering, out)
    made = await off_thread(lambda: _make(job, out, progress))
    return await on_vault(lambda: _register(session, job, made))


async def try_out(session: Session, request: BuildRequest, *, progress: Progress = silent) -> Trial:
    """Build a PDF in memory alone, to be looked at: nothing is written and nothing registered.

    Raises:
        NotFound: there is no such dossier or forum.
        Refused: a client has not consented; a name was found in a pseudonymised copy.
        DamagedSource: an exhibit cannot go in as it is.
        InvalidInput: a text refers to an exhibit that is not there, or no font covers a character.
        Cancelled: the person stopped it.
    """
    job = await _prepared(session, request)
    return await off_thread(lambda: _try(job, progress))


async def _prepared(session: Session, request: BuildRequest) -> _Job:
    brief = await on_vault(lambda: gather(session, request))
    composition = await off_thread(lambda: compose(brief, lambda told: _open(session, brief, told)))
    hidden = await on_vault(lambda: _hidden(session, brief, composition))
    covering = Covering(Veil(hidden), request.reviewed, brief.words("Page left out of this copy"))
    shown = await off_thread(lambda: covering.cover(composition)) if hidden else composition
    return _Job(brief=brief, request=request, composition=shown, covering=covering)


def _hidden(session: Session, brief: Brief, composition: Composition) -> tuple[Hidden, ...]:
    if brief.copy_kind != "pseudonymised":
        return ()
    with session.store.reading() as connection:
        read = shelf_of(DocumentText).some(connection, (told.id for told in brief.exhibits))
    pages = (page for told in read.values() for page in told.pages)
    machine = (page.text for told in brief.recognised.values() for page in told.pages)
    return pseudonym.hidden(session, brief.case, brief.words, (*texts_of(composition), *pages, *machine))


def _require_silent_name(covering: Covering, out: Path | Target) -> None:
    if covering.veil.hides(out.name):
        raise InvalidInput(
            "The name of the file says what the copy hides.", field="out", remedy="Give it a neutral name."
        )


def _open(session: Session, brief: Brief, document: Document) -> BinaryIO:
    if document.id not in brief.attachments:
        raise InvalidInput("An exhibit has no file.", field="exhibits", remedy="Import the file again.")
    try:
        return session.vault.attachments.open(brief.attachments[document.id])
    except VaultDamaged as error:
        raise VaultDamaged(f"Exhibit {document.exhibit_mark}: {error.title}", field="exhibits") from error


def _make(job: _Job, out: Path | Target, progress: Progress) -> _Made:
    return _make_word(job, out) if job.request.file_format == "docx" else _make_pdf(job, out, progress)


def _make_pdf(job: _Job, out: Path | Target, progress: Progress) -> _Made:
    from casebook.pdf.lock import lock_pdf

    with written(out) as file:
        made = _checked(job, file, out.name, progress)
        passphrase = job.request.passphrase
        return replace(made, sha256=lock_pdf(file, passphrase)) if passphrase else made


def _try(job: _Job, progress: Progress) -> Trial:
    file = io.BytesIO()
    made = _checked(job, file, "dossier.pdf", progress)
    return Trial(data=file.getvalue(), problems=made.problems, contents=made.contents)


def _checked(job: _Job, file: BinaryIO, name: str, progress: Progress) -> _Made:
    from casebook.pdf.make import make_bundle

    brief, composition = job.brief, job.composition
    bundle = make_bundle(composition, file, progress=progress)
    if brief.copy_kind == "pseudonymised":
        _require_no_leak(file, job.covering, progress)
    found = check_built(file, name, brief.profile, composition, bundle)
    problems = sorted(
        (*found, *citation_problems(brief), *job.covering.problems()),
        key=lambda problem: (not problem.is_blocking, problem.page),
    )
    contents = (*_parts(composition), *_exhibits(brief, composition, bundle))
    return _Made(pages=bundle.page_count, sha256=bundle.sha256, problems=tuple(problems), contents=contents)


def _make_word(job: _Job, out: Path | Target) -> _Made:
    """The text parts alone; what they say is searched for hidden names as it goes in."""
    from casebook.formats.docx import write_docx

    if any(job.covering.veil.hides(text) for text in texts_of(job.composition)):
        raise _leaks("the text")
    data = write_docx(job.composition)
    with written(out) as file:
        file.write(data)
    return _Made(
        pages=0,
        sha256=hashlib.sha256(data).hexdigest(),
        problems=citation_problems(job.brief),
        contents=tuple(_parts(job.composition)),
    )


def _require_no_leak(file: BinaryIO, covering: Covering, progress: Progress) -> None:
    """SECURITY: the last look, at the bytes themselves; what was meant to be covered is not believed."""
    from casebook.pdf.leak_scan import leaks

    found = leaks(file, covering.veil.hides, progress=progress)
    if found:
        pages = pages_named(sorted({page for page, _ in found if page}))
        raise _leaks(f"page {pages}" if pages else "what does not show")


def _leaks(where: str) -> Refused:
    return Refused(
        f"The copy would still name somebody: {where}. Nothing was written.",
        field="copy",
        remedy="Take what is left of the name out of the text, or leave that exhibit out of the dossier.",
    )


def _parts(composition: Composition) -> list[BuiltPart]:
    return [
        BuiltPart(key=part.anchor, title=part.title, digest=_digest(asdict(part)["blocks"]))
        for part in composition.parts
    ]


def _exhibits(brief: Brief, composition: Composition, bundle: Bundle) -> list[BuiltPart]:
    received = {told.id: told.sha256 for told in brief.exhibits}
    return [
        BuiltPart(
            key=exhibit.key,
            title=exhibit.title,
            digest=received[exhibit.key],
            mark=exhibit.mark,
            first_page=item.first_page,
            last_page=item.last_page,
            scale_percent=item.scale_percent,
        )
        for exhibit, item in zip(composition.exhibits, bundle.items, strict=True)  # all are in the one file
    ]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode()).hexdigest()


def _register(session: Session, job: _Job, made: _Made) -> BuildReport:
    brief, request = job.brief, job.request
    entry = Build(
        id=session.ids(),
        dossier_id=brief.dossier.id,
        case_id=brief.dossier.case_id,
        built_at=session.clock(),
        copy_kind=request.copy_kind,
        sha256=made.sha256,
        pages=made.pages,
        for_whom=request.for_whom,
        problems=len(made.problems),
        is_ready=not any(problem.is_blocking for problem in made.problems),
        profile_id=brief.profile.id if brief.profile else "",
        purpose=request.purpose,
        file_format=request.file_format,
        contents=made.contents,
    )
    record.add(session, entry)
    return BuildReport(build=entry, problems=made.problems)


def compare(session: Session, old_id: str, new_id: str) -> tuple[Difference, ...]:
    """What the newer of two builds holds that the older does not, and what is gone or has moved.

    Raises:
        NotFound: one of them is not in the register.
        InvalidInput: they are not of the same case.
    """
    old, new = record.find(session, Build, old_id), record.find(session, Build, new_id)
    if old.case_id != new.case_id:
        raise InvalidInput("The builds are of two cases.", field="build", remedy="Name two of one case.")
    return differences(old, new)


def of_dossier(session: Session, dossier_id: str) -> list[Build]:
    """The builds of one dossier, newest first."""
    found = [told for told in record.every(session, Build) if told.dossier_id == dossier_id]
    return sorted(found, key=lambda told: told.built_at, reverse=True)
