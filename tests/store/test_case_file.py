from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.case.assurance import Assessment, Assurance, EarlierAssurance
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.incident import Incident
from casebook.domain.case.note import Note
from casebook.domain.case.task import Task
from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.store.base import search
from casebook.store.case import task as tasks
from casebook.store.registry import table_for
from casebook.store.store import Store
from tests.stubs import stubs_of

PAGE = Pinpoint(document_id="d1", page=2)
RECORDS = (
    (
        Incident(
            id="i1",
            case_id="c1",
            method="police-visit",
            on=StatedDate(edtf="2016~", words="around New Year 2016 (lunar)"),
            what="Two officers came to the noodle shop.",
            person_ids=("p1", "p2"),
            evidence=(PAGE,),
            corroboration="document",
        ),
        "noodle",
    ),
    (
        Assurance(
            id="a1",
            case_id="c1",
            text="He will be treated in accordance with the law.",
            given_by="The embassy",
            given_on=StatedDate(edtf="2026-04-21"),
            assessments=(
                Assessment(factor="specific", bearing="against-reliance", reason="It names nobody."),
            ),
            earlier=(EarlierAssurance(what="To another state", was="not-known"),),
        ),
        "accordance",
    ),
    (
        Ground(
            id="g1",
            case_id="c1",
            kind="ill-treatment",
            title="Real risk of ill-treatment",
            hooks=("ECHR Art 3",),
            proofs=(Proof(element="Risk on remand", fact_ids=("f1",), evidence=(PAGE,), state="arguable"),),
        ),
        "remand",
    ),
    (
        Note(
            id="n1",
            case_id="c1",
            text="He asked after his cat." + chr(10) + "Ask the neighbour.",
            written_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        ),
        "neighbour",
    ),
    (
        Task(id="t1", case_id="c1", step="Call the registry", owner="Nefeli", due_on=date(2026, 3, 4)),
        "registry",
    ),
    (
        Role(
            id="r1",
            case_id="c1",
            contact_id="k1",
            kind="interpreter",
            begins=StatedDate(edtf="2026-01"),
            vetting="vetted",
            vetted_on=date(2026, 1, 13),
            basis="Two referees",
        ),
        "referees",
    ),
    (
        Contact(
            id="k1",
            name="Sung Wei-lan",
            other_names=("宋維蘭",),
            kind="interpreter",
            vetted_on=date(2026, 1, 13),
            public_key="age1specimen",
        ),
        "宋维兰",
    ),
)


@pytest.mark.parametrize(("record", "words"), RECORDS, ids=lambda value: type(value).__name__)
def test_a_record_comes_back_as_it_went_in_and_is_found(store: Store, record: Entity, words: str) -> None:
    with store.write("test.add") as transaction:
        for one in (record, *stubs_of(record)):
            transaction.add(one)
    with store.reading() as connection:
        assert table_for(type(record)).find(connection, record.id) == record
        (hit,) = search.find(connection, words)
    assert hit.id == record.id
    assert chr(10) not in hit.title


def test_open_tasks_come_by_their_day_and_those_without_one_last(store: Store) -> None:
    entries = (
        Task(id="t1", step="Someday"),
        Task(id="t2", step="Later", due_on=date(2026, 4, 1)),
        Task(id="t3", step="Soon", due_on=date(2026, 3, 4), case_id="c1"),
        Task(id="t4", step="Done", due_on=date(2026, 3, 1), done_on=date(2026, 3, 1)),
    )
    with store.write("task.add") as transaction:
        for task in (*entries, *stubs_of(*entries)):
            transaction.add(task)
    with store.reading() as connection:
        assert [task.step for task in tasks.still_open(connection)] == ["Soon", "Later", "Someday"]
        assert [task.step for task in tasks.still_open(connection, "c1")] == ["Soon"]
