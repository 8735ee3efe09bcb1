from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, EventStatus
from casebook.domain.case.task import Task
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.dossier.composition import TextTable
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.formats.calendar.calendar_file import read_numbered
from casebook.services.agenda import agenda, agenda_pdf, calendar_export
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case, rows
from casebook.services.deadline import deadline, deadline_change
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.deadline_details import RuleDetails
from casebook.services.dossier.own_profile import PROFILES


@pytest.fixture
def case(session: Session) -> Case:
    """A case with a hearing, two tasks and three deadlines around 2 March 2026."""
    opened = open_case(session, reference="R-1", title="", jurisdiction="CY")
    hearing = Event(
        id="hearing",
        case_id=opened.id,
        kind="hearing",
        title="Hearing of Lin Zhiyuan",
        on=StatedDate(edtf="2026-03-09"),
        status="planned",
        at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC),
        zone="Asia/Nicosia",
        place="Room 4",
    )
    record.add(session, hearing)
    record.add(
        session, Task(id="t1", step="Translate the warrant", case_id=opened.id, due_on=date(2026, 3, 1))
    )
    record.add(session, Task(id="t2", step="Whenever", case_id=opened.id))
    for title, on in (("Late", "2026-02-27"), ("Soon", "2026-03-05"), ("Far", "2026-08-01")):
        due = DueTime(on=date.fromisoformat(on))
        deadline.add_by_hand(
            session, opened.id, ManualDeadline(title=title, due=due, origin="order", reason="Order")
        )
    return opened


def test_the_diary_holds_everything_with_a_day_in_order(session: Session, case: Case) -> None:
    entries = agenda.agenda(session, date(2026, 1, 1), date(2026, 12, 31), case.id)
    assert [(item.kind, item.title, item.urgency) for item in entries] == [
        ("deadline", "Late", "overdue"),
        ("task", "Translate the warrant", "overdue"),
        ("deadline", "Soon", "near"),
        ("hearing", "Hearing of Lin Zhiyuan", "near"),
        ("deadline", "Far", "far"),
    ]
    assert {item.reference for item in entries} == {"R-1"}


def test_what_is_overdue_is_told_however_old_until_it_is_done(session: Session, case: Case) -> None:
    def late(before_on: date) -> list[str]:
        return [item.title for item in agenda.overdue(session, before_on)]

    assert late(date(2026, 2, 27)) == []
    assert late(date(2026, 2, 28)) == ["Late"]
    assert late(date(2027, 1, 1)) == ["Late", "Translate the warrant"], "and nothing that is still to come"
    row = next(row for row in deadline.rows(session, case.id) if row.deadline.title == "Late")
    deadline_change.end(session, row.id, "met")
    assert late(date(2027, 1, 1)) == ["Translate the warrant"]


@pytest.mark.usefixtures("case")
def test_today_tells_what_calls_for_attention(session: Session) -> None:
    overview = agenda.today(session)
    assert [row.deadline.title for row in overview.overdue] == ["Late"]
    assert [row.deadline.title for row in overview.coming] == ["Soon"]
    assert [item.title for item in overview.hearings] == ["Hearing of Lin Zhiyuan"]
    assert [item.title for item in overview.tasks] == ["Translate the warrant"]
    assert len(overview.unchecked) == 3
    assert overview.stale_rules == 0
    assert agenda.reminder(session) == agenda.ReminderCounts(overdue=1, due=1)
    deadline_change.end(session, overview.overdue[0].deadline.id, "met")
    assert agenda.reminder(session) == agenda.ReminderCounts(overdue=0, due=1)


def test_today_and_the_calendar_go_by_the_safe_date(session: Session) -> None:
    case_id = open_case(session, reference="R-9", title="", jurisdiction="AT").id
    today_on = session.clock().date()
    event = Event(
        id="at", case_id=case_id, kind="decision-served", title="", on=StatedDate(edtf=today_on.isoformat())
    )
    record.add(session, event)
    entry = deadline.add_by_rule(session, event.id, "at-bvwg-2w")
    safe = entry.act_by
    assert safe is not None
    assert entry.due_on == today_on + timedelta(days=14)
    assert safe.on == today_on + timedelta(days=7)
    assert [
        item.on for item in agenda.agenda(session, today_on, safe.on, case_id) if item.id == entry.id
    ] == [safe.on]
    (row,) = agenda.today(session).coming
    assert row.deadline.days_left(today_on) == 7
    assert agenda.reminder(session).due == 1


