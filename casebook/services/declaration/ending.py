"""How a declaration is taken back and removed: who heard it, where, and whether the person was free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import gettext_noop
from casebook.domain.declaration.declaration import Declaration, Freedom, Withdrawal
from casebook.domain.person.contact import Contact
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.declaration.declaration import named

FREEDOMS: Mapping[Freedom, str] = {
    "free-and-alone": gettext_noop("free, in person and alone"),
    "not-free": gettext_noop("not free"),
    "not-known": gettext_noop("not known"),
}
"""How a person was when they took a declaration back, in words."""


def withdraw(
    session: Session,
    declaration_id: str,
    *,
    on: date,
    heard_by: str,
    place: str,
    freedom: Freedom,
    note: str,
) -> Declaration:
    """Record that the person is said to have taken it back; the last word entered decides.

    Taken back by a person who was free, it is not released. Any other word of it goes with the release pack.

    Args:
        session: the open vault.
        declaration_id: of a signed declaration.
        on: the day.
        heard_by: contact who heard it.
        place: where.
        freedom: how the person was.
        note: what was said, and how it is known.

    Raises:
        NotFound: there is no such declaration or contact.
        Refused: it was never signed; or the person is said to have been free, and who heard it is neither a
            lawyer nor authorised by it.
        InvalidInput: a part is missing, or the day does not fit.
    """
    was = named(session, declaration_id)
    _require_day(session, was, on)
    _require_heard(session, was, heard_by, freedom)
    word = Withdrawal(
        id=session.ids(),
        on=on,
        heard_by=heard_by,
        place=place.strip(),
        freedom=freedom,
        note=note.strip(),
        entered_at=session.clock().astimezone(UTC),
    )
    return form.change(session, replace(was, withdrawals=(*was.withdrawals, word)), seen=was)


def _require_day(session: Session, was: Declaration, on: date) -> None:
    if was.signed_on is None:
        raise Refused(
            "Only a signed declaration can be withdrawn.",
            field="declaration",
            remedy="A draft is changed, or moved to the bin.",
        )
    if on > session.clock().date():
        raise InvalidInput("The day of the withdrawal has not come yet.", field="on", remedy="Check the day.")
    if on < was.signed_on:
        raise InvalidInput(
            "The withdrawal is dated before the signature.", field="on", remedy="Check the day."
        )


def _require_heard(session: Session, was: Declaration, heard_by: str, freedom: Freedom) -> None:
    """Refuse a free withdrawal that none heard whom the declaration itself tells to believe."""
    if not heard_by:
        raise InvalidInput(
            "A withdrawal says who heard it, where, and what was said.",
            field="heard_by",
            remedy="Enter all three, and whether the person was free.",
        )
    who = record.find(session, Contact, heard_by)
    authorised = {one.contact_id for one in was.authorised}
    if freedom == "free-and-alone" and who.kind != "lawyer" and who.id not in authorised:
        raise Refused(
            "The declaration says to believe this only if the person says it alone to their lawyer, or to a "
            "person whom they authorise in it.",
            field="heard_by",
            remedy="Choose who of these heard it, or record that it is not known whether the person was "
            "free.",
        )


def remove(session: Session, declaration_id: str, *, code: str = "") -> None:
    """Move a declaration to the bin; a signed one only once the person took it back, and with its code.

    Args:
        session: the open vault.
        declaration_id: which.
        code: first letters of the seal of a signed one; no refusal says it.

    Raises:
        NotFound: there is no such declaration.
        Refused: it is signed, and nobody recorded that the person took it back while free, or the code is
            missing or another.
    """
    declaration = named(session, declaration_id)
    if declaration.is_withdrawn and code != declaration.code:
        raise Refused(
            "This declaration is signed. Is anyone forcing you to remove it? To move it to the bin, confirm "
            "with its code: the first eight letters of its seal. The bin keeps it.",
            field="code",
            remedy="Leave it, or ask again with the code.",
        )
    record.move_to_bin(session, Declaration, declaration_id)
