from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from casebook.base.errors import Cancelled, Conflict, NoSpace, VaultDamaged
from casebook.domain.base.change import Changes
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.store.base import audit, search
from casebook.store.registry import table_for
from casebook.store.store import Store

PERSON = Person(
    id="p1",
    names=(Name(text="Wen Shu", script="Latn", romanisation="pinyin"), Name(text="文舒", script="Hans")),
    born=StatedDate(edtf="1990-03~", words="early spring"),
    nationalities=("CN",),
)
CASE = Case(
    id="c1",
    reference="WEN-1",
    title="Removal",
    jurisdiction="CY",
    opened_on=date(2026, 1, 2),
    parties=(Party(person_id="p1"),),
)


def test_readings_within_one_share_its_state_and_no_other_does(store: Store) -> None:
    with store.reading() as outer:
        with store.reading() as inner:
            assert inner is outer
        assert outer.execute(text("SELECT 1")).scalar() == 1, "the outer one goes on"
    with store.reading() as later:
        assert later is not outer


def test_a_database_that_may_not_grow_says_that_the_disk_is_full(store: Store) -> None:
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # no more than it has
    with pytest.raises(NoSpace), store.write("case.add") as transaction:
        transaction.add(replace(CASE, parties=(), title="Removal" * 200_000))
    with store.reading() as connection:
        assert table_for(Case).all(connection) == []


def test_what_reads_within_a_write_leaves_it_whole(store: Store) -> None:
    def stopped() -> None:
        with store.write("person.add") as transaction:
            transaction.add(PERSON)
            with store.reading() as connection:
                assert table_for(Person).find(connection, "p1") == PERSON
            transaction.add(replace(PERSON, id="p2"))
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        stopped()
    with store.reading() as later:
        assert table_for(Person).all(later) == []


def test_another_thread_waits_for_its_turn(store: Store) -> None:
    readers: list[Future[list[Person]]] = []

    def read() -> list[Person]:
        with store.reading() as connection:
            return table_for(Person).all(connection)

    def stopped(pool: ThreadPoolExecutor) -> None:
        with store.write("person.add") as transaction:
            transaction.add(PERSON)
            readers.append(pool.submit(read))
            with pytest.raises(TimeoutError):
                readers[0].result(timeout=0.1)  # long enough for one that does not wait
            raise Cancelled("Stopped.")

    with ThreadPoolExecutor(1) as pool, pytest.raises(Cancelled):
        stopped(pool)
    assert readers[0].result() == []


def test_a_record_comes_back_as_it_went_in(store: Store) -> None:
    with store.write("case.open") as transaction:
        transaction.add(PERSON)
        transaction.add(CASE)
    with store.reading() as connection:
        assert table_for(Person).find(connection, "p1") == PERSON
        assert table_for(Case).find(connection, "c1") == CASE


def test_a_write_tells_its_changes_after_the_commit(store: Store) -> None:
    heard: list[Changes] = []
    store.listeners.append(heard.append)
    with store.write("person.add") as transaction:
        transaction.add(PERSON)
        assert heard == []
    assert heard == [Changes(action="person.add", touched={"person": frozenset({"p1"})})]


def test_a_failed_action_leaves_nothing_behind(store: Store) -> None:
    def open_twice() -> None:
        with store.write("case.open") as transaction:
            transaction.add(CASE)
            transaction.add(CASE)

    with pytest.raises(Conflict):
        open_twice()
    with store.reading() as connection:
        assert table_for(Case).all(connection) == []
        assert audit.head(connection) == (0, audit.START)


def test_records_added_together_are_searched_and_in_the_history_in_order(store: Store) -> None:
    people = [replace(PERSON, id=f"p{number}") for number in (1, 2)]
    with store.write("case.open") as transaction:
        transaction.add_all([people[0], CASE, people[1]])
    with store.reading() as connection:
        assert table_for(Person).some(connection, ["p1", "p2"]) == {one.id: one for one in people}
        assert [entry.record_id for entry in audit.every(connection)] == ["p1", "c1", "p2"]
        assert {hit.id for hit in search.find(connection, "Wen Shu")} == {"p1", "p2"}


def test_records_of_a_case_in_the_bin_are_not_added_together(store: Store) -> None:
    with store.write("case.open") as transaction:
        transaction.add_all([PERSON, CASE])
    with store.write("case.bin") as transaction:
        transaction.move_to_bin(Case, "c1")
    at = datetime(2026, 1, 2, 9, tzinfo=UTC)
    notes = [Note(id=f"n{number}", case_id="c1", text="Called.", written_at=at) for number in (1, 2)]
    with pytest.raises(Conflict), store.write("note.add") as transaction:
        transaction.add_all(notes)


def test_a_write_without_a_name_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="name"), store.write(""):
        pass


def test_history_keeps_old_and_new_values_of_what_changed(store: Store) -> None:
    with store.write("person.add") as transaction:
        transaction.add(PERSON)
    with store.write("person.change") as transaction:
        transaction.replace(replace(PERSON, religion="Buddhist"))
    with store.reading() as connection:
        added, changed = audit.history(connection, "p1")
    assert added.before == ""
    assert changed.fields == ("religion",)
    assert (changed.before, changed.after) == ('{"religion": ""}', '{"religion": "Buddhist"}')
    assert changed.who == "tester"


def test_replacing_with_the_same_values_writes_nothing(store: Store) -> None:
    with store.write("person.add") as transaction:
        transaction.add(PERSON)
    with store.write("person.change") as transaction:
        transaction.replace(PERSON)
    assert store.audit_head()[0] == 1


def test_the_chain_of_changes_shows_an_edit(store: Store) -> None:
    with store.write("person.add") as transaction:
        transaction.add(PERSON)
        transaction.add(replace(PERSON, id="p2"))
    assert store.verify_audit() == 2
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET who = 'someone else' WHERE number = 1"))
    with pytest.raises(VaultDamaged, match="entry 1"):
        store.verify_audit()


def test_the_chain_of_changes_shows_a_missing_entry(store: Store) -> None:
    for number in range(3):
        with store.write("person.add") as transaction:
            transaction.add(replace(PERSON, id=f"p{number}"))
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit WHERE number = 2"))
    with pytest.raises(VaultDamaged, match="entry 2"):
        store.verify_audit()


def test_what_is_in_the_bin_is_out_of_sight_until_restored(store: Store) -> None:
    with store.write("person.add") as transaction:
        transaction.add(PERSON)
    with store.write("person.remove") as transaction:
        transaction.move_to_bin(Person, "p1")
    with store.reading() as connection:
        assert table_for(Person).all(connection) == []
        assert table_for(Person).find(connection, "p1") == PERSON
    with store.write("person.restore") as transaction:
        transaction.restore(Person, "p1")
    with store.reading() as connection:
        assert table_for(Person).all(connection) == [PERSON]