def test_what_a_date_lacks_stands_in_the_diary_and_on_a_phone(session: Session, tmp_path: Path) -> None:
    case_id = open_case(session, reference="R-9", title="", jurisdiction="PL").id
    today_on = session.clock().date()
    served = StatedDate(edtf=today_on.isoformat())
    record.add(session, Event(id="pl", case_id=case_id, kind="decision-served", title="", on=served))
    entry = deadline.add_by_rule(session, "pl", "pl-appeal-14")
    deadline_change.check(session, entry.id, "DK")
    (item,) = [item for item in agenda.agenda(session, date.min, date.max, case_id) if item.id == entry.id]
    assert item.reservations == ("no-safe-date", "disputed")
    span = (today_on, today_on + timedelta(days=30))
    (table,) = [
        block
        for block in agenda_pdf.diary((item,), span, Translator()).parts[0].blocks
        if isinstance(block, TextTable)
    ]
    assert "no safe date · disputed" in "".join(span.text for line in table.rows[0] for span in line)
    run_in_line(calendar_export.export_calendar(session, tmp_path / "phone.ics", Translator()))
    assert "Deadline (no safe date, disputed)" in {entry.title for entry in _written(tmp_path / "phone.ics")}


def _written(path: Path) -> list[CalendarEntry]:
    numbered = read_numbered(path.read_bytes(), "", date(2026, 3, 2))
    return [one.entry for one in numbered if isinstance(one.entry, CalendarEntry)]


