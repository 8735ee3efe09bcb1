"""Import of evidence: files are encrypted as received, read by a process without keys, and listed by name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from casebook.base.errors import Cancelled, CasebookError, DiskProblem
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.date import StatedDate
from casebook.domain.base.file_name import ending_of, shown_name, stem_of
from casebook.domain.evidence.document import Document, MailHead
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import CHATS, HEAD_BYTES, MAIL, MSG, OLE, SIGNED, TNEF, media_type, mismatch
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.evidence.intake_read import FileReport, Readers
from casebook.services.evidence.intake_source import OfferedFile, from_bytes, from_paths
from casebook.store.registry import table_for
from casebook.vault import BlobStore

__all__ = ["IntakeRow", "Receipt", "offered", "take_in"]

MAX_DEPTH = 5
"""Maximum depth of mail attached to mail; deeper attachments stay inside the mail that contains them."""
MAX_FOUND = 20_000
"""Maximum number of files extracted from one imported file, in all depths."""

MAX_PENDING = 50
"""Maximum number of documents written in one transaction, all from one imported file."""

_HIDDEN_NAME = Message("The file name contains hidden characters. They are shown in full.")
_DEEP = Message("Attachments nested more than five emails deep stay inside this email.")
_MANY = Message("Only the first 20,000 files in it were imported; the others remain inside the file.")
_LINKED = Message("It also came with this email, which was added to its record.")
_LOCKABLE = {"docx", "xlsx", "pptx"}
_LOCKED_OFFICE = Message("It is protected by a password. It was imported as a whole but cannot be searched.")
_LETTERS = frozenset({MAIL, MSG, SIGNED, TNEF})
_INSIDE = Message("It remains inside the email it is attached to.")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file to be imported; `parent` is the email to which it was attached."""

    offer: OfferedFile
    parent: Document | None = None
    depth: int = 0


@dataclass(slots=True)
class _Batch:
    """A batch in progress."""

    session: Session
    case_id: str
    receipt: Receipt
    keeps_damaged: bool
    progress: Progress
    total_kib: int
    readers: Readers = field(init=False)
    done_kib: int = 0
    rows: list[IntakeRow] = field(default_factory=list)
    pending: dict[int, documents.SealedDocument] = field(default_factory=dict)
    """By the place of their rows, documents that came out of one file and are still to be written."""
    failure: DiskProblem | None = None

    def __post_init__(self) -> None:
        self.readers = Readers(self.report)

    def report(self, done: int, total: int, step: Message) -> None:  # noqa: ARG002 - it is a Progress
        """Report progress of the current file as progress of the batch, in KiB, which fits Qt's integers."""
        self.progress(min(self.done_kib + (done >> 10), self.total_kib), self.total_kib, step)

    def row(self, waiting: _Waiting, **values: object) -> IntakeRow:
        number, offer = len(self.rows) + 1, waiting.offer
        return IntakeRow(id=str(number), name=_shown(offer), field=offer.field, **values)  # type: ignore[arg-type]


async def take_in(
    session: Session,
    case_id: str,
    offers: Sequence[OfferedFile],
    receipt: Receipt,
    *,
    keeps_damaged: bool = False,
    progress: Progress = silent,
) -> tuple[IntakeRow, ...]:
    """Import files into a case as evidence, encrypted; a rejected file does not stop the others.

    Args:
        session: the open vault.
        case_id: the case.
        offers: the files; what is attached to mail among them becomes documents of its own.
        receipt: from whom, when, by whom, said once.
        keeps_damaged: seal also what is damaged or locked, as it is.
        progress: in KiB; where it asks to stop, what was taken in before stays.

    Returns:
        A row for every file, also for those not reached.

    Raises:
        NotFound: there is no such case.
    """
    await on_vault(partial(documents.require_case, session, case_id))
    total = sum(offer.size_bytes for offer in offers) >> 10
    batch = _Batch(session, case_id, receipt, keeps_damaged, progress, total + 1)
    try:
        return await _taken(batch, offers)
    finally:
        batch.readers.close()


