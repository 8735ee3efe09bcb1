"""Custom sources, typed or proposed by a file; updates of the packs do not change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.errors import DamagedSource, InvalidInput, Refused
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.library.finding import Finding
from casebook.domain.library.history import states_history
from casebook.domain.library.reference import Reference
from casebook.domain.library.source import Source, SourceType
from casebook.domain.library.source_file.proposal import Proposal, proposed
from casebook.host.protocol.extract_protocol import Family, FileText
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.chosen_file import opened
from casebook.services.base.flow import Flow, off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.library import citation, library
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

_PDF = b"%PDF-"
_CSL: Mapping[SourceType, str] = {
    "legislation": "legislation",
    "judgment": "legal_case",
    "tribunal-decision": "legal_case",
    "academic": "article-journal",
    "news": "article-newspaper",
}
"""Types of reference managers; any other type is a report."""


@entity
class Proposed:
    """The sources proposed by a file.

    Attributes:
        proposals: of a PDF, for the fields of one source.
        references: of a file of citations, each a source; with whether the library has it already.
        unread: how many entries of that file are damaged.
    """

    proposals: tuple[Proposal, ...] = ()
    references: tuple[tuple[Reference, bool], ...] = ()
    unread: int = 0


def put_in(session: Session, source: Source) -> Source:
    """Save a custom source, checked today.

    Raises:
        Conflict: its id is taken.
    """
    made = changed(session, source)
    record.add(session, made)
    return made


def changed(session: Session, source: Source) -> Source:
    """Return the source with the consequences of a change: checked today, and titled by its type.

    Raises:
        Refused: it came with a pack.
        InvalidInput: it must not be cited by itself, and nothing says what became of it.
    """
    if source.pack:
        raise Refused("Sources in the reference data cannot be changed.", remedy="Add a note to it instead.")
    if not states_history(source.history, source.cite_use):
        raise InvalidInput(
            "A decision that cannot be cited alone needs its later history.",
            field="history",
            remedy="Enter its later history, or choose that it may be cited.",
        )
    is_known = source.type in _CSL or source.csl_type in _CSL.values()
    csl = _CSL.get(source.type, "report") if is_known else source.csl_type
    return replace(source, csl_type=csl, checked_on=session.clock().date())


def remove(session: Session, source_id: str) -> None:
    """Move a custom source to the bin.

    Raises:
        NotFound: there is no such source.
        Refused: it came with a pack, or findings rest on it.
    """
    source = record.find(session, Source, source_id)
    if source.pack:
        raise Refused(
            "Sources in the reference data cannot be removed.",
            remedy="An update of the reference data may withdraw it.",
        )
    if any(finding.source_id == source_id for finding in record.every(session, Finding)):
        raise Refused(
            "Some findings are based on this source.",
            remedy="Remove those findings first, or give them another source.",
        )
    record.move_to_bin(session, Source, source_id)


def propose(session: Session, file: Path | OpenedFile, progress: Progress = silent) -> Flow[Proposed]:
    """Return the proposals of a PDF or a file of a reference manager, without writing anything.

    A PDF is read by a process without keys that reaches nothing but that file.

    Raises:
        NotFound: there is no such file.
        DamagedSource: it is none of these, damaged, or locked with a password.
        Refused: this computer cannot confine what would read it.
        Cancelled: the person stopped.
    """
    return _proposing(session, file, progress)


async def _proposing(session: Session, file: Path | OpenedFile, progress: Progress) -> Proposed:
    if await off_thread(partial(_is_pdf, file)):
        proposals = await off_thread(partial(_looked_into, file, progress))
        return Proposed(proposals=proposals)
    read = await citation.read_file(file, progress=progress)
    known = await on_vault(partial(_known, session, read.references))
    return Proposed(references=tuple(zip(read.references, known, strict=True)), unread=len(read.bad_rows))


def _known(session: Session, found: tuple[Reference, ...]) -> list[bool]:
    held = {citation.key(source) for source in library.library_index(session).sources.values()}
    return [citation.key(reference) in held for reference in found]


def _is_pdf(file: Path | OpenedFile) -> bool:
    with opened(file) as stream:
        return _PDF in stream.read(1024)


def _looked_into(file: Path | OpenedFile, progress: Progress) -> tuple[Proposal, ...]:
    try:
        with file.open("rb") as stream, ExtractWorker(Family.PDF, progress) as extract_worker:
            answer = extract_worker.read(stream, FileText).answer
    except NotRead as error:
        raise Refused(
            "The file was not read.",
            remedy="It is too large, or this computer cannot isolate the process that reads it. "
            "Enter the source manually.",
        ) from error
    except DamagedFile as error:
        raise DamagedSource(
            "The file is damaged or incomplete.", remedy="Ask for a complete copy."
        ) from error
    except LockedFile as error:
        raise DamagedSource(
            "The file is protected by a password.", remedy="Save it without a password."
        ) from error
    return proposed(answer.properties, next(iter(answer.pages), ""))
