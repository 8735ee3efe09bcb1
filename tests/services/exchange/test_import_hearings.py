"""Court dates of a calendar are hearings, unless the list, the title or somebody says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, EventKind
from casebook.services.agenda import agenda
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import overview
from casebook.services.case.case import open_case, rows
from casebook.services.exchange.import_list import carry_out, plan, suggest
from tests.services.exchange.test_import_list import grid_of, planned

TITLES = (
    "Lin v Republic, District Court Larnaca",
    "Εκδίκαση αίτησης έκδοσης Lin",
    "开庭 林志远案",
    "Gerichtstermin Lin",
    "Audience Cour d'appel",
    "Duruşma",
    "Rozprawa w sądzie",
    "Судебное заседание",
    "Lin Zhiyuan",
    "Team lunch",
)


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def calendar(*titles: str) -> bytes:
    entries = "".join(
        f"BEGIN:VEVENT\r\nUID:h{number}\r\nSUMMARY:{title}\r\n"
        f"DTSTART;TZID=Europe/Athens:202603{number + 10}T093000\r\nEND:VEVENT\r\n"
        for number, title in enumerate(titles)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}END:VCALENDAR\r\n".encode()


def kinds(session: Session) -> list[str]:
    return [event.kind for event in sorted(record.every(session, Event), key=lambda one: one.on.edtf)]


def test_every_court_date_is_a_hearing_and_stands_on_today(session: Session, case: Case) -> None:
    made = planned(session, "event", grid_of("court.ics", calendar(*TITLES)), case.id)
    assert "imported as a hearing" in str(made.rows[8].why)
    assert "not a hearing" in str(made.rows[9].why)
    assert not made.rows[0].why
    carry_out(session, made)
    assert kinds(session) == ["hearing"] * 9 + ["other"]
    assert len(agenda.today(session).hearings) == 9
    assert [one.title for one in overview.heading(session, case.id).hearings] == list(TITLES[:9])


def test_the_type_is_chosen_for_all_rows_and_for_one(session: Session, case: Case) -> None:
    grid = grid_of("court.ics", calendar("Lin", "Team lunch"))
    entered = {0: {"kind": "filing"}, 2: {"kind": "hearing"}}
    made = plan(session, "event", grid, suggest("event", grid), case.id, entered=entered)
    assert [str(row.why) for row in made.rows] == ["", ""]
    carry_out(session, made)
    assert kinds(session) == ["filing", "hearing"]
    with pytest.raises(InvalidInput):
        plan(session, "event", grid, suggest("event", grid), case.id, entered={9: {"kind": "hearing"}})


def test_a_column_states_the_type_in_words(session: Session, case: Case) -> None:
    text = "Title,Date,Typ\nA,2026-03-10,Verhandlung\nB,2026-03-11,Einreichung\nC,2026-03-12,Seminar\n"
    made = planned(session, "event", grid_of("list.csv", text.encode()), case.id)
    assert "does not have the type" in str(made.rows[2].why)
    carry_out(session, made)
    assert kinds(session) == ["hearing", "filing", "hearing"]


def an_event(case: Case, title: str, edtf: str, kind: EventKind = "other") -> Event:
    on = StatedDate(edtf=edtf)
    return Event(id=title, case_id=case.id, kind=kind, title=title, on=on, status="planned")


def test_an_event_that_may_be_a_hearing_is_shown_as_one(session: Session, case: Case) -> None:
    record.add(session, an_event(case, "District Court", "2026-03-12"))
    record.add(session, an_event(case, "Team lunch", "2026-03-11"))
    (item,) = agenda.today(session).hearings
    assert (item.title, item.may_be_hearing) == ("District Court", True)
    assert rows(session)[0].next_hearing == StatedDate(edtf="2026-03-12")


def test_a_hearing_without_a_certain_day_stands_first_on_today(session: Session, case: Case) -> None:
    record.add(session, an_event(case, "Hearing", "2026-03-05", kind="hearing"))
    record.add(session, an_event(case, "15 Decmber", "2026~", kind="hearing"))
    record.add(session, an_event(case, "Three days", "2026-03-01/2026-03-04", kind="hearing"))
    record.add(session, an_event(case, "Next year", "2027", kind="hearing"))
    shown = agenda.today(session).hearings
    assert [(one.title, one.stated is not None) for one in shown] == [
        ("15 Decmber", True),
        ("Three days", False),
        ("Hearing", False),
    ]
    assert agenda.agenda(session, date(2026, 1, 1), date(2026, 1, 31)) == ()


def test_an_ordinary_list_of_hearings_is_read_with_times_of_the_court(session: Session) -> None:
    case = open_case(session, reference="R-2", title="", jurisdiction="GB")
    text = (
        "Hearing,Date,Time,Court\n"
        "Extradition hearing,2027-01-14,10am,Westminster\n"
        "Case management,Thursday 7 January 2027,2.30pm,Westm\n"
        ",soon,,A\n"
        ",soon,,B\n"
        "Review,8 February 2027,at some time,\n"
        "Review,8 February 2027,,\n"
    )
    made = planned(session, "event", grid_of("list.csv", text.encode()), case.id)
    assert [row.fate for row in made.rows] == ["new"] * 5 + ["duplicate"]
    assert "local time of the court: Europe/London" in str(made.rows[0].why)
    assert "“at some time” was not read" in str(made.rows[4].why)
    assert "A row above has the same title and time." in str(made.rows[5].why)
    carry_out(session, made)
    shown = [
        (one.title, f"{one.local_at:%d %b %H:%M}" if one.local_at else "", one.place)
        for one in sorted(record.every(session, Event), key=lambda one: one.on.edtf)[:2]
    ]
    assert shown == [
        ("Case management", "07 Jan 14:30", "Westm"),
        ("Extradition hearing", "14 Jan 10:00", "Westminster"),
    ]


def test_the_status_of_a_row_follows_its_day_and_type(session: Session, case: Case) -> None:
    text = "Title,Date,Type\nA,2026-03-01,Hearing\nB,2026-03-02,Hearing\nC,2026-03-02,Filing\n"
    carry_out(session, planned(session, "event", grid_of("list.csv", text.encode()), case.id))
    statuses = {event.title: event.status for event in record.every(session, Event)}
    assert statuses == {"A": "happened", "B": "planned", "C": "happened"}


def test_a_past_entry_of_a_calendar_is_named_as_having_happened(session: Session, case: Case) -> None:
    entry = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Hearing\r\nDTSTART;VALUE=DATE:{}\r\nEND:VEVENT\r\n"
    entries = entry.format("20260105") + entry.replace("UID:1", "UID:2").format("20260405")
    data = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}END:VCALENDAR\r\n".encode()
    past, coming = planned(session, "event", grid_of("court.ics", data), case.id).rows
    assert "recorded as having happened" in str(past.why)
    assert "happened" not in str(coming.why)


def test_an_event_that_contradicts_itself_is_refused_like_one_typed(session: Session, case: Case) -> None:
    rows = "kind,title,date\ndecision-served,Second service,after the feast\nHearing,Odd year,0026-01-02\n"
    made = planned(session, "event", grid_of("court.csv", rows.encode()), case.id)
    assert [row.fate for row in made.rows] == ["refused", "refused"]
    assert "needs a date" in str(made.rows[0].why)


def test_the_window_s_own_heading_of_an_event_is_its_title(session: Session) -> None:
    grid = grid_of("list.csv", b"When,What,Place\n2026-06-01,Hearing,Room 4\n")
    made = planned(session, "event", grid)
    assert isinstance(made.rows[0].record, Event)
    assert made.rows[0].record.title == "Hearing"
