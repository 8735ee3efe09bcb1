"""Client consent: no copy leaves the casebook without consent to its purpose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.person.person import Consent, ConsentPurpose, Person, Purpose
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.sharing import case_content

_PURPOSES: Mapping[ConsentPurpose, Message] = {
    "dossier": Message("dossier"),
    "court": Message("court"),
    "media": Message("media"),
    "un-body": Message("UN body"),
    "interpol": Message("Interpol"),
    "partner": Message("partner"),
    "ledger": Message("ledger of outcomes"),
}


PARTNER: Purpose = "partner"
"""That other offices and organisations get what belongs to the client's case."""


def no_consent(purpose: Purpose) -> Message:
    """That a client's consent to a purpose is missing, the purpose in words."""
    return Message("A client has not consented to this purpose: {purpose}.", purpose=_PURPOSES[purpose])


def purpose_words(purpose: ConsentPurpose) -> Message:
    """Return a purpose in words."""
    return _PURPOSES[purpose]


OF_ANOTHER = Message("A client's consent to this purpose names another recipient.")
"""That clients consent to a purpose for other readers alone."""


def expected(readers: Collection[str]) -> Message:
    """What to do where a consent names another recipient, with the one expected."""
    if not any(readers):
        return Message("Record a consent to this purpose that names no recipient.")
    return Message(
        "Consent for {recipient} is missing. Check the recipient, or record a further consent.",
        recipient=tuple(sorted(filter(None, readers))),
    )


def names_another(clients: Iterable[Person], purpose: Purpose, today: date, readers: Collection[str]) -> bool:
    """Return whether consents to a purpose are missing only because they are for other readers."""
    missing = [one for one in clients if not one.consents_to(purpose, today, readers)]
    return bool(missing) and all(one.valid_consents(purpose, today) for one in missing)


def consenting(
    session: Session,
    people: Iterable[Person],
    purpose: ConsentPurpose,
    readers: Collection[str],
    *,
    whole: bool = False,
) -> bool:
    """Whether everybody consents to this purpose and these readers today; see `Consent.covers`."""
    today = session.clock().date()
    return all(person.consents_to(purpose, today, readers, whole=whole) for person in people)


def require_consent(
    session: Session, clients: Iterable[Person], purpose: Purpose, readers: Collection[str]
) -> None:
    """Let nothing leave for a use, or to readers, that a client does not allow today.

    Raises:
        Refused: one has not consented.
    """
    clients = tuple(clients)
    if names_another(clients, purpose, session.clock().date(), readers):
        raise Refused(OF_ANOTHER, field="consent", remedy=expected(readers))
    if not consenting(session, clients, purpose, readers):
        raise Refused(
            no_consent(purpose),
            field="consent",
            remedy="Enter the consent in the client's record, with date and scope. One given for a recipient "
            "covers that recipient alone.",
        )


def record_consent(
    session: Session, clients: Iterable[Person], purpose: Purpose, readers: Collection[str]
) -> list[tuple[Person, Person]]:
    """Record that clients who had not consented to a purpose consent from today; each before and after.

    Whoever limits consents to recipients consents to one of these readers alone.

    Raises:
        Conflict: somebody changed the consents of one meanwhile.
    """
    today = session.clock().date()
    changed = []
    for was in clients:
        if not was.consents_to(purpose, today, readers):
            limits = any(one.recipient for one in was.valid_consents(purpose, today))
            reader = min(readers, default="") if limits else ""
            given = Consent(purpose=purpose, given_on=today, recipient=reader)
            now = replace(was, consents=(*was.consents, given))
            changed.append((was, record.change(session, now, seen=was)))
    return changed


def take_back_consent(session: Session, changed: Iterable[tuple[Person, Person]]) -> None:
    """Undo `record_consent`.

    Raises:
        Conflict: somebody changed the consents of one since.
    """
    for was, now in changed:
        record.take_back(session, now, was)


def having_to_consent(
    session: Session, case_ids: Iterable[str], person_ids: Iterable[str]
) -> tuple[str, ...]:
    """Return who has to consent where cases are handed on with these people.

    Those are the clients of the cases, in their order, and of the people the clients of any case and those
    whose consents are on record, given or withdrawn.
    """
    with session.store.reading() as connection:
        cases = cast("list[Case]", case_content.with_bin(connection, "case", case_ids))
    clients = dict.fromkeys(client_id for one in cases for client_id in one.client_ids)
    wanted = {*person_ids} - clients.keys()
    if not wanted:
        return tuple(clients)
    of_any = {client_id for one in record.every(session, Case) for client_id in one.client_ids}
    with session.store.reading() as connection:
        people = cast("list[Person]", case_content.with_bin(connection, "person", wanted))
    return (*clients, *sorted(one.id for one in people if one.consents or one.id in of_any))


def clients_elsewhere(
    session: Session, person_ids: Iterable[str], case_ids: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return by person the references of the cases, other than these, whose client they are; sorted."""
    wanted = {*person_ids}
    references: dict[str, tuple[str, ...]] = {}
    for case in sorted(record.every(session, Case), key=lambda one: one.reference):
        for one in wanted.intersection(case.client_ids) if case.id not in case_ids else ():
            references[one] = (*references.get(one, ()), case.reference)
    return references
