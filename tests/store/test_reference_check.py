"""No record is written that names one that is not there: tried over every field of every noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_origin

import pytest

from casebook.base.errors import NotFound
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import hints
from casebook.domain.base.reference import NOUN_BESIDE, REFERS_TO, naming_fields, values_inside
from casebook.domain.case.event import Event
from casebook.domain.case.note import Note
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.store.registry import table_for, tables
from casebook.store.store import Store
from tests.stubs import bare, stubs_of

NOWHERE = "nowhere-1"
ENDINGS = ("_id", "_ids", "_of")

NO_RECORD = frozenset(
    {
        *("rule_id", "calendar_id", "method_id", "chosen_id", "profile_id", "status_as_of", "as_of"),
        *("message_id", "register_id", "paper_id", "condition_id"),
    }
)
"""IDs of reference data, mail and parts of a record, which are none, and days whose names end like IDs."""


def naming(kind: type[Any], **given: object) -> Iterator[tuple[str, Any]]:
    """A bare record for each of its fields that names another, at any depth, with an ID that nothing has."""
    for name, nouns in naming_fields(kind).items():
        one: object = NOWHERE if hints(kind)[name] is str else (NOWHERE,)
        beside = {} if nouns else {NOUN_BESIDE[name]: "event" if kind is Note else "source"}
        yield name, bare(kind, **given, **{name: one}, **beside)
    for place, inner in values_inside(kind).items():
        is_tuple = get_origin(hints(kind)[place]) is tuple
        for name, value in naming(inner):
            yield name, bare(kind, **given, **{place: (value,) if is_tuple else value})


DANGLING = [
    pytest.param(record, name, id=f"{table.noun} {name} {number}")
    for table in tables()
    for number, (name, record) in enumerate(naming(table.kind, id=f"{table.noun}-1"))
]


@pytest.mark.parametrize(("record", "field"), DANGLING)
def test_a_record_that_names_one_that_is_not_there_is_refused(
    store: Store, record: Entity, field: str
) -> None:
    with pytest.raises(NotFound) as caught, store.write("test.add") as transaction:
        transaction.add(record)
    assert (caught.value.field, caught.value.exit_code) == (field, 3)
    assert NOWHERE in str(caught.value)
    with store.reading() as connection:
        assert table_for(type(record)).all(connection) == []
    with store.write("test.add") as transaction:
        for one in (record, *stubs_of(record)):  # what is named may come later in the same write
            transaction.add(one)


def test_every_field_that_looks_like_a_reference_is_one_or_is_listed() -> None:
    def unknown(kind: type[Any]) -> set[str]:
        own = {part.name for part in fields(kind) if part.name.endswith(ENDINGS)}
        inner = set().union(*map(unknown, values_inside(kind).values()))
        return inner | (own - set(naming_fields(kind)) - NO_RECORD)

    assert set().union(*(unknown(table.kind) for table in tables())) == set()
    assert {noun for nouns in REFERS_TO.values() for noun in nouns} <= {table.noun for table in tables()}


def test_what_lies_in_the_bin_stays_named_but_is_not_named_anew(store: Store) -> None:
    task = bare(Task, id="t1", proceeding_id="p1")
    with store.write("test.add") as transaction:
        for one in (task, *stubs_of(task)):
            transaction.add(one)
    with store.write("test.remove") as transaction:
        transaction.move_to_bin(Proceeding, "p1")
    with store.write("test.change") as transaction:
        transaction.replace(replace(task, step="Call"))
    with pytest.raises(NotFound), store.write("test.add") as transaction:
        transaction.add(replace(task, id="t2"))


def test_a_name_typed_for_an_id_is_not_repeated(store: Store) -> None:
    with pytest.raises(NotFound) as caught, store.write("test.add") as transaction:
        transaction.add(bare(Event, id="e1", case_id="Guo Peishan"))
    assert "Guo" not in str(caught.value)
    assert caught.value.field == "case_id"
