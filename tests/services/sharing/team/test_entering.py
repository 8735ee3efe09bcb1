"""Who comes into a shared case: by what is written or decided here, never by what another member wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.library.source import Source
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.members import give, remove
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.after_removal import late_fields, settle_late
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.waiting import (
    waiting,
)
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import space_of
from tests.services.sharing.team.office import exchange_all, joined, note, own_id, pair


def _person(record_id: str, whereabouts: str = "") -> Person:
    return Person(
        id=record_id, names=(Name(text=f"Person {record_id}", script="Latn"),), whereabouts=whereabouts
    )


def _with_family(anna: Session) -> None:
    """Anna's client has a mother in the shared case; the mother's child is the client of another case."""
    record.add(anna, _person("mother"), _person("sibling", whereabouts="HIDDEN"))
    for one, other, kind in (("p1", "mother", "mother"), ("mother", "sibling", "child")):
        record.add(anna, Relation(id=f"r-{other}", person_id=one, other_id=other, kind=kind))
    secret = record.find(anna, Case, "c2")
    record.change(anna, replace(secret, parties=(Party(person_id="sibling", standing="client"),)))


def _add_client(session: Session, person_id: str) -> None:
    case = record.find(session, Case, "c1")
    parties = (*case.parties, Party(person_id=person_id, standing="client"))
    record.change(session, replace(case, parties=parties))


def _name(session: Session, person_id: str) -> None:
    """Make a person whose ID is known from elsewhere, and name them in the shared case."""
    record.add(session, Person(id=person_id, names=(Name(text="Guessed", script="Latn"),)))
    _add_client(session, person_id)


def _people(session: Session) -> list[str]:
    return sorted(one.id for one in record.every(session, Person))


def test_a_member_walks_to_nobody_by_making_clients(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    _with_family(anna)
    exchange_all(anna, ben)
    assert _people(ben) == ["mother", "p1"]
    _add_client(ben, "mother")
    exchange_all(ben, anna)
    note(anna, "n1")
    exchange_all(anna, ben)
    assert _people(ben) == ["mother", "p1"]
    _name(ben, "sibling")
    exchange_all(ben, anna)
    note(anna, "n2")
    exchange_all(anna, ben)
    assert record.find(ben, Person, "sibling").whereabouts == ""
    assert record.find(anna, Person, "sibling").leading_name == "Person sibling"
    asked = {(one.kind, one.record_id, one.by) for one in waiting(anna)}
    assert asked == {("person", "sibling", "Ben")}, "one question, with what Ben laid of them"


def test_relatives_whom_a_new_client_brings_wait(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(anna, _person("mother"), _person("aunt"))
    record.add(anna, Relation(id="r1", person_id="p1", other_id="mother", kind="mother"))
    record.add(anna, Relation(id="r2", person_id="mother", other_id="aunt", kind="sibling"))
    exchange_all(anna, ben)
    _add_client(ben, "mother")
    put(ben)
    take_all(anna)
    assert [(one.record_id, one.by) for one in waiting(anna)] == [("aunt", "Ben")]
    record.change(anna, replace(record.find(anna, Relation, "r2"), kind="other"))
    exchange_all(anna, ben)
    assert _people(ben) == ["mother", "p1"]


def test_whom_a_person_here_allows_or_names_comes_in_and_no_other(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    for record_id in ("x", "y", "z"):
        record.add(anna, _person(record_id))
    put(anna)
    for record_id in ("x", "y"):
        _name(ben, record_id)
    exchange_all(ben, anna)
    asked = {one.record_id: one.id for one in waiting(anna) if one.kind == "person"}
    assert {*asked} == {"x", "y"}
    decide(anna, [asked["x"]], [asked["y"]])
    _add_client(anna, "z")
    exchange_all(anna, ben)
    assert _people(ben) == ["p1", "x", "y", "z"]
    assert {one.leading_name for one in record.every(ben, Person)} >= {"Person x", "Person z", "Guessed"}
    assert waiting(anna) == [], "what was laid of whom was decided with whether they are shared"
    assert [one.record_id for one in waiting(anna, with_declined=True)] == ["y"]
    decide(anna, [asked["y"]], [])
    record.change(anna, replace(record.find(anna, Person, "y"), birth_place="Xian"))
    exchange_all(anna, ben)
    assert record.find(ben, Person, "y").birth_place == "Xian"
    assert waiting(anna, with_declined=True) == []


def test_whom_all_readers_know_by_another_case_comes_in_unasked(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(anna, _person("x"))
    case = record.find(anna, Case, "c2")
    record.change(anna, replace(case, parties=(Party(person_id="x", standing="client"),)))
    open_case(anna, "c2")
    give(anna, own_id(ben), [space_of(anna, "c2").id], allow=True)
    exchange_all(anna, ben)
    _add_client(ben, "x")
    exchange_all(ben, anna)
    assert waiting(anna) == []
    record.change(anna, replace(record.find(anna, Person, "x"), birth_place="Xian"))
    exchange_all(anna, ben)
    assert record.find(ben, Person, "x").birth_place == "Xian"


@pytest.mark.parametrize("role", [MemberRole.MEMBER, MemberRole.READER])
def test_what_names_a_newcomer_goes_on_once_that_one_is_let_in(
    new_casebook: NewCasebook, tmp_path: Path, role: MemberRole
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path, role)
    exchange_all(anna, ben, cara)
    remove(anna, own_id(ben))
    exchange_all(anna)
    record.add(ben, Person(id="p8", names=(Name(text="Witness", script="Latn"),)))
    case = record.find(ben, Case, "c1")
    record.change(ben, replace(case, parties=(*case.parties, Party(person_id="p8", standing="witness"))))
    record.add(ben, Contact(id="k8", name="Interpreter", kind="interpreter"))
    record.add(ben, Role(id="o8", case_id="c1", contact_id="k8", kind="interpreter"))
    put(ben)
    take_all(anna)
    settle_late(anna, {one.id for one in late_fields(anna)}, set())
    exchange_all(anna, cara)  # without them, who wait
    assert [one.person_id for one in record.find(cara, Case, "c1").parties] == ["p1"]
    assert decide(anna, [one.id for one in waiting(anna)], []) == 2
    exchange_all(anna, cara)
    dan = joined(anna, new_casebook, "Dan", tmp_path)
    take_all(dan)
    for session in (anna, cara, dan):
        assert [one.person_id for one in record.find(session, Case, "c1").parties] == ["p1", "p8"]
        assert record.find(session, Role, "o8").contact_id == "k8"
        assert late_fields(session) == []


def test_what_another_wrote_in_one_case_reaches_no_reader_of_another(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(anna, _person("x"))
    open_case(anna, "c2")
    for case_id in ("c1", "c2"):
        case = record.find(anna, Case, case_id)
        record.change(anna, replace(case, parties=(*case.parties, Party(person_id="x", standing="client"))))
    cara = joined(anna, new_casebook, "Cara", tmp_path, case_id="c2")
    exchange_all(anna, ben, cara)
    source = Source(id=cara.ids(), title="Report", author="Author", body="", type="ngo-report")
    record.add(cara, source)
    record.change(cara, replace(record.find(cara, Person, "x"), whereabouts=f"HIDDEN [[@{source.id}]]"))
    exchange_all(cara, anna, ben)
    (asked,) = waiting(anna)
    assert asked.record_id == source.id
    decide(anna, [asked.id], [])
    exchange_all(anna, ben)
    assert record.find(ben, Source, source.id).title == "Report"
    assert record.find(ben, Person, "x").whereabouts == ""


def test_a_change_reaches_each_case_but_for_what_names_the_other(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    record.add(anna, _person("x"))
    give(anna, own_id(ben), [open_case(anna, "c2")], allow=True)
    named = {"c1": anna.ids(), "c2": anna.ids()}
    for case_id, note_id in named.items():
        case = record.find(anna, Case, case_id)
        record.change(anna, replace(case, parties=(*case.parties, Party(person_id="x", standing="client"))))
        note(anna, note_id, case_id=case_id)
    exchange_all(anna, ben)
    written = replace(record.find(anna, Person, "x"), whereabouts=named["c1"], birth_place=named["c2"])
    record.change(anna, written)
    exchange_all(anna, ben)
    assert record.find(ben, Person, "x") == written


def _declined(anna: Session, ben: Session, person_id: str) -> None:
    """Ben names a person of Anna's in the shared case, and she declines to share them."""
    record.add(anna, _person(person_id, whereabouts="Known to Anna"))
    _name(ben, person_id)
    exchange_all(ben, anna)
    (asked,) = waiting(anna)
    decide(anna, [], [asked.id])
    exchange_all(anna, ben)
    assert record.find(ben, Person, person_id).whereabouts == ""


