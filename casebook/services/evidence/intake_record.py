"""The record proposed for an imported file, and what its row says of it."""

from __future__ import annotations

from datetime import datetime

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.file_name import ending_of, shown_name, stem_of
from casebook.domain.evidence.document import CustodyStep, Document, MailHead
from casebook.domain.evidence.intake import Receipt
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import (
    CHATS,
    HEAD_BYTES,
    LETTERS,
    OFFICE_PACKAGE,
    OLE,
    ending_for,
    media_type,
    mismatch,
    promised,
)
from casebook.services.base.session import Session
from casebook.services.evidence.intake_read import FileReport
from casebook.services.evidence.intake_source import OfferedFile, shown_path

_HIDDEN_NAME = Message("The file name contains hidden characters. They are shown in full.")


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
