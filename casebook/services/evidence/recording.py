"""Recordings: what the office states about them, and their exhibit sheet with the transcript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.date import in_words
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recording import Recording
from casebook.domain.evidence.set_file import SetFile, SetSection
from casebook.domain.evidence.transcript import TranscriptLine, is_recording, transcript_lines
from casebook.host.protocol.extract_protocol import MAX_WORDS
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.evidence.file_pages import FileReceipt, NoPages, SetWay, receipt_notes
from casebook.services.evidence.transcript import require_recording
from casebook.store.registry import table_for

_TRANSCRIPT_ENDINGS = (".vtt", ".srt", ".VTT", ".SRT")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordingSheet:
    """What the exhibit sheet of a recording says.

    Attributes:
        document: the recording as evidence.
        recording: what the office states about it.
        lines: its transcript; empty where there is none.
    """

    document: Document
    recording: Recording
    lines: tuple[TranscriptLine, ...] = ()


def of_document(session: Session, document: Document) -> Recording:
    """Return what the office states about a recording; empty where it states nothing yet."""
    return record.stated_of(session, Recording(id=document.id, case_id=document.case_id))


def keep(session: Session, now: Recording, seen: Recording) -> Recording:
    """Keep what the office states about a recording; handing the two over the other way round undoes it.

    Args:
        session: the open vault.
        now: as it is to be.
        seen: as it was when the person began.

    Raises:
        InvalidInput: the document is no recording.
        Conflict: somebody changed the same field meanwhile.
        NotFound: there is no such document.
    """
    require_recording(session, now.id)
    return record.keep_stated(session, now, seen)


def sheets_of(session: Session, documents: Iterable[Document]) -> Mapping[str, RecordingSheet]:
    """Return the sheets of those documents that are recordings, by ID."""
    recordings = {one.id: one for one in documents if is_recording(one.media_type)}
    if not recordings:
        return {}
    with session.store.reading() as connection:
        texts = table_for(DocumentText).some(connection, list(recordings))
        stated = table_for(Recording).some(connection, list(recordings))
    return {
        key: RecordingSheet(
            document=document,
            recording=stated.get(key, Recording(id=key, case_id=document.case_id)),
            lines=transcript_lines("\n".join(texts[key].pages)) if key in texts else (),
        )
        for key, document in recordings.items()
    }


def transcript_beside(path: Path) -> tuple[TranscriptLine, ...]:
    """Return the transcript in a WebVTT or SubRip file of the same name beside a recording; none without one.

    Raises:
        NoPages: it is no text in UTF-8, or longer than a transcript can be.
    """
    beside = (path.with_suffix(ending) for ending in _TRANSCRIPT_ENDINGS)
    file = next((one for one in beside if one.is_file()), None)
    if file is None:
        return ()
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(MAX_WORDS + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise _unread_transcript(file) from error
    if len(text) > MAX_WORDS:
        raise _unread_transcript(file)
    return transcript_lines(text)


def _unread_transcript(file: Path) -> NoPages:
    return NoPages(
        Message("has a transcript that cannot be read: {name}.", name=file.name),
        Message("Check that it is the transcript and not too long, and save it as UTF-8."),
    )


def sheet_of_file(
    title: str, media_type: str, receipt: FileReceipt, lines: tuple[TranscriptLine, ...]
) -> RecordingSheet:
    """Return the sheet of a recording that is in no casebook, of which only the transcript is known."""
    document = Document(
        id="",
        case_id="",
        title=title,
        kind="other",
        attachment_id="",
        sha256=receipt.sha256,
        size_bytes=receipt.size_bytes,
        media_type=media_type,
    )
    return RecordingSheet(document=document, recording=Recording(id="", case_id=""), lines=lines)


def sheet_pages(
    sheet: RecordingSheet,
    receipt: FileReceipt,
    way: SetWay,
    progress: Progress = silent,
    *,
    names_people: bool = True,
) -> tuple[bytes, int]:
    """Return the pages of the exhibit sheet as a PDF, and how many they are.

    Args:
        sheet: what it says.
        receipt: what it says of the file.
        way: its language, and a text as this copy shows it.
        progress: asked for each page whether to go on.
        names_people: whether it says above who recorded, holds and transcribed it, where it is filed, and its
            SHA-256. Areas are marked on a sheet without these.

    Raises:
        Cancelled: the person stopped.
    """
    from casebook.pdf.exhibit.file_sheets import set_file

    words, shown = way.words, way.shown
    rows = tuple((line.time, shown(line.words)) for line in sheet.lines)
    transcript = SetSection(title=words("Transcript"), rows=rows)
    particulars = tuple(_particulars(sheet, way))
    if names_people:
        # SECURITY: copies with areas have none of these rows, and so their lines stand as they were marked.
        particulars = (*particulars, *_people(sheet, words), ("SHA-256:", receipt.sha256))
    file = SetFile(
        title=words("Recording"),
        remark=words("The recording itself is submitted as a separate file."),
        particulars=tuple(pair for pair in particulars if pair[1]),
        sections=(transcript,) if rows else (),
        notes=tuple(_notes(sheet, receipt, words)),
    )
    return set_file(file, tick=lambda: progress(0, 0, Message("setting pages")))


def _particulars(sheet: RecordingSheet, way: SetWay) -> Iterator[tuple[str, str]]:
    """Yield what every copy says above the transcript. Each label takes a line in every language."""
    words, document = way.words, sheet.document
    yield words("Title:"), way.shown(document.title)
    yield words("Date:"), in_words(document.dated, words) if document.dated else ""
    yield words("Length:"), sheet.recording.length
    yield words("Format:"), document.media_type
    yield words("Language:"), words.language_name(document.language) if document.language else ""


def people_of(sheet: RecordingSheet) -> tuple[str, str, str, str]:
    """Return who recorded and holds it, where it is filed, and who transcribed it; "" where not stated."""
    document, recording = sheet.document, sheet.recording
    return document.author, recording.holder, document.original_at, recording.transcriber


def _people(sheet: RecordingSheet, words: Translator) -> Iterator[tuple[str, str]]:
    labels = (
        words("Recorded by:"),
        words("Held by:"),
        words("Medium filed at:"),
        words("Transcribed by:"),
    )
    yield from zip(labels, people_of(sheet), strict=True)


def _notes(sheet: RecordingSheet, receipt: FileReceipt, words: Translator) -> Iterator[str]:
    if tag := sheet.recording.transcript_language:
        yield words("The transcript is in {language}.", language=words.language_name(tag))
    if sheet.recording.is_translated:
        yield words("The transcript is a translation of what is said.")
    yield words("Times are counted from the beginning of the recording.")
    yield from receipt_notes(sheet.document.media_type, receipt, words)
