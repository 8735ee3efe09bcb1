"""Export of the whole vault in open formats: JSON for each noun, the files as received, and HTML pages.

What is written needs no Casebook to be read, and nothing guards it: it is plain.
"""

from __future__ import annotations

import mimetypes
import shutil
from functools import partial
from pathlib import Path
from typing import Any

from casebook.base.errors import CasebookError, Conflict, DiskProblem, InvalidInput
from casebook.base.ids import random_id
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.base.reference import RecordReference
from casebook.domain.evidence.document import Document
from casebook.services.base import absence, record
from casebook.services.base.export import put, written
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.exchange import open_pages
from casebook.services.exchange.open_pages import INERT_ENDING
from casebook.store import json_export

FOLDER_MODE = 0o700
_BLOCK_BYTES = 1 << 20
_LIVE_ENDINGS = frozenset(
    ".htm .html .js .mhtml .mjs .shtml .svg .svgz .wasm .xht .xhtml .xml .xsl .xslt".split()  # noqa: SIM905
)


@entity
class Written:
    """The result of an export.

    Attributes:
        folder: where.
        records: how many of each noun, the bin included.
        files: how many documents with their bytes.
        missing: ids of the documents whose encrypted file is missing or damaged.
        absent: what the records refer to that is not here yet, and so is not in it.
    """

    folder: Path
    records: dict[str, int]
    files: int
    missing: tuple[str, ...]
    absent: tuple[RecordReference, ...] = ()


async def write(session: Session, folder: Path, *, progress: Progress = silent) -> Written:
    """Write everything in the vault into a new folder, completely or not at all.

    Raises:
        Conflict: the folder is there and is not empty.
        InvalidInput: it cannot be made there.
        Refused: it lies inside a vault or among its backups.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped it; nothing is left.
    """
    target, growing = await off_thread(partial(_places, folder))
    try:
        await off_thread(partial(_folders, growing))
        outcome = await _fill(session, growing, target, progress)
        await off_thread(partial(_move_into_place, growing, target))
    except OSError as error:
        raise DiskProblem("The data could not be written to the disk.", field="folder") from error
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return outcome


async def _fill(session: Session, growing: Path, target: Path, progress: Progress) -> Written:
    counts: dict[str, int] = {}
    nouns = json_export.nouns()
    all_documents = await on_vault(lambda: record.every(session, Document))
    total = len(nouns) + len(all_documents)
    for number, noun in enumerate(nouns):
        progress(number, total, Message("writing records"))
        rows = await on_vault(partial(_rows, session, noun))
        counts[noun] = len(rows)
        await off_thread(partial(_put, growing / "records" / f"{noun}.json", json_export.as_json(noun, rows)))
    history = await on_vault(partial(_history, session))
    await off_thread(partial(_put, growing / "history.json", history))
    missing: list[str] = []
    for number, one in enumerate(all_documents):
        progress(len(nouns) + number, total, Message("writing files"))
        try:
            await on_vault(partial(_file, session, one, growing / "files" / file_name(one)))
        except CasebookError as error:
            if isinstance(error, DiskProblem):
                raise
            missing.append(one.id)
    pages = await on_vault(partial(open_pages.pages, session, file_name))
    for name, page in pages.items():
        await off_thread(partial(_put, growing / name, page))
    progress(total, total, Message("written"))
    return Written(
        folder=target,
        records=counts,
        files=len(all_documents) - len(missing),
        missing=tuple(missing),
        absent=await on_vault(partial(absence.absent_anywhere, session)),
    )


def file_name(document: Document) -> str:
    """Return the name of the file: its ID with the extension of its content; a title could name someone.

    SECURITY: what a browser would run gets a second ending, so that our page links to text only.
    """
    ending = mimetypes.guess_extension(document.media_type) or ".bin"
    return document.id + ending + (INERT_ENDING if ending in _LIVE_ENDINGS else "")


def _rows(session: Session, noun: str) -> list[dict[str, Any]]:
    with session.store.reading() as connection:
        return json_export.rows(connection, noun)


def _history(session: Session) -> str:
    with session.store.reading() as connection:
        return json_export.history(connection)


def _file(session: Session, document: Document, place: Path) -> None:
    with documents.contents(session, document) as stream, written(place) as file:
        for block in iter(partial(stream.read, _BLOCK_BYTES), b""):
            file.write(block)


def _put(place: Path, text: str) -> None:
    put(text.encode(), place)


def _folders(growing: Path) -> None:
    growing.mkdir(mode=FOLDER_MODE)
    for name in ("records", "files", "cases"):
        (growing / name).mkdir(mode=FOLDER_MODE)
    _put(growing / "fields.json", json_export.fields_json())  # refused at once where nothing plain may stand


def _move_into_place(growing: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()
    growing.rename(target)


def _places(folder: Path) -> tuple[Path, Path]:
    """Return the destination of the copy and the temporary folder in which it is written."""
    target = folder.resolve()
    _refuse_taken(target)
    return target, target.with_name(f".{random_id()}.part")


def _refuse_taken(target: Path) -> None:
    if not target.parent.is_dir() or target.is_file():
        raise InvalidInput(
            "A folder cannot be created there.",
            field="folder",
            remedy="Choose a new folder inside an existing one.",
        )
    if target.is_dir() and any(target.iterdir()):
        raise Conflict(
            "The folder is not empty.", field="folder", remedy="Choose a new folder. Nothing was changed."
        )