async def _taken(batch: _Batch, offers: Sequence[OfferedFile]) -> tuple[IntakeRow, ...]:
    for offer in offers:
        waiting = deque([_Waiting(offer)])
        try:
            await _with_parts(batch, waiting)
        except Cancelled:
            await _write(batch)
            return (*batch.rows, *_not_reached(batch, (*waiting, *map(_Waiting, _after(offers, offer)))))
        batch.readers.end_file()
        batch.done_kib += offer.size_bytes >> 10
    return tuple(batch.rows)


async def _with_parts(batch: _Batch, waiting: deque[_Waiting]) -> None:
    """Import a file and what comes out of it; of what is stopped, the rest stays waiting."""
    taken_out = 0
    batch.failure = None
    while waiting and batch.failure is None:
        one = waiting[0]
        row, parts = await _one(batch, one)
        waiting.popleft()
        kept = parts[: MAX_FOUND - taken_out]
        taken_out += len(kept)
        if len(kept) < len(parts):
            row = replace(row, remarks=(*row.remarks, _MANY))
        batch.rows.append(row)
        waiting.extendleft(reversed(kept))  # a letter with all that came with it, then the next
        if len(batch.pending) >= MAX_PENDING or not waiting:
            await _write(batch)


def take_back(session: Session, rows: Iterable[IntakeRow]) -> None:
    """Move imported files to the bin in one change, except those removed or purged since."""
    ids = [row.document.id for row in rows if row.outcome == "taken" and row.document]
    with session.store.write("document.take-back-import") as transaction:
        for document_id in ids:
            if table_for(Document).some(transaction.connection, [document_id]):
                transaction.move_to_bin(Document, document_id)


async def offered(paths: Sequence[Path | OpenedFile]) -> list[OfferedFile]:
    """Return the files at these paths and in these folders; searching folders is slow.

    Raises:
        InvalidInput: there are more files than are taken at once.
    """
    return await off_thread(partial(from_paths, paths))


def _after(offers: Sequence[OfferedFile], offer: OfferedFile) -> Sequence[OfferedFile]:
    return offers[next(at for at, one in enumerate(offers) if one is offer) + 1 :]


def _not_reached(batch: _Batch, waiting: Sequence[_Waiting]) -> list[IntakeRow]:
    first = len(batch.rows) + 1
    return [
        IntakeRow(id=str(first + at), name=_shown(one.offer), outcome="stopped")
        for at, one in enumerate(waiting)
    ]


async def _write(batch: _Batch) -> None:
    """Write what is pending, all or none; what the disk refuses is refused in its row."""
    pending, batch.pending = batch.pending, {}
    if not pending:
        return
    attachments = batch.session.vault.attachments
    sealed = [complete.sealed.id for complete in pending.values()]
    try:
        await off_thread(partial(attachments.flush, sealed))
        await on_vault(partial(documents.write, batch.session, pending.values()))
    except DiskProblem as error:
        batch.failure = error
        for place in pending:
            batch.rows[place] = replace(
                batch.rows[place],
                outcome="refused",
                document=None,
                remarks=(error.title,),
                remedy=error.remedy,
                fault=error.kind,
            )
        for attachment_id in sealed:
            attachments.remove(attachment_id)


async def _one(batch: _Batch, one: _Waiting) -> tuple[IntakeRow, list[_Waiting]]:
    """Import one file; returns its row and its attachments."""
    try:
        sealed, kind = await off_thread(partial(_sealed, batch, one.offer))
    except Cancelled:
        raise
    except CasebookError as error:
        return batch.row(one, **_refusal(error, one)), []
    is_kept = False
    try:
        row, parts = await _judged(batch, one, sealed, kind)
        is_kept = row.outcome == "taken"
    except DiskProblem as error:
        row, parts = batch.row(one, **_refusal(error, one)), []
    finally:
        if not is_kept:
            batch.session.vault.attachments.remove(sealed.id)
    return row, parts


