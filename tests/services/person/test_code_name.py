from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.code_name import code_key, proposed_code_name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.services.agenda.first_page import first_page
from casebook.services.base import form, history, record
from casebook.services.base.session import Session
from casebook.services.person import code_name

WEN = Person(id="p1", names=(Name(text="Wen Shuyan", script="Latn"), Name(text="温书言", script="Hans")))
OTHER = Person(id="p2", names=(Name(text="Tarim Osmanov", script="Latn"),))
INTERPRETER = Contact(id="k1", name="Dr Ilse Brandauer", kind="interpreter")
COURT = Contact(id="k2", name="Court of Appeal", kind="authority")
CASE = Case(
    id="c1",
    reference="LIN-2026-003",
    title="Return of a journalist",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="p1"),),
)
ROLE = Role(id="r1", case_id="c1", contact_id="k1", kind="interpreter")


@pytest.fixture
def office(session: Session) -> Session:
    record.add(session, WEN, OTHER, INTERPRETER, COURT, CASE, ROLE)
    return session


def test_everybody_but_a_court_gets_a_code_name_of_their_own(office: Session) -> None:
    named = code_name.every(office)
    assert {one.id for one in named} == {"p1", "p2", "k1", "c1"}
    assert len({code_key(one.code_name) for one in named}) == len(named)
    assert not any(one.is_kept for one in named)


def test_a_proposal_is_the_same_each_time_and_none_that_is_taken() -> None:
    first = proposed_code_name("p1", ())
    assert proposed_code_name("p1", ()) == first
    assert proposed_code_name("p1", {code_key(first)}) != first


def test_thousands_of_proposals_differ() -> None:
    taken: set[str] = set()
    for number in range(3000):
        taken.add(code_key(proposed_code_name(f"p{number}", taken)))
    assert len(taken) == 3000


def test_proposals_are_kept_once_and_stand_in_the_history(office: Session) -> None:
    named = code_name.every(office)
    kept = code_name.keep(office, named)
    assert record.find(office, Person, "p1").code_name == {one.id: one.code_name for one in named}["p1"]
    assert not any(code_name.keep(office, named))
    assert {one.is_kept for one in code_name.every(office)} == {True}
    assert any(change.action == "code-name.propose" for change in history.of_record(office, "p1"))
    code_name.take_back(office, kept)
    assert not any(one.is_kept for one in code_name.every(office))


def test_one_person_is_read_anew_with_a_proposal_nobody_else_has(office: Session) -> None:
    form.edit(office, Case, "c1", {"code_name": proposed_code_name("p1", ())})
    (one,) = code_name.some(office, {"p1"})
    assert (one.id, one.is_kept, one.names) == ("p1", False, ("Wen Shuyan", "温书言"))
    assert one.code_name != proposed_code_name("p1", ())


def test_what_somebody_entered_meanwhile_is_not_replaced_by_a_proposal(office: Session) -> None:
    named = code_name.every(office)
    form.edit(office, Person, "p1", {"code_name": "Quiet Heron"})
    code_name.keep(office, named)
    assert record.find(office, Person, "p1").code_name == "Quiet Heron"


def test_a_code_name_of_another_record_is_refused(office: Session) -> None:
    form.edit(office, Case, "c1", {"code_name": "Quiet Heron"})
    with pytest.raises(InvalidInput, match="already has this code name"):
        form.edit(office, Contact, "k1", {"code_name": "quiet  HERON"})


@pytest.mark.parametrize(
    "entered", ["Wen", "The Shuyan matter", "温书言", "Heron\nWren", "<b>Heron", "H" * 41]
)
def test_a_code_name_that_tells_the_name_or_is_no_line_is_refused(office: Session, entered: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        form.edit(office, Person, "p1", {"code_name": entered})
    assert refused.value.field == "code_name"
    assert "Shuyan" not in str(refused.value)


def test_the_code_names_of_a_case_are_those_of_its_people_and_contacts(office: Session) -> None:
    assert [one.id for one in code_name.of_case(office, "c1")] == ["c1", "p1", "k1"]


def test_a_casebook_begins_with_names_shown_until_it_is_set_to_hide_them(session: Session) -> None:
    assert not code_name.begins_hidden(session)
    code_name.keep_begins_hidden(session, is_hidden=True)
    assert code_name.begins_hidden(session)


def test_undoing_the_change_of_a_code_name_brings_back_the_former(office: Session) -> None:
    was = record.find(office, Person, "p1")
    now = form.change(office, replace(was, code_name="Quiet Heron"), seen=was)
    record.take_back(office, now, was)
    assert record.find(office, Person, "p1").code_name == ""


def test_the_first_page_comes_with_all_names_only_while_hidden(office: Session) -> None:
    assert first_page(office).hidden is None
    code_name.keep_begins_hidden(office, is_hidden=True)
    assert {one.id for one in first_page(office).hidden or ()} == {"p1", "p2", "k1", "c1"}
