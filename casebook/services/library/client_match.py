"""Library findings relevant to the clients of a case, and topics without any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import (
    FRESH_YEARS,
    ClientProfile,
    Misfit,
    Reach,
    misfit,
    profile_of,
)
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import library
from casebook.store.library import finding as findings
from casebook.store.registry import table_for


@entity
class ClientMatch:
    """The library findings for the clients of a case.

    Attributes:
        fitting_ids: findings that speak of them, adverse ones and legal standards among them.
        passed_over: how many others there are, by why they do not.
        gaps: topics of the persons, or asked about, without a fact or an argument that fits.
    """

    profile: ClientProfile
    fitting_ids: tuple[str, ...]
    passed_over: Mapping[Misfit, int]
    gaps: tuple[Topic, ...]


def of_case(session: Session, case_id: str, topic_ids: Iterable[str] = ()) -> ClientMatch:
    """Match the whole library to the clients of a case.

    Args:
        session: the open vault.
        case_id: the case.
        topic_ids: the topics asked about; without any, those chosen for the clients.

    Raises:
        NotFound: there is no such case.
    """
    case = record.find(session, Case, case_id)
    profile = client_profile(session, case)
    with session.store.reading() as connection:
        reaches = findings.reaches(connection)
    why = [(reach, misfit(reach, profile, is_decision=reach.is_decision)) for reach in reaches]
    helped = {reach.topic_id for reach, reason in why if reason is None and helps(reach)}
    clients = _clients(session, case)
    wanted_topics = tuple(topic_ids) or tuple(
        dict.fromkeys(topic for each in clients for topic in each.topics)
    )
    return ClientMatch(
        profile=profile,
        fitting_ids=tuple(reach.id for reach, reason in why if reason is None),
        passed_over=Counter(reason for _, reason in why if reason is not None),
        gaps=tuple(library.topics_named(session, [topic for topic in wanted_topics if topic not in helped])),
    )


def client_profile(session: Session, case: Case) -> ClientProfile:
    """Return the profile of the clients of a case, and the year from which facts are relevant."""
    stated = [
        *(fact.on for fact in record.of_case(session, Fact, case.id)),
        *(event.on for event in record.of_case(session, Event, case.id)),
    ]
    years = [on.earliest_on.year for on in stated if on.placed_on]
    fresh = session.clock().year - FRESH_YEARS
    return profile_of(_clients(session, case), min((*filter(lambda year: year > 1, years), fresh)))


def _clients(session: Session, case: Case) -> list[Person]:
    with session.store.reading() as connection:
        return list(table_for(Person).some(connection, case.client_ids).values())


def helps(finding: Finding | Reach) -> bool:
    """Return whether a finding helps the client; a legal standard that binds every court is not a fact."""
    return not finding.is_adverse and finding.kind != "standard"
