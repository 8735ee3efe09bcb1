"""What the records of a case beside its people tell of them: days, places, numbers of proceedings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.hiding.identifying import KnownFact, known_facts
from casebook.domain.library.register_match import RegisterMatch
from casebook.services.base import record
from casebook.services.base.session import Session


def of_births(session: Session, case: Case, of_persons: Iterable[KnownFact]) -> Iterator[KnownFact]:
    """Dates of birth as the facts of the case have them: the words recorded there say the day, too."""
    births = {
        fact.value.edtf
        for fact in of_persons
        if fact.kind == "birth-date" and isinstance(fact.value, StatedDate)
    }
    for fact in record.of_case(session, Fact, case.id):
        if fact.on.edtf in births:
            yield KnownFact(kind="birth-date", value=fact.on)


def of_case(session: Session, case: Case) -> Iterator[KnownFact]:
    """What identifies the case itself, its proceedings, events and dossiers, and rows of registers."""
    yield from known_facts(case)
    for noun in (Proceeding, Event, Dossier, RegisterMatch):
        for one in record.of_case(session, noun, case.id):
            yield from known_facts(one)


def of_happenings(session: Session, case: Case) -> Iterator[KnownFact]:
    """The days of facts, of the accounts of them, and of incidents.

    SECURITY: a day with what happened on it is found in a newspaper or a police log.
    """
    for fact in record.of_case(session, Fact, case.id):
        days = (fact.on, *(account.on for account in fact.accounts))
        yield from (KnownFact(kind="date", value=day) for day in days if day is not None)
    for incident in record.of_case(session, Incident, case.id):
        yield KnownFact(kind="date", value=incident.on)
