"""Evidence in and out: sealed, hashed, with the first step of its custody and its words for search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DamagedSource, DiskProblem, NotFound
from casebook.base.progress import Progress, silent
from casebook.domain.attachment import Attachment
from casebook.domain.document import CustodyStep, Document, DocumentText
from casebook.domain.entity import entity
from casebook.formats.intake import HEAD_BYTES, media_type
from casebook.pdf.source import SourceText, read_source
from casebook.services.flow import off_thread, on_vault
from casebook.services.session import Session
from casebook.store import document as documents
from casebook.store.registry import shelf_of


@entity
class Taken:
    """A file taken in; a duplicate is the document that was there before, and nothing new was written."""

    document: Document
    is_duplicate: bool


async def take_in(
    session: Session,
    case_id: str,
    files: Sequence[Path],
    *,
    received_from: str = "",
    progress: Progress = silent,
) -> list[Taken]:
    """Seal files into a case as evidence.

    Every file is read and judged before any is sealed, so that a bad one leaves the vault untouched.

    Raises:
        NotFound: the case or a file is not there.
        DamagedSource: a file is empty, cut, encrypted or unreadable.
        Cancelled: the person stopped it; what was taken in before stays.
    """
    await on_vault(lambda: _require_case(session, case_id))
    readings = []
    for number, path in enumerate(files):
        progress(number, 2 * len(files), "reading")
        readings.append(await off_thread(partial(_read, path)))
    taken = []
    for number, (path, reading) in enumerate(zip(files, readings, strict=True)):
        progress(len(files) + number, 2 * len(files), "sealing")
        draft = Document(
            id=session.ids(),
            case_id=case_id,
            title=path.stem,
            kind="other",
            attachment_id="",
            sha256="",
            size_bytes=0,
            media_type="",
            obtained_from=received_from,
        )
        with _opened(path) as stream:
            taken.append(await seal(session, draft, stream, reading))
    return taken


async def seal(session: Session, draft: Document, stream: BinaryIO, reading: SourceText) -> Taken:
    """Seal one file: its bytes first, then its row, text and custody in one transaction.

    Args:
        session: the open vault.
        draft: the document but for hash, size, media type, pages and first custody step.
        stream: its bytes.
        reading: what was found on reading it.
    """
    sealed = await off_thread(partial(session.vault.attachments.seal, stream, session.ids()))
    return await on_vault(partial(_file, session, draft, sealed, reading))


def contents(session: Session, document: Document) -> BinaryIO:
    """The bytes of a document as received; plain in memory only.

    Raises:
        VaultDamaged: the sealed file was changed or is missing.
    """
    with session.store.reading() as connection:
        sealed = shelf_of(Attachment).find(connection, document.attachment_id)
    return session.vault.attachments.open(sealed)


def _require_case(session: Session, case_id: str) -> None:
    from casebook.domain.case import Case

    with session.store.reading() as connection:
        shelf_of(Case).find(connection, case_id)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise NotFound(
            f"There is no file {path.name}.", field=str(path), remedy="Check the path; nothing was taken in."
        ) from error
    except OSError as error:
        raise DiskProblem(f"The file {path.name} cannot be read.", field=str(path)) from error


def _read(path: Path) -> SourceText:
    with _opened(path) as stream:
        try:
            kind = media_type(stream.read(HEAD_BYTES))
            stream.seek(0)
            return read_source(stream, kind, path.name)
        except DamagedSource as error:
            title = error.title if path.name in error.title else f"{path.name}: {error.title}"
            raise DamagedSource(title, field=str(path), remedy=error.remedy) from error


def _file(session: Session, draft: Document, sealed: Attachment, reading: SourceText) -> Taken:
    with session.store.reading() as connection:
        there = documents.same_bytes(connection, draft.case_id, sealed.sha256)
    if there is not None:
        session.vault.attachments.remove(sealed.id)
        return Taken(document=there, is_duplicate=True)
    received = CustodyStep(
        kind="received",
        at=session.clock(),
        who=session.who,
        why=draft.obtained_from,
        sha256_after=sealed.sha256,
    )
    document = replace(
        draft,
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        media_type=reading.media_type,
        page_count=len(reading.pages),
        has_text=any(text.strip() for text in reading.pages),
        custody=draft.custody or (received,),
    )
    with session.store.write("document.take-in") as transaction:
        transaction.add(sealed)
        transaction.add(document)
        transaction.add(
            DocumentText(id=document.id, case_id=document.case_id, title=document.title, pages=reading.pages)
        )
    return Taken(document=document, is_duplicate=False)
