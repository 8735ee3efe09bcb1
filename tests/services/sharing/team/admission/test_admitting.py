"""What arrives in a space touches what belongs to it, and nothing else of this casebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.stamp import stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.member_changes import rename
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.purges import (
    confirm_purge,
    keep_all,
    purge_requests,
)
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.waiting import (
    waiting,
)
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import CASE, OTHER, exchange_all, note, notes, own_id, pair


def _said(session: Session, noun: str, record_id: str, **values: object) -> dict[str, object]:
    at = stamp(tick_at(session.clock() + timedelta(hours=1)), b"evilline")
    entries = {key: {at: value} for key, value in values.items()}
    return encoded(RecordVersion(noun=noun, id=record_id, is_begun=True, began=at, entries=entries))


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna, who has a case of her own, and Ben, who knows its IDs."""
    anna, ben = pair(new_casebook, tmp_path)
    note_of = Note(id="secret", text="secret", written_at=anna.clock(), case_id="c2", written_by="Anna")
    record.add(anna, note_of, Person(id="x", names=(Name(text="Person x", script="Latn"),)))
    exchange_all(anna, ben)
    return anna, ben


def test_a_member_changes_nothing_of_a_case_they_were_not_given(two: tuple[Session, Session]) -> None:
    anna, ben = two
    records = [
        _said(ben, "note", "secret", text="POISONED"),
        _said(ben, "case", "c2", reference="HACKED"),
        _said(ben, "person", "x", birth_place="HACKED"),
        _said(ben, "note", "planted", text="PLANTED", case_id="c2"),
        _said(ben, "case", "c9", reference="PLANTED"),
        _said(ben, "relation", "r9", person_id="p1", other_id="x", kind="mother"),
        _said(ben, "note", "n1", text="good", case_id="c1", written_at=ben.clock().isoformat()),
    ]
    forge(ben, body(r=records, p=[["case", "c2"], ["note", "secret"]]))
    report = take_all(anna)
    assert (record.find(anna, Case, "c2"), record.find(anna, Note, "secret").text) == (OTHER, "secret")
    assert record.find(anna, Person, "x").birth_place == ""
    assert (notes(anna), report.held, purge_requests(anna)) == (["n1", "secret"], 6, [])
    asked = {(one.kind, one.record_id, one.by) for one in waiting(anna)}
    assert asked == {("change", key, "Ben") for key in ("secret", "c2", "x", "planted", "c9", "r9")}
    put(anna)
    take_all(ben)
    assert record.every(ben, Case) == [CASE]


def test_what_was_held_is_taken_once_a_person_allows_it(two: tuple[Session, Session]) -> None:
    anna, ben = two
    forge(ben, body(r=[_said(ben, "note", "secret", text="By Ben")]))
    take_all(anna)
    decide(anna, [one.id for one in waiting(anna)], [])
    assert record.find(anna, Note, "secret").text == "By Ben"
    forge(ben, body(r=[_said(ben, "note", "secret", text="Again")]))
    take_all(anna)
    assert record.find(anna, Note, "secret").text == "By Ben"
    decide(anna, [], [one.id for one in waiting(anna)])
    assert (waiting(anna), record.find(anna, Note, "secret").text) == ([], "By Ben")


def test_only_what_was_shown_is_allowed(two: tuple[Session, Session]) -> None:
    anna, ben = two
    forge(ben, body(r=[_said(ben, "note", "secret", text="Harmless")]))
    take_all(anna)
    (shown,) = waiting(anna)
    assert shown.says == (("text", "Harmless"),)
    forge(ben, body(r=[_said(ben, "note", "secret", text="SWITCHED")]))
    take_all(anna)
    with pytest.raises(InvalidInput, match="not what waits"):
        decide(anna, [shown.id], [])
    assert record.find(anna, Note, "secret").text == "secret"
    (later,) = waiting(anna)
    assert "SWITCHED" in [value for _, value in later.says]


