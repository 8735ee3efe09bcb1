"""Reads imported files in an extract worker, and converts its reports to documents and their text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from casebook.base.errors import DamagedSource
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress
from casebook.domain.base.file_name import shown_name
from casebook.domain.evidence.chat import MAX_MESSAGES, ChatLog
from casebook.domain.evidence.transcript import is_recording
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import ARCHIVES, OFFICE_PACKAGE, OLE, PACKAGES, RAR, SIGNATURE
from casebook.formats.printed.struck_words import without_marks
from casebook.host.protocol.extract_protocol import (
    MAX_LEFT,
    MAX_PARTS,
    UNLOCKED,
    Family,
    FileHeader,
    FileText,
    LeftInside,
    Unprinted,
    password_block,
)
from casebook.host.protocol.render_protocol import MAX_PAGES
from casebook.services.evidence.unprinted import unprinted_remarks, unprinted_words
from casebook.services.evidence.unread_kinds import (
    CHAT_CONTENT_LOSSES,
    DAMAGED,
    DAMAGED_BY_FAMILY,
    ENTER_PASSWORD,
    ENTER_PASSWORD_ARCHIVE,
    FURTHER_LOSSES,
    KILLED,
    LARGE_PICTURE,
    LOCKED,
    LOCKED_RAR,
    LOCKED_SLIDES,
    REMEDIES,
    UNREAD,
    WRONG_PASSWORD,
    WRONG_PASSWORD_ARCHIVE,
    letter_remarks,
)
from casebook.services.processes.extract_worker import (
    FAMILIES,
    DamagedFile,
    ExtractWorker,
    LockedFile,
    NotRead,
    Report,
)
from casebook.vault import BlobStore

_CUT_WORDS = Message("It has more words than the search index can hold. The last ones cannot be found.")
_CUT_PART = gettext_noop("{name} is incomplete: the email ends in the middle. Ask for a complete copy.")
_NO_TEXT = Message("It has no text, so its content cannot be searched.")
_NOT_LOOKED_INTO = Message("It was imported as it is without being read. It cannot be searched.")
_ONLY_RECOGNISED = frozenset({OLE, OFFICE_PACKAGE, SIGNATURE})
"""Files that are not read: of Office programs such as drawings and databases, and detached signatures."""
_RECORDING = Message(
    "It is a recording. It cannot be searched until its transcript is entered under “Details”."
)
_OBSTACLES = {
    "portfolio": Message(
        "It is a portfolio: its files are attached to a cover page. They are imported as documents of their "
        "own. To submit them, use those as exhibits."
    ),
    "xfa": Message(
        "It is an XFA form: its pages exist only in the viewer that made it. To use it as an exhibit, "
        "print it to a PDF in that viewer."
    ),
    "form": Message(
        "It has a form whose entries are visible only in a viewer. To use it as an exhibit, open it in a "
        "viewer and print it to a PDF."
    ),
}
"""Problems that would stop PDF assembly, reported while another copy can still be obtained."""
_LOSSES = {
    "fonts": Message(
        "Some of its fonts are not embedded, so other viewers may show its text incompletely. To use it as "
        "an exhibit, print it to a PDF in a viewer that shows all of it."
    ),
    "unseen": Message(
        "It has marks that only some viewers show. To use it as an exhibit, print it to a PDF in the "
        "viewer it was marked in."
    ),
    "encrypted": Message(
        "It is encrypted, in whole or in part, and can be read only with the recipient's key. To make it "
        "searchable, open it in the recipient's mail program, export it unencrypted, and import that file."
    ),
    UNLOCKED: Message(
        "It is protected by a password and is kept as it came. Its content was added without the password, "
        "as a document of its own."
    ),
    "cut": Message("It ends in the middle. What it has was read. Ask for a complete copy."),
    "wordless": Message(
        "It is a web page that shows no words. Compare it with what a browser shows; if that has words, "
        "print it to a PDF there and import that file."
    ),
    **FURTHER_LOSSES,
    "letters": Message(
        "Only the first {limit} emails of this mailbox were imported; the others remain inside the file.",
        limit=f"{MAX_PARTS:,}",
    ),
}
_CHAT_LOSSES = {
    "messages": Message(
        "Only the first {limit} messages of this chat are read; the others remain inside the file.",
        limit=f"{MAX_MESSAGES:,}",
    ),
    "incomplete": Message("The chat ends in the middle. Ask for a complete export."),
    "media": Message(
        "Only the first {limit} files of this chat were imported; the others remain inside the file.",
        limit=f"{MAX_PARTS:,}",
    ),
    **CHAT_CONTENT_LOSSES,
}
_IN_PYTHON = frozenset({Family.MAIL, Family.TEXT})
_FURTHER = {
    (Family.MAIL, OLE): Family.OLDER,
    **{(Family.OFFICE, archive): Family.ARCHIVE for archive in ARCHIVES},
}
"""Where only its reader can tell that a file needs another: older Office files begin as emails of Outlook do,
and some archives as Office files do."""
_UNLOCKED = frozenset({Family.PDF, Family.OLDER})
"""Readers that give a file without its password; Office files of today are among the older where locked."""
_MAX_RECIPIENTS, _MAX_REFERENCES = 100, 100
_SEALED_AS_IS = Message("It is damaged or password-protected and was imported as it is.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileReport:
    """The content found in a file.

    Attributes:
        media_type: as detected from its content.
        pages: text of each page, for search.
        page_count: pages, or 0 where the notion does not fit.
        remarks: shown to the person.
        defect: why a court could not use it as it is, or None.
        parts: names and bytes of the files attached to it.
        header: what it says of itself, harmless to show.
        left: files in it that stay inside, with the reason.
        fields: the head of a letter as it stands; its first page begins with them, one a line.
        losses: kinds of what could not be read.
        chat: the messages of a chat that is to be set on pages, else None.
        titles: of the sheets, as many as pages, "" for a page that is none; none of other files.
        unprinted: what it holds that its own program does not print.
        cut_parts: places of the parts in which the file ends before they do.
    """

    media_type: str
    pages: tuple[str, ...] = ()
    page_count: int = 0
    remarks: tuple[Message, ...] = ()
    defect: DamagedSource | None = None
    parts: tuple[tuple[str, bytes], ...] = ()
    header: FileHeader = field(default_factory=FileHeader)
    left: tuple[LeftInside, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    losses: tuple[str, ...] = ()
    chat: ChatLog | None = None
    titles: tuple[str, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    cut_parts: tuple[int, ...] = ()

    @property
    def searched(self) -> tuple[str, ...]:
        """The text of each page without marks, and a page of what is not printed, each under its kind.

        Above the text of a sheet stands its title, where any sheet has text.
        """
        titles = self.titles if any(map(str.strip, self.pages)) else ()
        titled = (*titles, *("",) * (len(self.pages) - len(titles)))
        pages = (
            f"{title}\n{page}" if title else page for title, page in zip(titled, self.pages, strict=True)
        )
        beside = ["\n\n".join(f"[{one.kind}] {one.text}" for one in self.unprinted if one.text)]
        return tuple(map(without_marks, (*pages, *filter(None, beside))))


class Readers:
    """The extract workers of a batch, one for each family, each loading while a file is being encrypted.

    SECURITY: a reader that is a library in C serves one file that was handed in and what came out of it, such
    as a letter with its attachments: a hostile file that takes it over can falsify what is read of those that
    came with it, and of no others. Readers in Python alone serve the whole batch (decision 0015).

    Args:
        progress: asks whether to go on.
        passwords: to try on archives, PDFs and Office files.
    """

    def __init__(self, progress: Progress, passwords: tuple[str, ...] = ()) -> None:
        self._progress, self._passwords = progress, passwords
        self._workers: dict[Family, ExtractWorker] = {}
        self._unread = ""

    def start(self, media_type: str) -> None:
        """Begin to load what reads files of this type, as their first bytes give it."""
        family = FAMILIES.get(media_type)
        if family is None or family in self._workers:
            return
        try:
            self._workers[family] = self._started(family)
        except NotRead as unread:
            self._unread = unread.why

    def end_file(self, *, is_last: bool) -> None:
        """End what may read nothing of the next file that was handed in, and start what may."""
        for family in set(self._workers) - _IN_PYTHON:
            self._drop(family)
            with suppress(NotRead):
                if not is_last:
                    self._workers[family] = self._started(family)

    def close(self) -> None:
        """Wait until every process has ended."""
        for family in tuple(self._workers):
            self._drop(family)

    def found_in(
        self,
        media_type: str,
        attachments: BlobStore,
        sealed: Attachment,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> FileReport:
        """Read a file that is already encrypted, so that the bytes read are the bytes stored.

        Args:
            media_type: as its first bytes give it.
            attachments: where it is.
            sealed: the file.
            meanwhile: done while the reader is at work, once or more often.

        Raises:
            Cancelled: the person stopped.
            VaultDamaged: the encrypted file is gone.
        """
        return self.read(media_type, partial(attachments.open, sealed), meanwhile)

    def read(
        self, media_type: str, opened: Callable[[], BinaryIO], meanwhile: Callable[[], None] = lambda: None
    ) -> FileReport:
        """Read a file; `start` came before.

        Args:
            media_type: as its first bytes give it.
            opened: opens it, seekable.
            meanwhile: done while the reader is at work, once or more often.

        Raises:
            Cancelled: the person stopped.
            VaultDamaged: the encrypted file is gone.
        """
        family = FAMILIES.get(media_type)
        self.start(media_type)  # again where the one before it ended its reader
        if family is None or family not in self._workers:
            unread = REMEDIES.get(media_type, _RECORDING if is_recording(media_type) else _NOT_LOOKED_INTO)
            remark = UNREAD.get(self._unread if family else "", unread)
            return FileReport(media_type=media_type, remarks=(remark,))
        try:
            report = self._read(family, opened, meanwhile)
            further = _FURTHER.get((family, report.media_type))
            if further is None:
                return report
            family, media_type = further, report.media_type
            return self._read(family, opened, meanwhile)
        except NotRead as unread:
            is_large = (family, unread.why) == (Family.PICTURE, "large")
            remark = LARGE_PICTURE if is_large else KILLED if unread.was_killed else UNREAD[unread.why]
            return FileReport(media_type=media_type, remarks=(remark,))
        except DamagedFile:
            defect = DAMAGED_BY_FAMILY.get(family, DAMAGED)
        except LockedFile as locked:
            defect = LOCKED_SLIDES if locked.is_final else self._locked(family, media_type)
        return FileReport(media_type=media_type, defect=defect, remarks=(_SEALED_AS_IS,))

    def _read(
        self, family: Family, opened: Callable[[], BinaryIO], meanwhile: Callable[[], None]
    ) -> FileReport:
        """Have a reader read a file, and a new one where the first was ended from outside."""
        try:
            return self._read_once(family, opened, meanwhile)
        except NotRead as unread:
            if not unread.was_killed:
                raise
        return self._read_once(family, opened, meanwhile)

    def _read_once(
        self, family: Family, opened: Callable[[], BinaryIO], meanwhile: Callable[[], None]
    ) -> FileReport:
        """Have a reader read a file; it is ended by any error, since it may be amid an answer."""
        worker = self._workers.get(family) or self._started(family)
        self._workers[family] = worker
        is_sound = False
        try:
            with opened() as stream:
                before = password_block(self._passwords) if self._sends_passwords(family) else b""
                report = _checked(worker.read(stream, FileText, before, meanwhile))
            is_sound = True
        finally:
            if not is_sound:
                self._drop(family)
        return report

    def _started(self, family: Family) -> ExtractWorker:
        return ExtractWorker(family, self._progress, int(self._unlocks(family)))

    def _sends_passwords(self, family: Family) -> bool:
        return family == Family.ARCHIVE or self._unlocks(family)

    def _unlocks(self, family: Family) -> bool:
        return family in _UNLOCKED and bool(self._passwords)

    def _locked(self, family: Family, media_type: str) -> DamagedSource:
        if media_type == RAR:
            return LOCKED_RAR
        if family != Family.ARCHIVE and family not in _UNLOCKED:
            return LOCKED
        if family == Family.ARCHIVE and media_type in PACKAGES:
            return WRONG_PASSWORD_ARCHIVE if self._passwords else ENTER_PASSWORD_ARCHIVE
        return WRONG_PASSWORD if self._passwords else ENTER_PASSWORD

    def _drop(self, family: Family) -> None:
        self._workers.pop(family).close()


def _checked(report: Report[FileText]) -> FileReport:
    """Return the report of the worker, rejected if it contradicts itself."""
    answer = report.answer
    is_sound = answer.media_type in FAMILIES and 0 <= answer.page_count <= MAX_PAGES
    is_sound = is_sound and set(answer.cut_parts) <= set(range(len(answer.parts)))
    is_sound = is_sound and len(answer.titles) in {0, len(answer.pages)}
    is_sound = is_sound and answer.pasted_lines >= 0 and answer.obstacle in {"", *_OBSTACLES}
    if not is_sound or len(answer.parts) != len(report.parts):
        raise NotRead("failed")
    remarks = [_CUT_WORDS] if answer.is_cut else []
    is_wordless = (answer.page_count or answer.pages) and not any(map(str.strip, answer.pages))
    if is_wordless and answer.losses in {(), ("fonts",)} and not unprinted_words(answer.unprinted):
        remarks.append(_NO_TEXT)
    if answer.media_type in _ONLY_RECOGNISED and not answer.pages and not answer.losses:
        remarks.append(REMEDIES.get(answer.media_type, _NOT_LOOKED_INTO))
    remarks += [*unprinted_remarks(answer), *letter_remarks(answer)]
    remarks += [Message(_CUT_PART, name=_line(answer.parts[at])) for at in answer.cut_parts]
    remarks += [_OBSTACLES[answer.obstacle]] if answer.obstacle else []
    remarks += [remark for kind, remark in (_LOSSES | _CHAT_LOSSES).items() if kind in answer.losses]
    return FileReport(
        media_type=answer.media_type,
        pages=answer.pages,
        page_count=answer.page_count,
        remarks=tuple(remarks),
        parts=tuple(zip(answer.parts, report.parts, strict=True)),
        header=_shown(answer.header),
        left=answer.left[:MAX_LEFT],
        fields=answer.fields,
        losses=answer.losses,
        titles=answer.titles,
        unprinted=answer.unprinted,
        cut_parts=answer.cut_parts,
    )


def _shown(header: FileHeader) -> FileHeader:
    """The header with its lines shortened and its hidden characters written out."""
    return FileHeader(
        title=_line(header.title),
        author=_line(header.author),
        recipients="; ".join(_line(one) for one in header.recipients.split("; ")[:_MAX_RECIPIENTS]),
        dated=_line(header.dated),
        address=_line(header.address),
        message_id=_line(header.message_id),
        references=tuple(_line(name) for name in header.references[:_MAX_REFERENCES]),
    )


def _line(text: str) -> str:
    return shown_name(" ".join(text.split()))
