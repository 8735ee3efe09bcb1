"""What a person is asked where two casebooks changed one field, and what their answer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.rival import Rival
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import rival_text, rivals, settling
from casebook.store.sharing import contested
from casebook.store.sharing.give import versions_of
from tests.services.sharing.pair import Pair, give, opened_pair, save, stored

PERSON = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),), birth_place="Xian")
CASE = Case(
    id="c1",
    reference="S-1",
    title="Removal",
    jurisdiction="CY",
    opened_on=date(2026, 1, 2),
    parties=(Party(person_id="p1"),),
)
DEADLINE = Deadline(id="d1", case_id="c1", title="Appeal", due_on=date(2026, 3, 9), origin="hand")
EVENT = Event(id="e1", case_id="c1", kind="hearing", title="Hearing", on=StatedDate(edtf="2026-04-01"))
CONSENT = Consent(purpose="court", given_on=date(2026, 1, 1))
WORDS = Translator()


@pytest.fixture
def pair(small: Path, small_code: str) -> Iterator[Pair]:
    with opened_pair(small, small_code, PERSON, CASE, EVENT, DEADLINE) as both:
        yield both


def only(session: Session, noun: str, record_id: str) -> Rival:
    (rival,) = rivals.of_record(session, noun, record_id)
    return rival


def birth_places(pair: Pair) -> Rival:
    save(pair.first, PERSON, birth_place="Lhasa")
    save(pair.second, PERSON, birth_place="Urumqi")
    pair.swap(PERSON)
    return only(pair.first, "person", "p1")


def test_both_versions_are_told_with_author_time_and_which_is_shown(pair: Pair) -> None:
    rival = birth_places(pair)
    assert (rival.noun, rival.record_id, rival.title) == ("person", "p1", "Sample Person")
    assert rival_text.title_of(rival, WORDS) == "Place of birth"
    texts = [rival_text.text_of(rival, version, WORDS) for version in rival.versions]
    assert texts == ["Lhasa", "Urumqi"]
    assert [str(version.who) for version in rival.versions] == ["this casebook", "another casebook"]
    hours = [version.written_at.hour for version in rival.versions if version.written_at]
    assert hours == [9, 12]
    reasons = [rival_text.because(rival, version, WORDS) for version in rival.versions]
    assert reasons == ["", "shown: it is the later one"]


def test_a_record_without_rivals_has_none_and_nor_has_its_casebook(pair: Pair) -> None:
    save(pair.first, PERSON, birth_place="Lhasa")
    give(pair.first, pair.second, PERSON)
    assert rivals.of_record(pair.second, "person", "p1") == ()
    assert rivals.every(pair.second) == ()


def test_the_rivals_of_a_case_are_those_of_its_persons_and_records(pair: Pair) -> None:
    birth_places(pair)
    save(pair.first, EVENT, title="First hearing")
    save(pair.second, EVENT, title="Main hearing")
    pair.swap(EVENT)
    assert [one.noun for one in rivals.of_case(pair.first, "c1")] == ["event", "person"]
    assert len(rivals.every(pair.first)) == 2


def test_taking_the_version_that_is_not_shown_settles_it_everywhere(pair: Pair) -> None:
    rival = birth_places(pair)
    settling.take(pair.first, rival, rival.versions[0].stamp)
    pair.swap(PERSON)
    for session in (pair.first, pair.second):
        assert stored(session, PERSON).birth_place == "Lhasa"
        assert rivals.of_record(session, "person", "p1") == ()


def test_a_third_value_takes_the_place_of_both(pair: Pair) -> None:
    settling.write(pair.first, birth_places(pair), "Hotan")
    pair.swap(PERSON)
    assert stored(pair.second, PERSON).birth_place == "Hotan"
    assert rivals.of_record(pair.second, "person", "p1") == ()


def test_a_value_that_the_field_does_not_take_is_refused(pair: Pair) -> None:
    save(pair.first, CASE, confidentiality="sealed")
    save(pair.second, CASE, confidentiality="restricted")
    pair.swap(CASE)
    rival = only(pair.first, "case", "c1")
    assert rival.because == "stricter"
    with pytest.raises(InvalidInput):
        settling.write(pair.first, rival, "unheard of")
    assert rivals.of_record(pair.first, "case", "c1") == (rival,)


def test_versions_that_changed_since_they_were_shown_are_not_settled(pair: Pair) -> None:
    seen = birth_places(pair)
    save(pair.second, PERSON, birth_place="Hotan")
    give(pair.second, pair.first, PERSON)
    with pytest.raises(Conflict):
        settling.take(pair.first, seen, seen.versions[0].stamp)
    with pytest.raises(Conflict):
        rivals.named(pair.first, seen.id)
    contents = [version.content for version in only(pair.first, "person", "p1").versions]
    assert contents == ["Lhasa", "Hotan"]


def test_a_settlement_is_undone_and_done_again(pair: Pair) -> None:
    rival = birth_places(pair)
    settled = settling.take(pair.first, rival, rival.versions[0].stamp)
    settling.take_back(pair.first, settled)
    again = only(pair.first, "person", "p1")
    assert {version.content for version in again.versions} == {"Lhasa", "Urumqi"}
    assert stored(pair.first, PERSON).birth_place == "Urumqi", "as before it was settled"
    pair.swap(PERSON)
    assert len(only(pair.second, "person", "p1").versions) == 2
    settling.settle_again(pair.first, settled)
    pair.swap(PERSON)
    for session in (pair.first, pair.second):
        assert stored(session, PERSON).birth_place == "Lhasa"
        assert rivals.of_record(session, "person", "p1") == ()
        session.store.verify_audit()


def test_a_settlement_that_was_changed_since_is_not_undone(pair: Pair) -> None:
    rival = birth_places(pair)
    settled = settling.take(pair.first, rival, rival.versions[0].stamp)
    save(pair.first, PERSON, birth_place="Hotan")
    with pytest.raises(Conflict):
        settling.take_back(pair.first, settled)
    assert stored(pair.first, PERSON).birth_place == "Hotan"


def test_a_deadline_counted_twice_says_both_days_and_who_counted(pair: Pair) -> None:
    save(pair.first, DEADLINE, due_on=date(2026, 3, 3))
    save(pair.second, DEADLINE, due_on=date(2026, 3, 5))
    pair.swap(DEADLINE)
    rival = only(pair.first, "deadline", "d1")
    counted = rival_text.counted_twice(rival, WORDS)
    assert counted == "Counted twice: 3 March 2026 (this casebook), 5 March 2026 (another casebook)"
    assert rival.because == "earlier-day"
    assert rival_text.text_of(rival, rival.versions[1], WORDS) == "Due on: 2026-03-05"
    settled = settling.take(pair.first, rival, rival.versions[1].stamp)
    assert stored(pair.first, DEADLINE).due_on == date(2026, 3, 5)
    settling.take_back(pair.first, settled)
    assert stored(pair.first, DEADLINE).due_on == date(2026, 3, 3)
    assert rival_text.counted_twice(only(pair.first, "deadline", "d1"), WORDS)


def test_a_part_is_settled_alone(pair: Pair) -> None:
    other = Consent(purpose="media", given_on=date(2026, 1, 1))
    save(pair.first, PERSON, consents=(CONSENT, other))
    give(pair.first, pair.second, PERSON)
    save(pair.first, PERSON, consents=(replace(CONSENT, scope="the appeal"), replace(other, scope="one")))
    save(
        pair.second,
        PERSON,
        consents=(replace(CONSENT, withdrawn_on=date(2026, 2, 2)), replace(other, scope="two")),
    )
    pair.swap(PERSON)
    both = rivals.of_record(pair.first, "person", "p1")
    assert {one.because for one in both} == {"withdrawn", "later"}
    court = next(one for one in both if one.because == "withdrawn")
    assert (court.kind, rival_text.title_of(court, WORDS)) == ("part", "Consents")
    stays = next(one for one in court.versions if not one.is_shown)
    settled = settling.take(pair.first, court, stays.stamp)
    assert [one.scope for one in stored(pair.first, PERSON).consents] == ["the appeal", "two"]
    assert len(rivals.of_record(pair.first, "person", "p1")) == 1
    settling.take_back(pair.first, settled)
    assert len(rivals.of_record(pair.first, "person", "p1")) == 2
    assert stored(pair.first, PERSON).consents[0].withdrawn_on == date(2026, 2, 2)


def test_a_record_binned_by_one_and_changed_by_another_is_told(pair: Pair) -> None:
    record.move_to_bin(pair.first, Person, "p1")
    save(pair.second, PERSON, birth_place="Urumqi")
    pair.swap(PERSON)
    rival = only(pair.second, "person", "p1")
    assert rival.kind == "changed-in-bin"
    texts = [rival_text.text_of(rival, version, WORDS) for version in rival.versions]
    assert texts == ["in the bin", "changed afterwards"]
    assert [str(version.who) for version in rival.versions] == ["a copy of this casebook", "this casebook"]
    assert rivals.every(pair.first)[0].record_id == "p1"


def test_a_change_that_came_after_the_removal_is_told_whatever_its_clock(pair: Pair) -> None:
    save(pair.second, PERSON, birth_place="Urumqi")
    pair.now[0] = pair.now[0].replace(hour=18)
    record.move_to_bin(pair.first, Person, "p1")
    give(pair.second, pair.first, PERSON)
    rival = only(pair.first, "person", "p1")
    assert rival.kind == "changed-in-bin"
    removal = next(version for version in rival.versions if version.content)
    settling.take(pair.first, rival, removal.stamp)
    assert rivals.of_record(pair.first, "person", "p1") == ()
    assert rivals.every(pair.first) == ()


@pytest.mark.parametrize("at", [0, 1])
def test_a_record_changed_in_the_bin_stays_there_or_comes_back(pair: Pair, at: int) -> None:
    record.move_to_bin(pair.first, Person, "p1")
    save(pair.second, PERSON, birth_place="Urumqi")
    pair.swap(PERSON)
    rival = only(pair.first, "person", "p1")
    settled = settling.take(pair.first, rival, rival.versions[at].stamp)
    pair.swap(PERSON)
    for session in (pair.first, pair.second):
        assert rivals.of_record(session, "person", "p1") == ()
        assert len(record.every(session, Person)) == at
    settling.take_back(pair.first, settled)
    assert record.every(pair.first, Person) == []


def test_a_version_of_a_newer_program_is_named_and_not_taken(pair: Pair) -> None:
    save(pair.second, PERSON, birth_place="Urumqi")
    with pair.second.store.reading() as connection:
        (newer,) = versions_of(connection, "person", ["p1"])
    stamp = max(newer.entries["birth_place"])
    newer.entries["birth_place"] = {stamp: {"town": "Urumqi"}}
    save(pair.first, PERSON, birth_place="Lhasa")
    with pair.first.store.write("parcel.take") as transaction:
        transaction.take([newer])
    rival = only(pair.first, "person", "p1")
    unread = next(one for one in rival.versions if not one.is_readable)
    assert rival_text.text_of(rival, unread, WORDS) == "of a newer version of Casebook"
    with pytest.raises(Refused):
        settling.take(pair.first, rival, unread.stamp)
    assert stored(pair.first, PERSON).birth_place == "Lhasa"


def test_deadlines_follow_the_day_of_an_event_that_was_settled(pair: Pair) -> None:
    save(pair.first, EVENT, on=StatedDate(edtf="2026-04-03"))
    save(pair.second, EVENT, on=StatedDate(edtf="2026-04-05"))
    pair.swap(EVENT)
    rival = only(pair.first, "event", "e1")
    assert rival_text.title_of(rival, WORDS) == "Date"
    settling.take(pair.first, rival, rival.versions[1].stamp)
    assert stored(pair.first, EVENT).on.edtf == "2026-04-05"


def test_the_question_whether_a_record_has_rivals_uses_the_key(pair: Pair) -> None:
    with pair.first.store.reading() as connection:
        query = f"EXPLAIN QUERY PLAN {contested._OF_RECORD}"
        plan = [row[-1] for row in connection.exec_driver_sql(query, ("p1", "person"))]
    assert plan == ["SEARCH version USING PRIMARY KEY (record_id=? AND noun=? AND is_spent=?)"]
