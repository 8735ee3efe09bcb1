"""Pages of files that have none: mail, office documents, text and web pages, set by the program.

They are set from the file as received whenever they are shown or bound, and stored nowhere. The file is read
by an extract worker as at import; only the words that came back are set.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from casebook.base.errors import DamagedSource, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.file_name import shown_name
from casebook.domain.evidence.chat import Chat, ChatLog
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.set_file import SetFile, SetSection, is_wide
from casebook.formats.mail.outlook_item import ITEM
from casebook.formats.media_type import (
    CHATS,
    EPUB,
    HTML,
    LETTERS,
    MBOX,
    MSG,
    NUMBERS,
    ODG,
    ODP,
    ODS,
    PLAIN,
    PPT,
    PPTX,
    SXC,
    SXD,
    SXI,
    XLS,
    XLSX,
)
from casebook.formats.read import ONLY_PICTURES, PAGELESS, UNREAD_CELLS
from casebook.services.evidence.chat import OpenChat
from casebook.services.evidence.chat_pages import whole_chat_pages
from casebook.services.evidence.intake_read import FileReport, Readers
from casebook.services.evidence.set_kinds import KIND_ONLY, size_in_words
from casebook.services.evidence.struck_names import as_shown
from casebook.services.evidence.unprinted import notes_on, notes_on_losses, notes_on_text
from casebook.services.evidence.unread_kinds import LOCKS
from casebook.services.processes.chat_worker import read_chat_apart

_SHEETS = frozenset({XLSX, XLS, ODS, SXC, f"{ODS}-flat-xml", NUMBERS})
_TITLES = {
    **dict.fromkeys(LETTERS, gettext_noop("Email")),
    MBOX: gettext_noop("List of emails"),
    HTML: gettext_noop("Web page"),
    **dict.fromkeys(_SHEETS, gettext_noop("Spreadsheet")),
    **dict.fromkeys((PPTX, ODP, SXI), gettext_noop("Presentation")),
}
_SLIDES = frozenset({PPTX, PPT, ODP, f"{ODP}-flat-xml", ODG, f"{ODG}-flat-xml", SXI, SXD})
_CHAPTER, _SHEET = gettext_noop("Chapter {number}"), gettext_noop("Sheet {number}")
_LABELS = {
    "From": gettext_noop("From:"),
    "Sender": gettext_noop("Sender:"),
    "To": gettext_noop("To:"),
    "Cc": gettext_noop("Copy to:"),
    "Bcc": gettext_noop("Blind copy to:"),
    "Date": gettext_noop("Date:"),
    "Subject": gettext_noop("Subject:"),
}
_WIDE = Message("Sheets set row by row: each value has the letter of its column and the number of its row.")
_PRINT_IT = Message("Open it in its own program, and print it to a PDF.")
_ASK_AGAIN = Message("Ask for the file again, without a password.")
_EXCERPT = Message("Choose messages of it, and make an excerpt.")
_STAMP_CHARACTERS = 40
"""What number, time and sender of a message take of a page."""
_ISO_TIME = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)([+-]\d\d:\d\d)$")
MAX_CHARACTERS = 1_000_000
"""Maximum characters of a file that are set, about 250 pages and ten seconds."""


class NoPages(Exception):
    """No pages can be made of a file.

    Attributes:
        what: a predicate, such as "is damaged or incomplete.".
        remedy: what to do.
    """

    def __init__(self, what: Message, remedy: Message) -> None:
        super().__init__(str(what))
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileReceipt:
    """What the pages say of the file that they were set from.

    Attributes:
        name: as it was received, or "".
        size_bytes: length of what the pages were set from.
        sha256: of the file as received, in lower-case hex; "" where the pages must not tell it from others.
        copy_sha256: of the copy opened with its password that the pages were set from, or "".
        exhibits: numbers of exhibits by the SHA-256 of their files, to name attachments.
        chat: of a chat in a casebook, what the office states of it.
        digest_beside: of a chat in no casebook, the SHA-256 of a file of this name beside it, or "".
    """

    name: str
    size_bytes: int
    sha256: str
    exhibits: Mapping[str, str]
    chat: OpenChat | None = None
    copy_sha256: str = ""
    digest_beside: Callable[[str], str] = lambda _: ""


def receipt_of(document: Document, others: Iterable[Document], chat: OpenChat | None = None) -> FileReceipt:
    """Return what the pages of a document say of its file.

    Args:
        document: it.
        others: documents whose numbers are named where they are attached to it.
        chat: what the office states of it, where it is a chat.
    """
    folders, _, name = document.received_as.rpartition("/")
    original = document.original_sha256
    return FileReceipt(
        name=folders.rpartition("/")[2] if original else name,
        size_bytes=document.size_bytes,
        sha256=original or document.sha256,
        copy_sha256=document.sha256 if original else "",
        exhibits={one.sha256: one.exhibit_mark for one in others if one.exhibit_mark},
        chat=chat,
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetWay:
    """How pages of a file are made.

    Attributes:
        words: in the language of the dossier.
        shown: a text of the file as this copy shows it; only text set by the program can be changed.
        is_laid_out: whether LibreOffice may lay out the pages of office files.
    """

    words: Translator
    shown: Callable[[str], str] = str
    is_laid_out: bool = True


@contextmanager
def readers(progress: Progress) -> Iterator[Readers]:
    """Open what reads files, and end its processes."""
    reading = Readers(progress)
    try:
        yield reading
    finally:
        reading.close()


def read(
    readers: Readers, media_type: str, opened: Callable[[], BinaryIO], receipt: FileReceipt
) -> FileReport:
    """Read a file of which pages are to be made; of a chat its messages, too.

    Raises:
        NoPages: it is damaged, locked or has too many words, or this computer cannot confine what reads it.
        Cancelled: the person stopped.
    """
    if media_type in CHATS.values():
        return _read_chat(FileReport(media_type=media_type), opened, receipt)
    readers.start(media_type)
    try:
        report = readers.read(media_type, opened)
    finally:
        readers.end_file(is_last=True)
    if report.defect in LOCKS:
        raise NoPages(Message("is protected by a password."), _ASK_AGAIN)
    if report.defect is not None:
        raise NoPages(Message("is damaged or incomplete."), _ASK_AGAIN)
    if PAGELESS in report.losses:
        raise NoPages(Message("is a capture of the web that holds no page."), _PRINT_IT)
    if UNREAD_CELLS in report.losses:
        raise NoPages(Message("has tables of which some cells could not be read."), _PRINT_IT)
    if not report.pages and report.media_type not in KIND_ONLY:
        raise NoPages(Message("could not be read, so it has no pages."), _PRINT_IT)
    if sum(len(page) - page.count("\t") - page.count("\n") for page in report.pages) > MAX_CHARACTERS:
        raise NoPages(Message("has more text than can be set on pages."), _PRINT_IT)
    return _read_chat(report, opened, receipt) if report.media_type in CHATS.values() else report


def _read_chat(report: FileReport, opened: Callable[[], BinaryIO], receipt: FileReceipt) -> FileReport:
    """The same report with the messages, one by one, of the file that is a chat."""
    try:
        with opened() as stream:
            log = read_chat_apart(stream, receipt.chat.chat.date_order if receipt.chat else "")
    except DamagedSource as error:
        raise NoPages(Message("is damaged or incomplete."), _ASK_AGAIN) from error
    except Refused as error:
        raise NoPages(Message("could not be read, so it has no pages."), _PRINT_IT) from error
    if sum(len(message.text) + _STAMP_CHARACTERS for message in log.messages) > MAX_CHARACTERS:
        raise NoPages(Message("has more text than can be set on pages."), _EXCERPT)
    return replace(report, chat=log)


def require_text(report: FileReport) -> None:
    """Make sure that pages can be set of the text of a file that was read, or of its pictures.

    Raises:
        NoPages: it has neither; LibreOffice may lay it out all the same.
    """
    is_empty = report.chat is None and not any(page.strip() for page in report.pages)
    if is_empty and ONLY_PICTURES not in report.losses:
        raise NoPages(Message("has no text that could be set on pages."), _PRINT_IT)


def set_pages(
    report: FileReport,
    receipt: FileReceipt,
    words: Translator,
    shown: Callable[[str], str] = str,
    progress: Progress = silent,
) -> tuple[bytes, int]:
    """Return the pages of a file as a PDF, and how many they are.

    Args:
        report: what was read of it.
        receipt: what the pages say of it.
        words: in the language of the dossier.
        shown: a text of the file as this copy shows it, for example with labels in place of names.
        progress: asked for each page whether to go on.

    Raises:
        NoPages: it has no text.
        Cancelled: the person stopped.
    """
    from casebook.pdf.exhibit.file_sheets import set_file

    require_text(report)
    tick = partial(progress, 0, 0, Message("setting pages"))
    if report.chat is not None:
        known = receipt.chat or _in_no_case(report.chat, report, receipt)
        closing = tuple(_notes(report, receipt, words))
        return whole_chat_pages(
            replace(known, log=report.chat),
            words,
            closing,
            shown,
            tells_files=bool(receipt.sha256),
            tick=tick,
        )
    return set_file(_content(report, receipt, words, partial(as_shown, shown, words)), tick=tick)


def _in_no_case(log: ChatLog, report: FileReport, receipt: FileReceipt) -> OpenChat:
    """A chat of a bundle alone, of which no office states anything."""
    media = {
        name: _unfiled(name, digest, 0, "")
        for name in dict.fromkeys(name for message in log.messages for name in message.media)
        if (digest := receipt.digest_beside(name))
    }
    for name, data in report.parts:
        media[name] = _unfiled(name, hashlib.sha256(data).hexdigest(), len(data), "")
    document = _unfiled(receipt.name, receipt.sha256, receipt.size_bytes, report.media_type)
    return OpenChat(document=document, chat=Chat(id="", case_id=""), log=log, media=media)


def _unfiled(name: str, sha256: str, size_bytes: int, media_type: str) -> Document:
    return Document(
        id="",
        case_id="",
        title=name,
        kind="correspondence",
        attachment_id="",
        sha256=sha256,
        size_bytes=size_bytes,
        media_type=media_type,
    )


def _content(
    report: FileReport, receipt: FileReceipt, words: Translator, shown: Callable[[str], str]
) -> SetFile:
    fields, is_letter = report.fields, report.media_type in LETTERS
    if is_letter and not fields:
        header = report.header
        fields = tuple(pair for pair in (("From", header.author), ("Subject", header.title)) if pair[1])
    item = dict(fields).get(ITEM, "") if report.media_type == MSG else ""
    sections = tuple(_sections(report, words, shown))
    of_cells = (words(_WIDE),) if any(is_wide(section.rows) for section in sections) else ()
    return SetFile(
        title=words(item or _TITLES.get(report.media_type, gettext_noop("Text of a document"))),
        remark=words("Text only: layout and pictures are not shown."),
        particulars=tuple(
            (_label(name, words), _field(name, _ISO_TIME.sub(r"\1 \2 \3", value), shown))
            for name, value in fields
            if name in _LABELS or (item and name != ITEM)
        ),
        sections=sections,
        attached_title=words("Attachments") if is_letter else words("Files in it"),
        attached=tuple(
            _attached(number, name, data, receipt, words)
            + (f", {words('incomplete')}" if number - 1 in report.cut_parts else "")
            for number, (name, data) in enumerate(report.parts, start=1)
        ),
        notes=(*of_cells, *_notes(report, receipt, words)),
    )


def _label(name: str, words: Translator) -> str:
    return words(_LABELS[name]) if name in _LABELS else words("{label}:", label=words(name))


def _field(name: str, value: str, shown: Callable[[str], str]) -> str:
    """A field of the head of a letter as this copy shows it; its label says that a word is a name."""
    return shown(f"{name}: {value}").removeprefix(f"{name}: ")


def _sections(report: FileReport, words: Translator, shown: Callable[[str], str]) -> Iterator[SetSection]:
    head = "\n".join(f"{name}: {value}" for name, value in report.fields)
    for number, page in enumerate(report.pages, start=1):
        text = page.removeprefix(head).removeprefix("\n") if head and number == 1 else page
        numbered = _CHAPTER if report.media_type == EPUB else _SHEET
        title = words(numbered, number=number) if len(report.pages) > 1 else ""
        if title and report.media_type in _SLIDES:
            title = words("Slide master") if number > 1 else ""
        if report.titles:
            title = shown(report.titles[number - 1])
        if report.media_type in _SHEETS:
            rows = tuple(tuple(line.split("\t")) for line in shown(text).split("\n"))
            yield SetSection(title=title, rows=rows)
        else:
            yield SetSection(title=title, text=shown(text), has_rows=report.media_type != PLAIN)


def _attached(number: int, name: str, data: bytes, receipt: FileReceipt, words: Translator) -> str:
    mark = receipt.exhibits.get(hashlib.sha256(data).hexdigest(), "")
    # SECURITY: where no hash may be said, the name of a file may not be said either.
    called = shown_name(name) if receipt.sha256 else words("File {number}", number=number)
    size = size_in_words(len(data), words)
    return words.list_of((called, size, words("exhibit {mark}", mark=mark)) if mark else (called, size))


def _notes(report: FileReport, receipt: FileReceipt, words: Translator) -> Iterator[str]:
    from casebook.pdf.typeset.fonts.substitution import names_characters

    if receipt.copy_sha256:
        yield words(
            "Pages set by Casebook from a copy of the file that was opened with its password. The file as "
            "received is kept unchanged."
        )
    else:
        yield words("Pages set by Casebook from the file as received, which is kept unchanged.")
    yield from receipt_notes(report.media_type, receipt, words)
    yield from notes_on_text(report.media_type, report.pages, words)
    yield from notes_on(report.unprinted, words)
    yield from notes_on_losses(report.losses, words)
    if any(map(names_characters, report.pages)):
        yield words("Characters that cannot be printed here are named in square brackets.")


def receipt_notes(media_type: str, receipt: FileReceipt, words: Translator) -> Iterator[str]:
    """Yield what may be said of a file as it was received."""
    if not receipt.sha256:
        return
    size = size_in_words(receipt.size_bytes, words)
    kind = _kind_in_words(media_type, words)
    if receipt.copy_sha256:
        yield words("The file as received is protected by a password.")
    else:
        yield words("The file as received: {kind}, {size}.", kind=kind, size=size)
    if receipt.name:
        yield words("Its name is {name}.", name=shown_name(receipt.name))
    yield words("Its SHA-256 is {hash}.", hash=receipt.sha256)
    if receipt.copy_sha256:
        yield words(
            "The pages come from a copy opened with its password: {kind}, {size}, SHA-256 {hash}.",
            kind=kind,
            size=size,
            hash=receipt.copy_sha256,
        )


def _kind_in_words(media_type: str, words: Translator) -> str:
    """The kind of a file as people call it, where that is known, with its technical name."""
    title = gettext_noop("Chat") if media_type in CHATS.values() else _TITLES.get(media_type, "")
    return f"{words(title)} ({media_type})" if title else media_type
