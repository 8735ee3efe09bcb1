"""Text recognition of pages without text, by a program installed on the system, in memory only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from casebook.base.errors import Conflict, DamagedSource, InvalidInput, Refused
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.base.preview import PageSize, PageText
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.paper import laid
from casebook.domain.dossier.pdf_job import RenderUnsearchable
from casebook.domain.dossier.pdf_result import PageSelection
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import READING_DPI, RecognisedPage, Recognition, SeenWord
from casebook.host.process import recogniser
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence.document import exhibit_of, sealed_file
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.store import record_bin
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

_COLUMNS = 12
_WORD_LEVEL = "5"
_LEFT, _TOP, _WIDTH, _HEIGHT, _CONFIDENCE, _TEXT = 6, 7, 8, 9, 10, 11
_LINE = slice(1, 5)
"""Page, block, paragraph and line of a word."""
_WITHOUT_BLANKS = range(0x2E80, 0xA000)
"""Han, kana and their punctuation, written without spaces between words. Source: Unicode blocks."""


@entity
class Readiness:
    """Whether text recognition is available on this computer.

    Attributes:
        engine: name and version, or "" where none is installed.
        languages: whose data is installed, as the engine names them.
        remedy: what to install; empty where nothing is lacking.
    """

    engine: str
    languages: tuple[str, ...]
    remedy: Message


@entity
class ScanReport:
    """Available text recognition, and what was recognised in each scan; None for one not read yet."""

    ready: Readiness
    scans: tuple[tuple[Document, Recognition | None], ...]


@entity
class RecognitionChange:
    """What a program read on a document, and what it had read before; None for nothing."""

    before: Recognition | None
    now: Recognition


def readiness() -> Readiness:
    """Return what is installed on this computer."""
    engine = recogniser.engine()
    return Readiness(
        engine=engine,
        languages=recogniser.languages(),
        remedy=NO_MESSAGE if engine else recogniser.MISSING.remedy,
    )


async def recognise(
    session: Session, document_id: str, languages: Sequence[str] = ("eng",), *, progress: Progress = silent
) -> Recognition:
    """Recognise every page of a document that has no text, and store the words for search and PDF assembly.

    Args:
        session: the open vault.
        document_id: of a PDF or picture; an earlier reading of it is replaced.
        languages: as the engine names them; each must be installed.
        progress: reported page by page.

    Raises:
        NotFound: there is no such document.
        Refused: the engine or a language is not installed, or it fails.
        InvalidInput: every page has text already.
        DamagedSource: the file cannot be drawn.
        Cancelled: the person stopped; nothing is kept.
    """
    return (await _recognise(session, document_id, tuple(languages), progress)).now


async def _recognise(
    session: Session, document_id: str, language_codes: tuple[str, ...], progress: Progress
) -> RecognitionChange:
    _require(language_codes)
    document = await on_vault(lambda: record.find(session, Document, document_id))
    sealed = await on_vault(lambda: sealed_file(session, document))
    exhibit = exhibit_of(document, lambda: session.vault.attachments.open(sealed))
    pages = await off_thread(lambda: _read(exhibit, language_codes, progress))
    return await on_vault(lambda: _keep(session, document_id, language_codes, pages))


async def recognise_all(
    session: Session, document_ids: Sequence[str], languages: Sequence[str], *, progress: Progress = silent
) -> tuple[RecognitionChange, ...]:
    """Recognise several documents in turn; finished results are kept if a later one is cancelled.

    Returns:
        What `withdraw` takes away again, in the order of the documents.

    Raises:
        NotFound, Refused, InvalidInput, DamagedSource, Cancelled: as `recognise`.
    """
    language_codes = tuple(languages)
    return tuple(
        [await _recognise(session, document_id, language_codes, progress) for document_id in document_ids]
    )


def withdraw(session: Session, readings: Sequence[RecognitionChange]) -> None:
    """Undo `recognise_all`: what was read before stands again, or nothing; in one change.

    Raises:
        Conflict: one was read anew since; nothing was undone.
    """
    with session.store.write("recognition.change") as transaction:
        for reading in readings:
            there = table_for(Recognition).some(transaction.connection, [reading.now.id])
            if there.get(reading.now.id) != reading.now:
                raise Conflict(
                    "This record was changed in another window.", remedy="Look at it and try again."
                )
            if reading.before is not None:
                transaction.replace(reading.before)
            else:
                transaction.move_to_bin(Recognition, reading.now.id)


def put_back(session: Session, readings: Sequence[RecognitionChange]) -> None:
    """Redo `recognise_all` with what was read then, in one change."""
    with session.store.write("recognition.change") as transaction:
        for reading in readings:
            _put(transaction, reading.now)


def _put(transaction: Transaction, recognition: Recognition) -> None:
    """Add or replace what was read; one in the bin is restored first."""
    kind, connection = table_for(Recognition), transaction.connection
    is_binned = record_bin.is_binned(connection, kind, recognition.id)
    if is_binned:
        transaction.restore(Recognition, recognition.id)
    if is_binned or kind.some(connection, [recognition.id]):
        transaction.replace(recognition)
    else:
        transaction.add(recognition)


def _require(language_codes: tuple[str, ...]) -> None:
    installed = recogniser.languages()
    if not installed:
        raise recogniser.MISSING
    missing = [language for language in language_codes if language not in installed]
    if missing or not language_codes:
        raise Refused(
            "Text recognition has no data for a chosen language.",
            field="languages",
            remedy=Message(
                "Installed: {installed}. Missing: {missing}.",
                installed=", ".join(installed),
                missing=", ".join(missing) or "a language",
            ),
        )


def _read(
    exhibit: Exhibit, language_codes: tuple[str, ...], progress: Progress
) -> tuple[RecognisedPage, ...]:
    tables: list[str] = []

    def take(_: int, picture: bytes | bytearray | memoryview) -> None:
        tables.append(recogniser.recognise(bytes(picture), language_codes, READING_DPI))

    with BundleWorker(to_build=False) as worker:
        unread_pages = worker.run(
            RenderUnsearchable(exhibit=exhibit), PageSelection, (exhibit,), take, progress
        )
    (numbers,) = unread_pages.of_files
    if not numbers:
        raise InvalidInput(
            "Every page already has text.", field="document", remedy="There is nothing to recognise."
        )
    if len(numbers) != len(tables):
        raise DamagedSource("Its pages could not be prepared for text recognition.", field="document")
    return tuple(
        RecognisedPage(number=number, words=tuple(words_of(table)))
        for number, table in zip(numbers, tables, strict=True)
    )


def words_of(table: str) -> Iterator[SeenWord]:
    """Yield the words of tesseract's table, each with what stands behind it.

    That is the end of its line, as in the text of a page, since the next line may begin a sentence; or a
    space; or nothing between characters written without one.

    Args:
        table: tab-separated, with a head; its first row is the page, with the size of the picture.
    """
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    width_px, height_px = int(rows[0][_WIDTH]), int(rows[0][_HEIGHT])
    word_rows = [row for row in rows if len(row) == _COLUMNS and row[0] == _WORD_LEVEL and row[_TEXT].strip()]
    for row, after in zip_longest(word_rows, word_rows[1:]):
        left, top, width, height = (int(row[at]) for at in (_LEFT, _TOP, _WIDTH, _HEIGHT))
        text = row[_TEXT].strip()
        yield SeenWord(
            text=f"{text}{_behind(row, after)}",
            left=left / width_px,
            top=top / height_px,
            right=(left + width) / width_px,
            bottom=(top + height) / height_px,
            confidence=max(0, min(100, round(float(row[_CONFIDENCE])))),
        )


def _behind(row: Sequence[str], after: Sequence[str] | None) -> str:
    if after is None:
        return " "
    if _is_joined(row[_TEXT].strip(), after[_TEXT]):
        return ""
    return " " if row[_LINE] == after[_LINE] else "\n"


def _is_joined(text: str, after: str) -> bool:
    return ord(text[-1]) in _WITHOUT_BLANKS and ord(after.strip()[0]) in _WITHOUT_BLANKS


def _keep(
    session: Session, document_id: str, language_codes: tuple[str, ...], pages: tuple[RecognisedPage, ...]
) -> RecognitionChange:
    document = record.find(session, Document, document_id)  # its title may have changed while it was read
    before = of_document(session, document.id)
    recognition = Recognition(
        id=document.id,
        case_id=document.case_id,
        title=document.title,
        languages=language_codes,
        engine=recogniser.engine(),
        read_at=session.clock(),
        pages=pages,
    )
    with session.store.write(f"recognition.{'add' if before is None else 'change'}") as transaction:
        _put(transaction, recognition)
    return RecognitionChange(before=before, now=recognition)


def has_unread_pages(document: Document) -> bool:
    """Return whether a document has pages, photographs too, whose words cannot be searched."""
    return document.page_count > 0 and not document.has_text


def is_scan(document: Document) -> bool:
    """Return whether a document has pages whose words cannot be searched; photographs are not counted."""
    return has_unread_pages(document) and document.kind != "photograph"


def scans_among(session: Session, documents: Iterable[Document]) -> ScanReport:
    """Return the scans among these documents, each with its recognised text if there is one."""
    scans = [document for document in documents if is_scan(document)]
    with session.store.reading() as connection:
        readings = table_for(Recognition).some(connection, [document.id for document in scans])
    pairs = tuple((document, readings.get(document.id)) for document in scans)
    return ScanReport(ready=readiness(), scans=pairs)


def recognised_ids(session: Session, case_id: str) -> frozenset[str]:
    """Return the ids of the documents of a case whose text a program recognised."""
    with session.store.reading() as connection:
        return frozenset(table_for(Recognition).ids_of_case(connection, case_id))


def of_document(session: Session, document_id: str) -> Recognition | None:
    """Return the recognised text of a document, if there is one."""
    with session.store.reading() as connection:
        return table_for(Recognition).some(connection, [document_id]).get(document_id)


def text_on_page(read: RecognisedPage, size: PageSize, *, is_picture: bool) -> PageText:
    """Return what was recognised on a page, with each letter's place on the page as it is shown.

    Args:
        read: the page.
        size: of the page shown.
        is_picture: whether the document is a picture: it was read where it lies on its page.
    """
    letters = list(read.letters())
    places = [place for _, place in letters]
    if is_picture:
        where = laid(size.width_pt, size.height_pt, "A4")
        places = [where.on_picture(place) if any(place) else place for place in places]
    sides = (size.width_pt, size.height_pt) * 2
    return PageText(
        text="".join(letter for letter, _ in letters),
        edges=[edge * side for place in places for edge, side in zip(place, sides, strict=True)],
    )
