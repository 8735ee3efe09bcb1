"""Calendars written are read back the same; foreign ones keep what they state and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.formats.calendar_file import read_numbered, write_calendar

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


def read(data: bytes) -> list[CalendarEntry]:
    """The entries of a file of which there is nothing to say."""
    entries = []
    for _, entry, remark, _ in read_numbered(data):
        assert entry is not None
        assert remark == NO_MESSAGE
        entries.append(entry)
    return entries


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def test_what_is_written_is_read_back() -> None:
    data = write_calendar([HEARING, DUE], MADE)
    assert data == write_calendar([HEARING, DUE], MADE)
    hearing, due = (numbered.entry for numbered in read_numbered(data))
    assert hearing is not None
    assert due is not None
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


def test_a_broken_entry_is_named_and_the_rest_is_read() -> None:
    data = foreign(
        event("UID:1", "DTSTART:2026XX02", "SUMMARY:broken"),
        event("UID:2", "SUMMARY:no beginning"),
        event("UID:3", "DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY"),
    )
    first, second, (number, whole, remark, _) = read_numbered(data)
    assert (first[:2], second[:2], number) == ((1, None), (2, None), 3)
    assert (first.title, second.title) == ("broken", "no beginning")
    assert "2026XX02" in str(first.note)
    assert whole is not None
    assert whole.starts == date(2026, 3, 2)
    assert "only its first date" in str(remark)


def test_what_is_left_out_of_an_entry_is_told() -> None:
    data = foreign(
        event("UID:1", "DTSTART:20260302T140000Z", "RDATE:20260402T140000Z", "URL:https://a.example/"),
        event("UID:2", "DTSTART:20260316T070000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260316T070000Z"),
        event("UID:3", "DTSTART;VALUE=DATE:20260311", "DTEND;VALUE=DATE:20260314"),
        event("UID:4", "DTSTART:20260311T070000Z", "DTEND:20260313T070000Z"),
        "BEGIN:VTODO\r\nUID:5\r\nDUE;VALUE=DATE:20270401\r\nSUMMARY:File the appeal\r\nEND:VTODO",
    )
    series, excluded, days, hours, task = read_numbered(data)
    assert series.entry is not None
    assert series.entry.remarks == "https://a.example/"
    assert "only its first date" in str(series.note)
    assert excluded.entry is None
    assert "removed from the series" in str(excluded.note)
    assert "until 2026-03-13" in str(days.note)
    assert "until 2026-03-13" in str(hours.note)
    assert (task.entry, task.title) == (None, "File the appeal")
    assert "This is a task" in str(task.note)


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
    ((_, entry, note, _),) = read_numbered(foreign(event("UID:1", f"DTSTART{start}", end)))
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
    own, london, utc, offset, unbounded = read_numbered(data)
    entries = [one.entry for one in (own, london, utc, offset, unbounded)]
    starts = [entry.starts.isoformat() for entry in entries if entry]
    assert starts == [
        "2026-03-11T09:00:00+08:00",
        "2026-07-10T09:00:00+01:00",
        "2026-03-14T09:00:00+00:00",
        "2026-03-19T09:00:00+02:00",
        "2026-03-11T09:00:00",
    ]
    assert "described in the file only: UTC+0800" in str(own.note)
    assert "gives Europe/London as UTC+0800" in str(london.note)
    assert unbounded.entry is not None
    assert unbounded.entry.stated_zone == "By the second"


@pytest.mark.parametrize("data", [b"no calendar", b"", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"])
def test_what_is_no_calendar_is_told(data: bytes) -> None:
    with pytest.raises(DamagedSource):
        list(read_numbered(data))