def test_of_two_members_of_one_name_each_is_told_apart(two: tuple[Session, Session]) -> None:
    anna, ben = two
    (member,) = [key for key, one in require_team(anna).roster.members.items() if one.name == "Ben"]
    rename(anna, member, "anna")
    view = require_team(anna)
    assert view.name_of(own_id(ben)) == f"anna ({member[:4]})"
    assert view.name_of(own_id(anna)) != "Anna"


def test_what_a_person_kept_is_not_hidden_again(two: tuple[Session, Session]) -> None:
    anna, ben = two
    note(anna, "n1")
    exchange_all(anna, ben)
    forge(ben, body(p=[["case", "c1"], ["note", "n1"]]))
    take_all(anna)
    assert [one.id for one in record.every(anna, Case)] == ["c2"]
    assert keep_all(anna) == 2
    forge(ben, body(p=[["case", "c1"], ["note", "n1"]]))
    assert take_all(anna).purges == 0
    assert (notes(anna), purge_requests(anna)) == (["n1", "secret"], [])
    assert record.find(anna, Case, "c1") == CASE


def test_a_purge_hides_no_person_whom_another_case_names(two: tuple[Session, Session]) -> None:
    anna, ben = two
    naming = Note(id="n9", text="about p1", written_at=anna.clock(), case_id="c2", written_by="Anna")
    record.add(anna, naming)
    forge(ben, body(p=[["person", "p1"]]))
    take_all(anna)
    assert "p1" in [one.id for one in record.every(anna, Person)]
    assert [one.id for one in purge_requests(anna)] == ["p1"]


def test_an_id_of_another_record_takes_that_from_nobody(two: tuple[Session, Session]) -> None:
    anna, ben = two
    note(anna, "n1", "By Anna")
    exchange_all(anna, ben)
    fact = _said(ben, "fact", "n1", statement="By Ben", case_id="c1")
    forge(ben, body(r=[fact]), body(p=[["fact", "n1"]]))
    for _ in range(2):
        report = take_all(anna)
        put(anna)
    assert (notes(anna), purge_requests(anna), report.refused) == (["n1", "secret"], [], {})
    (asked,) = waiting(anna)
    assert (asked.noun, asked.record_id, asked.by) == ("fact", "n1", "Ben")
    with pytest.raises(Refused):
        decide(anna, [asked.id], [])
    record.change(anna, replace(record.find(anna, Note, "n1"), text="Goes on"))
    exchange_all(anna, ben)
    assert record.find(ben, Note, "n1").text == "Goes on"


def test_after_a_forged_record_the_true_one_can_be_taken(
    two: tuple[Session, Session],
) -> None:
    anna, ben = two
    on = {"edtf": "2026", "words": ""}
    whole = _said(ben, "fact", "n1", statement="By Ben", case_id="c1", on=on)
    forge(ben, body(r=[whole]))
    take_all(anna)
    assert [one.id for one in record.every(anna, Fact)] == ["n1"]
    written = ben.clock().isoformat()
    true = _said(ben, "note", "n1", text="True", case_id="c1", written_at=written)
    forge(ben, body(r=[true]), body(p=[["fact", "n1"]]))
    take_all(anna)
    assert ([one.id for one in record.every(anna, Fact)], notes(anna)) == ([], ["secret"])
    (asked,) = waiting(anna)
    assert (asked.noun, asked.record_id) == ("note", "n1")
    (request,) = purge_requests(anna)
    with pytest.raises(Refused):
        decide(anna, [asked.id], [])
    confirm_purge(anna, request.id)
    decide(anna, [asked.id], [])
    assert notes(anna) == ["n1", "secret"]
    record.change(anna, replace(record.find(anna, Note, "n1"), text="Goes on"))
    exchange_all(anna)
    assert (notes(anna), waiting(anna)) == (["n1", "secret"], [])