def test_a_phone_gets_neutral_titles_and_no_place(session: Session, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "phone.ics"
    assert run_in_line(calendar_export.export_calendar(session, path, Translator())).entries == 5
    text = path.read_text(encoding="utf-8")
    for hidden in ("Lin", "R-1", "Room", "Order", "Translate", case.id):
        assert hidden not in text
    assert {entry.title for entry in _written(path)} == {"Deadline (not checked)", "Hearing", "Task"}
    run_in_line(calendar_export.export_calendar(session, path, Translator(), "reference"))
    assert "Deadline (not checked) · R-1" in {entry.title for entry in _written(path)}
    code_named = {"R-1": "Heron"}.__getitem__
    run_in_line(calendar_export.export_calendar(session, path, Translator(), "reference", shown=code_named))
    assert "Deadline (not checked) · Heron" in {entry.title for entry in _written(path)}
    assert "R-1" not in path.read_text(encoding="utf-8")
    assert "Lin" not in path.read_text(encoding="utf-8")


def test_an_entry_keeps_its_id_so_that_a_phone_replaces_it(
    session: Session, case: Case, tmp_path: Path
) -> None:
    path = tmp_path / "phone.ics"
    run_in_line(calendar_export.export_calendar(session, path, Translator()))
    before = {entry.id for entry in _written(path)}
    soon = next(row for row in deadline.rows(session, case.id) if row.deadline.title == "Soon")
    deadline_change.extend(session, soon.id, DueTime(on=date(2026, 4, 1)), "Order 2")
    run_in_line(calendar_export.export_calendar(session, path, Translator()))
    assert {entry.id for entry in _written(path)} == before


def test_the_diary_is_printed_by_month(session: Session, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "diary.pdf"
    count = run_in_line(
        agenda_pdf.write_diary(session, date(2026, 3, 1), date(2026, 8, 31), path, Translator())
    )
    assert count == 4
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    for wanted in ("Diary", "March 2026", "August 2026", "9 March 2026", "10:00", "Room 4", "Soon"):
        assert wanted in words
    assert case.reference in words


def test_an_empty_diary_says_so() -> None:
    made = agenda_pdf.diary((), (date(2026, 3, 1), date(2026, 3, 31)), Translator())
    assert "Nothing is scheduled" in str(made.parts[0].blocks[1].line[0].text)  # type: ignore[union-attr]


def test_the_diary_keeps_to_its_days_both_ends_included_and_to_its_case(session: Session, case: Case) -> None:
    other = open_case(session, reference="R-2", title="", jurisdiction="CY")
    stated: tuple[tuple[str, EventStatus], ...] = (
        ("2026-03", "planned"),
        ("2026-03-09", "cancelled"),
        ("2026-03-10", "planned"),
    )
    for number, (edtf, status) in enumerate(stated):
        record.add(
            session,
            Event(
                id=f"other-{number}",
                case_id=other.id,
                kind="hearing",
                title=f"Hearing {number}",
                on=StatedDate(edtf=edtf),
                status=status,
            ),
        )
    found = agenda.agenda(session, date(2026, 3, 1), date(2026, 3, 10))
    rows = [(item.title, item.reference) for item in found]
    assert rows == [
        ("Hearing 0", other.reference),
        ("Translate the warrant", case.reference),
        ("Soon", case.reference),
        ("Hearing of Lin Zhiyuan", case.reference),
        ("Hearing 2", other.reference),
    ]
    assert [item.title for item in agenda.agenda(session, date(2026, 3, 1), date(2026, 3, 10), other.id)] == [
        "Hearing 0",
        "Hearing 2",
    ]
    shown = [item.title for item in agenda.today(session).hearings]
    assert shown == ["Hearing 0", "Hearing of Lin Zhiyuan", "Hearing 2"]


def test_own_profiles_that_check_nothing_any_more_are_counted(session: Session) -> None:
    text = PROFILES.draft("gb-ew-court-ebundle")
    PROFILES.keep(session, text)
    assert agenda.today(session).broken_profiles == 0
    (kept,) = record.every(session, OwnProfile)
    record.change(session, replace(kept, text=text.replace('"file_format"', '"field_of_a_later_day"')))
    assert agenda.today(session).broken_profiles == 1


def test_what_is_not_open_yet_is_reminded_of_on_its_first_day(
    session: Session, case: Case, tmp_path: Path
) -> None:
    today_on = session.clock().date()
    event = Event(
        id="committal",
        case_id=case.id,
        kind="hearing",
        title="Committal",
        on=StatedDate(edtf=(today_on - timedelta(days=90)).isoformat()),
    )
    record.add(session, event)
    entry = deadline.add_by_rule(
        session, event.id, "ca-extradition-minister-90", RuleDetails(is_foreign_meant=True)
    )
    assert entry.due_on == today_on
    assert entry.act_by == DueTime(on=today_on + timedelta(days=1))
    assert (entry.calls_for_reminder(today_on), entry.calls_for_reminder(today_on + timedelta(days=1))) == (
        False,
        True,
    )
    later = session.clock() + timedelta(days=40)
    assert entry.nearness(later) == "near", "the person may still ask"
    (item,) = [each for each in agenda.agenda(session, date.min, date.max, case.id) if each.id == entry.id]
    assert (item.on, item.remind_days) == (today_on + timedelta(days=1), (0,))
    run_in_line(calendar_export.export_calendar(session, tmp_path / "phone.ics", Translator()))
    titles = {one.title for one in _written(tmp_path / "phone.ics")}
    assert "Deadline (after a limit on the authority, not checked)" in titles


@pytest.fixture
def uncertain(session: Session) -> str:
    """A case whose hearings and removal are planned, none for a certain day; today is 2 March 2026."""
    case_id = open_case(session, reference="R-7", title="", jurisdiction="CY").id
    at = {on: datetime.fromisoformat(f"{on}T07:00:00+00:00") for on in ("2026-03-20", "2026-03-18")}
    for title, kind, edtf, on in (
        ("Some day in March", "hearing", "2026-03-XX", ""),
        ("In March at nine", "hearing", "2026-03-XX", "2026-03-20"),
        ("Removal", "removal-date", "XXXX", "2026-03-18"),
        ("Nobody knows", "hearing", "XXXX", ""),
    ):
        record.add(
            session,
            Event(
                id=title,
                case_id=case_id,
                kind=kind,  # type: ignore[arg-type]
                title=title,
                on=StatedDate(edtf=edtf),
                status="planned",
                at=at.get(on),
                zone="Asia/Nicosia" if on else "",
            ),
        )
    return case_id


def test_events_of_no_certain_day_stand_on_today_and_in_the_calendar(
    session: Session, uncertain: str
) -> None:
    """A hearing is attended though its day is "some day in March"."""
    assert {item.title for item in agenda.today(session).hearings} == {
        "Some day in March",
        "In March at nine",
        "Removal",
        "Nobody knows",
    }
    listed = agenda.agenda(session, date(2026, 3, 1), date(2026, 3, 31), uncertain)
    assert [(item.title, item.kind, item.on.day) for item in listed] == [
        ("Some day in March", "hearing", 1),
        ("Removal", "removal", 18),
        ("In March at nine", "hearing", 20),
    ]
    assert all(item.stated and item.urgency != "overdue" for item in listed)
    later = agenda.agenda(session, date(2026, 3, 25), date(2026, 4, 30), uncertain)
    assert {item.title for item in later} == {item.title for item in listed}, "each may be then"


@pytest.mark.usefixtures("uncertain")
def test_only_events_with_a_clock_time_leave_and_the_others_are_counted(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "phone.ics"
    result = run_in_line(calendar_export.export_calendar(session, path, Translator()))
    assert (result.entries, result.left_out) == (2, 2)
    assert {(one.title, one.starts) for one in _written(path)} == {
        ("Hearing (date not certain)", datetime(2026, 3, 20, 7, tzinfo=UTC)),
        ("Appointment (date not certain)", datetime(2026, 3, 18, 7, tzinfo=UTC)),
    }


def test_a_month_that_has_begun_stands_at_its_end_in_the_list_of_cases(
    session: Session, uncertain: str
) -> None:
    (row,) = rows(session)
    assert row.next_hearing_on == date(2026, 3, 20)
    later = Event(
        id="april",
        case_id=uncertain,
        kind="hearing",
        title="",
        on=StatedDate(edtf="2026-04-01"),
        status="planned",
    )
    record.add(session, later)
    record.move_to_bin(session, Event, "In March at nine")
    (row,) = rows(session)
    assert row.next_hearing == StatedDate(edtf="2026-03-XX")
