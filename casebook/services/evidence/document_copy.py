"""Copies of a document outside the vault: unencrypted, and recorded in its chain of custody."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.evidence.document import CustodyStep, Document
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import written
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.store.registry import table_for

_PART_BYTES = 1 << 20


def file_name(document: Document) -> str:
    """Return a name for a copy outside the vault that does not identify anyone."""
    ending = mimetypes.guess_extension(document.media_type) or ".bin"
    mark = document.exhibit_mark or document.sha256[:8]
    return f"document-{''.join(sign if sign.isalnum() else '-' for sign in mark)}{ending}"


async def save_copy(
    session: Session, document: Document, target: Path | SaveTarget, *, progress: Progress = silent
) -> Document:
    """Write a document as received to a file outside the vault and record it in its chain of custody.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the target lies inside a vault.
        VaultDamaged: the encrypted file was changed or is missing; nothing is written.
        DiskProblem: the disk refuses; nothing is left.
        Cancelled: the person stopped; nothing is left.
    """
    stream = await on_vault(partial(documents.contents, session, document))
    await off_thread(partial(_write_out, stream, document, target, progress))
    return await on_vault(partial(_note_copy, session, document.id))


def _write_out(stream: BinaryIO, document: Document, target: Path | SaveTarget, progress: Progress) -> None:
    digest = hashlib.sha256()
    with stream, written(target) as file:
        while part := stream.read(_PART_BYTES):
            progress(file.tell(), document.size_bytes, Message("saving the copy"))
            digest.update(part)
            file.write(part)
        if digest.hexdigest() != document.sha256:
            raise VaultDamaged("The stored file does not match its record.", field=document.id)


def _note_copy(session: Session, document_id: str) -> Document:
    with session.store.write("document.save-copy") as transaction:
        document = table_for(Document).find(transaction.connection, document_id)
        step = CustodyStep(
            kind="copied",
            at=session.clock(),
            who=session.who,
            sha256_before=document.sha256,
            sha256_after=document.sha256,
            detail="saved-outside",
        )
        noted = replace(document, custody=(*document.custody, step))
        transaction.replace(noted)
    return noted
