"""What must be said before a case is shared with a team: whether its clients consent, and what goes along.

A shared case goes whole. Why so, and which consent it needs: docs/decisions/0070-sharing-a-case.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.person import code_name
from casebook.services.person.consent import PARTNER
from casebook.services.person.consent_limits import LimitedPerson, has_limits, limited_people
from casebook.services.sharing.case_records import records_of_cases
from casebook.services.sharing.parcels.protected_content import protected_in
from casebook.services.sharing.protected_fields import PROTECTED, count_by_word
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing import case_content


@entity
class SharingTerms:
    """What is shared, and what the person who shares states of it.

    Attributes:
        case_ids: of the cases.
        is_office: those who get it work in the same office, so that nothing leaves it.
        with_protected: what is protected in the cases may go along.
        within_limits: what goes is within the limits of the consents, which were read.
    """

    case_ids: tuple[str, ...] = ()
    is_office: bool = False
    with_protected: bool = False
    within_limits: bool = False


@entity
class GoingAlong:
    """What goes with cases, and who of their clients consents.

    Attributes:
        clients: how many there are.
        lacking: names, or codes of those without one, of clients without a consent that partners get their
            case, of whatever recipient.
        protected: how often there is protected content, by its words in `PROTECTED`.
        names: what a refusal calls each client, with the name or the same.
        limits: names as in `lacking`, each with the limits in words that their consents have, for whatever
            recipient.
    """

    clients: int
    lacking: tuple[str, ...]
    protected: Mapping[str, int]
    names: tuple[tuple[str, str], ...] = ()
    limits: tuple[tuple[str, tuple[str, ...]], ...] = ()


def going_along(session: Session, case_ids: Collection[str]) -> GoingAlong:
    """Return what goes with cases that are shared, for whoever decides about it."""
    clients = _clients(session, case_ids)
    today = session.clock().date()
    limits = [_scopes(one, today) for one in clients]
    return GoingAlong(
        clients=len(clients),
        lacking=_names(session, [one for one in clients if not one.valid_consents(PARTNER, today)]),
        protected=_protected(session, case_ids),
        names=tuple(zip(_codes(session, clients), _names(session, clients), strict=True)),
        limits=tuple(one for one in zip(_names(session, clients), limits, strict=True) if one[1]),
    )


def names_of(session: Session, devices: Iterable[bytes]) -> tuple[str, ...]:
    """Return the members whose devices these are, as consents may name them.

    Raises:
        Refused: this casebook belongs to no team.
    """
    view = require_team(session)
    return tuple(sorted({view.name_of(one) for one in devices}))


def require_terms(session: Session, terms: SharingTerms, readers: Iterable[str]) -> None:
    """Require that cases may be shared with readers; no case needs nothing.

    Args:
        session: the open casebook.
        terms: the cases, and what is stated of them.
        readers: names of the members who get them.

    Raises:
        Refused: a client has not consented that each of them gets the case, and they are of another office,
            or consented within limits, and nobody said that these are kept; or something protected goes
            along, and nobody said that it may.
    """
    if not terms.case_ids:
        return
    today, names = session.clock().date(), tuple(readers)
    problems: list[Refused] = []
    lacking = [
        one
        for one in _clients(session, terms.case_ids)
        if not terms.is_office and not all(one.consents_to(PARTNER, today, [name]) for name in names)
    ]
    if lacking:
        consents = Refused(
            Message(
                "These clients have not consented that partners get their case: {codes}.",
                codes=_codes(session, lacking),
            ),
            field="is_office",
            remedy="Enter the consent in the client's record, or state that all of them work in your office.",
        )
        problems.append(consents)
    elif limited := _limited(session, terms, names):
        problems.append(has_limits(session, limited, terms.case_ids))
    if not terms.with_protected and (protected := _protected(session, terms.case_ids)):
        kinds = tuple(Message(PROTECTED[word].title) for word in protected)
        content = Refused(
            Message("Protected content would go along: {kinds}.", kinds=kinds),
            field="with_protected",
            remedy="State that it may go along, or hand over a parcel instead, which leaves it out.",
        )
        problems.append(content)
    if problems:
        raise TermsLacking(problems)


def _limited(session: Session, terms: SharingTerms, names: Collection[str]) -> list[LimitedPerson]:
    """Return who consents within limits that nobody said are kept, where the cases leave the office."""
    if terms.is_office or terms.within_limits:
        return []
    today = session.clock().date()
    clients = _clients(session, terms.case_ids)
    return limited_people(clients, lambda one: one.limited_consents(PARTNER, today, names))


def _scopes(person: Person, today: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.limits for one in person.valid_consents(PARTNER, today) if one.scope))


class TermsLacking(Refused):
    """Something is to be stated before cases are shared; one refusal, so that nobody meets several in turn.

    Attributes:
        fields: of `SharingTerms`, which state it.
    """

    def __init__(self, problems: Sequence[Refused]) -> None:
        first, *others = problems
        title, remedy = first.title, first.remedy
        for one in others:
            title = Message("{title} {remedy}", title=title, remedy=one.title)
            remedy = Message("{title} {remedy}", title=remedy, remedy=one.remedy)
        super().__init__(title, field=first.field, remedy=remedy, limits=first.limits)
        self.fields = tuple(one.field for one in problems)


def _protected(session: Session, case_ids: Collection[str]) -> dict[str, int]:
    if not case_ids:
        return {}
    protected = protected_in(session, records_of_cases(session, tuple(case_ids)))
    return count_by_word((one.noun, one.field) for one in protected)


def _clients(session: Session, case_ids: Collection[str]) -> list[Person]:
    with session.store.reading() as connection:
        cases = cast("list[Case]", case_content.with_bin(connection, "case", case_ids))
        ids = dict.fromkeys(client_id for one in cases for client_id in one.client_ids)
        return cast("list[Person]", case_content.with_bin(connection, "person", ids))


def _names(session: Session, people: Sequence[Person]) -> tuple[str, ...]:
    codes = _codes(session, people)
    return tuple(one.leading_name or code for one, code in zip(people, codes, strict=True))


def _codes(session: Session, people: Iterable[Person]) -> tuple[str, ...]:
    ids = [one.id for one in people]
    codes = {one.id: one.code_name for one in code_name.some(session, ids)}
    return tuple(codes.get(one) or one for one in ids)
