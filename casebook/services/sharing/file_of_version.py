"""The file of a record follows the version of what identifies it that a person took."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.session import Session
from casebook.store.registry import table_for, table_named
from casebook.store.transaction import Transaction
from casebook.store.vault.let_go import let_go


def follow_version(session: Session, transaction: Transaction, noun: str, record_id: str) -> None:
    """Let a record name the file of the version that stands, or none while that is not here.

    The file of another version is let go: it stays sealed until the one that stands comes, for whoever takes
    its version again. What was read in it, and that its pages were reviewed, goes.

    Args:
        session: the open vault.
        transaction: in which the version was taken.
        noun: of the record.
        record_id: its ID.
    """
    connection = transaction.connection
    record: Any = table_named(noun).find(connection, record_id)
    held = table_for(Attachment).some(connection, [record.attachment_id])
    if any(one.sha256 == record.sha256 for one in held.values()):
        return
    own = next((one.id for one in let_go(connection, [record_id]) if one.sha256 == record.sha256), "")
    if own == record.attachment_id:
        return
    if isinstance(record, Document):
        record = replace(record, has_text=False)
        _forget_what_was_read(transaction, record_id)
    transaction.replace(replace(record, attachment_id=own))
    session.kept_pages.clear()
    session.searched_forms.clear()


def _forget_what_was_read(transaction: Transaction, document_id: str) -> None:
    connection = transaction.connection
    for kind in (DocumentText, Recognition):
        if table_for(kind).some(connection, [document_id]):
            transaction.discard(kind, document_id)
    redaction = table_for(Redaction).some(connection, [document_id]).get(document_id)
    if redaction is not None:
        transaction.replace(replace(redaction, reviewed=()))


def forget_let_go(transaction: Transaction, record_id: str) -> list[str]:
    """Delete the entries of the files that a record let go, once its own is here.

    Returns:
        The IDs of the encrypted files, to be removed once the transaction is over.
    """
    gone = [one.id for one in let_go(transaction.connection, [record_id])]
    for attachment_id in gone:
        transaction.purge(Attachment, attachment_id)
    return gone
