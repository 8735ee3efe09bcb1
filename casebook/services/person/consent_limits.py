"""Limits of consents, within which alone something may leave: whose they are, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person.consent import purpose_words
from casebook.services.person.shown_code import codes_of


@entity
class LimitedPerson:
    """Somebody who consents within limits alone.

    Attributes:
        id: of the person.
        name: that leads; "" without one.
        consents: those with the limits, in their order.
    """

    id: str
    name: str
    consents: tuple[Consent, ...]

    @property
    def scopes(self) -> tuple[str, ...]:
        """Return the limits in words, each once."""
        return tuple(dict.fromkeys(one.scope for one in self.consents))


def limited_people(
    people: Iterable[Person], covering: Callable[[Person], Collection[Consent]]
) -> list[LimitedPerson]:
    """Return who of the people consents within limits.

    Args:
        people: who have to consent.
        covering: returns the consents by which alone it may leave; those without limits are passed over.
    """
    by_person = [(one, tuple(each for each in covering(one) if each.scope)) for one in people]
    return [
        LimitedPerson(id=one.id, name=one.leading_name, consents=consents)
        for one, consents in by_person
        if consents
    ]


def has_limits(session: Session, limited: Collection[LimitedPerson], case_ids: Collection[str]) -> Refused:
    """Return the refusal of what goes under consents with limits, until somebody states that it keeps them.

    Args:
        session: the open casebook.
        limited: whose consents have limits; the refusal quotes them in its rows.
        case_ids: of the cases that are to leave.
    """
    codes = {one.id: codes_of(session, [one.id], case_ids)[0] for one in limited}
    wanted = {*case_ids}
    cases = [one for one in record.every(session, Case) if one.id in wanted]
    return Refused(
        Message(
            "The consent of these people has limits: {codes}.", codes=tuple(dict.fromkeys(codes.values()))
        ),
        field="within_limits",
        remedy="Read the limits. State that what goes is within them, or give less.",
        limits=[
            {
                "person": one.id,
                "code": str(codes[one.id]),
                "cases": _cases_of(one.id, cases),
                "consent": str(purpose_words(consent.purpose)),
                "given_on": consent.given_on.isoformat(),
                "limit": consent.scope,
            }
            for one in limited
            for consent in one.consents
        ],
    )


def _cases_of(person_id: str, cases: Iterable[Case]) -> str:
    having = (one for one in cases if person_id in {each.person_id for each in one.parties})
    return ", ".join(sorted(one.reference for one in having))