async def _judged(
    batch: _Batch, one: _Waiting, sealed: Attachment, kind: str
) -> tuple[IntakeRow, list[_Waiting]]:
    """Return the row of an encrypted file; unless its outcome is *taken*, the file is not kept."""
    if any(complete.sealed.sha256 == sealed.sha256 for complete in batch.pending.values()):
        await _write(batch)  # so that it is found
    there, elsewhere = await on_vault(partial(documents.twins, batch.session, batch.case_id, sealed.sha256))
    if there is not None:
        await _write(batch)  # the letter that it came with must be there to be named
    if batch.failure is not None:
        raise batch.failure
    if there is not None:
        return await on_vault(partial(_known, batch, one, there)), []
    attachments = batch.session.vault.attachments
    reading = await off_thread(partial(batch.readers.found_in, kind, attachments, sealed))
    if reading.defect and not batch.keeps_damaged:
        return batch.row(one, **_refusal(reading.defect, one)), []
    return await on_vault(partial(_filed, batch, one, sealed, reading, elsewhere))


def _sealed(batch: _Batch, offer: OfferedFile) -> tuple[Attachment, str]:
    """Encrypt a file while the reader for its type starts loading; returns it with this type."""
    attachments: BlobStore = batch.session.vault.attachments
    with offer.open() as stream:
        kind = media_type(stream.read(HEAD_BYTES))
        batch.readers.start(kind)
        stream.seek(0)
        sealed = attachments.seal(stream, batch.session.ids(), progress=batch.report, is_flushed=False)
        return sealed, kind


def _refusal(error: CasebookError, one: _Waiting) -> dict[str, object]:
    remarks = (error.title, *((_INSIDE,) if one.parent else ()))
    return {"outcome": "refused", "remarks": remarks, "remedy": error.remedy, "fault": error.kind}


def _filed(
    batch: _Batch, one: _Waiting, sealed: Attachment, reading: FileReport, elsewhere: str
) -> tuple[IntakeRow, list[_Waiting]]:
    complete = documents.completed(
        batch.session,
        _draft(batch, one, reading),
        sealed,
        reading.pages,
        page_count=reading.page_count,
        who=batch.receipt.received_by,
    )
    document = complete.document
    batch.pending[len(batch.rows)] = complete
    remarks = _remarks(one.offer.name, reading, elsewhere)
    parts = [
        _Waiting(from_bytes(name, data, _shown(one.offer)), document, one.depth + 1)
        for name, data in reading.parts
    ]
    if parts and one.depth >= MAX_DEPTH:
        remarks, parts = (*remarks, _DEEP), []
    return batch.row(one, outcome="taken", document=document, remarks=remarks), parts


def _known(batch: _Batch, one: _Waiting, there: Document) -> IntakeRow:
    """Return the row of a file that the case has; where it came with another letter, that is noted."""
    if one.parent is None or one.parent.id in (there.id, there.part_of, *there.also_part_of):
        return batch.row(one, outcome="duplicate", document=there)
    linked = documents.link(batch.session, there, one.parent)
    return batch.row(one, outcome="duplicate", document=linked, remarks=(_LINKED,))


def _draft(batch: _Batch, one: _Waiting, reading: FileReport) -> Document:
    receipt = batch.receipt
    is_letter = reading.media_type in {*_LETTERS, *CHATS.values()} and receipt.kind == "other"
    return Document(
        id=batch.session.ids(),
        case_id=batch.case_id,
        title=reading.header.title or stem_of(shown_name(one.offer.name)),
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
        part_of=one.parent.id if one.parent else "",
        received_as=_shown(one.offer),
        mail=_mail_head(reading),
    )


def _mail_head(reading: FileReport) -> MailHead | None:
    header = reading.header
    if reading.media_type not in _LETTERS:
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


def _remarks(name: str, reading: FileReport, elsewhere: str) -> tuple[Message, ...]:
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
    if reading.media_type == OLE and ending_of(name) in _LOCKABLE:
        remarks.append(_LOCKED_OFFICE)
    if elsewhere:
        remarks.append(Message("The same file is also in case {found}.", found=elsewhere))
    return tuple(remarks)


def _shown(offer: OfferedFile) -> str:
    folder = "/".join(shown_name(part) for part in offer.folder.replace("\\", "/").split("/") if part != ".")
    return f"{folder}/{shown_name(offer.name)}" if folder else shown_name(offer.name)
