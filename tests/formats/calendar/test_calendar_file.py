"""Calendars written are read back the same; foreign ones keep what they state and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import Message
from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.formats.calendar.calendar_file import NumberedEntry, read_numbered
from casebook.formats.calendar.calendar_grid import read_calendar_grid
from casebook.formats.calendar.calendar_series import MAX_DATES
from casebook.formats.calendar.calendar_writing import write_calendar

TODAY = date(2026, 3, 2)
REPEATS = "It repeats: {number} date."
MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HEARING = CalendarEntry(
    id="abc",
    title="Hearing",
    starts=datetime(2026, 4, 1, 10, 30, tzinfo=ZoneInfo("Asia/Nicosia")),
    ends=datetime(2026, 4, 1, 12, 0, tzinfo=ZoneInfo("Asia/Nicosia")),
    place="Court room 2; ground floor, left",
    reminders=(timedelta(days=1),),
)
DUE = CalendarEntry(id="def", title="Due", starts=date(2026, 3, 16), ends=date(2026, 3, 16))


def foreign(*lines: str) -> bytes:
    events = "\r\n".join(lines)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{events}\r\nEND:VCALENDAR\r\n".encode()


def read(data: bytes, remark: str = "") -> list[CalendarEntry]:
    """The entries of a file of which there is only this to say."""
    numbered = list(read_numbered(data, "", TODAY))
    assert {one.note.msgid for one in numbered} <= {remark, ""}
    return [read_entry(one) for one in numbered]


def read_entry(numbered: NumberedEntry) -> CalendarEntry:
    assert isinstance(numbered.entry, CalendarEntry)
    return numbered.entry


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def test_what_is_written_is_read_back() -> None:
    data = write_calendar([HEARING, DUE], MADE)
    assert data == write_calendar([HEARING, DUE], MADE)
    hearing, due = map(read_entry, read_numbered(data, "", TODAY))
    assert (hearing.id, hearing.title, hearing.place) == ("abc", "Hearing", HEARING.place)
    assert (hearing.starts, hearing.ends) == (HEARING.starts, HEARING.ends)
    assert (due.starts, due.ends) == (date(2026, 3, 16), date(2026, 3, 16))
    assert data.count(b"CLASS:PRIVATE") == 2
    assert b"TRIGGER:-P1D" in data


def test_a_time_without_a_zone_is_never_written() -> None:
    floating = CalendarEntry(id="1", title="Hearing", starts=datetime(2026, 4, 1, 10, 30))  # noqa: DTZ001
    with pytest.raises(InvalidInput, match="zone"):
        write_calendar([floating], MADE)


def test_an_unknown_zone_is_kept_as_stated() -> None:
    data = foreign(event("UID:1", "DTSTART;TZID=Moon/Base:20260302T140000", "SUMMARY:听证"))
    (calendar_event,) = read(data)
    assert (calendar_event.stated_zone, calendar_event.zone, calendar_event.title) == (
        "Moon/Base",
        "",
        "听证",
    )
    assert calendar_event.starts == datetime(2026, 3, 2, 14, 0)  # noqa: DTZ001 - as stated


def test_zones_of_windows_and_floating_times() -> None:
    data = foreign(
        event("UID:1", "DTSTART;TZID=China Standard Time:20260302T140000"),
        event("UID:2", "DTSTART:20260302T140000"),
        event("UID:3", "DTSTART:20260302T140000Z", "STATUS:CANCELLED"),
    )
    china, floating, cancelled = read(data)
    assert (china.zone, china.starts) == ("Asia/Shanghai", datetime(2026, 3, 2, 6, 0, tzinfo=UTC))
    assert floating.starts == datetime(2026, 3, 2, 14, 0)  # noqa: DTZ001 - as stated
    assert cancelled.is_cancelled
    assert cancelled.starts == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def test_an_entry_that_stands_in_no_calendar_is_read() -> None:
    bare = event("UID:1", "DTSTART;VALUE=DATE:20260302", "SUMMARY:hearing").encode()
    assert [entry.starts for entry in read(bare)] == [date(2026, 3, 2)]
    whole, broken = read_numbered(bare + b"\r\n" + bare[: bare.index(b"END:")], "", TODAY)
    assert read_entry(whole).title == "hearing"
    assert (broken.entry, broken.title) == (None, "hearing")


def test_a_broken_entry_is_named_and_the_rest_is_read() -> None:
    data = foreign(
        event("UID:1", "DTSTART:2026XX02", "SUMMARY:broken"),
        event("UID:2", "SUMMARY:no beginning"),
        event("UID:3", "DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=HOURLY"),
    )
    first, second, third = read_numbered(data, "", TODAY)
    assert (first[:2], second[:2], third.number) == ((1, None), (2, None), 3)
    assert (first.title, second.title) == ("broken", "no beginning")
    assert "2026XX02" in str(first.note)
    assert read_entry(third).starts == date(2026, 3, 2)
    assert "only its first date" in str(third.note)


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ("BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Verhandlung Düss", "Verhandlung Düss"),
        ("BEGIN:VEVENT\r\nUID:2\r\nBEGIN:VALARM\r\nACTION:DIS", ""),
        ("", ""),
    ],
)
def test_a_calendar_that_breaks_off_is_read_up_to_there_and_says_so(end: str, title: str) -> None:
    whole = event("UID:1", "DTSTART;VALUE=DATE:20260302", "SUMMARY:first")
    data = foreign(whole, end).removesuffix(b"\r\nEND:VCALENDAR\r\n")
    for file in (data, data[:-1]) if "ü" in end else (data,):
        first, missing = read_numbered(file, "", TODAY)
        assert read_entry(first).title == "first"
        assert (missing.number, missing.entry) == (2, None)
        assert title.startswith(missing.title)
        assert "ends in the middle" in str(missing.note)


def test_a_line_that_is_no_property_costs_no_entry() -> None:
    lines = ("UID:1", "X", "DTSTART;VALUE=DATE:20260302", 'SUMMARY;LANGUAGE="en";', " ALTREP=x:Hearing")
    (entry,) = read(foreign(event(*lines)))
    assert (entry.starts, entry.title) == (date(2026, 3, 2), "Hearing")


def test_each_date_of_a_series_is_an_entry() -> None:
    data = foreign(
        event("UID:1", "DTSTART:20260302T140000Z", "RDATE:20260402T140000Z", "URL:https://a.example/"),
        event("UID:2", "DTSTART:20260316T070000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260316T070000Z"),
        event("UID:2", "RECURRENCE-ID:20260330T070000Z", "DTSTART:20260331T070000Z", "SEQUENCE:1"),
    )
    read_entries = read(data, REPEATS)
    assert [(entry.id, f"{entry.starts:%m-%d}") for entry in read_entries] == [
        ("1|2026-03-02 14:00:00+00:00", "03-02"),
        ("1|2026-04-02 14:00:00+00:00", "04-02"),
        ("2|2026-03-23 07:00:00+00:00", "03-23"),
        ("2|2026-04-06 07:00:00+00:00", "04-06"),
        ("2|2026-03-30 07:00:00+00:00", "03-31"),
    ]
    assert read_entries[0].remarks == "https://a.example/"
    numbers = [numbered.number for numbered in read_numbered(data, "", TODAY)]
    assert numbers == [1, 2, 3, 4, 5]


def test_a_series_keeps_its_clock_when_the_clocks_change() -> None:
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20260407T073000Z"
    data = foreign(event("UID:1", "DTSTART;TZID=Asia/Nicosia:20260324T103000", rule))
    entries = read(data, REPEATS)
    assert [entry.starts.isoformat() for entry in entries] == [
        "2026-03-24T10:30:00+02:00",
        "2026-03-31T10:30:00+03:00",
        "2026-04-07T10:30:00+03:00",
    ]


@pytest.mark.parametrize(
    ("start", "extra", "expected"),
    [
        (";TZID=Europe/London:20270601T100000", ":20270608T090000Z", "2027-06-08T10:00:00+01:00"),
        (
            ";TZID=Asia/Nicosia:20270131T093000",
            ";TZID=Asia/Shanghai:20270204T093000",
            "2027-02-04T03:30:00+02:00",
        ),
        (
            ";TZID=Asia/Nicosia:20270131T093000",
            ";VALUE=PERIOD;TZID=Asia/Shanghai:20270204T153000/PT1H",
            "2027-02-04T09:30:00+02:00",
        ),
        (
            ";TZID=Asia/Nicosia:20270131T093000",
            ";VALUE=PERIOD:20270204T083000Z/20270204T093000Z",
            "2027-02-04T10:30:00+02:00",
        ),
        (";TZID=Asia/Nicosia:20270131T093000", ":20270204T103000", "2027-02-04T10:30:00+02:00"),
    ],
)
def test_further_dates_in_another_zone_stand_on_the_clock_of_the_first(
    start: str, extra: str, expected: str
) -> None:
    first, later = read(foreign(event("UID:1", f"DTSTART{start}", f"RDATE{extra}")), REPEATS)
    assert later.starts.isoformat() == expected
    assert isinstance(later.starts, datetime)
    assert later.zone == first.zone == str(later.starts.tzinfo)


def test_a_further_date_in_a_zone_nobody_knows_has_no_zone() -> None:
    data = foreign(
        event("UID:1", "DTSTART;TZID=Asia/Nicosia:20270131T093000", "RDATE;TZID=Moon/Base:20270204T093000")
    )
    _, later = read(data, REPEATS)
    assert (later.zone, later.stated_zone) == ("", "Moon/Base")
    assert later.starts == datetime(2027, 2, 4, 9, 30)  # noqa: DTZ001 - as stated


def test_a_day_removed_from_a_series_of_times_removes_them_and_is_named() -> None:
    rule = ("RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20270201")
    data = foreign(event("UID:1", "DTSTART;TZID=Asia/Nicosia:20270131T093000", *rule))
    numbered = list(read_numbered(data, "", TODAY))
    assert [read_entry(one).starts.day for one in numbered] == [31, 2, 3]
    assert "It repeats: 3 dates." in str(numbered[0].note)
    assert "without a time: 2027-02-01. Their dates are left out" in str(numbered[0].note)


def test_a_series_without_an_end_is_listed_around_today_and_says_so() -> None:
    data = foreign(event("UID:1", "DTSTART;VALUE=DATE:20150105", "RRULE:FREQ=WEEKLY;BYDAY=MO"))
    first, *_, last = numbered = list(read_numbered(data, "", TODAY))
    assert str(first.note) == "It repeats without an end; its dates until 2027-03-01 are listed."
    assert [read_entry(one).starts for one in (first, last)] == [date(2015, 1, 5), date(2027, 3, 1)]
    assert len(numbered) < 60


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=1000000"])
def test_a_series_is_bounded(rule: str) -> None:
    data = foreign(event("UID:1", "DTSTART;VALUE=DATE:20260105", f"RRULE:{rule}"))
    assert 1 <= len(list(read_numbered(data, "", TODAY))) <= MAX_DATES


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=MONTHLY;BYDAY=99MO",
        "FREQ=NEVER",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=99999999999",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;RSCALE=CHINESE",
        "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=FORWARD",
    ],
)
def test_a_faulty_rule_is_named_and_the_rest_is_read(rule: str) -> None:
    faulty = event("UID:1", "DTSTART:20260301T000000Z", "SEQUENCE:-99999999999999999999999", f"RRULE:{rule}")
    first, second = read_numbered(foreign(faulty, event("UID:2", "DTSTART:20260302T000000Z")), "", TODAY)
    assert read_entry(first).starts.day == 1
    assert rule.rpartition(";")[2] in str(first.note)
    assert read_entry(second).starts.day == 2


def test_a_change_of_this_and_all_later_dates_moves_and_renames_them() -> None:
    data = foreign(
        event("UID:1", "DTSTART;TZID=Asia/Nicosia:20260325T080000", "RRULE:FREQ=DAILY;COUNT=7", "SUMMARY:A"),
        event(
            "UID:1",
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Nicosia:20260327T080000",
            "DTSTART;TZID=Asia/Nicosia:20260327T110000",
            "SUMMARY:B",
            "SEQUENCE:1",
        ),
        event(
            "UID:1",
            "RECURRENCE-ID;TZID=Asia/Nicosia:20260330T080000",
            "DTSTART;TZID=Asia/Nicosia:20260401T090000",
            "SUMMARY:C",
        ),
    )
    listed = [read_entry(one) for one in read_numbered(data, "", TODAY)]
    assert [(one.title, f"{one.starts:%m-%d %H:%M}") for one in listed] == [
        ("A", "03-25 08:00"),
        ("A", "03-26 08:00"),
        ("B", "03-28 11:00"),
        ("B", "03-29 11:00"),
        ("B", "03-31 11:00"),
        ("B", "03-27 11:00"),
        ("C", "04-01 09:00"),
    ]
    assert len({one.id for one in listed}) == 7


def test_a_change_of_later_dates_that_cannot_be_applied_is_named() -> None:
    series = event("UID:1", "DTSTART:20260325T080000Z", "RRULE:FREQ=DAILY;COUNT=3")
    start = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260326T080000Z"
    change = event("UID:1", start, "DTSTART;VALUE=DATE:20260327")
    alone = event("UID:2", start, "DTSTART:20260326T090000Z")
    _, moved, changed, orphan = read_numbered(foreign(series, change, alone), "", TODAY)
    assert "RANGE=THISANDFUTURE" in str(moved.note)
    assert "RANGE" not in str(changed.note)
    assert "not in this file" in str(orphan.note)


def test_an_impossible_duration_is_named() -> None:
    lines = ("UID:1", "DTSTART:99991231T235959Z", "DURATION:P9999999999D")
    ((_, entry, note, _),) = read_numbered(foreign(event(*lines)), "", TODAY)
    assert entry is None
    assert "vDDDTypes" not in str(note)


def test_a_series_that_lost_all_its_dates_is_told() -> None:
    lines = ("DTSTART:20260316T070000Z", "RRULE:FREQ=WEEKLY;COUNT=1", "EXDATE:20260316T070000Z")
    ((_, entry, note, _),) = read_numbered(foreign(event("UID:1", *lines)), "", TODAY)
    assert entry is None
    assert "every date of it was removed" in str(note)


def test_several_days_and_tasks_are_read() -> None:
    data = foreign(
        event("UID:3", "DTSTART;VALUE=DATE:20260311", "DTEND;VALUE=DATE:20260314"),
        event("UID:4", "DTSTART:20260311T070000Z", "DTEND:20260313T070000Z"),
        "BEGIN:VTODO\r\nUID:5\r\nDUE;VALUE=DATE:20270401\r\nSUMMARY:File the appeal\r\nEND:VTODO",
    )
    grid = read_calendar_grid(data, "", TODAY)
    columns = [grid.head.index(name) for name in ("On", "Last day", "Type of calendar entry", "Due")]
    assert [[row.cells[place] for place in columns] for row in grid.rows] == [
        ["2026-03-11", "2026-03-13", "event", ""],
        ["2026-03-11 07:00+00:00", "2026-03-13", "event", ""],
        ["", "", "task", "2027-04-01"],
    ]


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        (";TZID=Asia/Nicosia:20260401T103000", "DTEND;TZID=Asia/Nicosia:20260401T120000", "12:00"),
        (";TZID=Asia/Nicosia:20260401T220000", "DTEND:20260401T230000Z", "02:00"),
        (";TZID=Asia/Nicosia:20260401T103000", "DURATION:PT2H", "12:30"),
        (":20260401T103000", "DTEND:20260401T120000", "12:00"),
        (":20260401T073000Z", "DTEND:20260401T090000Z", "09:00 UTC"),
        (";TZID=Moon/Base:20260401T103000", "DTEND;TZID=Moon/Base:20260401T120000", "12:00"),
    ],
)
def test_an_end_time_is_reported_as_not_imported(start: str, end: str, time: str) -> None:
    ((_, entry, note, _),) = read_numbered(foreign(event("UID:1", f"DTSTART{start}", end)), "", TODAY)
    assert entry is not None
    assert note == Message("Its end time ({time}) is not imported.", time=time)


def test_what_no_field_of_an_event_holds_is_kept_in_one_column() -> None:
    lines = ("DESCRIPTION:Bring the originals.", "ORGANIZER:mailto:registry@court.example")
    (entry,) = read(foreign(event("UID:1", "DTSTART:20260401T073000Z", *lines)))
    assert entry.remarks == "Bring the originals.\nmailto:registry@court.example"


def test_zones_that_a_file_describes_and_times_as_outlook_writes_them() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:{}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n{}TZOFFSETFROM:+0800\r\n"
    )
    zone += "TZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    data = foreign(
        zone.format("Customized Time Zone", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"),
        zone.format("Europe/London", ""),
        zone.format("By the second", "RRULE:FREQ=SECONDLY\r\n"),
        event("UID:1", "DTSTART;TZID=Customized Time Zone:20260311T090000"),
        event("UID:2", "DTSTART;TZID=Europe/London:20260710T090000"),
        event("UID:3", "DTSTART;TZID=tzone://Microsoft/Utc:20260314T090000"),
        event("UID:4", "DTSTART:20260319T090000+0200"),
        event("UID:5", "DTSTART;TZID=By the second:20260311T090000"),
    )
    own, london, utc, offset, unbounded = read_numbered(data, "", TODAY)
    entries = map(read_entry, (own, london, utc, offset, unbounded))
    starts = [entry.starts.isoformat() for entry in entries]
    assert starts == [
        "2026-03-11T09:00:00+08:00",
        "2026-07-10T09:00:00+01:00",
        "2026-03-14T09:00:00+00:00",
        "2026-03-19T09:00:00+02:00",
        "2026-03-11T09:00:00",
    ]
    assert "described in the file only: UTC+0800" in str(own.note)
    assert "gives Europe/London as UTC+0800" in str(london.note)
    assert read_entry(unbounded).stated_zone == "By the second"


@pytest.mark.parametrize("data", [b"no calendar", b"", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
def test_what_is_no_calendar_is_told(data: bytes) -> None:
    with pytest.raises(DamagedSource):
        list(read_numbered(data, "", TODAY))


def test_a_rule_of_exception_takes_its_dates_from_a_series() -> None:
    rule = ("RRULE:FREQ=WEEKLY;COUNT=4", "EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2")
    data = foreign(event("UID:1", "DTSTART;VALUE=DATE:20270110", *rule))
    numbered = list(read_numbered(data, "", TODAY))
    assert [read_entry(one).starts.day for one in numbered] == [17, 31]
    unread = foreign(event("UID:1", "DTSTART;VALUE=DATE:20270110", rule[0], "EXRULE:FREQ=OFTEN"))
    (only,) = read_numbered(unread, "", TODAY)
    assert "Its repetition is not understood (EXRULE:" in str(only.note)
