"""The record proposed for an imported file, and what its row says of it."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from casebook.base.errors import CasebookError, DamagedSource
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.file_name import ending_of, shown_name, stem_of
from casebook.domain.evidence.document import CustodyStep, Document, MailHead
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import (
    ARCHIVES,
    CHATS,
    HEAD_BYTES,
    LETTERS,
    OFFICE_PACKAGE,
    OLE,
    SEVEN_ZIP,
    SPLIT_ZIP,
    ZIP,
    ending_for,
    media_type,
    mismatch,
    promised,
)
from casebook.host.protocol.extract_protocol import MAX_READ_BYTES, UNLOCKED, WhyLeft
from casebook.services.base.session import Session
from casebook.services.evidence.intake_read import FileReport, Readers
from casebook.services.evidence.intake_source import OfferedFile, SplitArchive, attached, member, shown_path
from casebook.services.evidence.unread_kinds import DAMAGED, LOCKED_RAR, PARTS_MISSING, TOO_LARGE

_HIDDEN_NAME = Message("The file name contains hidden characters. They are shown in full.")

MAX_DEPTH = 5
"""Maximum depth of files in files; what lies deeper stays inside the file that contains it."""
_DEEP = Message("Files nested more than five deep stay inside this file.")
LINKED = Message("It also came in another file, which was added to its record.")
READ_AGAIN = Message(
    "It was read again. What the password opened and was not yet in the case was added to it."
)
IN_BIN = Message("It is in the bin and was left there. If it is needed, restore it.")
INSIDE = Message("It remains inside the file it is in.")
_LEFT = {
    "locked": Message("It is protected by a password."),
    "cipher": Message("It is in an encrypted RAR archive, which this program cannot open."),
    "large": Message("It is too large, or becomes too large when unpacked."),
    "many": Message("There are too many files in the archive."),
    "damaged": Message("It is damaged or incomplete."),
    "unknown": Message("It is packed in a way that is not read."),
    "empty": Message("The file is empty."),
    "link": Message("This is a link to another file or folder."),
}
_ENTER_PASSWORD = Message("Import the archive again and enter the password.")


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file to be imported.

    Attributes:
        offer: it.
        parent: the email, archive or locked file that it came in.
        depth: in how many files it is.
        is_unlocked: it is the parent without its password.
        is_again: it was found in a file that the case had before.
    """

    offer: OfferedFile
    parent: Document | None = None
    depth: int = 0
    is_unlocked: bool = False
    is_again: bool = False


class Taken(NamedTuple):
    """What became of a file.

    Attributes:
        row: its row.
        parts: the files found in it.
        left: those that stay inside it, with the reason.
        unnamed: how many more stay inside it.
    """

    row: IntakeRow
    parts: Sequence[WaitingFile] = ()
    left: Sequence[tuple[WaitingFile, WhyLeft]] = ()
    unnamed: int = 0


class RowsInside:
    """Adds the rows of a file and of what came out of it, and counts what stays inside each.

    Args:
        rows: of the batch, to which it adds.
    """

    def __init__(self, rows: list[IntakeRow]) -> None:
        self._rows, self._first = rows, len(rows)
        self._parents: list[str] = []
        self._unnamed: Counter[int] = Counter()

    def add(self, row: IntakeRow, parent: Document | None, unnamed: int = 0) -> None:
        """Add a row.

        Args:
            row: of a file.
            parent: what it came in.
            unnamed: how many files stay inside it that get no row.
        """
        self._unnamed[len(self._rows)] = unnamed
        self._parents.append(parent.id if parent else "")
        self._rows.append(row)

    def state(self) -> None:
        """Say in each row how many files stay inside: those without a row, and those that were refused."""
        places: dict[str, int] = {}
        for place, parent in enumerate(self._parents, start=self._first):
            row = self._rows[place]
            if row.outcome == "refused" and parent in places:
                self._unnamed[places[parent]] += 1
            if row.document:
                places[row.document.id] = place
        for place, count in self._unnamed.items():
            row = self._rows[place]
            if count and row.document:
                self._rows[place] = replace(row, remarks=(*row.remarks, _staying(count)))


def drafted(
    document_id: str, case_id: str, offer: OfferedFile, receipt: Receipt, reading: FileReport
) -> Document:
    """The document proposed for a file: what it says of itself, and what was said of the batch.

    Args:
        document_id: of the new document.
        case_id: of its case.
        offer: the file as it came.
        receipt: from whom, when, by whom.
        reading: what was read in it.
    """
    is_letter = reading.media_type in {*LETTERS, *CHATS.values()} and receipt.kind == "other"
    return Document(
        id=document_id,
        case_id=case_id,
        title=reading.header.title or stem_of(shown_name(offer.name)),
        kind="correspondence" if is_letter else receipt.kind,
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type=reading.media_type,
        author=reading.header.author,
        dated=_day(reading.header.dated),
        language=receipt.language,
        obtained_from=receipt.received_from,
        obtained_how=receipt.how,
        obtained_on=receipt.received_on,
        received_as=shown_path(offer),
        mail=_mail_head(reading),
        web_address=reading.header.address,
        captured_at=reading.header.dated if reading.header.address else "",
    )


def remarks_on(name: str, reading: FileReport, elsewhere: str) -> tuple[Message, ...]:
    """What the row of an imported file says of it.

    Args:
        name: of the file, unjudged.
        reading: what was read in it.
        elsewhere: reference of another case that has the same file, or "".
    """
    shown, remarks = shown_name(name), list(reading.remarks)
    if mismatch(name, reading.media_type):
        remarks.append(
            Message(
                "The file name ends in .{named}, but the content is {found}.",
                named=ending_of(shown),
                found=reading.media_type,
            )
        )
    if shown != name and len(name) <= len(shown):
        remarks.append(_HIDDEN_NAME)
    if elsewhere:
        remarks.append(Message("The same file is also in case {found}.", found=elsewhere))
    return tuple(remarks)


