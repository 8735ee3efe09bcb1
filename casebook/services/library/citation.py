"""Exchange of sources with reference managers: export to files, and import as unread proposals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from casebook.base.errors import DiskProblem, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.library.reference import Reference, reference_of, source_of
from casebook.domain.library.source import Source
from casebook.formats.citation_file import CitationFormat, read, write
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.export import written
from casebook.services.base.flow import Flow, off_thread
from casebook.services.base.session import Session
from casebook.services.library import library

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
    with written(out) as file:
        file.write(data)
    return len(references)


def exporting(sources: Iterable[Source], out: Path | SaveTarget, as_: CitationFormat) -> Flow[int]:
    """Run `export` as a background flow."""
    return _exporting(list(sources), out, as_)


async def _exporting(sources: list[Source], out: Path | SaveTarget, as_: CitationFormat) -> int:
    return await off_thread(partial(export, sources, out, as_))


def read_file(path: Path | OpenedFile) -> tuple[Reference, ...]:
    """Return the sources proposed by a CSL-JSON or RIS file.

    Raises:
        NotFound: there is no such file.
        DamagedSource: it is neither.
        DiskProblem: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data: bytes = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(Message("The file {name} was not found.", name=path.name), field=path.name) from error
    except OSError as error:
        raise DiskProblem(
            Message("The file {name} cannot be read.", name=path.name), field=path.name
        ) from error
    if len(data) > _MAX_BYTES:
        raise InvalidInput("The file is too large to be a citation file.", field="file")
    return read(data)


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
