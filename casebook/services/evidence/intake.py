"""Import of evidence: files are encrypted as received, read by a process without keys, and listed by name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from casebook.base.errors import Cancelled, CasebookError, DiskProblem
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.domain.vault.attachment import Attachment
from casebook.formats.archive.split_zip import is_last_part
from casebook.formats.media_type import (
    HEAD_BYTES,
    SPLIT_ZIP,
    UNKNOWN,
    may_be_locked,
    named_media_type,
)
from casebook.host.protocol.extract_protocol import UNLOCKED
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.evidence.intake_read import FileReport, Readers
from casebook.services.evidence.intake_record import (
    IN_BIN,
    LINKED,
    READ_AGAIN,
    RowsInside,
    Taken,
    WaitingFile,
    drafted,
    inside,
    left_inside,
    opened_whole,
    refusal,
    remarks_on,
    unlocking_steps,
    within,
)
from casebook.services.evidence.intake_source import (
    OfferedFile,
    SplitArchive,
    from_paths,
    named_last,
    shown_path,
    split_archives,
)
from casebook.services.evidence.unread_kinds import LOCKS, OPENED_TOGETHER
from casebook.store.registry import table_for
from casebook.vault import BlobStore

__all__ = ["IntakeRow", "Receipt", "offered", "take_in"]

MAX_FOUND = 20_000
"""Maximum number of files extracted from one imported file, in all depths."""
MAX_FOUND_BYTES = 512 << 20
"""Maximum of all files extracted from one imported file, in all depths: they wait in memory."""
MAX_PASSWORDS = 20
"""Maximum number of passwords tried on a file: each costs up to a second."""
MAX_PENDING = 50
"""Maximum number of documents written in one transaction, all from one imported file."""

_MANY = Message(
    "Only the first files in it were extracted, up to {limit} files and {size}; the others remain inside "
    "the file.",
    limit=f"{MAX_FOUND:,}",
    size=f"{MAX_FOUND_BYTES >> 20} MiB",
)


@dataclass(slots=True)
class _Batch:
    """A batch in progress."""

    session: Session
    case_id: str
    receipt: Receipt
    keeps_damaged: bool
    passwords: tuple[str, ...]
    progress: Progress
    total_kib: int
    readers: Readers = field(init=False)
    done_kib: int = 0
    rows: list[IntakeRow] = field(default_factory=list)
    pending: dict[int, documents.SealedDocument] = field(default_factory=dict)
    """By the place of their rows, documents that came out of one file and are still to be written."""
    failure: DiskProblem | None = None
    splits: dict[int, SplitArchive] = field(default_factory=dict)
    """By the identity of an offer, the archive in several files of which it is a part."""
    digests: dict[int, str] = field(default_factory=dict)
    """By the identity of an offer that is such a part, its SHA-256, hex, as it was encrypted."""
    following: WaitingFile | None = None
    ahead: dict[int, tuple[Attachment, str]] = field(default_factory=dict)
    """By the identity of a waiting file, its encrypted bytes and type, where these came before its turn."""

    def __post_init__(self) -> None:
        self.readers = Readers(self.report, self.passwords)

    def report(self, done: int, total: int, step: Message) -> None:  # noqa: ARG002 - it is a Progress
        """Report progress of the current file as progress of the batch, in KiB, which fits Qt's integers."""
        self.progress(min(self.done_kib + (done >> 10), self.total_kib), self.total_kib, step)

    def arranged(self, offers: Sequence[OfferedFile]) -> list[OfferedFile]:
        """The files with each archive in several behind its parts, by which it will be opened."""
        archives = split_archives(offers)
        self.splits |= {id(part): archive for archive in archives for part in archive.parts}
        return named_last(offers, archives)

    def row(self, waiting: WaitingFile, **values: object) -> IntakeRow:
        number, offer = len(self.rows) + 1, waiting.offer
        return IntakeRow(id=str(number), name=shown_path(offer), field=offer.field, **values)  # type: ignore[arg-type]


async def take_in(
    session: Session,
    case_id: str,
    offers: Sequence[OfferedFile],
    receipt: Receipt,
    *,
    keeps_damaged: bool = False,
    passwords: Sequence[str] = (),
    progress: Progress = silent,
) -> tuple[IntakeRow, ...]:
    """Import files into a case as evidence, encrypted; a rejected file does not stop the others.

    Args:
        session: the open vault.
        case_id: the case.
        offers: the files; what is in mail and archives among them becomes documents of its own.
        receipt: from whom, when, by whom, said once.
        keeps_damaged: seal also what is damaged or locked, as it is.
        passwords: to try on archives, PDFs and Office files; none is kept.
        progress: in KiB; where it asks to stop, what was taken in before stays.

    Returns:
        A row for every file, also for those not reached.

    Raises:
        NotFound: there is no such case.
    """
    await on_vault(partial(documents.require_case, session, case_id))
    total = sum(offer.size_bytes for offer in offers) >> 10
    batch = _Batch(session, case_id, receipt, keeps_damaged, tuple(passwords), progress, total + 1)
    try:
        return await _taken(batch, batch.arranged(offers))
    finally:
        batch.readers.close()