def left_inside(why: WhyLeft) -> dict[str, object]:
    """What the row says of a file that stays inside the file it is in."""
    remedy = {"locked": _ENTER_PASSWORD, "cipher": LOCKED_RAR.remedy}.get(why, NO_MESSAGE)
    return {
        "outcome": "refused",
        "remarks": (_LEFT[why], INSIDE),
        "remedy": remedy,
        "fault": DamagedSource.kind,
    }


def _staying(count: int) -> Message:
    """What the row of a file says of those that stay inside it."""
    return Message.plural(
        "{number} file in it was not extracted and remains inside it.",
        "{number} files in it were not extracted and remain inside it.",
        count,
    )


def within(parts: Sequence[WaitingFile], most: int, most_bytes: int) -> list[WaitingFile]:
    """The first of these, so many and together so large."""
    totals = accumulate(part.offer.size_bytes for part in parts)
    return [part for part, total in zip(parts[:most], totals, strict=False) if total <= most_bytes]


def refusal(error: CasebookError, one: WaitingFile) -> dict[str, object]:
    """What the row says of a file that is not imported."""
    remarks = (error.title, *((INSIDE,) if one.parent else ()))
    return {"outcome": "refused", "remarks": remarks, "remedy": error.remedy, "fault": error.kind}


def inside(
    row: IntakeRow, one: WaitingFile, reading: FileReport, document: Document, *, is_again: bool = False
) -> Taken:
    """Return the row of a file with the files in it.

    Args:
        row: of the file.
        one: it.
        reading: what was read in it.
        document: its record.
        is_again: the case had it before.
    """
    is_archive = reading.media_type in {*ARCHIVES, SPLIT_ZIP}
    offered = partial(member if is_archive else attached, one.offer)
    embedded, is_unlocked = reading.parts, UNLOCKED in reading.losses
    if is_unlocked:
        embedded = tuple((unlocked_name(one.offer.name, data), data) for _, data in embedded)
    parts = [
        WaitingFile(offered(name, data), document, one.depth + 1, is_unlocked, is_again)
        for name, data in embedded
    ]
    left = [(WaitingFile(offered(kept.name, b""), document), kept.why) for kept in reading.left]
    if parts and one.depth >= MAX_DEPTH:
        row, parts = replace(row, remarks=(*row.remarks, _DEEP)), []
    return Taken(row, parts, left, sum(max(kept.others, 0) for kept in reading.left))


def opened_whole(readers: Readers, split: SplitArchive, digests: Mapping[int, str]) -> FileReport:
    """Read an archive in several files whole, from the bytes that were encrypted.

    Args:
        readers: of the batch.
        split: the archive.
        digests: the SHA-256 of each part as it was encrypted, hex, by the identity of its offer.

    Raises:
        Cancelled: the person stopped.
    """
    data = bytearray()
    for part in split.parts:
        with part.open() as stream:
            piece = stream.read(MAX_READ_BYTES + 1 - len(data))
        if len(data) + len(piece) > MAX_READ_BYTES:
            return FileReport(media_type=SPLIT_ZIP, remarks=(TOO_LARGE,))
        if hashlib.sha256(piece).hexdigest() != digests.get(id(part)):
            return FileReport(media_type=SPLIT_ZIP, remarks=(PARTS_MISSING,))
        data += piece
    kind = SEVEN_ZIP if media_type(bytes(data[:HEAD_BYTES])) == SEVEN_ZIP else ZIP
    readers.start(kind)
    report = readers.read(kind, lambda: io.BytesIO(data))
    if report.defect is DAMAGED:
        return FileReport(media_type=SPLIT_ZIP, remarks=(PARTS_MISSING,))
    return replace(report, media_type=SPLIT_ZIP)


def unlocked_name(name: str, data: bytes) -> str:
    """Return the name of a file without the password that the one of this name has.

    >>> unlocked_name("letter.docx", b"%PDF-1.7")
    'letter (unlocked).pdf'
    """
    ending = ending_of(name)
    kind = media_type(data[:HEAD_BYTES])
    fits = not ending or kind in {*promised(name), OFFICE_PACKAGE, OLE}
    return f"{stem_of(name)} (unlocked){f'.{ending}' if ending and fits else ending_for(kind)}"


def unlocking_steps(
    session: Session, original: Document | None, sealed: Attachment
) -> tuple[CustodyStep, ...]:
    """Return the custody of a copy opened with a password: how the file came, and how the copy was made.

    Args:
        session: the open vault.
        original: the file as received.
        sealed: the copy.
    """
    if original is None:
        return ()
    opened = CustodyStep(
        kind="copied",
        at=session.clock(),
        who=session.who,
        sha256_before=original.sha256,
        sha256_after=sealed.sha256,
        detail="unlocked",
    )
    return (*original.custody, opened)


def _mail_head(reading: FileReport) -> MailHead | None:
    header = reading.header
    if reading.media_type not in LETTERS:
        return None
    return MailHead(
        recipients=header.recipients,
        sent_at=header.dated,
        message_id=header.message_id,
        references=header.references,
    )


def _day(text: str) -> StatedDate | None:
    """The day that a file gives itself, in the zone that it names; None where it is no date."""
    try:
        return StatedDate(edtf=datetime.fromisoformat(text).date().isoformat()) if text else None
    except ValueError:
        return None
