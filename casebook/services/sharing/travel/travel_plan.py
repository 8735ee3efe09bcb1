"""What would travel of chosen cases, before anything is packed: sizes, who has not consented, what stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person, Purpose
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person.consent import clients_elsewhere
from casebook.services.person.consent_limits import LimitedPerson
from casebook.services.sharing import protected_fields
from casebook.services.sharing.case_records import CaseRecords
from casebook.services.sharing.going_records import StayingRecord, TitledRecord, staying, titled
from casebook.services.sharing.protected_fields import count_by_word
from casebook.services.sharing.travel import travel_content
from casebook.services.sharing.travel.travel_pack import limited_on_trip, without_consent

TRAVEL_PURPOSES: tuple[Purpose, ...] = ("dossier", "court", "media", "un-body", "interpol", "partner")
"""What a trip can be for, and clients consent to."""
EMPTY_BYTES = 900_000
"""What an empty casebook takes on the disk (docs/decisions/0063-travel.md)."""


@entity
class CaseToTravel:
    """A case that was chosen.

    Attributes:
        id: of the case.
        reference: of the case.
        missing: names of clients who have not consented to the purpose, as they are called in lists.
        documents: how many documents of it go.
        file_bytes: of their files, whether chosen or not.
    """

    id: str
    reference: str
    missing: tuple[str, ...]
    documents: int
    file_bytes: int


@entity
class OtherToConsent:
    """Somebody who would go along, is no client of the chosen cases, and has not consented to the purpose.

    Attributes:
        id: of the person.
        name: that leads.
        references: of the cases whose client they are; none where they only have consents on record.
    """

    id: str
    name: str
    references: tuple[str, ...]


@entity
class TravelPlan:
    """What would travel.

    Attributes:
        cases: the chosen ones that are there, in their order.
        records: how many records go.
        documents: those that go with a file of theirs, to be chosen.
        protected: how many values of each protected kind stay, by its word; kinds without any are left out.
        others: who else has to consent and has not.
        going: the records, by noun and title.
        staying: records of the cases that stay, and why.
        limited: whose consents to the purpose have limits.
    """

    cases: tuple[CaseToTravel, ...]
    records: int
    documents: tuple[Document, ...]
    protected: Mapping[str, int]
    others: tuple[OtherToConsent, ...] = ()
    going: tuple[TitledRecord, ...] = ()
    staying: tuple[StayingRecord, ...] = ()
    limited: tuple[LimitedPerson, ...] = ()

    @property
    def kept_back(self) -> int:
        """Return how many privileged documents and notes stay."""
        return sum(one.reason == "privileged" for one in self.staying)

    @property
    def may_go(self) -> bool:
        """Return whether there are cases, and everybody who has to has consented."""
        return bool(self.cases) and not self.others and not any(one.missing for one in self.cases)

    def file_bytes(self, chosen: Collection[str] | None) -> int:
        """Return the size of the files of these documents; of all where it is None."""
        return sum(one.size_bytes for one in self.documents if chosen is None or one.id in chosen)


def plan(
    session: Session, case_ids: Iterable[str], purpose: Purpose, include: Collection[str] = ()
) -> TravelPlan:
    """Return what would travel of cases; a case that is not there any more is passed over.

    Args:
        session: the casebook at home.
        case_ids: of the chosen cases.
        purpose: what the trip is for.
        include: protected kinds that go nevertheless.

    Raises:
        InvalidInput: a word is no protected kind.
    """
    ticked = protected_fields.require_kinds(include)
    cases = [case for case_id in case_ids if (case := _case(session, case_id))]
    if not cases:
        return TravelPlan(cases=(), records=0, documents=(), protected={})
    content = travel_content.content_of(session, [one.id for one in cases], ticked)
    files = travel_content.files_of(session, content.records, None)
    documents = [one.record for one in files if isinstance(one.record, Document)]
    wanted = {*content.records.ids.get("document", ())}
    return TravelPlan(
        cases=tuple(_planned(session, one, purpose, wanted, documents) for one in cases),
        records=len(content.records.all_ids),
        documents=tuple(sorted(documents, key=lambda one: (one.case_id, one.title.casefold(), one.id))),
        protected=count_by_word((noun, name) for noun, _, name in content.withheld),
        others=_others(session, content.records, cases, purpose),
        going=titled(session, content.records.ids),
        staying=staying(session, content.staying),
        limited=limited_on_trip(session, content.records, purpose),
    )


def _others(
    session: Session, records: CaseRecords, cases: Iterable[Case], purpose: Purpose
) -> tuple[OtherToConsent, ...]:
    clients = {client_id for one in cases for client_id in one.client_ids}
    people = [one for one in without_consent(session, records, purpose) if one.id not in clients]
    elsewhere = clients_elsewhere(session, [one.id for one in people], records.case_ids)
    return tuple(
        OtherToConsent(id=one.id, name=one.leading_name, references=elsewhere.get(one.id, ()))
        for one in people
    )


def _case(session: Session, case_id: str) -> Case | None:
    try:
        return record.find(session, Case, case_id)
    except NotFound:
        return None


def _planned(
    session: Session, case: Case, purpose: Purpose, wanted: Collection[str], with_file: Iterable[Document]
) -> CaseToTravel:
    today = session.clock().date()
    clients = [record.find(session, Person, one) for one in dict.fromkeys(case.client_ids)]
    return CaseToTravel(
        id=case.id,
        reference=case.reference,
        missing=tuple(one.leading_name for one in clients if not one.valid_consents(purpose, today)),
        documents=sum(one.id in wanted for one in record.of_case(session, Document, case.id)),
        file_bytes=sum(one.size_bytes for one in with_file if one.case_id == case.id),
    )
