"""A new client with everything that is known at the first meeting, saved in one change.

Nothing is saved by half: a value that cannot be kept is refused before anything is written, at its field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity, entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party, jurisdiction_code
from casebook.domain.case.event import Event, EventKind, default_status
from casebook.domain.case.proceeding import Proceeding, ProceedingKind
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime
from casebook.domain.deadline.offer import RuleOffer, offers
from casebook.domain.person.contact import Contact, ContactDetail, ContactKind
from casebook.domain.person.person import Consent, ConsentPurpose, Person, require_born
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role, RoleKind
from casebook.services.base import form
from casebook.services.base.added import Added, added
from casebook.services.base.office import next_reference
from casebook.services.base.session import Session
from casebook.services.deadline.deadline import made_by_rule
from casebook.services.deadline.deadline_details import RuleDetails, answered, counted_with, state_of
from casebook.services.person.name_tags import tagged_name

_MAX_PERIODS, _MAX_COUNTED = 12, 6
"""Those that are named, and those among them that are counted."""
_CONTACT_KINDS: dict[RoleKind, ContactKind] = {
    "counsel": "lawyer",
    "co-counsel": "lawyer",
    "opposing-counsel": "lawyer",
    "judge": "judge",
    "prosecutor": "prosecutor",
    "decision-maker": "authority",
    "interpreter": "interpreter",
    "translator": "interpreter",
    "doctor": "doctor",
    "expert": "expert",
    "family": "family",
    "embassy": "embassy",
    "journalist": "journalist",
}
"""What a contact is by the role in the case, where that says it."""


@entity
class NewRelative:
    """A relative of the client.

    Attributes:
        kind: what the relative is to the client ("mother").
        is_in: where the relative is, in words.
    """

    name: str
    kind: str
    is_in: str = ""


@entity
class NewContact:
    """A contact with its role in the case, and ways to reach it."""

    name: str
    kind: RoleKind
    channels: tuple[ContactDetail, ...] = ()


@entity
class NewClient:
    """What was filled in; only a name is needed.

    Attributes:
        suggested_reference: what stood in the field of the reference; by itself it makes no case.
        occasion: what happened on `occurred_on`.
        occasion_title: how the event is called, without names.
        rule_ids: the rules whose deadlines were accepted.
        consents: purposes agreed to, today.
    """

    names: tuple[Name, ...]
    born: StatedDate | None = None
    nationalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    safe_contact: str = ""
    topics: tuple[str, ...] = ()
    reference: str = ""
    suggested_reference: str = ""
    jurisdiction: str = ""
    proceeding_kind: ProceedingKind | None = None
    forum: str = ""
    number: str = ""
    requested_by: str = ""
    occasion: EventKind = "decision-served"
    occasion_title: str = ""
    occurred_on: date | None = None
    rule_ids: tuple[str, ...] = ()
    relatives: tuple[NewRelative, ...] = ()
    contacts: tuple[NewContact, ...] = ()
    consents: tuple[ConsentPurpose, ...] = ()

    @property
    def has_case(self) -> bool:
        """Return whether anything was filled in that stands in a case."""
        own_reference = self.reference not in {"", self.suggested_reference}
        return bool(
            self.jurisdiction
            or own_reference
            or self.proceeding_kind
            or self.forum
            or self.number
            or self.requested_by
            or self.occurred_on
        )


@entity
class StartedPeriod:
    """A period that the event starts.

    Attributes:
        working: its calculation; None where the rule asks for more than the event, or it was not counted.
        asks: what it asks for, where it was to be counted and could not be; empty otherwise.
    """

    offer: RuleOffer
    working: CalculationRecord | None
    asks: Message = Message("")

    @property
    def act_by(self) -> DueTime | None:
        """Return the day to act by, or from which an act is open to the person."""
        return (self.working.effective_act_by or self.working.first_day) if self.working else None


@entity
class SavedClient:
    """The records of a new client.

    Attributes:
        case_id: of the case, or "".
        added: all of them, to be undone.
    """

    client_id: str
    case_id: str
    added: Added


def started_periods(session: Session, entry: NewClient) -> tuple[StartedPeriod, ...] | None:
    """Return the likeliest periods that the event starts, without writing anything.

    None where the entry does not say enough yet: no country, no day, or one that is refused.
    The first few that can be counted have their working; one for which more than the event must be known has
    none.
    """
    try:
        if entry.occurred_on is not None:
            require_past(entry.occurred_on, entry.occasion, session.clock().date())
    except InvalidInput:
        return None
    event, proceeding = _event(session, entry, "", ""), _proceeding(entry, "", "")
    if event is None or not entry.jurisdiction:
        return None
    if proceeding is not None:
        event = replace(event, proceeding_id="new")
    rules, state = counted_with(session).rules(), state_of(session, entry.jurisdiction)
    likely = offers(event, proceeding, entry.jurisdiction, rules, state)
    return tuple(_periods(session, event, likely[:_MAX_PERIODS]))


def _periods(session: Session, event: Event, likely: Sequence[RuleOffer]) -> Iterator[StartedPeriod]:
    counted = 0
    for offer in likely:
        if counted >= _MAX_COUNTED:
            yield StartedPeriod(offer=offer, working=None)
            continue
        try:
            answer = answered(session, event, offer.rule.id, RuleDetails())[1]
            working = answer.working(session.clock().date())
            counted += bool(working.effective_act_by)
            yield StartedPeriod(offer=offer, working=working)
        except CasebookError as problem:
            yield StartedPeriod(offer=offer, working=None, asks=problem.title)


def contradictions(entry: NewClient, today: date) -> Iterator[InvalidInput]:
    """Yield everything in an entry that would be refused, so that it can be shown at once.

    Args:
        entry: as filled in.
        today: the day on which it is.
    """
    requirements: tuple[Callable[[], None], ...] = (
        lambda: require_born(entry.born, today),
        lambda: _require_country(entry),
        lambda: _require_kind(entry),
        lambda: _require_day(entry, today),
    )
    for require in requirements:
        try:
            require()
        except InvalidInput as problem:
            yield problem


def require_past(on: date, occasion: EventKind, today: date) -> None:
    """Make sure that what starts a period has happened: a removal alone can be announced.

    Raises:
        InvalidInput: its day lies ahead; tomorrow does not, for elsewhere it is there already.
    """
    if occasion != "removal-date" and on > today + timedelta(days=1):
        raise InvalidInput(
            "This day is in the future.",
            field="occurred_on",
            remedy="Check the year. What has not happened yet can be added later, as an event of the case.",
        )


def _require_country(entry: NewClient) -> None:
    if entry.has_case and not entry.jurisdiction:
        raise InvalidInput(
            "The case has no country.",
            field="jurisdiction",
            remedy="Enter it, or leave everything of the case empty to add the client alone.",
        )


def _require_kind(entry: NewClient) -> None:
    if entry.proceeding_kind is None and (entry.forum or entry.number or entry.requested_by):
        raise InvalidInput(
            "The proceeding has no type.", field="proceeding_kind", remedy="Choose what it is about."
        )


def require_after_birth(on: date | None, born: StatedDate | None) -> None:
    """Make sure that what happened to the client was not before the client's birth.

    Raises:
        InvalidInput: its day is before the date of birth.
    """
    if on and born and not born.is_unknown and on < born.earliest_on:
        raise InvalidInput(
            "This day is before the client’s date of birth.",
            field="occurred_on",
            remedy="Check both dates.",
        )


def _require_day(entry: NewClient, today: date) -> None:
    if entry.occurred_on is not None:
        require_past(entry.occurred_on, entry.occasion, today)
    require_after_birth(entry.occurred_on, entry.born)


def add_client(session: Session, entry: NewClient) -> SavedClient:
    """Save a new client with case, proceeding, event, deadline, relatives and contacts in one change.

    Raises:
        InvalidInput: a value contradicts another or cannot be kept; its field is that of `NewClient`.
        Refused: nothing can be computed from the rule.
    """
    if problem := next(contradictions(entry, session.clock().date()), None):
        raise problem
    client = _client(session, entry)
    form.refuse_contradiction(session, client)
    case = _case(session, entry, client.id) if entry.has_case else None
    of_case = _of_case(session, entry, case) if case is not None else ()
    people = _family(session, entry, client)
    contacts, roles = _contacts(session, entry, case)
    for one in (*((case,) if case else ()), *of_case, *people):
        form.refuse_contradiction(session, one)
    new: tuple[Entity, ...] = (client, *((case,) if case else ()), *people, *contacts, *of_case, *roles)
    with session.store.write("client.add") as transaction:
        for one in new:
            transaction.add(one)
    whole = [(type(one), one.id) for one in new if isinstance(one, (Person, Case, Contact))]
    return SavedClient(
        client_id=client.id,
        case_id=case.id if case else "",
        added=added(session, whole),
    )


def _client(session: Session, entry: NewClient) -> Person:
    today_on = session.clock().date()
    return Person(
        id=session.ids(),
        names=entry.names,
        born=entry.born,
        nationalities=entry.nationalities,
        languages=entry.languages,
        safe_contact=entry.safe_contact,
        topics=entry.topics,
        consents=tuple(Consent(purpose=purpose, given_on=today_on) for purpose in entry.consents),
    )


def _case(session: Session, entry: NewClient, client_id: str) -> Case:
    reference = entry.reference or next_reference(session)
    if not reference:
        raise InvalidInput(
            "The case has no reference.", field="reference", remedy="Enter the office's case reference."
        )
    return Case(
        id=session.ids(),
        reference=reference,
        title="",
        jurisdiction=jurisdiction_code(entry.jurisdiction),
        opened_on=session.clock().date(),
        parties=(Party(person_id=client_id),),
    )


def _of_case(session: Session, entry: NewClient, case: Case) -> tuple[Entity, ...]:
    """Return proceeding, event and deadline with its steps, as far as they were filled in."""
    proceeding = _proceeding(entry, session.ids(), case.id)
    event = _event(session, entry, session.ids(), case.id)
    if event is not None and proceeding is not None:
        event = replace(event, proceeding_id=proceeding.id)
    periods: list[Entity] = []
    if event is not None:
        for rule_id in entry.rule_ids:
            periods += made_by_rule(session, event, rule_id, RuleDetails())
    return tuple(one for one in (proceeding, event, *periods) if one is not None)


def _proceeding(entry: NewClient, proceeding_id: str, case_id: str) -> Proceeding | None:
    if entry.proceeding_kind is None:
        return None
    return Proceeding(
        id=proceeding_id,
        case_id=case_id,
        kind=entry.proceeding_kind,
        forum=entry.forum,
        number=entry.number,
        requested_by=entry.requested_by,
    )


def _event(session: Session, entry: NewClient, event_id: str, case_id: str) -> Event | None:
    if entry.occurred_on is None:
        return None
    on = StatedDate(edtf=entry.occurred_on.isoformat())
    return Event(
        id=event_id,
        case_id=case_id,
        kind=entry.occasion,
        title=entry.occasion_title,
        on=on,
        status=default_status(entry.occasion, on, session.clock().date()),
    )


def _family(session: Session, entry: NewClient, client: Person) -> tuple[Person | Relation, ...]:
    family: list[Person | Relation] = []
    for relative in entry.relatives:
        other = Person(id=session.ids(), names=(tagged_name(relative.name, "legal"),))
        bond = Relation(
            id=session.ids(),
            person_id=client.id,
            other_id=other.id,
            kind=relative.kind,
            other_is_in=relative.is_in,
        )
        family += [other, bond]
    return tuple(family)


def _contacts(
    session: Session, entry: NewClient, case: Case | None
) -> tuple[tuple[Contact, ...], tuple[Role, ...]]:
    """Return the contacts, and their roles where there is a case."""
    contacts, roles = [], []
    for one in entry.contacts:
        contact = Contact(
            id=session.ids(),
            name=one.name,
            kind=_CONTACT_KINDS.get(one.kind, "other"),
            channels=one.channels,
        )
        contacts.append(contact)
        if case is not None:
            roles.append(Role(id=session.ids(), case_id=case.id, contact_id=contact.id, kind=one.kind))
    return tuple(contacts), tuple(roles)
