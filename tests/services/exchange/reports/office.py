"""An invented office with many cases, the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import get_args

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import OutcomeKind, Proceeding, ProceedingKind, Stage
from casebook.domain.case.time_note import TimeNote, WorkKind
from casebook.domain.deadline.deadline import Deadline, DeadlineStatus
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session

SECRETS = ("Zorbax", "Q-7781", "Quelltal", "Vrimmel", "Ostwyk")
"""Parts of every name, reference, title, outcome and remark of the office; none may leave in a report."""
_REQUESTED_BY = ("Ministry of Public Security of China", "HKSAR", "Kazakhstan", "Vrimmel", "")
_OUTCOMES: tuple[OutcomeKind, ...] = ("return-refused", "protection-granted", "return-ordered", "")

_STATUSES: tuple[DeadlineStatus, ...] = ("met", "met", "open", "missed")


def fill(session: Session, cases: int, seed: int = 1) -> None:
    """Put an office with this many cases into a vault."""
    random = Random(seed)  # noqa: S311 - invented cases, not keys
    for number in range(cases):
        record.add(session, *_one(session, random, number))


def _one(session: Session, random: Random, number: int) -> Iterator[Entity]:
    case_id, person_id = session.ids(), session.ids()
    yield Person(
        id=person_id,
        names=(Name(text=f"Zorbax {number}", script="Latn"),),
        born=StatedDate(edtf=str(random.choice((1960, 1985, 1991, 1998, 2012)))),
        ethnicity=random.choice(("Uyghur", "Han", "Han", "Tibetan", "Quelltal", "")),
        sex=random.choice(("female", "male", "male", "")),
    )
    yield Case(
        id=case_id,
        reference=f"Q-7781-{number}",
        title="Quelltal",
        jurisdiction=random.choice(("CY", "CY", "GB-EW", "TH", "KZ")),
        opened_on=date(2025, 1, 1) + timedelta(days=number),
        parties=(Party(person_id=person_id),),
    )
    kind = random.choice(get_args(ProceedingKind)[:4])
    outcome = random.choice(_OUTCOMES)
    yield Proceeding(
        id=session.ids(),
        case_id=case_id,
        kind=kind,
        forum="Ostwyk",
        requested_by=random.choice(_REQUESTED_BY),
        stages=(Stage(title="Vrimmel", begins=StatedDate(edtf="2025-03")),),
        outcome="Vrimmel" if outcome or random.random() < 0.3 else "",
        outcome_kind=outcome,
    )
    for _ in range(random.randrange(3)):
        status = random.choice(_STATUSES)
        yield Deadline(
            id=session.ids(),
            case_id=case_id,
            title="Vrimmel",
            due_on=date(2025, 6, 1),
            origin="hand",
            status=status,
        )
        begun = random.choice(("", "10:00"))
        yield TimeNote(
            id=session.ids(),
            case_id=case_id,
            on=date(2025, 5, 2),
            minutes=random.randrange(15, 400),
            work=random.choice(get_args(WorkKind)[:6]),
            interpreter_from=begun,
            interpreter_to=begun and "11:30",
            remark="Vrimmel",
        )
        yield Incident(
            id=session.ids(),
            case_id=case_id,
            method=random.choice(("police-visit", "police-visit", "lure", "threat-to-family")),
            on=StatedDate(edtf=random.choice(("2024", "2025-01", "XXXX", "2012"))),
            what="Vrimmel",
        )
