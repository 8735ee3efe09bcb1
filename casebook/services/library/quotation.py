"""Quotations typed from someone's own copy, compared with the encrypted copy in the vault."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.library.finding import Finding
from casebook.domain.library.quotation import QuotationCheck, compare
from casebook.domain.library.reading import Reading
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.extract_protocol import Family, FileText
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.library import reading
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead
from casebook.store.registry import table_for

_PDF = b"%PDF-"


async def check(
    session: Session,
    finding_id: str,
    quote: str,
    *,
    copy: Path | OpenedFile | None = None,
    progress: Progress = silent,
) -> QuotationCheck:
    """Compare a quotation with the saved copies of a finding and its source, the latest first.

    A copy is read by a process without keys that reaches nothing else.

    Args:
        session: the open vault.
        finding_id: of the finding.
        quote: as typed.
        copy: a file that is not saved yet, compared before the saved ones.
        progress: of reading the copies.

    Raises:
        NotFound: there is no such finding.
        InvalidInput: nothing was typed.
        VaultDamaged: a copy is missing or damaged.
        Cancelled: the person stopped.
    """
    if not quote.strip():
        raise InvalidInput(
            "No quotation was entered.", field="quote", remedy="Type it from your own copy of the source."
        )
    best = QuotationCheck(state="no-copy")
    saved = await on_vault(partial(_copies, session, finding_id))
    opened = [partial(session.vault.attachments.open, each) for each in saved]
    if copy is not None:
        opened.insert(0, partial(copy.open, "rb"))
    for open_copy in opened:
        pages = await off_thread(partial(_pages, open_copy, progress))
        if not any(pages):
            continue
        compared = compare(quote, pages)
        if compared.state == "exact":
            return compared
        best = compared if best.state in {"no-copy", "absent"} else best
    return best


async def recheck(session: Session, seen: Reading, *, progress: Progress = silent) -> QuotationCheck:
    """Compare the quotation of a reading of a finding again, and keep how it stands.

    Raises:
        NotFound: the reading or its finding is gone.
        InvalidInput: the reading has no quotation.
        Conflict: the reading was removed meanwhile.
        VaultDamaged: a copy is missing or damaged.
        Cancelled: the person stopped.
    """
    compared = await check(session, seen.record_id, seen.quote, progress=progress)
    if compared.state != seen.quote_state:
        now = replace(seen, quote_state=compared.state)
        await on_vault(partial(record.change, session, now, seen=seen))
    return compared


def require_match(compared: QuotationCheck) -> None:
    """Require that a quotation stands in the copy; one that was not compared is not at fault.

    Raises:
        InvalidInput: the copy has other words, with the first of them.
    """
    if compared.state == "absent":
        raise InvalidInput("The quotation was not found in the stored copy", field="quote")
    if compared.state == "differs":
        first = compared.differences[0]
        raise InvalidInput(
            "The quotation differs from the stored copy",
            field="quote",
            remedy=Message("typed “{typed}”, in the copy “{copy}”", typed=first.typed, copy=first.copy),
        )


def _copies(session: Session, finding_id: str) -> list[Attachment]:
    finding = record.find(session, Finding, finding_id)
    kept = [
        each.attachment_id
        for record_id in (finding.id, finding.source_id)
        for each in reading.of_record(session, record_id)
        if each.attachment_id
    ]
    with session.store.reading() as connection:
        sealed = table_for(Attachment).some(connection, kept)
    return [sealed[key] for key in dict.fromkeys(kept) if key in sealed]


def _pages(opened: Callable[[], AbstractContextManager[BinaryIO]], progress: Progress) -> tuple[str, ...]:
    """Return the words of a copy by page; none if it cannot be read here."""
    try:
        with opened() as stream:
            family = Family.PDF if _PDF in stream.read(1024) else Family.TEXT
            stream.seek(0)
            with ExtractWorker(family, progress) as extract_worker:
                return extract_worker.read(stream, FileText).answer.pages
    except (NotRead, DamagedFile, LockedFile):
        return ()
