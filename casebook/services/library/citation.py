"""Exchange of sources with reference managers: export to files, and import as unread proposals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.progress import Progress, silent
from casebook.domain.library.reference import Reference, ReferenceList, reference_of, source_of
from casebook.domain.library.source import Source
from casebook.formats.citations.citation_file import CitationFormat, write
from casebook.formats.fault import OversizedFile
from casebook.host.protocol.extract_protocol import Family
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.chosen_file import opened
from casebook.services.base.export import put
from casebook.services.base.flow import Flow, off_thread
from casebook.services.base.session import Session
from casebook.services.library import library
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

__all__ = ["CitationFormat", "export", "exporting", "key", "read_file", "take_in"]

_MAX_BYTES = 50_000_000


def export(sources: Iterable[Source], out: Path | SaveTarget, as_: CitationFormat) -> int:
    """Write sources to a file for Zotero and similar programs; returns their number.

    Raises:
        InvalidInput: there is nothing to write.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses.
    """
    references = [reference_of(source) for source in sources]
    if not references:
        raise InvalidInput("No matching sources.", field="sources", remedy="Widen the search.")
    data = write(references, as_)
    put(data, out)
    return len(references)


def exporting(sources: Iterable[Source], out: Path | SaveTarget, as_: CitationFormat) -> Flow[int]:
    """Run `export` as a background flow."""
    return _exporting(list(sources), out, as_)


async def _exporting(sources: list[Source], out: Path | SaveTarget, as_: CitationFormat) -> int:
    return await off_thread(partial(export, sources, out, as_))


async def read_file(path: Path | OpenedFile, *, progress: Progress = silent) -> ReferenceList:
    """The sources that a file of a reference manager proposes, and its entries that cannot be read.

    Raises:
        NotFound: there is no such file.
        DamagedSource: it is none of a reference manager.
        InvalidInput: it is too large.
        DiskProblem: it cannot be read.
    """
    return await off_thread(partial(_read, path, progress))


def _read(path: Path | OpenedFile, progress: Progress) -> ReferenceList:
    with opened(path) as stream:
        return _answer(stream, progress)


def _answer(stream: BinaryIO, progress: Progress) -> ReferenceList:
    try:
        with ExtractWorker(Family.CITATIONS, progress) as extract_worker:
            return extract_worker.read(stream, ReferenceList).answer
    except NotRead as unread:
        if unread.why == "unconfined":
            return _in_process(stream)
        raise (_too_large() if unread.why == "large" else _damaged()) from unread
    except (DamagedFile, LockedFile) as error:
        raise _damaged() from error


def _in_process(stream: BinaryIO) -> ReferenceList:
    """Read it here. SECURITY: only where no confinement exists, by memory-safe code."""
    from casebook.formats.citations.citation_file import read

    stream.seek(0)
    data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise _too_large()
    try:
        return read(data)
    except OversizedFile as error:
        raise _too_large() from error


def _too_large() -> InvalidInput:
    return InvalidInput("The file is too large to be a citation file.", field="file")


def _damaged() -> DamagedSource:
    return DamagedSource(
        "This is not a citation file, or it is damaged.",
        remedy="Export it again from the reference manager as CSL-JSON, RIS or BibTeX.",
    )


def take_in(session: Session, references: Iterable[Reference]) -> list[Source]:
    """Save references as custom, unread sources; skips those already in the vault.

    Keywords that are topics of the library become its topics; others are let go.
    """
    held = library.library_index(session)
    known = {key(source) for source in held.sources.values()}
    sources = []
    for reference in references:
        topics = tuple(word for word in reference.topics if word in held.topics)
        source = source_of(reference, session.ids(), topics)
        if source.title and key(source) not in known:
            known.add(key(source))
            sources.append(source)
    if sources:
        with session.store.write("source.import") as transaction:
            for source in sources:
                transaction.add(source)
    return sources


def key(source: Source | Reference) -> tuple[str, str]:
    """Return a key that two records of the same source share."""
    return source.title.casefold(), source.number.casefold()