async def _taken(batch: _Batch, offers: Sequence[OfferedFile]) -> tuple[IntakeRow, ...]:
    for number, offer in enumerate(offers, start=1):
        waiting = deque([WaitingFile(offer)])
        try:
            await _with_parts(batch, waiting)
        except Cancelled:
            await _write(batch)
            return (*batch.rows, *_not_reached(batch, (*waiting, *map(WaitingFile, offers[number:]))))
        batch.readers.end_file(is_last=number == len(offers))
        batch.done_kib += offer.size_bytes >> 10
    return tuple(batch.rows)


async def _with_parts(batch: _Batch, waiting: deque[WaitingFile]) -> None:
    """Import a file and what comes out of it; of what is stopped, the rest stays waiting."""
    batch.failure, taken_out, taken_bytes = None, 0, 0
    counted = RowsInside(batch.rows)
    try:
        while waiting and batch.failure is None:
            one = waiting[0]
            batch.following = waiting[1] if len(waiting) > 1 else None
            taken = await _one(batch, one)
            waiting.popleft()
            row, kept = taken.row, within(taken.parts, MAX_FOUND - taken_out, MAX_FOUND_BYTES - taken_bytes)
            taken_out += len(kept)
            taken_bytes += sum(part.offer.size_bytes for part in kept)
            if cut := len(taken.parts) - len(kept):
                row = replace(row, remarks=(*row.remarks, _MANY))
            counted.add(row, one.parent, taken.unnamed + cut)
            for part, why in taken.left:
                counted.add(batch.row(part, **left_inside(why)), part.parent)
            waiting.extendleft(reversed(kept))  # a letter with all that came with it, then the next
            if len(batch.pending) >= MAX_PENDING or not waiting:
                await _write(batch)
    finally:
        counted.state()
        for sealed, _ in batch.ahead.values():
            batch.session.vault.attachments.remove(sealed.id)
        batch.ahead.clear()


def may_want_password(offers: Iterable[OfferedFile]) -> bool:
    """Whether a file that can have a password may be among these or in them, as far as their names tell."""
    return any(may_be_locked(offer.name) for offer in offers)


def take_back(session: Session, rows: Iterable[IntakeRow]) -> None:
    """Move imported files to the bin in one change, except those removed or purged since."""
    ids = [row.document.id for row in rows if row.outcome == "taken" and row.document]
    with session.store.write("document.take-back-import") as transaction:
        for document_id in ids:
            if table_for(Document).some(transaction.connection, [document_id]):
                record.bin_within(session, transaction, Document, document_id)


def put_back(session: Session, rows: Iterable[IntakeRow]) -> None:
    """Bring imported files back from the bin in one change, after `take_back`.

    Raises:
        NotFound: one was deleted permanently.
        Conflict: their case is in the bin.
    """
    taken = [row.document.id for row in rows if row.outcome == "taken" and row.document]
    record.restore_all(session, [(Document, document_id) for document_id in taken])


async def offered(paths: Sequence[Path | OpenedFile]) -> list[OfferedFile]:
    """Return the files at these paths and in these folders; searching folders is slow.

    Raises:
        InvalidInput: there are more files than are taken at once.
    """
    return await off_thread(partial(from_paths, paths))


