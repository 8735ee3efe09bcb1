"""A user's notes on pack records."""

from __future__ import annotations

from casebook.base.errors import InvalidInput
from casebook.domain.library.remark import Remark
from casebook.services.base.session import Session
from casebook.store.library.remark import remarks_on


def add(session: Session, noun: str, record_id: str, text: str) -> Remark:
    """Add a note to a record.

    Raises:
        InvalidInput: it says nothing.
    """
    if not text.strip():
        raise InvalidInput("The note is empty.", field="text")
    remark = Remark(
        id=session.ids(),
        noun=noun,
        record_id=record_id,
        text=text.strip(),
        who=session.who,
        noted_at=session.clock(),
    )
    with session.store.write("remark.add") as transaction:
        transaction.add(remark)
    return remark


def of_record(session: Session, record_id: str) -> list[Remark]:
    """Return the notes on a record, oldest first."""
    with session.store.reading() as connection:
        return remarks_on(connection, record_id)
