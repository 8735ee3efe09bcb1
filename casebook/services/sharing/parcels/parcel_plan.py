"""What a parcel is to hold, and whether it may go: chosen, looked at, and only then sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from casebook.base.errors import InvalidInput, RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.reference import references
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.person.person import Consent, Person, Purpose
from casebook.domain.sharing.handover import GivenField
from casebook.domain.sharing.manifest import ManifestConsent
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person.consent import having_to_consent
from casebook.services.sharing import card
from casebook.services.sharing.case_records import CaseRecords, records_out_of_bin, shared_versions
from casebook.services.sharing.parcels.protected_content import (
    ProtectedContent,
    protected_in,
    ticked,
    without_protected,
)
from casebook.store.sharing import case_content

_OF_DOSSIER = (
    "case",
    "person",
    "relation",
    "proceeding",
    "event",
    "contact",
    "role",
    "document",
    "redaction",
    "chat",
    "recording",
    "statement",
    "time-proof",
    "fact",
    "incident",
    "assurance",
    "charge",
    "ground",
    "rebuttal",
    "pseudonym",
    "source",
    "finding",
    "argument",
)
"""Nouns that a dossier may print; tasks, notes, deadlines and times stay."""
_BESIDE_DOCUMENT = ("redaction", "chat", "recording")


@entity
class ParcelPlan:
    """What was chosen for a parcel.

    Attributes:
        records: that go.
        client_ids: whose consent is needed: the clients of the cases they are of, and of others who go along
            the clients of any case, and those whose consents are on record.
        protected: what of them stays unless it is ticked.
        binned: noun and ID of what is in the bin, which stays.
    """

    records: CaseRecords
    client_ids: tuple[str, ...]
    protected: tuple[ProtectedContent, ...]
    binned: tuple[tuple[str, str], ...] = ()


@entity
class ParcelOrder:
    """How a planned parcel is to be sealed.

    Attributes:
        plan: what is in it.
        purpose: for what use.
        card_ids: the cards it is sealed to; none where a phrase opens it.
        recipient: who gets the phrase, as consents name them; with cards the names on those compared count,
            for who holds a card chose its name.
        include: keys of the protected content that was ticked.
        unchecked: IDs of cards that were not compared and may have it nevertheless.
        recall_on: the day on which it is to be recalled, or None.
        within_limits: who seals it read the limits of the consents, and states that what goes is within them.
    """

    plan: ParcelPlan
    purpose: Purpose
    card_ids: tuple[str, ...] = ()
    recipient: str = ""
    include: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    recall_on: date | None = None
    within_limits: bool = False

    @property
    def by_phrase(self) -> bool:
        """Return whether a phrase opens it."""
        return not self.card_ids


@entity
class GatheredRecords:
    """The records of a parcel as they are to leave.

    Attributes:
        versions: without what stays.
        left_out: what stays.
        named_elsewhere: noun, ID and key of values that stay since they name another case.
    """

    versions: tuple[RecordVersion, ...]
    left_out: tuple[GivenField, ...]
    named_elsewhere: tuple[tuple[str, str, str], ...]


def plan_cases(session: Session, case_ids: Iterable[str]) -> ParcelPlan:
    """Return the plan of a parcel with whole cases.

    Raises:
        NotFound: one is not there.
        InvalidInput: none was chosen.
    """
    wanted = tuple(dict.fromkeys(case_ids))
    if not wanted:
        raise InvalidInput("Nothing was chosen for the parcel.", field="case", remedy="Choose a case.")
    return _plan(session, *records_out_of_bin(session, wanted))


def plan_dossier(session: Session, dossier_id: str) -> ParcelPlan:
    """Return the plan of a parcel with a dossier: its builds, exhibits, and what its case prints in it.

    Raises:
        NotFound: it is not there.
    """
    dossier = record.find(session, Dossier, dossier_id)
    of_case, _ = records_out_of_bin(session, [dossier.case_id])
    ids = {noun: of_case.ids[noun] for noun in _OF_DOSSIER if noun in of_case.ids}
    builds = _builds(session, of_case, dossier_id)
    named = {one.id for one in references(dossier)} | set(dossier.exhibit_ids)
    documents = _with_wholes(session, of_case, named | _named_by(session, ids))
    ids |= {"dossier": (dossier_id,), "document": documents}
    ids |= {noun: tuple(one for one in ids.get(noun, ()) if one in documents) for noun in _BESIDE_DOCUMENT}
    if builds:
        ids["build"] = builds
    return _plan(session, _only(of_case, ids))


def plan_records(session: Session, chosen: Iterable[tuple[str, str]]) -> ParcelPlan:
    """Return the plan of a parcel with single records, by noun and ID, each as it stands alone.

    Raises:
        NotFound: one is not there, or of no case.
        InvalidInput: none was chosen.
    """
    by_noun: dict[str, list[str]] = {}
    for noun, record_id in chosen:
        by_noun.setdefault(noun, []).append(record_id)
    if not by_noun:
        raise InvalidInput("Nothing was chosen for the parcel.", field="record", remedy="Choose a record.")
    case_ids = _cases_of(session, by_noun)
    of_cases, _ = records_out_of_bin(session, case_ids)
    for noun, ids in by_noun.items():
        if not {*ids} <= {*of_cases.ids.get(noun, ())}:
            raise RecordNotFound(
                Message("There is no {noun} with this ID.", noun=Message(noun)), field="record"
            )
    return _plan(session, _only(of_cases, {noun: tuple(ids) for noun, ids in by_noun.items()}))


def gather(session: Session, order: ParcelOrder) -> GatheredRecords:
    """Return the records of an order as they are to leave.

    Raises:
        InvalidInput: what was ticked is not among the protected content.
    """
    released = ticked(order.plan.protected, order.include)
    shared = shared_versions(session, order.plan.records)
    # What became privileged since the plan was made stays, too.
    protected = {*order.plan.protected, *protected_in(session, order.plan.records)}
    versions, left_out = without_protected(shared.versions, protected, released)
    return GatheredRecords(
        versions=tuple(versions), left_out=tuple(left_out), named_elsewhere=shared.left_out
    )


def cards_of(session: Session, order: ParcelOrder) -> tuple[PeerCard, ...]:
    """Return the cards of an order.

    Raises:
        NotFound: one is not there.
    """
    return tuple(card.find(session, card_id) for card_id in dict.fromkeys(order.card_ids))


def limits_of(session: Session, order: ParcelOrder) -> dict[str, tuple[str, ...]]:
    """Return by person the limits of the consents that cover a parcel, in words; none without limits.

    Raises:
        NotFound: a card is not there.
    """
    readers, today = readers_of(order, cards_of(session, order)), session.clock().date()
    listed = {
        one.id: one.scopes_for(order.purpose, today, readers) for one in clients_of(session, order.plan)
    }
    return {person_id: scopes for person_id, scopes in listed.items() if scopes}


def readers_of(order: ParcelOrder, cards: Iterable[PeerCard]) -> list[str]:
    """Return who reads a parcel, as consents name them; "" for a card that nobody compared."""
    return [one.name if one.is_compared else "" for one in cards] or [order.recipient]


def consents_of(session: Session, order: ParcelOrder) -> tuple[ManifestConsent, ...]:
    """Return the consents to the use of an order that hold today, of whoever has to consent."""
    today = session.clock().date()
    return tuple(
        _consent(client, one)
        for client in clients_of(session, order.plan)
        for one in client.valid_consents(order.purpose, today)
    )


def files_of(session: Session, ids: Mapping[str, Iterable[str]]) -> list[tuple[str, Any, int]]:
    """Return the records with a sealed file here: their noun, the record and the size of the file."""
    with session.store.reading() as connection:
        with_files: list[tuple[str, Any, int]] = []
        for noun in ("document", "official-form"):
            for one in case_content.with_bin(connection, noun, ids.get(noun, ())):
                size = cast("Any", one).size_bytes
                if cast("Any", one).attachment_id:
                    with_files.append((noun, one, size))
    return with_files


def _consent(client: Person, given: Consent) -> ManifestConsent:
    return ManifestConsent(
        person=client.id,
        given_on=given.given_on,
        scope=given.scope,
        recipient=given.recipient,
        expires_on=given.expires_on,
    )


def _plan(session: Session, records: CaseRecords, binned: tuple[tuple[str, str], ...] = ()) -> ParcelPlan:
    return ParcelPlan(
        records=records,
        client_ids=having_to_consent(session, records.case_ids, records.ids.get("person", ())),
        protected=protected_in(session, records),
        binned=binned,
    )


def clients_of(session: Session, plan: ParcelPlan) -> tuple[Person, ...]:
    """Return the persons who have to consent to a parcel, in the bin or not."""
    with session.store.reading() as connection:
        return tuple(cast("list[Person]", case_content.with_bin(connection, "person", plan.client_ids)))


def _only(records: CaseRecords, ids: Mapping[str, tuple[str, ...]]) -> CaseRecords:
    return CaseRecords(
        case_ids=records.case_ids,
        ids={noun: some for noun, some in ids.items() if some},
        cited=records.cited,
        may_name=records.all_ids,
    )


def _builds(session: Session, records: CaseRecords, dossier_id: str) -> tuple[str, ...]:
    with session.store.reading() as connection:
        builds = case_content.with_bin(connection, "build", records.ids.get("build", ()))
    return tuple(one.id for one in builds if cast("Any", one).dossier_id == dossier_id)


def _named_by(session: Session, ids: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return what the records of a dossier's case name, but for its documents themselves."""
    named: set[str] = set()
    with session.store.reading() as connection:
        for noun in ("fact", "incident", "assurance", "charge", "ground", "statement", "time-proof"):
            for one in case_content.with_bin(connection, noun, ids.get(noun, ())):
                named |= {reference.id for reference in references(one)}
    return named


def _with_wholes(session: Session, records: CaseRecords, wanted: set[str]) -> tuple[str, ...]:
    """Return the documents named, with what they came in, translate or are copies of."""
    with session.store.reading() as connection:
        documents = case_content.with_bin(connection, "document", records.ids.get("document", ()))
    by_id = {one.id: one for one in documents}
    waiting, chosen = [one for one in wanted if one in by_id], set[str]()
    while waiting:
        one = waiting.pop()
        if one in by_id and one not in chosen:
            chosen.add(one)
            waiting += [reference.id for reference in references(by_id[one])]
    return tuple(sorted(chosen))


def _cases_of(session: Session, by_noun: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the cases of records; of persons and contacts those that have them."""
    with session.store.reading() as connection:
        return case_content.cases_of(connection, by_noun)
