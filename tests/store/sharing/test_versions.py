"""What two casebooks make of a record that both changed, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.deadline.deadline import Deadline, DeadlineCheck
from casebook.domain.library.argument import Argument
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.choice import rivals
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.version import RecordVersion
from casebook.store.base import audit
from casebook.store.registry import table_for
from casebook.store.sharing.give import versions_of
from tests.store.sharing.random_history import START, Casebook, casebook, copied, made_old

PERSON = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),), birth_place="Xian")
CASE = Case(id="c1", reference="S-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 2))
DEADLINE = Deadline(id="d1", case_id="", title="Appeal", due_on=date(2026, 3, 5), origin="hand")
CHECK = DeadlineCheck(initials="AB", on=date(2026, 2, 1))
CONSENT = Consent(purpose="court", given_on=date(2026, 1, 1))


def add(book: Casebook, *records: Entity) -> None:
    with book.store.write("record.add") as transaction:
        transaction.add_all(records)


def save(book: Casebook, record: Entity, **values: Any) -> None:  # noqa: ANN401 - of any field
    with book.store.write("record.change") as transaction:
        now = table_for(type(record)).find(transaction.connection, record.id)
        transaction.replace(replace(cast("Any", now), **values))


def stored(book: Casebook, record: Any) -> Any:  # noqa: ANN401 - of any noun
    with book.store.reading() as connection:
        return table_for(type(record)).find(connection, record.id)


def version(book: Casebook, record: Entity) -> RecordVersion:
    with book.store.reading() as connection:
        return versions_of(connection, table_for(type(record)).noun, [record.id])[0]


def give(giver: Casebook, taker: Casebook, *records: Entity) -> None:
    sent = [decoded(encoded(version(giver, one))) for one in records]
    with taker.store.write("parcel.take") as transaction:
        transaction.take(sent)


@pytest.fixture
def pair() -> tuple[Casebook, Casebook]:
    from datetime import timedelta

    first = casebook(timedelta())
    add(first, PERSON, CASE, DEADLINE)
    second = copied(first)
    with second.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE line SET is_own = 0")
    second.now[0] = START.replace(hour=12)
    return first, second


def test_two_versions_of_a_field_both_stand_and_the_later_is_shown(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, PERSON, birth_place="Lhasa")
    save(second, PERSON, birth_place="Urumqi")
    give(second, first, PERSON)
    give(first, second, PERSON)
    for book in pair:
        assert stored(book, PERSON).birth_place == "Urumqi"
        assert set(rivals(version(book, PERSON).entries)["birth_place"].values()) == {"Lhasa", "Urumqi"}


def test_a_field_that_one_changed_after_seeing_it_has_no_rival(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, PERSON, birth_place="Lhasa")
    give(first, second, PERSON)
    save(second, PERSON, birth_place="Urumqi")
    give(second, first, PERSON)
    assert stored(first, PERSON).birth_place == "Urumqi"
    assert rivals(version(first, PERSON).entries) == {}


def test_equal_values_are_no_conflict(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    for book in pair:
        save(book, PERSON, birth_place="Lhasa")
    give(second, first, PERSON)
    assert rivals(version(first, PERSON).entries) == {}


def test_a_person_settles_two_versions_and_neither_comes_back(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, PERSON, birth_place="Lhasa")
    save(second, PERSON, birth_place="Urumqi")
    give(second, first, PERSON)
    with first.store.write("person.settle") as transaction:
        transaction.settle(replace(stored(first, PERSON), birth_place="Lhasa"), ["birth_place"])
    give(first, second, PERSON)
    give(second, first, PERSON)
    for book in pair:
        assert stored(book, PERSON).birth_place == "Lhasa"
        assert rivals(version(book, PERSON).entries) == {}


def test_settling_what_is_shown_ends_the_other_version(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, CASE, confidentiality="sealed")
    save(second, CASE, confidentiality="restricted")
    give(second, first, CASE)
    assert stored(first, CASE).confidentiality == "sealed", "the stricter, though it is the earlier"
    with first.store.write("case.settle") as transaction:
        transaction.settle(stored(first, CASE), ["confidentiality"])
    assert rivals(version(first, CASE).entries) == {}


def test_what_a_person_saves_is_shown_though_a_stricter_version_stood(
    pair: tuple[Casebook, Casebook],
) -> None:
    first, second = pair
    save(first, CASE, confidentiality="sealed")
    save(second, CASE, confidentiality="restricted")
    give(second, first, CASE)
    save(first, CASE, confidentiality="ordinary")
    give(first, second, CASE)
    assert [stored(book, CASE).confidentiality for book in pair] == ["ordinary", "ordinary"]


def test_lists_are_united_and_what_one_removed_is_gone(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, CASE, tags=("urgent", "press"))
    give(first, second, CASE)
    save(first, CASE, tags=("urgent", "press", "family"))
    save(second, CASE, tags=("press", "school"))
    give(second, first, CASE)
    give(first, second, CASE)
    tags = stored(first, CASE).tags
    assert set(tags) == {"press", "family", "school"}
    assert stored(second, CASE).tags == tags
    assert rivals(version(first, CASE).entries) == {}


def test_a_consent_withdrawn_anywhere_is_withdrawn(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, PERSON, consents=(CONSENT,))
    give(first, second, PERSON)
    save(first, PERSON, consents=(replace(CONSENT, withdrawn_on=date(2026, 2, 2)),))
    save(second, PERSON, consents=(replace(CONSENT, scope="only the appeal"),))
    give(second, first, PERSON)
    give(first, second, PERSON)
    for book in pair:
        assert [one.withdrawn_on for one in stored(book, PERSON).consents] == [date(2026, 2, 2)]


def test_a_deadline_counted_twice_reminds_of_the_earlier_day(
    pair: tuple[Casebook, Casebook],
) -> None:
    first, second = pair
    save(first, DEADLINE, checks=(CHECK,))
    give(first, second, DEADLINE)
    assert stored(second, DEADLINE).checks == (CHECK,)
    save(first, DEADLINE, due_on=date(2026, 3, 3), reason="rules of March")
    save(second, DEADLINE, due_on=date(2026, 3, 9), status="met")
    give(second, first, DEADLINE)
    give(first, second, DEADLINE)
    for book in pair:
        now = stored(book, DEADLINE)
        assert (now.due_on, now.reason, now.status) == (date(2026, 3, 3), "rules of March", "met")
        assert now.checks == ()
        assert len(rivals(version(book, DEADLINE).entries)["=counting"]) == 2


def test_a_check_of_a_date_that_was_moved_elsewhere_says_nothing(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, DEADLINE, due_on=date(2026, 3, 3), checks=())
    save(second, DEADLINE, checks=(CHECK,))
    give(second, first, DEADLINE)
    give(first, second, DEADLINE)
    assert [stored(book, DEADLINE).checks for book in pair] == [(), ()]
    save(first, DEADLINE, checks=(CHECK,))
    give(first, second, DEADLINE)
    assert [stored(book, DEADLINE).checks for book in pair] == [(CHECK,), (CHECK,)]


def test_a_bin_and_a_change_both_stand(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    with first.store.write("person.remove") as transaction:
        transaction.move_to_bin(Person, PERSON.id)
    save(second, PERSON, birth_place="Urumqi")
    give(second, first, PERSON)
    give(first, second, PERSON)
    for book in pair:
        assert stored(book, PERSON).birth_place == "Urumqi"
        with book.store.reading() as connection:
            assert table_for(Person).all(connection) == []


def test_what_was_purged_here_never_comes_back(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    with first.store.write("person.purge") as transaction:
        transaction.purge(Person, PERSON.id)
    save(second, PERSON, birth_place="Urumqi")
    give(second, first, PERSON)
    with pytest.raises(NotFound):
        stored(first, PERSON)
    with first.store.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM version WHERE record_id = 'p1'").scalar()
    assert left == 0


def test_values_that_come_before_their_record_wait_for_it(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    note = Note(id="n1", text="one", written_at=START, case_id="", written_by="tester")
    add(first, note)
    whole = version(first, note)
    save(first, note, text="two")
    change = version(first, note)
    later = RecordVersion(
        noun="note", id="n1", entries={"text": dict(change.entries["text"])}, spent=set(change.spent)
    )
    with second.store.write("parcel.take") as transaction:
        transaction.take([decoded(encoded(later))])
    with pytest.raises(NotFound):
        stored(second, note)
    with second.store.write("parcel.take") as transaction:
        transaction.take([decoded(encoded(whole))])
    assert stored(second, note).text == "two"


def test_a_value_of_a_newer_version_is_kept_and_handed_on_unread(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    newer = version(first, PERSON)
    stamp = max(newer.entries["birth_place"])
    newer.entries["star_sign"] = {stamp: "ox"}
    newer.entries["sex"] = {stamp[:7] + b"\xff" + stamp[8:]: {"unheard": "of"}}
    with second.store.write("parcel.take") as transaction:
        transaction.take([decoded(encoded(newer))])
    assert stored(second, PERSON) == PERSON
    kept = version(second, PERSON).entries
    assert "ox" in kept["star_sign"].values()
    assert {"unheard": "of"} in kept["sex"].values()


def test_records_older_than_versions_have_the_same_beginning_in_every_copy() -> None:
    from datetime import timedelta

    first = casebook(timedelta())
    add(first, PERSON)
    made_old(first)
    second = copied(first)
    save(first, PERSON, birth_place="Lhasa")
    give(first, second, PERSON)
    assert stored(second, PERSON).birth_place == "Lhasa"
    assert rivals(version(second, PERSON).entries) == {}


def test_entries_of_packs_are_never_carried(pair: tuple[Casebook, Casebook]) -> None:
    first, _ = pair
    argument = Argument(id="a1", title="Risk", ground="ill-treatment", issue="", relief="", pack="core")
    with first.store.write("packs.copy") as transaction:
        transaction.add_all([argument, replace(argument, id="a2", pack="")])
    with first.store.reading() as connection:
        assert [one.id for one in versions_of(connection, "argument", ["a1", "a2"])] == ["a2"]


def test_what_came_is_in_the_history_with_the_time_of_its_author(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(second, PERSON, birth_place="Urumqi")
    give(second, first, PERSON)
    with first.store.reading() as connection:
        entry = audit.history(connection, "p1")[-1]
    assert (entry.action, entry.at, entry.written_at) == ("parcel.take", START, START.replace(hour=12))
    assert len(entry.device) == 16
    first.store.verify_audit()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data | {"n": "Person"},
        lambda data: data | {"i": "../x"},
        lambda data: data | {"b": "short"},
        lambda data: data | {"v": []},
        lambda data: data | {"e": [["title", "x", 1]]},
        lambda data: data | {"e": [["names/x", data["b"], "no place"]]},
        lambda data: data | {"v": {"=block": 1}},
        lambda data: data | {"v": {"title": [[[[[[[[[[1]]]]]]]]]]}},
        lambda data: data | {"v": {"title": "\ud800"}},
        lambda data: data | {"z": 1},
        lambda _: [],
    ],
)
def test_what_casebook_did_not_write_is_refused(
    pair: tuple[Casebook, Casebook], spoil: Callable[[Any], Any]
) -> None:
    with pytest.raises(InvalidInput):
        decoded(spoil(encoded(version(pair[0], PERSON))))


def test_a_save_after_the_clock_went_back_is_still_the_later_one(pair: tuple[Casebook, Casebook]) -> None:
    first, second = pair
    save(first, PERSON, birth_place="Lhasa")
    first.now[0] = datetime(2020, 1, 1, tzinfo=UTC)
    save(first, PERSON, birth_place="Urumqi")
    before = version(first, PERSON)
    save(first, PERSON, birth_place="Yining")
    assert max(version(first, PERSON).entries["birth_place"]) > max(before.entries["birth_place"])
    give(first, second, PERSON)
    assert stored(second, PERSON).birth_place == "Yining"
