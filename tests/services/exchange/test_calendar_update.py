"""A calendar that comes again: its entries are known by their UID, and what a person changed is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import Conflict
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import ImportPlan
from casebook.services.base import history, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.list_undo import redo, undo
from tests.services.exchange.test_import_list import grid_of

FIRST = "20270412T090000"
MOVED = "20270415T090000"


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


def calendar(*entries: str, method: str = "PUBLISH") -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:{method}\r\n{body}END:VCALENDAR\r\n".encode()
    )


def entry(start: str = FIRST, sequence: int = 0, *more: str, uid: str = "h1@court.example") -> str:
    named = () if any(line.startswith("SUMMARY") for line in more) else ("SUMMARY:Hearing",)
    start = f"DTSTART;TZID=Asia/Nicosia:{start}"
    return "\r\n".join((f"UID:{uid}", f"SEQUENCE:{sequence}", start, *named, *more))


def looked_at(session: Session, case: Case, data: bytes) -> ImportPlan:
    grid = grid_of("court.ics", data)
    return plan(session, "event", grid, suggest("event", grid), case.id)


def taken(session: Session, case: Case, *entries: str, method: str = "PUBLISH") -> tuple[list[str], str]:
    """What became of each entry, and what was said of the first."""
    made = looked_at(session, case, calendar(*entries, method=method))
    carry_out(session, made)
    return [row.fate for row in made.rows], str(made.rows[0].why)


def only(session: Session, case: Case) -> Event:
    (event,) = record.of_case(session, Event, case.id)
    return event


def test_a_cancelled_hearing_is_cancelled_and_a_moved_one_moves(session: Session, case: Case) -> None:
    assert taken(session, case, entry()) == (["new"], "")
    fates, why = taken(session, case, entry(FIRST, 1), method="CANCEL")
    assert (fates, why) == (["cancelled"], "It is cancelled in the calendar.")
    assert only(session, case).status == "cancelled"
    fates, why = taken(session, case, entry(MOVED, 2, "STATUS:CONFIRMED"))
    assert fates == ["changed"]
    assert "Moved from 2027-04-12 09:00 Asia/Nicosia to 2027-04-15 09:00 Asia/Nicosia." in why
    event = only(session, case)
    assert (event.on.edtf, event.status) == ("2027-04-15", "planned")
    changes = [change for step in history.of_record(session, event.id) for change in step.fields]
    assert any(change.field == "on" and "2027-04-12" in str(change.before) for change in changes)
    assert taken(session, case, entry(MOVED, 2))[0] == ["duplicate"]


def test_an_older_version_changes_nothing(session: Session, case: Case) -> None:
    taken(session, case, entry(MOVED, 2))
    fates, why = taken(session, case, entry(FIRST, 1))
    assert (fates, why) == (["duplicate"], "A later version of this entry was already imported.")
    fates, why = taken(session, case, entry(FIRST, 3), entry(MOVED, 4))
    assert fates == ["duplicate", "duplicate"]
    assert "later version" in why
    fates, why = taken(session, case, entry(FIRST, 4), entry(MOVED, 4), entry(MOVED, 4))
    assert fates == ["refused", "duplicate", "duplicate"]
    assert "the same ID and version" in why
    assert only(session, case).on.edtf == "2027-04-15"


def test_of_one_version_the_later_time_stamp_prevails(session: Session, case: Case) -> None:
    new, old = ("DTSTAMP:20261101T080000Z",), ("DTSTAMP:20261001T080000Z", "LAST-MODIFIED:20261201T080000Z")
    assert taken(session, case, entry(FIRST, 5, *new), entry(MOVED, 5, *old))[0] == ["new", "duplicate"]
    fates, why = taken(session, case, entry(MOVED, 5, *old))
    assert (fates, "A later version of this entry" in why) == (["duplicate"], True)
    same = (*new, "LAST-MODIFIED:20261101T080000Z")
    assert taken(session, case, entry(FIRST, 5, *same, "LOCATION:Room 1"))[0] == ["changed"]
    earlier = (*new, "LAST-MODIFIED:20261031T230000Z")
    assert taken(session, case, entry(MOVED, 5, *earlier))[0] == ["duplicate"]
    assert taken(session, case, entry(MOVED, 5, "DTSTAMP:20261102T080000Z"))[0] == ["changed"]
    assert taken(session, case, entry(FIRST, 6, *old))[0] == ["changed"]


def test_a_tentative_hearing_of_a_calendar_is_asked_about(session: Session, case: Case) -> None:
    fates, why = taken(session, case, entry(FIRST, 0, "STATUS:TENTATIVE"))
    assert (fates, "“tentative” it may not take place" in why) == (["ask"], True)


def test_what_a_person_changed_is_kept(session: Session, case: Case) -> None:
    taken(session, case, entry(FIRST, 0, "LOCATION:Court 1"))
    record.change(session, replace(only(session, case), title="Hearing on bail", place="Court 3"))
    fates, why = taken(session, case, entry(MOVED, 1, "LOCATION:Court 1"))
    event = only(session, case)
    assert (fates, event.title, event.place) == (["changed"], "Hearing on bail", "Court 3")
    assert event.on.edtf == "2027-04-15"
    assert "Your own changes are kept." in why


def test_what_both_changed_is_refused_with_what_the_calendar_states(session: Session, case: Case) -> None:
    taken(session, case, entry())
    mine = replace(only(session, case), on=StatedDate(edtf="2027-04-20"), at=None, zone="")
    record.change(session, mine)
    fates, why = taken(session, case, entry(MOVED, 1))
    assert fates == ["refused"]
    assert "2027-04-15 09:00 Asia/Nicosia. Compare both" in why
    assert only(session, case) == mine


def test_a_hearing_typed_by_hand_is_cancelled_and_linked(session: Session, case: Case) -> None:
    carried = looked_at(session, case, calendar(entry())).rows[0].record
    assert isinstance(carried, Event)
    record.add(session, replace(carried, calendar=None))
    fates, why = taken(session, case, entry(FIRST, 0))
    assert fates == ["changed"]
    assert "later changes of the entry will be recognised" in why
    assert taken(session, case, entry(MOVED, 1, "STATUS:CANCELLED"))[0] == ["cancelled"]


def test_another_entry_of_the_same_title_and_time_is_not_taken_for_it(session: Session, case: Case) -> None:
    fates, _ = taken(session, case, entry(), entry(uid="h2@court.example"))
    assert fates == ["new", "new"]
    assert taken(session, case, entry(FIRST, 1, "STATUS:CANCELLED"))[0] == ["cancelled"]
    assert [event.status for event in record.of_case(session, Event, case.id)].count("planned") == 1


def test_entries_without_an_id_are_known_by_title_and_time(session: Session, case: Case) -> None:
    bare = [entry(FIRST, 0, *more).partition("\r\n")[2] for more in ((), (), ("STATUS:CANCELLED",))]
    assert taken(session, case, *bare)[0] == ["new", "duplicate", "new"]
    assert [event.status for event in record.of_case(session, Event, case.id)].count("planned") == 1


def test_one_date_of_a_series_is_an_entry_of_its_own(session: Session, case: Case) -> None:
    instance = entry(MOVED, 0, "RECURRENCE-ID:20270413T060000Z")
    assert taken(session, case, entry(), instance)[0] == ["new", "new"]
    assert taken(session, case, entry(), instance)[0] == ["duplicate", "duplicate"]


def a_series(sequence: int, *more: str) -> str:
    return entry("20270601T100000", sequence, *more)


WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ((WEEKLY,), (WEEKLY, "EXDATE;TZID=Asia/Nicosia:20270608T100000")),
        ((WEEKLY,), (WEEKLY, "EXDATE;VALUE=DATE:20270608")),
        (("RDATE:20270608T070000Z,20270615T070000Z",), ("RDATE:20270615T070000Z",)),
    ],
)
def test_a_date_that_a_later_version_dropped_is_cancelled(
    session: Session, case: Case, first: tuple[str, ...], later: tuple[str, ...]
) -> None:
    taken(session, case, a_series(0, *first))
    same = looked_at(session, case, calendar(a_series(0, *later)))
    assert {row.fate for row in same.rows} == {"duplicate"}
    made = looked_at(session, case, calendar(a_series(1, *later)))
    (gone,) = (row for row in made.rows if row.fate == "cancelled")
    assert isinstance(gone.former, Event)
    assert (gone.former.on.edtf, "no longer has this date" in str(gone.why)) == ("2027-06-08", True)
    carry_out(session, made)
    by_day = {event.on.edtf: event.status for event in record.of_case(session, Event, case.id)}
    assert by_day == {"2027-06-01": "planned", "2027-06-08": "cancelled", "2027-06-15": "planned"}
    assert looked_at(session, case, calendar(a_series(2, *later))).written == 0
    undo(session, made.id)
    assert {event.status for event in record.of_case(session, Event, case.id)} == {"planned"}


def test_a_single_date_that_becomes_a_series_elsewhere_is_cancelled(session: Session, case: Case) -> None:
    taken(session, case, entry("20270525T100000"))
    made = looked_at(session, case, calendar(a_series(1, WEEKLY)))
    assert sorted(row.fate for row in made.rows) == ["cancelled", "new", "new", "new"]
    carry_out(session, made)
    by_day = {event.on.edtf: event.status for event in record.of_case(session, Event, case.id)}
    assert (by_day.pop("2027-05-25"), set(by_day.values())) == ("cancelled", {"planned"})
    assert looked_at(session, case, calendar(a_series(2, WEEKLY))).written == 0


def test_a_single_date_that_stays_in_a_series_is_no_second_event(session: Session, case: Case) -> None:
    taken(session, case, a_series(0))
    assert taken(session, case, a_series(1, WEEKLY))[0] == ["changed", "new", "new"]
    assert {event.status for event in record.of_case(session, Event, case.id)} == {"planned"}
    assert taken(session, case, a_series(2, WEEKLY))[0] == ["duplicate"] * 3


@pytest.mark.parametrize("stays", [True, False])
def test_a_series_that_becomes_a_single_date_loses_the_others(
    session: Session, case: Case, *, stays: bool
) -> None:
    taken(session, case, a_series(0, WEEKLY))
    single = entry("20270608T100000" if stays else "20270609T110000", 1, "SUMMARY:Only one")
    made = looked_at(session, case, calendar(single))
    assert sorted(row.fate for row in made.rows) == ["cancelled"] * (2 if stays else 3) + [
        "changed" if stays else "new"
    ]
    carry_out(session, made)
    (planned,) = (one for one in record.of_case(session, Event, case.id) if one.status == "planned")
    assert (planned.title, planned.on.edtf) == ("Only one", "2027-06-08" if stays else "2027-06-09")
    undo(session, made.id)
    assert [event.status for event in record.of_case(session, Event, case.id)] == ["planned"] * 3


def test_a_date_dropped_by_the_calendar_and_edited_here_is_refused(session: Session, case: Case) -> None:
    taken(session, case, a_series(0, WEEKLY))
    _, mine, _ = sorted(record.of_case(session, Event, case.id), key=lambda event: event.on.edtf)
    record.change(session, replace(mine, on=StatedDate(edtf="2027-06-09"), at=None, zone=""))
    later = a_series(1, WEEKLY, "EXDATE;TZID=Asia/Nicosia:20270608T100000")
    made = looked_at(session, case, calendar(later))
    assert sorted(row.fate for row in made.rows) == ["duplicate", "duplicate", "refused"]


def test_a_change_of_one_date_drops_no_other(session: Session, case: Case) -> None:
    taken(session, case, a_series(0, WEEKLY))
    one = entry("20270609T100000", 1, "RECURRENCE-ID;TZID=Asia/Nicosia:20270608T100000")
    assert taken(session, case, one)[0] == ["changed"]


def test_a_past_date_that_a_later_version_dropped_is_named(session: Session, case: Case) -> None:
    def weekly(version: int, *more: str) -> str:
        return entry("20260209T100000", version, "RRULE:FREQ=WEEKLY;COUNT=6", *more)

    taken(session, case, weekly(0))
    later = weekly(1, "EXDATE;TZID=Asia/Nicosia:20260223T100000")
    made = looked_at(session, case, calendar(later))
    (past,) = (row for row in made.rows if row.fate == "refused")
    assert "no longer has this past date" in str(past.why)
    carry_out(session, made)
    assert "cancelled" not in {event.status for event in record.of_case(session, Event, case.id)}


def test_a_cancellation_changes_nothing_but_the_status(session: Session, case: Case) -> None:
    days = ("DTEND;VALUE=DATE:20270203",)
    start = "UID:1\r\nSUMMARY:Hearing\r\nDTSTART;VALUE=DATE:20270201"
    taken(session, case, "\r\n".join((start, "SEQUENCE:0", *days)))
    fates, why = taken(session, case, f"{start}\r\nSEQUENCE:1", method="CANCEL")
    assert (fates, "Moved" in why) == (["cancelled"], False)
    event = only(session, case)
    assert (event.on.edtf, event.status) == ("2027-02-01/2027-02-02", "cancelled")


def test_undoing_an_update_gives_the_event_its_former_values(session: Session, case: Case) -> None:
    taken(session, case, entry())
    before = only(session, case)
    made = looked_at(session, case, calendar(entry(MOVED, 1)))
    assert carry_out(session, made) == 1
    after = only(session, case)
    assert undo(session, made.id).count == 1
    assert only(session, case) == before
    redo(session, made.id)
    assert only(session, case) == after
    assert undo(session, made.id).count == 1
    assert only(session, case) == before
    record.change(session, replace(before, place="Court 3"))
    with pytest.raises(Conflict, match="changed in another window"):
        carry_out(session, made)


def test_undoing_an_update_keeps_an_event_that_was_moved_since(session: Session, case: Case) -> None:
    taken(session, case, entry())
    update = looked_at(session, case, calendar(entry(MOVED, 1)))
    carry_out(session, update)
    mine = replace(only(session, case), on=StatedDate(edtf="2027-04-20"), at=None, zone="")
    record.change(session, mine)
    undone = undo(session, update.id)
    assert (undone.count, [one.id for one in undone.kept]) == (0, [mine.id])
    assert only(session, case) == mine


@pytest.mark.parametrize("method", ["PUBLISH", "CANCEL"])
def test_a_new_entry_that_is_cancelled_says_so(session: Session, case: Case, method: str) -> None:
    status = "STATUS:CANCELLED" if method == "PUBLISH" else "STATUS:CONFIRMED"
    unnamed = entry(FIRST, 0, "SUMMARY:Wu and others", status)
    assert taken(session, case, unnamed, method=method) == (
        ["new"],
        "It is stated as cancelled, and is recorded as cancelled.",
    )
    assert only(session, case).status == "cancelled"


@pytest.mark.parametrize(("start", "end"), [(FIRST, "20270411T090000"), (FIRST, "20270412T085900")])
def test_an_entry_that_ends_before_it_starts_says_so(
    session: Session, case: Case, start: str, end: str
) -> None:
    _, why = taken(session, case, entry(start, 0, f"DTEND;TZID=Asia/Nicosia:{end}"))
    assert why == "Its end is before its start. Check both."


def test_whole_days_that_end_before_they_start_say_so(session: Session, case: Case) -> None:
    days = "UID:{0}\r\nDTSTART;VALUE=DATE:20270412\r\nDTEND;VALUE=DATE:{1}\r\nSUMMARY:Hearing {0}"
    assert taken(session, case, days.format("a", "20270410"))[1] == "Its end is before its start. Check both."
    assert taken(session, case, days.format("b", "20270412"))[1] == ""


def todo(sequence: int, *more: str, due: str = "20270412", uid: str = "t1@office.example") -> str:
    named = () if any(line.startswith("SUMMARY") for line in more) else ("SUMMARY:File the brief",)
    days = (f"DUE;VALUE=DATE:{due}",) if due else ()
    return "\r\n".join((f"UID:{uid}", f"SEQUENCE:{sequence}", *named, *days, *more))


def planned_todos(session: Session, case: Case, *entries: str, method: str = "PUBLISH") -> ImportPlan:
    data = calendar(*entries, method=method).replace(b"VEVENT", b"VTODO")
    grid = grid_of("tasks.ics", data)
    return plan(session, "task", grid, suggest("task", grid), case.id)


def todos_taken(
    session: Session, case: Case, *entries: str, method: str = "PUBLISH"
) -> tuple[list[str], str]:
    """What became of each to-do, and what was said of the first."""
    made = planned_todos(session, case, *entries, method=method)
    carry_out(session, made)
    return [row.fate for row in made.rows], str(made.rows[0].why)


def only_task(session: Session, case: Case) -> Task:
    (task,) = record.of_case(session, Task, case.id)
    return task


def test_a_later_version_of_a_to_do_changes_its_task(session: Session, case: Case) -> None:
    assert todos_taken(session, case, todo(0, "DESCRIPTION:By post")) == (["new"], "")
    later = todo(1, "SUMMARY:File the reply", "DESCRIPTION:By courier", due="20270420")
    fates, why = todos_taken(session, case, later)
    assert fates == ["changed"]
    assert "Due: “2027-04-12” in the record, “2027-04-20” in the list." in why
    task = only_task(session, case)
    assert (task.step, str(task.due_on), task.remark) == ("File the reply", "2027-04-20", "By courier")
    assert todos_taken(session, case, later) == (["duplicate"], "")
    done = todo(2, "SUMMARY:File the reply", "STATUS:COMPLETED", "COMPLETED:20260227T100000Z", due="20270420")
    assert todos_taken(session, case, done)[0] == ["changed"]
    assert str(only_task(session, case).done_on) == "2026-02-27"
    assert todos_taken(session, case, todo(3, "SUMMARY:File the reply", due="20270420"))[0] == ["changed"]
    assert only_task(session, case).done_on is None


def test_a_to_do_without_its_day_of_completion_keeps_the_first(session: Session, case: Case) -> None:
    todos_taken(session, case, todo(0))
    assert todos_taken(session, case, todo(1, "STATUS:COMPLETED"))[0] == ["changed"]
    done_on = only_task(session, case).done_on
    assert done_on == session.clock().date()
    record.change(session, replace(only_task(session, case), owner="Ada"))
    assert todos_taken(session, case, todo(2, "STATUS:COMPLETED"))[0] == ["duplicate"]


@pytest.mark.parametrize("method", ["PUBLISH", "CANCEL"])
def test_a_cancelled_to_do_is_closed_and_open_again(session: Session, case: Case, method: str) -> None:
    todos_taken(session, case, todo(0, "DESCRIPTION:By post"))
    off = todo(1, "STATUS:CANCELLED", due="" if method == "CANCEL" else "20270412")
    fates, why = todos_taken(session, case, off, method=method)
    assert (fates, why.startswith("It is cancelled in the calendar."), "not done" in why) == (
        ["cancelled"],
        True,
        False,
    )
    task = only_task(session, case)
    assert (task.done_on, str(task.due_on)) == (session.clock().date(), "2027-04-12")
    assert task.remark == "By post\nStatus: cancelled"
    assert todos_taken(session, case, off, method=method) == (["duplicate"], "")
    fates, why = todos_taken(session, case, todo(2, "DESCRIPTION:By post", due="20270415"))
    assert (fates, why.startswith("It is no longer cancelled in the calendar.")) == (["changed"], True)
    task = only_task(session, case)
    assert (task.done_on, str(task.due_on), task.remark) == (None, "2027-04-15", "By post")


def test_an_older_version_of_a_to_do_changes_nothing(session: Session, case: Case) -> None:
    todos_taken(session, case, todo(2))
    before = only_task(session, case)
    older = todo(1, due="20270401")
    assert todos_taken(session, case, older) == (
        ["duplicate"],
        "A later version of this entry was already imported.",
    )
    older = todo(1, "STATUS:CANCELLED")
    assert todos_taken(session, case, older)[1] == "A later version of this entry was already imported."
    assert only_task(session, case) == before
    fates, why = todos_taken(session, case, todo(3, due="20270420"), todo(4, due="20270421"))
    assert (fates, "later version" in why) == (["duplicate", "changed"], True)
    assert str(only_task(session, case).due_on) == "2027-04-21"


def test_what_a_person_changed_of_a_task_is_kept(session: Session, case: Case) -> None:
    todos_taken(session, case, todo(0, "DESCRIPTION:By post"))
    mine = replace(only_task(session, case), step="File the brief today", remark="By post\nTwo copies")
    record.change(session, mine)
    fates, why = todos_taken(session, case, todo(1, "DESCRIPTION:By courier", due="20270420"))
    task = only_task(session, case)
    assert (fates, task.step, task.remark) == (["changed"], mine.step, "Two copies\nBy courier")
    assert "Your own changes are kept." in why
    fates, why = todos_taken(session, case, todo(2, "SUMMARY:File all", due="20270420"))
    assert (fates, "now states otherwise: File all" in why) == (["refused"], True)
    assert only_task(session, case) == task


def test_undoing_an_update_gives_the_task_its_former_values(session: Session, case: Case) -> None:
    todos_taken(session, case, todo(0))
    before = only_task(session, case)
    made = planned_todos(session, case, todo(1, "STATUS:CANCELLED"))
    carry_out(session, made)
    after = only_task(session, case)
    assert after != before
    assert undo(session, made.id).count == 1
    assert only_task(session, case) == before
    redo(session, made.id)
    assert only_task(session, case) == after


def test_a_task_typed_by_hand_is_linked_and_two_entries_are_two(session: Session, case: Case) -> None:
    carried = planned_todos(session, case, todo(0)).rows[0].record
    assert isinstance(carried, Task)
    record.add(session, replace(carried, calendar=None))
    fates, why = todos_taken(session, case, todo(0), todo(0, uid="t2@office.example"))
    assert (fates, "later changes of the entry will be recognised" in why) == (["changed", "new"], True)
    assert todos_taken(session, case, todo(1, due="20270420"))[0] == ["changed"]
    assert {str(task.due_on) for task in record.of_case(session, Task, case.id)} == {
        "2027-04-12",
        "2027-04-20",
    }


def test_a_cancelled_to_do_is_asked_about_or_closes_the_known_task(session: Session, case: Case) -> None:
    off = todo(0, "STATUS:CANCELLED")
    fates, why = todos_taken(session, case, off)
    assert (fates, "it is cancelled" in why) == (["ask"], True)
    carried = planned_todos(session, case, todo(0)).rows[0].record
    assert isinstance(carried, Task)
    record.add(session, replace(carried, calendar=None))
    assert todos_taken(session, case, off)[0] == ["cancelled"]
    assert only_task(session, case).done_on == session.clock().date()


@pytest.mark.parametrize(
    ("jurisdiction", "due", "day", "said"),
    [
        ("CO", "DUE:20261215T030000Z", "2026-12-15", "its date may differ"),
        ("PE", "DUE:20261215T030000Z", "2026-12-14", "converted for the court: America/Lima"),
        ("DE", "DUE:20261214T233000Z", "2026-12-15", "converted for the court: Europe/Berlin"),
        ("US", "DUE:20261214T233000Z", "2026-12-14", "its date may differ"),
        ("DE", "DUE;TZID=America/Bogota:20261214T233000", "2026-12-14", ""),
    ],
)
def test_a_task_due_at_a_time_in_utc_has_the_day_of_the_court(
    session: Session, jurisdiction: str, due: str, day: str, said: str
) -> None:
    of_court = open_case(session, reference="R-2", title="", jurisdiction=jurisdiction)
    body = f"BEGIN:VTODO\r\nUID:c1\r\nSUMMARY:File the brief\r\n{due}\r\nEND:VTODO\r\n"
    grid = grid_of("c.ics", f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode())
    (row,) = plan(session, "task", grid, suggest("task", grid), of_court.id).rows
    assert isinstance(row.record, Task)
    assert (str(row.record.due_on), row.fate) == (day, "new")
    assert said in str(row.why)
    assert bool(said) == bool(str(row.why))
