"""Dossiers: built as one PDF, checked on the finished bytes, entered in the register of copies."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import InvalidInput, VaultDamaged
from casebook.base.progress import Progress, silent
from casebook.domain.build import Build
from casebook.domain.case import Case
from casebook.domain.composition import Composition
from casebook.domain.document import Document
from casebook.domain.dossier import Dossier, Section, SectionKind
from casebook.domain.entity import entity
from casebook.domain.preflight import PreflightProblem
from casebook.host.picking import Target
from casebook.services import person, record
from casebook.services.brief import Brief, gather
from casebook.services.check import check_built
from casebook.services.citation_check import citation_problems
from casebook.services.compose import compose
from casebook.services.export import written
from casebook.services.flow import off_thread, on_vault
from casebook.services.session import Session


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


BY_TOPIC: frozenset[SectionKind] = frozenset({"country-conditions", "adverse-material"})
FIRST_SECTIONS: tuple[SectionKind, ...] = (
    "statement-of-case",
    "chronology",
    "country-conditions",
    "adverse-material",
    "table-of-sources",
    "exhibit-custody",
)


def draft(session: Session, case_id: str, title: str) -> Dossier:
    """A first dossier of a case: every kind of section, its clients' topics, its marked exhibits.

    Raises:
        NotFound: there is no such case.
        InvalidInput: it has no title.
    """
    if not title.strip():
        raise InvalidInput("A dossier needs a title.", field="title", remedy="Write what it is for.")
    case = record.find(session, Case, case_id)
    clients = [told for told in person.of_case(session, case) if told.id in case.client_ids]
    topics = tuple(dict.fromkeys(topic for client in clients for topic in client.topics))
    marked = [told for told in record.of_case(session, Document, case_id) if told.exhibit_mark]
    made = Dossier(
        id=session.ids(),
        case_id=case_id,
        title=title.strip(),
        sections=tuple(
            Section(kind=kind, topics=topics if kind in BY_TOPIC else ()) for kind in FIRST_SECTIONS
        ),
        exhibit_ids=tuple(told.id for told in sorted(marked, key=_by_mark)),
    )
    record.add(session, made)
    return made


def _by_mark(document: Document) -> tuple[int, str]:
    """Numbers by size, whatever else after them by letter."""
    mark = document.exhibit_mark
    return (int(mark) if mark.isdecimal() else 1_000_000, mark)


async def build(
    session: Session,
    dossier_id: str,
    out: Path | Target,
    *,
    profile_id: str = "",
    for_whom: str = "",
    progress: Progress = silent,
) -> BuildReport:
    """Build the filing copy of a dossier.

    The file takes its name only when it is whole; blocking problems are registered, and the file stays.

    Args:
        session: the open vault.
        dossier_id: of the dossier.
        out: the PDF; a file already there is replaced.
        profile_id: of the forum, in place of the dossier's own.
        for_whom: who it is made for; goes into the register.
        progress: told often enough to stop.

    Raises:
        NotFound: there is no such dossier or forum.
        Refused: a client has not consented.
        DamagedSource: an exhibit cannot go in as it is.
        InvalidInput: a text refers to an exhibit that is not there, or no font covers a character.
        Cancelled: the person stopped it; nothing was written.
        DiskProblem: the disk refused.
    """
    brief = await on_vault(lambda: gather(session, dossier_id, profile_id))
    composition = await off_thread(lambda: compose(brief, lambda told: _open(session, brief, told)))
    made = await off_thread(lambda: _make(brief, composition, out, progress))
    return await on_vault(lambda: _register(session, brief.dossier, made, for_whom))


def _open(session: Session, brief: Brief, document: Document) -> BinaryIO:
    if document.id not in brief.attachments:
        raise InvalidInput("An exhibit has no file.", field="exhibits", remedy="Import the file again.")
    try:
        return session.vault.attachments.open(brief.attachments[document.id])
    except VaultDamaged as error:
        raise VaultDamaged(f"Exhibit {document.exhibit_mark}: {error.title}", field="exhibits") from error


def _make(brief: Brief, composition: Composition, out: Path | Target, progress: Progress) -> _Made:
    from casebook.pdf.make import make_bundle

    with written(out) as file:
        bundle = make_bundle(composition, file, progress=progress)
    finished = out.finished if isinstance(out, Target) else out
    found = check_built(finished, brief.profile, composition, bundle)
    problems = sorted(
        (*found, *citation_problems(brief)), key=lambda problem: (not problem.is_blocking, problem.page)
    )
    return _Made(pages=bundle.page_count, sha256=bundle.sha256, problems=tuple(problems))


def _register(session: Session, dossier: Dossier, made: _Made, for_whom: str) -> BuildReport:
    entry = Build(
        id=session.ids(),
        dossier_id=dossier.id,
        case_id=dossier.case_id,
        built_at=session.clock(),
        copy_kind="filing",
        sha256=made.sha256,
        pages=made.pages,
        for_whom=for_whom,
        problems=len(made.problems),
        is_ready=not any(problem.is_blocking for problem in made.problems),
    )
    record.add(session, entry)
    return BuildReport(build=entry, problems=made.problems)
