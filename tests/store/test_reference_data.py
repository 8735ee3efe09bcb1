from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from casebook.base.errors import Refused
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.store.registry import table_for
from casebook.store.store import Store

TOPIC = Topic(id="rsdl", title="Residential surveillance", definition="Held in a place named for it.")


def test_an_entry_is_made_anew_only_after_a_change(store: Store) -> None:
    topics = table_for(Topic)
    with store.write("topic.add") as transaction:
        transaction.add(TOPIC)
    with store.reading() as connection:
        (first,) = topics.all(connection)
        (again,) = topics.all(connection)
    assert first == TOPIC
    assert again is first
    changed = replace(TOPIC, title="Surveillance at a designated location")
    with store.write("topic.change") as transaction:
        transaction.replace(changed)
    with store.reading() as connection:
        assert topics.all(connection) == [changed]


def test_entries_of_a_write_that_was_undone_are_not_kept(store: Store) -> None:
    topics = table_for(Topic)
    with suppress(Refused), store.write("topic.add") as transaction:
        transaction.add(TOPIC)
        assert topics.all(transaction.connection) == [TOPIC]
        raise Refused("Undone.")
    with store.reading() as connection:
        assert topics.all(connection) == []


def test_what_is_done_to_a_list_of_entries_is_not_kept(store: Store) -> None:
    topics = table_for(Topic)
    with store.write("topic.add") as transaction:
        transaction.add(TOPIC)
    with store.reading() as connection:
        topics.all(connection).clear()
        assert topics.all(connection) == [TOPIC]


def test_a_person_is_read_from_its_row_each_time(store: Store) -> None:
    people = table_for(Person)
    with store.write("person.add") as transaction:
        transaction.add(Person(id="p1"))
    with store.reading() as connection:
        assert people.all(connection)[0] is not people.all(connection)[0]
