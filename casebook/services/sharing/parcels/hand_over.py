"""What a window needs to hand a case over: what can be chosen, and how a choice stands, client by client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.sharing.peer_card import PeerCard
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person.consent import clients_elsewhere
from casebook.services.sharing import card, device
from casebook.services.sharing.device import OwnCard
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, readers_of
from casebook.services.sharing.parcels.parcel_preview import ParcelPreview, preview
from casebook.services.sharing.parcels.protected_content import ProtectedContent
from casebook.services.sharing.protected_fields import PROTECTED, WORD_OF
from casebook.services.sharing.team.team_view import put_out
from casebook.store import record_bin
from casebook.store.sharing import case_content


@entity
class HandOverChoices:
    """What can be chosen.

    Attributes:
        own: the card of this device, without which nothing can be sealed; None until it has one.
        cards: of others, by name.
        put_out: devices in hex that were put out of the team, whether as lost.
        cases: ID of each case with its reference, title and clients, by reference.
    """

    own: OwnCard | None
    cards: tuple[PeerCard, ...]
    cases: tuple[tuple[str, str], ...]
    put_out: Mapping[str, bool]


@entity
class ClientConsent:
    """Whether a client consents to the use and the recipients of a parcel.

    Attributes:
        person_id: of the client.
        name: that leads.
        is_given: the consent holds today.
        names_another: there is one to this use, for other recipients alone.
        is_client: of one of the cases; else somebody who goes along and has to consent as well.
        references: of other cases whose client they are.
        limits: of the consents, in words, where they hold within these alone.
    """

    person_id: str
    name: str
    is_given: bool
    names_another: bool = False
    is_client: bool = True
    references: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@entity
class ProtectedTitle:
    """Protected content of a parcel, as a person reads it.

    Attributes:
        content: what it is.
        kind: what protects it, as `PROTECTED` calls it.
        title: of the record, or the name of the person.
        relative_of: name of the person whose relative that is, or "".
    """

    content: ProtectedContent
    kind: str
    title: str
    relative_of: str = ""


@entity
class HandOverState:
    """How a chosen parcel stands.

    Attributes:
        preview: what goes and what stays.
        clients: of the cases it is of.
        protected: what stays unless it is ticked.
        recipients: names of the cards; none where a phrase opens it.
    """

    preview: ParcelPreview
    clients: tuple[ClientConsent, ...]
    protected: tuple[ProtectedTitle, ...]
    recipients: tuple[PeerCard, ...]


def choices(session: Session) -> HandOverChoices:
    """Return what can be chosen for a parcel."""
    return HandOverChoices(
        own=device.own_card_shown(session),
        cards=tuple(one for one in card.rows(session) if one.data),
        cases=case_choices(session, record.every(session, Case)),
        put_out=put_out(session),
    )


def case_choices(session: Session, cases: Iterable[Case]) -> tuple[tuple[str, str], ...]:
    """Return the ID of each case with its reference, title and clients, by reference."""
    ordered = sorted(cases, key=lambda one: one.reference)
    client_ids = {client_id for one in ordered for client_id in one.client_ids}
    with session.store.reading() as connection:
        people = cast("list[Person]", case_content.with_bin(connection, "person", client_ids))
    names = {one.id: one.leading_name for one in people}
    choices = []
    for one in ordered:
        clients = [names[each] for each in one.client_ids if names.get(each)]
        more = f"{clients[0]} +{len(clients) - 1}" if len(clients) > 1 else "".join(clients)
        choices.append((one.id, " · ".join(filter(None, (one.reference, one.title, more)))))
    return tuple(choices)


def state_of(session: Session, order: ParcelOrder) -> HandOverState:
    """Return how a chosen parcel stands, refused or not.

    Raises:
        NotFound: a card is not there.
        InvalidInput: what was ticked is not among the protected content.
    """
    cards = tuple(card.find(session, one) for one in dict.fromkeys(order.card_ids))
    readers = readers_of(order, cards)
    today = session.clock().date()
    case_ids = order.plan.records.case_ids
    with session.store.reading() as connection:
        clients = cast("list[Person]", case_content.with_bin(connection, "person", order.plan.client_ids))
        cases = cast("list[Case]", case_content.with_bin(connection, "case", case_ids))
    own = {client_id for one in cases for client_id in one.client_ids}
    elsewhere = clients_elsewhere(session, [one.id for one in clients if one.id not in own], case_ids)
    return HandOverState(
        preview=preview(session, order),
        clients=tuple(
            ClientConsent(
                person_id=one.id,
                name=one.leading_name,
                is_given=all(one.consents_to(order.purpose, today, [who]) for who in readers),
                names_another=bool(one.valid_consents(order.purpose, today)),
                is_client=one.id in own,
                references=elsewhere.get(one.id, ()),
                limits=one.scopes_for(order.purpose, today, readers),
            )
            for one in sorted(clients, key=lambda one: one.id not in own)
        ),
        protected=protected_titles(session, order.plan.protected),
        recipients=cards,
    )


def protected_titles(session: Session, protected: Sequence[ProtectedContent]) -> tuple[ProtectedTitle, ...]:
    """Return protected content with the title of its record, kind by kind."""
    titles: dict[tuple[str, str], str] = {}
    with session.store.reading() as connection:
        for one in protected:
            try:
                titles[one.noun, one.record] = record_bin.title_of(connection, one.noun, one.record)
            except NotFound:
                titles[one.noun, one.record] = ""
    people = {one.record for one in protected if one.noun == "relation"}
    relatives = _relations(session, people)
    titles |= {of: name for of, (name, _) in relatives.items()}
    listed = [
        ProtectedTitle(
            content=one,
            kind=WORD_OF[one.noun, one.field],
            title=titles[one.noun, one.record],
            relative_of=relatives.get((one.noun, one.record), ("", ""))[1],
        )
        for one in protected
    ]
    order = list(PROTECTED)
    return tuple(sorted(listed, key=lambda one: (order.index(one.kind), one.title)))


def _relations(session: Session, ids: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return of relations the name of the relative whom a protected field is about, and whose they are."""
    with session.store.reading() as connection:
        relations = cast("list[Relation]", case_content.with_bin(connection, "relation", ids))
        others = {each for one in relations for each in (one.other_id, one.person_id)}
        people = cast("list[Person]", case_content.with_bin(connection, "person", others))
    names = {one.id: one.leading_name for one in people}
    return {
        ("relation", one.id): (names.get(one.other_id, one.kind), names.get(one.person_id, ""))
        for one in relations
    }
