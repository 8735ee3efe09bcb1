"""Import of evidence: files are encrypted as received, read by a process without keys, and listed by name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import accumulate
from pathlib import Path

from casebook.base.errors import Cancelled, CasebookError, DamagedSource, DiskProblem
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.date import StatedDate
from casebook.domain.base.file_name import ending_of, shown_name, stem_of
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import ARCHIVES, HEAD_BYTES, MAIL, may_be_archive, media_type, mismatch
from casebook.host.protocol.extract_protocol import WhyLeft
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.evidence.intake_read import FileReport, Prepared
from casebook.services.evidence.intake_source import OfferedFile, from_bytes, from_paths
from casebook.store.registry import table_for
from casebook.vault import BlobStore

__all__ = ["IntakeRow", "Receipt", "offered", "take_in"]

MAX_DEPTH = 5
"""Maximum depth of files in files; what lies deeper stays inside the file that contains it."""
MAX_FOUND = 2_000
"""Maximum number of files extracted from one imported file."""
MAX_FOUND_BYTES = 512 << 20
"""Maximum of all files extracted from one imported file: they wait in memory."""
MAX_PASSWORDS = 20
"""Maximum number of passwords tried on an archive: each costs up to a second."""

_HIDDEN_NAME = Message("The file name contains hidden characters. They are shown in full.")
_DEEP = Message("Files nested more than five deep stay inside this file.")
_MANY = Message(
    "Only the first files in it were extracted, up to {limit} files and {size}; the others remain inside "
    "the file.",
    limit=f"{MAX_FOUND:,}",
    size=f"{MAX_FOUND_BYTES >> 20} MiB",
)
_INSIDE = Message("It remains inside the file it is in.")
_LEFT = {
    "locked": Message("It is protected by a password."),
    "large": Message("It is too large, or becomes too large when unpacked."),
    "many": Message("There are too many files in the archive."),
    "damaged": Message("It is damaged or incomplete."),
    "unknown": Message("It is packed in a way that is not read."),
    "link": Message("This is a link to another file or folder."),
}
_ENTER_PASSWORD = Message("Import the archive again and enter the password.")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file to be imported; `parent` is the email to which it was attached."""

    offer: OfferedFile
    parent: Document | None = None
    depth: int = 0


_Taken = tuple[IntakeRow, list[_Waiting], list[tuple[_Waiting, WhyLeft]]]
"""The row of a file, the files found in it, and those that stay inside with the reason."""


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
    done_kib: int = 0
    rows: list[IntakeRow] = field(default_factory=list)

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
    passwords: Sequence[str] = (),
    progress: Progress = silent,
) -> tuple[IntakeRow, ...]:
    """Import files into a case as evidence, encrypted; a rejected file does not stop the others.

    Args:
        session: the open vault.
        case_id: the case.
        offers: the files; what is attached to mail among them becomes documents of its own.
        receipt: from whom, when, by whom, said once.
        keeps_damaged: seal also what is damaged or locked, as it is.
        passwords: to try on archives; none is kept.
        progress: in KiB; where it asks to stop, what was taken in before stays.

    Returns:
        A row for every file, also for those not reached.

    Raises:
        NotFound: there is no such case.
    """
    await on_vault(partial(documents.require_case, session, case_id))
    total = sum(offer.size_bytes for offer in offers) >> 10
    batch = _Batch(session, case_id, receipt, keeps_damaged, tuple(passwords), progress, total + 1)
    for offer in offers:
        waiting = deque([_Waiting(offer)])
        taken_out = taken_bytes = 0
        while waiting:
            one = waiting.popleft()
            try:
                row, parts, left = await _one(batch, one)
            except Cancelled:
                batch.rows.append(batch.row(one, outcome="stopped"))
                return (*batch.rows, *_not_reached(batch, (*waiting, *map(_Waiting, _after(offers, offer)))))
            kept = _within(parts, MAX_FOUND - taken_out, MAX_FOUND_BYTES - taken_bytes)
            taken_out += len(kept)
            taken_bytes += sum(part.offer.size_bytes for part in kept)
            if len(kept) < len(parts):
                row = replace(row, remarks=(*row.remarks, _MANY))
            batch.rows.append(row)
            batch.rows += [batch.row(part, **_left_inside(why)) for part, why in left]
            waiting.extend(kept)
        batch.done_kib += offer.size_bytes >> 10
    return tuple(batch.rows)


def may_want_password(offers: Iterable[OfferedFile]) -> bool:
    """Whether an archive may be among these, as far as their names tell."""
    return any(may_be_archive(offer.name) for offer in offers)


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


def _within(parts: list[_Waiting], most: int, most_bytes: int) -> list[_Waiting]:
    """The first of these, so many and together so large."""
    totals = accumulate(part.offer.size_bytes for part in parts)
    return [part for part, total in zip(parts[:most], totals, strict=False) if total <= most_bytes]