def _not_reached(batch: _Batch, waiting: Sequence[WaitingFile]) -> list[IntakeRow]:
    return [
        IntakeRow(id=str(number), name=shown_path(one.offer), outcome="stopped")
        for number, one in enumerate(waiting, start=len(batch.rows) + 1)
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


async def _one(batch: _Batch, one: WaitingFile) -> Taken:
    """Import one file."""
    try:
        ready = batch.ahead.pop(id(one), None)
        if ready is None:
            ready = await off_thread(partial(_sealed, batch, one.offer))
    except Cancelled:
        raise
    except CasebookError as error:
        return Taken(batch.row(one, **refusal(error, one)))
    sealed, kind = ready
    is_kept = False
    try:
        taken = await _judged(batch, one, sealed, kind)
        is_kept = taken.row.outcome == "taken"
    except DiskProblem as error:
        taken = Taken(batch.row(one, **refusal(error, one)))
    finally:
        if not is_kept:
            batch.session.vault.attachments.remove(sealed.id)
    return taken


async def _judged(batch: _Batch, one: WaitingFile, sealed: Attachment, kind: str) -> Taken:
    """Return the row of an encrypted file; unless its outcome is *taken*, the file is not kept."""
    if any(complete.sealed.sha256 == sealed.sha256 for complete in batch.pending.values()):
        await _write(batch)  # so that it is found
    there, elsewhere = await on_vault(
        partial(documents.documents_with_hash, batch.session, batch.case_id, sealed.sha256)
    )
    if there is not None:
        await _write(batch)  # the file that it came in must be there to be named
    if batch.failure is not None:
        raise batch.failure
    if there is not None:
        row = await on_vault(partial(_known, batch, one, there))
        return await _read_again(batch, one, row, there, sealed, kind)
    if one.is_again:
        is_in_bin = partial(documents.is_in_bin, batch.session, batch.case_id, sealed.sha256)
        if await on_vault(is_in_bin):
            return Taken(batch.row(one, outcome="duplicate", remarks=(IN_BIN,)))
    reading = await _reading(batch, one, sealed, kind)
    if reading.defect and not batch.keeps_damaged:
        return Taken(batch.row(one, **refusal(reading.defect, one)))
    return await on_vault(partial(_filed, batch, one, sealed, reading, elsewhere))


async def _reading(batch: _Batch, one: WaitingFile, sealed: Attachment, kind: str) -> FileReport:
    """What is in an encrypted file."""
    split = batch.splits.get(id(one.offer))
    if split is None:
        attachments, meanwhile = batch.session.vault.attachments, partial(_seal_ahead, batch)
        return await off_thread(partial(batch.readers.found_in, kind, attachments, sealed, meanwhile))
    if split.named is not one.offer:
        opened = Message(OPENED_TOGETHER, name=shown_path(split.named))
        return FileReport(media_type=SPLIT_ZIP, remarks=(opened,))
    return await off_thread(partial(opened_whole, batch.readers, split, batch.digests))


async def _read_again(
    batch: _Batch, one: WaitingFile, row: IntakeRow, there: Document, sealed: Attachment, kind: str
) -> Taken:
    """Return the row of a file that the case has, and what is in it where that may not be there yet.

    It may not where the archive came in several files, or where a password was entered.
    """
    split = batch.splits.get(id(one.offer))
    if not batch.passwords if split is None else split.named is not one.offer:
        return Taken(row)
    reading = await _reading(batch, one, sealed, kind)
    if reading.defect in LOCKS:
        return Taken(replace(row, remarks=(*row.remarks, reading.defect.title), remedy=reading.defect.remedy))
    if UNLOCKED in reading.losses and await on_vault(
        partial(documents.has_unlocked_copy, batch.session, there)
    ):
        return Taken(row)
    said = reading.remarks if split else (READ_AGAIN,) if reading.parts else ()
    return inside(replace(row, remarks=(*row.remarks, *said)), one, reading, there, is_again=True)


def _sealed(batch: _Batch, offer: OfferedFile) -> tuple[Attachment, str]:
    """Encrypt a file while the reader for its type starts loading; returns it with this type."""
    attachments: BlobStore = batch.session.vault.attachments
    with offer.open() as stream:
        kind = named_media_type(stream.read(HEAD_BYTES), offer.name)
        batch.readers.start(kind)
        stream.seek(0)
        sealed = attachments.seal(stream, batch.session.ids(), progress=batch.report, is_flushed=False)
        if id(offer) in batch.splits:
            batch.digests[id(offer)] = sealed.sha256
        elif kind == UNKNOWN and is_last_part(stream):
            kind = SPLIT_ZIP
        return sealed, kind


def _seal_ahead(batch: _Batch) -> None:
    """Encrypt the file that comes next, unless it is; what refuses it is met again in its turn."""
    following = batch.following
    if following is None or id(following) in batch.ahead:
        return
    try:
        batch.ahead[id(following)] = _sealed(batch, following.offer)
    except Cancelled:
        raise
    except CasebookError:
        return


def _filed(batch: _Batch, one: WaitingFile, sealed: Attachment, reading: FileReport, elsewhere: str) -> Taken:
    draft = drafted(batch.session.ids(), batch.case_id, one.offer, batch.receipt, reading)
    complete = documents.completed(
        batch.session,
        replace(
            draft,
            part_of=one.parent.id if one.parent else "",
            custody=unlocking_steps(batch.session, one.parent, sealed) if one.is_unlocked else (),
        ),
        sealed,
        reading.searched,
        page_count=reading.page_count,
        who=batch.receipt.received_by,
    )
    document = complete.document
    batch.pending[len(batch.rows)] = complete
    remarks = remarks_on(one.offer.name, reading, elsewhere)
    row = batch.row(one, outcome="taken", document=document, remarks=remarks)
    return inside(row, one, reading, document)


def _known(batch: _Batch, one: WaitingFile, there: Document) -> IntakeRow:
    """Return the row of a file that the case has; where it came in another file too, that is noted."""
    remarks = remarks_on(one.offer.name, FileReport(media_type=there.media_type), "")
    linked = documents.link(batch.session, there, one.parent, shown_path(one.offer))
    if linked.also_part_of != there.also_part_of:
        remarks = (LINKED, *remarks)
    return batch.row(one, outcome="duplicate", document=linked, remarks=remarks)
