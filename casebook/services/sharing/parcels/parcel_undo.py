"""Taking back what was taken of a parcel, as long as nobody changed it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from casebook.domain.evidence.document import DocumentText
from casebook.domain.sharing.handover import GivenNoun, Handover
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.session import Session
from casebook.services.sharing.parcels import sender_names
from casebook.services.sharing.parcels.parcel_take import TakenParcel
from casebook.store.base import device_tables
from casebook.store.sharing import case_content
from casebook.store.transaction import Transaction


def undo_take(session: Session, taken: TakenParcel) -> list[tuple[str, str]]:
    """Take back what was taken of a parcel; returns noun and ID of records that were changed since and stay.

    Others of a team who have got it already get the undo as a change; what was new is then in the bin.

    Args:
        session: the open vault.
        taken: as `take` returned it.
    """
    with session.store.write("parcel.undo") as transaction:
        untaken = transaction.untake(taken.states)
        staying = {(one.after.noun, one.after.id) for one in untaken.left}
        back = {(one.after.noun, one.after.id) for one in untaken.back}
        new_to_others = {one.after.id for one in untaken.handed_on if one.before.record is None}
        new = {(one.before.noun, one.before.id) for one in taken.states if one.before.record is None}
        files = [
            (of, attachment_id)
            for of, attachment_id in zip(taken.files, taken.attachment_ids, strict=True)
            if of not in staying | back and of[1] not in new_to_others  # one in the bin keeps its file
        ]
        for of, attachment_id in files:
            _forget_file(transaction, of, attachment_id, is_new=of in new)
        device_tables.undo_decline(transaction.connection, taken.declined)
        is_out = not untaken.left and _leave_register(transaction, taken)
    for _, attachment_id in files:
        session.vault.attachments.remove(attachment_id)
    if is_out:
        sender_names.forget(session, taken.handover.id)
    return sorted(staying)


def _leave_register(transaction: Transaction, taken: TakenParcel) -> bool:
    """Take what was taken back out of the entry of its parcel; returns whether that is gone."""
    there: list[Any] = case_content.with_bin(transaction.connection, "handover", [taken.handover.id])
    if not there:
        return True
    gone = {one.before.id for one in taken.states if one.before.record is None}
    left = _without(there[0].given, gone)
    if left or taken.is_again:
        transaction.replace(replace(there[0], given=left))
        return False
    transaction.discard(Handover, taken.handover.id)
    return True


def _without(given: Iterable[GivenNoun], ids: Collection[str]) -> tuple[GivenNoun, ...]:
    """Return what an entry holds without these records."""
    left = [(one.noun, tuple(each for each in one.ids if each not in ids)) for one in given]
    return tuple(GivenNoun(noun=noun, ids=some) for noun, some in left if some)


def _forget_file(transaction: Transaction, of: tuple[str, str], attachment_id: str, *, is_new: bool) -> None:
    """Take the file of a record away again, and the words of a document that goes with it."""
    noun, record_id = of
    is_read = noun == "document" and case_content.with_bin(
        transaction.connection, "document-text", [record_id]
    )
    if is_new and is_read:
        transaction.discard(DocumentText, record_id)
    transaction.discard(Attachment, attachment_id)