def _left_inside(why: WhyLeft) -> dict[str, object]:
    remedy = _ENTER_PASSWORD if why == "locked" else NO_MESSAGE
    return {
        "outcome": "refused",
        "remarks": (_LEFT[why], _INSIDE),
        "remedy": remedy,
        "fault": DamagedSource.kind,
    }


async def _one(batch: _Batch, one: _Waiting) -> _Taken:
    """Import one file; returns its row, its attachments, and what stays inside it."""
    try:
        sealed, prepared = await off_thread(partial(_sealed, batch, one.offer))
    except Cancelled:
        raise
    except CasebookError as error:
        return batch.row(one, **_refusal(error, one)), [], []
    is_kept = False
    try:
        taken = await _judged(batch, one, sealed, prepared)
        is_kept = taken[0].outcome == "taken"
    except DiskProblem as error:
        taken = batch.row(one, **_refusal(error, one)), [], []
    finally:
        prepared.close()
        if not is_kept:
            batch.session.vault.attachments.remove(sealed.id)
    return taken


async def _judged(batch: _Batch, one: _Waiting, sealed: Attachment, prepared: Prepared) -> _Taken:
    """Return the row of an encrypted file; unless its outcome is *taken*, the file is not kept."""
    there, elsewhere = await on_vault(partial(documents.twins, batch.session, batch.case_id, sealed.sha256))
    if there is not None:
        return batch.row(one, outcome="duplicate", document=there), [], []
    reading = await off_thread(partial(prepared.found_in, batch.session.vault.attachments, sealed))
    if reading.defect and not batch.keeps_damaged:
        return batch.row(one, **_refusal(reading.defect, one)), [], []
    return await on_vault(partial(_filed, batch, one, sealed, reading, elsewhere))


def _sealed(batch: _Batch, offer: OfferedFile) -> tuple[Attachment, Prepared]:
    """Encrypt a file while the reader for its type starts loading."""
    attachments: BlobStore = batch.session.vault.attachments
    with offer.open() as stream:
        prepared = Prepared(media_type(stream.read(HEAD_BYTES)), batch.report, batch.passwords)
        stream.seek(0)
        try:
            return attachments.seal(stream, batch.session.ids(), progress=batch.report), prepared
        except BaseException:
            prepared.close()
            raise


def _refusal(error: CasebookError, one: _Waiting) -> dict[str, object]:
    remarks = (error.title, *((_INSIDE,) if one.parent else ()))
    return {"outcome": "refused", "remarks": remarks, "remedy": error.remedy, "fault": error.kind}


def _filed(batch: _Batch, one: _Waiting, sealed: Attachment, reading: FileReport, elsewhere: str) -> _Taken:
    document = documents.file_sealed(
        batch.session,
        _draft(batch, one, reading),
        sealed,
        reading.pages,
        page_count=reading.page_count,
        who=batch.receipt.received_by,
    )
    remarks = _remarks(one.offer.name, reading, elsewhere)
    inside = partial(_member if reading.media_type in ARCHIVES else _attached, one.offer)
    parts = [_Waiting(inside(name, data), document, one.depth + 1) for name, data in reading.parts]
    left = [(_Waiting(inside(kept.name, b""), document), kept.why) for kept in reading.left]
    if parts and one.depth >= MAX_DEPTH:
        remarks, parts = (*remarks, _DEEP), []
    return batch.row(one, outcome="taken", document=document, remarks=remarks), parts, left


def _attached(outer: OfferedFile, name: str, data: bytes) -> OfferedFile:
    return from_bytes(name, data, _shown(outer))


def _member(outer: OfferedFile, name: str, data: bytes) -> OfferedFile:
    r"""A member of an archive: its folders are kept as a note; a file that was only packed loses the ending.

    >>> outer = from_bytes("letters.tar.gz", b"")
    >>> [_shown(_member(outer, name, b"")) for name in ("../a\\b.txt", "")]
    ['letters.tar.gz/../a/b.txt', 'letters.tar.gz/letters.tar']
    """
    folder, _, own = name.replace("\\", "/").strip("/").rpartition("/")
    return from_bytes(own or stem_of(outer.name), data, "/".join(filter(None, (_shown(outer), folder))))


def _draft(batch: _Batch, one: _Waiting, reading: FileReport) -> Document:
    receipt = batch.receipt
    is_letter = reading.media_type == MAIL and receipt.kind == "other"
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
    if elsewhere:
        remarks.append(Message("The same file is also in case {found}.", found=elsewhere))
    return tuple(remarks)


def _shown(offer: OfferedFile) -> str:
    folder = "/".join(shown_name(part) for part in offer.folder.replace("\\", "/").split("/") if part != ".")
    return f"{folder}/{shown_name(offer.name)}" if folder else shown_name(offer.name)