def _without(session: Session, person_id: str) -> None:
    case = record.find(session, Case, "c1")
    left = tuple(one for one in case.parties if one.person_id != person_id)
    record.change(session, replace(case, parties=left))


@pytest.mark.parametrize("by", ["party", "relation"])
def test_who_was_declined_comes_in_once_named_here(
    new_casebook: NewCasebook, tmp_path: Path, by: str
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    _declined(anna, ben, "p9")
    _without(anna, "p9")
    exchange_all(anna, ben, cara)
    assert _people(cara) == ["p1", "p9"]
    assert record.find(cara, Person, "p9").whereabouts == "", "taking a name away names nobody"
    if by == "party":
        _add_client(anna, "p9")
    else:
        record.add(anna, Relation(id="r9", person_id="p1", other_id="p9", kind="spouse"))
    exchange_all(anna, ben, cara)
    assert record.find(cara, Person, "p9").whereabouts == "Known to Anna"
    parties = [one.person_id for one in record.find(anna, Case, "c1").parties]
    assert [one.person_id for one in record.find(cara, Case, "c1").parties] == parties
    assert [one.id for one in record.every(cara, Relation)] == (["r9"] if by == "relation" else [])
    assert waiting(anna) == []
    assert [one.kind for one in waiting(anna, with_declined=True)] == ["change"], "what Ben wrote of them"


def test_a_declined_contact_of_late_work_comes_in_once_named_here(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    remove(anna, own_id(ben))
    exchange_all(anna)
    record.add(ben, Contact(id="k8", name="Interpreter", kind="interpreter"))
    record.add(ben, Role(id="o8", case_id="c1", contact_id="k8", kind="interpreter"))
    put(ben)
    take_all(anna)
    settle_late(anna, {one.id for one in late_fields(anna)}, set())
    decide(anna, [], [one.id for one in waiting(anna)])
    record.change(anna, replace(record.find(anna, Role, "o8"), remark="Comes on Mondays"))
    exchange_all(anna, cara)
    assert list(record.every(cara, Contact)) == [], "nothing written since names them"
    record.add(anna, Role(id="o9", case_id="c1", contact_id="k8", kind="translator"))
    exchange_all(anna, cara)
    assert record.find(cara, Contact, "k8").name == "Interpreter"
    assert [record.find(cara, Role, one).contact_id for one in ("o8", "o9")] == ["k8", "k8"]
    assert waiting(anna, with_declined=True) == []


def test_a_decision_holds_for_what_was_saved_before_it(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    record.add(anna, _person("p9", whereabouts="Known to Anna"))
    _name(ben, "p9")
    exchange_all(ben, anna)
    record.add(anna, Relation(id="r9", person_id="p1", other_id="p9", kind="spouse"))
    decide(anna, [], [one.id for one in waiting(anna)])
    exchange_all(anna, ben)
    assert record.find(ben, Person, "p9").whereabouts == ""
