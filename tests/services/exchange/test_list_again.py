"""A list that comes again: what it states otherwise of what is there is named, and taken or asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import ImportPlan
from casebook.domain.exchange.list_import import Listed
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.list_undo import undo
from tests.services.exchange.test_import_list import grid_of, planned


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="GB")


def taken(session: Session, noun: Listed, text: str, case: Case | None = None) -> ImportPlan:
    """The plan of a list, carried out; what it asks about is not decided."""
    made = planned(session, noun, grid_of("list.csv", text.encode()), case.id if case else "")
    carry_out(session, made)
    return made


def changed(session: Session, noun: Listed, text: str, case: Case | None = None) -> ImportPlan:
    """The same, where the change that line 2 asks about is taken."""
    grid = grid_of("list.csv", text.encode())
    case_id = case.id if case else ""
    made = plan(session, noun, grid, suggest(noun, grid), case_id, decisions={2: "change"})
    carry_out(session, made)
    return made


HEARING = "Date,Title,Place,Status\n2026-12-14,Hearing one,Room 1,{}\n"


@pytest.mark.parametrize(("state", "fate"), [("confirmed", "changed"), ("", "ask"), ("vertagt", "ask")])
def test_a_cancelled_hearing_that_a_list_has_again_is_not_passed_over(
    session: Session, case: Case, state: str, fate: str
) -> None:
    taken(session, "event", HEARING.format("cancelled"), case)
    (row,) = taken(session, "event", HEARING.format(state), case).rows
    assert (row.fate, "and not in the list" in str(row.why)) == (fate, True)
    (event,) = record.every(session, Event)
    assert event.status == ("planned" if fate == "changed" else "cancelled")
    made = changed(session, "event", HEARING.format(state), case) if fate == "ask" else None
    (event,) = record.every(session, Event)
    assert event.status == "planned"
    if made:
        undo(session, made.id)
        assert record.every(session, Event)[0].status == "cancelled"


def test_an_event_that_a_list_states_otherwise_is_asked_about(session: Session, case: Case) -> None:
    taken(session, "event", HEARING.format(""), case)
    (held,) = taken(session, "event", HEARING.format("held").replace("12-14", "03-02"), case).rows
    assert held.fate == "new"
    (moved,) = taken(session, "event", HEARING.format("").replace("Room 1", "Room 2"), case).rows
    assert (moved.fate, str(moved.why).count("“Room 1” in the record, “Room 2” in the list")) == ("ask", 1)
    (off,) = taken(session, "event", HEARING.format("cancelled"), case).rows
    assert (off.fate, "cancelled in the list" in str(off.why)) == ("cancelled", True)
    (again,) = taken(session, "event", HEARING.format("cancelled"), case).rows
    assert again.fate == "duplicate"


def test_a_held_hearing_that_a_list_cancels_is_asked_about(session: Session, case: Case) -> None:
    past = HEARING.replace("12-14", "03-02")
    taken(session, "event", past.format("held"), case)
    (row,) = taken(session, "event", past.format("cancelled"), case).rows
    assert (row.fate, str(row.why)) == ("ask", "It is cancelled in the list.")
    assert record.every(session, Event)[0].status == "happened"
    changed(session, "event", past.format("cancelled"), case)
    assert record.every(session, Event)[0].status == "cancelled"


def test_a_task_that_is_done_or_open_again_is_no_duplicate(session: Session) -> None:
    text = "Task,Due,Done\nAppeal brief,2026-12-14,{}\nCall,2026-12-15,{}\n"
    taken(session, "task", text.format("no", "yes"))
    done, again = taken(session, "task", text.format("yes", "no")).rows
    assert (done.fate, "Completed on" in str(done.why)) == ("changed", True)
    assert (again.fate, "none in the list" in str(again.why)) == ("ask", True)
    assert all(task.done_on for task in record.every(session, Task))
    changed(session, "task", "Task,Due,Done\nCall,2026-12-15,no\n")
    assert {task.step: bool(task.done_on) for task in record.every(session, Task)} == {
        "Appeal brief": True,
        "Call": False,
    }
    (same,) = taken(session, "task", "Task,Due\nAppeal brief,2026-12-14\n").rows
    assert same.fate == "duplicate"


def test_another_document_or_nationality_of_a_known_person_is_asked_about(session: Session) -> None:
    text = "Name,Date of birth,Nationality,Passport number\nTestov Pavel,1980-02-03,{},{}\n"
    taken(session, "person", text.format("", "721234567"))
    (filled,) = taken(session, "person", text.format("RU", "")).rows
    assert (filled.fate, "the list adds “RU”" in str(filled.why)) == ("changed", True)
    (row,) = taken(session, "person", text.format("CN", "999999999")).rows
    assert row.fate == "ask"
    assert "“RU” in the record, “CN” in the list" in str(row.why)
    assert "“721234567” in the record, “999999999” in the list" in str(row.why)
    changed(session, "person", text.format("CN", "999999999"))
    (person,) = record.every(session, Person)
    assert person.nationalities == ("RU", "CN")
    assert [paper.number for paper in person.papers] == ["721234567", "999999999"]
    (again,) = taken(session, "person", text.format("CN", "721234567")).rows
    assert again.fate == "duplicate"


def test_two_rows_of_one_person_that_differ_are_asked_about(session: Session) -> None:
    text = "Name,Date of birth,Passport number\nTestov,1980-02-03,721234567\nTestov,1980-02-03,999999999\n"
    assert [row.fate for row in taken(session, "person", text).rows] == ["new", "ask"]


def test_facts_and_contacts_that_a_list_states_otherwise_are_asked_about(
    session: Session, case: Case
) -> None:
    fact = "Date,Fact,Status\n2016-12-14,Arrested,{}\n"
    taken(session, "fact", fact.format("disputed"), case)
    assert [row.fate for row in taken(session, "fact", fact.format(""), case).rows] == ["duplicate"]
    changed(session, "fact", fact.format("undisputed"), case)
    assert [one.status for one in record.every(session, Fact)] == ["undisputed"]
    contact = "Name,Email,Phone\nWeiss,w@x.example,{}\n"
    taken(session, "contact", contact.format("+357 1"))
    assert [row.fate for row in taken(session, "contact", contact.format("+357 2")).rows] == ["ask"]
    changed(session, "contact", contact.format("+357 2"))
    (known,) = record.every(session, Contact)
    assert len(known.channels) == 3


def test_a_hearing_or_task_on_another_day_says_that_the_old_one_stays(session: Session, case: Case) -> None:
    taken(session, "event", HEARING.format(""), case)
    both = HEARING.format("") + "2026-12-21,Hearing one,Room 1,\n"
    assert "stays planned" not in str(taken(session, "event", both, case).rows[1].why)
    (moved,) = taken(session, "event", HEARING.format("").replace("12-14", "12-28"), case).rows
    assert (moved.fate, "on 2026-12-14 is not in this list" in str(moved.why)) == ("new", True)
    (elsewhere,) = taken(session, "event", "Date,Title,Place\n2026-12-29,Hearing one,Room 9\n", case).rows
    assert "stays planned" not in str(elsewhere.why)
    taken(session, "task", "Task,Due\nPay fee,2026-12-16\n")
    (task,) = taken(session, "task", "Task,Due\nPay fee,2026-12-10\n").rows
    assert (task.fate, "due on 2026-12-16 is not in this list" in str(task.why)) == ("new", True)


def test_remarks_about_a_known_person_are_named_unless_they_are_there(session: Session) -> None:
    text = "Name,Date of birth,Remarks\nTestov,1980-02-03,{}\n"
    taken(session, "person", text.format("a baker"))
    assert [str(row.why) for row in taken(session, "person", text.format("a baker")).rows] == [""]
    (row,) = taken(session, "person", text.format("a cook")).rows
    assert (row.fate, "not imported: “a cook”" in str(row.why)) == ("duplicate", True)


def test_a_hearing_whose_name_a_later_list_has_otherwise_is_asked_about(session: Session, case: Case) -> None:
    head, day = "Date,Title,Place,Time\n", "2026-12-17"
    taken(session, "event", f"{head}{day},Hearing Ma,Room 1,\n{day},Hearing Tan,Room 2,09:00\n", case)
    again = (
        f"{head}{day},Hearing Mah,Room 1,09:30\n{day},Hearing Lin,Room 3,\n{day},Hearing Oz,Room 2,10:00\n"
    )
    rows = planned(session, "event", grid_of("list.csv", again.encode()), case.id).rows
    assert [row.fate for row in rows] == ["ask", "new", "new"]
    assert "may be “Hearing Ma” of an earlier list" in str(rows[0].why)
    changed(session, "event", again, case)
    assert sorted(event.title for event in record.of_case(session, Event, case.id)) == [
        *("Hearing Lin", "Hearing Mah", "Hearing Oz", "Hearing Tan")
    ]
    whole = f"{again}{day},Hearing Tan,Room 2,09:00\n{day},Hearing Bo,Room 2,09:00\n"
    assert [
        row.fate for row in planned(session, "event", grid_of("l.csv", whole.encode()), case.id).rows
    ] == [*("duplicate", "duplicate", "duplicate", "duplicate", "new")]


def test_another_hearing_of_a_day_without_a_place_is_not_asked_about(session: Session, case: Case) -> None:
    taken(session, "event", "Date,Title\n2026-12-17,Hearing Ma\n", case)
    again = grid_of("list.csv", b"Date,Title\n2026-12-17,Hearing Mah\n")
    assert [row.fate for row in planned(session, "event", again, case.id).rows] == ["new"]


def test_a_row_that_was_decided_asks_nothing_again(session: Session, case: Case) -> None:
    text = "Date,Title,Status,Remarks\n2026-12-14,Hearing one,vertagt,new date 20.2.2027\n"
    grid = grid_of("list.csv", text.encode())
    made = plan(session, "event", grid, suggest("event", grid), case.id, decisions={2: "new"})
    carry_out(session, made)
    (row,) = planned(session, "event", grid, case.id).rows
    assert (row.fate, str(row.why)) == ("duplicate", "")


def test_a_web_page_is_no_list() -> None:
    with pytest.raises(InvalidInput, match="This file is not a list"):
        grid_of("list.html", b"<!DOCTYPE html><html><table><tr><td>Date<td>Title</table></html>")


def test_a_day_without_its_year_is_said_in_words(session: Session) -> None:
    taken(session, "person", "Name,Paper,Born\nWang Rui,E00000001,1984\n")
    (person,) = record.every(session, Person)
    record.change(session, replace(person, born=StatedDate(edtf="XXXX-05-12")))
    (row,) = taken(session, "person", "Name,Paper,Born\nWang Rui,E00000001,1984\n").rows
    assert "“12 May, year not stated” in the record, “1984” in the list" in str(row.why)
    assert "“5月12日（未载年份）”" in Translator("zh-Hans")(row.why)
