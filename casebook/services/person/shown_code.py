"""What people are called where no name may stand: by their code names, else by a case that has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.sharing import case_content


def codes_of(
    session: Session, person_ids: Iterable[str], case_ids: Collection[str] = ()
) -> tuple[str | Message, ...]:
    """Return what people are called, each once; never an ID, which nobody knows them by.

    A code name that is only proposed is none: nobody has read it yet.

    Args:
        session: the open vault.
        person_ids: of whom.
        case_ids: the cases that it is about, by which somebody is called rather than by another.
    """
    wanted = list(dict.fromkeys(person_ids))
    with session.store.reading() as connection:
        people = cast("list[Person]", case_content.with_bin(connection, "person", wanted))
    kept = {one.id: one.code_name for one in people if one.code_name}
    cases = record.every(session, Case) if any(one not in kept for one in wanted) else []
    cases = sorted(cases, key=lambda one: (one.id not in case_ids, one.reference))
    return tuple(dict.fromkeys(kept.get(one) or _by_case(one, cases, case_ids) for one in wanted))


def _by_case(person_id: str, cases: Iterable[Case], case_ids: Collection[str]) -> Message:
    """Return by which case somebody is known: as its client, as party to it, or close to somebody in it."""
    listed = list(cases)
    for one in listed:
        if person_id in one.client_ids:
            return Message("client of {case}", case=one.reference)
    party = [one for one in listed if person_id in {each.person_id for each in one.parties}]
    near = party or [one for one in listed if one.id in case_ids]
    if not near:
        return Message("person without a case")
    return Message("person in {case}", case=near[0].reference)
