"""Fields with two versions from the command line: listed, and settled."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from casebook.base.clock import system_clock
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base.session import open_session
from casebook.services.sharing import rivals
from tests.cli.said import Say
from tests.services.sharing.pair import opened_pair, save

PERSON = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),), birth_place="Xian")


@pytest.fixture
def shared(plain_office: Path) -> Path:
    """An office in which a person's place of birth has two versions."""
    code = (plain_office.parent / "code.txt").read_text()
    with opened_pair(plain_office, code, PERSON, start=system_clock()) as pair:
        save(pair.first, PERSON, birth_place="Lhasa")
        save(pair.second, PERSON, birth_place="Urumqi")
        pair.swap(PERSON)
        pair.first.lock()
    return plain_office


def test_conflicts_are_listed_with_both_versions(shared: Path, say: Say) -> None:
    (row,) = say("team", "conflicts", shared, "--json").json["rows"]
    assert (row["noun"], row["id"], row["field"], row["field_title"]) == (
        "person",
        "p1",
        "birth_place",
        "Place of birth",
    )
    first, second = row["versions"]
    assert (first["text"], first["by"], first["is_shown"]) == ("Lhasa", "this casebook", False)
    assert (second["text"], second["by"], second["why"]) == ("Urumqi", "another casebook", "later")
    said = say("team", "conflicts", shared).out
    assert row["conflict"] in said
    assert "shown: it is the later one" in said


def test_a_case_lists_its_own_conflicts_only(shared: Path, say: Say) -> None:
    assert say("team", "conflicts", shared, "R-1", "--json").json == {"rows": []}
    assert say("team", "conflicts", shared, "R-1").out == "No field has two versions.\n"
    assert say("team", "conflicts", shared, "none", "--json").json["error"]["kind"] == "not-found"


def test_a_version_is_taken_once(shared: Path, say: Say) -> None:
    conflict = say("team", "conflicts", shared, "--json").json["rows"][0]["conflict"]
    assert say("team", "settle", shared, conflict, "--take", "3").code == 3
    settled = say("team", "settle", shared, conflict, "--take", "1", "--json")
    assert settled.json == {"noun": "person", "id": "p1", "field": "birth_place", "settled": True}
    assert say("person", "show", shared, "p1", "--json").json["birth_place"] == "Lhasa"
    assert say("team", "conflicts", shared, "--json").json["rows"] == []
    again = say("team", "settle", shared, conflict, "--take", "1", "--json")
    assert (again.code, again.json["error"]["kind"]) == (6, "conflict")


def test_another_value_is_read_from_standard_input(
    shared: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflict = say("team", "conflicts", shared, "--json").json["rows"][0]["conflict"]
    monkeypatch.setattr("sys.stdin", io.StringIO("Hotan\n"))
    assert "has one version now" in say("team", "settle", shared, conflict, "--value", "-").out
    with open_session(shared, (shared.parent / "code.txt").read_text()) as session:
        assert rivals.every(session) == ()
    assert say("person", "show", shared, "p1", "--json").json["birth_place"] == "Hotan"


def test_neither_or_both_answers_are_refused(shared: Path, say: Say) -> None:
    for rest in ((), ("--take", "1", "--value", "Hotan")):
        answer = say("team", "settle", shared, "3f9a1c07b2d4", *rest, "--json")
        assert (answer.code, answer.json["error"]["field"]) == (3, "take")
