"""Days in lists of events, tasks and facts: read where they are certain, and else named for what they are."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import ImportPlan
from casebook.domain.exchange.list_import import Listed
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.base.setting import keep_date_order
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out
from tests.services.exchange.test_import_list import grid_of, planned

HEADS: dict[Listed, str] = {"task": "Task;Due", "event": "Title;Date", "fact": "Statement;Date"}


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="GB")


def plan_of(session: Session, case: Case, noun: Listed, *cells: str) -> ImportPlan:
    quoted = (cell.replace('"', '""') for cell in cells)
    rows = "".join(f'Hearing {number};"{cell}"\n' for number, cell in enumerate(quoted))
    return planned(session, noun, grid_of("list.csv", f"{HEADS[noun]}\n{rows}".encode()), case.id)


@pytest.mark.parametrize("noun", ["task", "event", "fact"])
def test_a_day_of_another_calendar_is_converted_and_asked_about(
    session: Session, case: Case, noun: Listed
) -> None:
    said = (
        *("15/12/2569", "1405/09/24", "115/12/15", "民國115年12月15日", "令和8年12月15日"),
        *("24 آذر 1405", "۲۴ آذر ماه ۱۴۰۵"),
    )
    made = plan_of(session, case, noun, *said)
    assert [row.fate for row in made.rows] == ["ask"] * len(said)
    for row, cell in zip(made.rows, said, strict=True):
        assert f"“{cell}” is taken as 2026-12-15" in str(row.why)


@pytest.mark.parametrize(
    ("cell", "is_on"),
    [
        *(("12.11.2569", "2026-11-12"), ("3. 4. 2570", "2027-04-03"), ("12.11.115", "2026-11-12")),
        *(("12.11.1405", "2027-02-01"), ("۱۴۰۵/۰۹/۲۴", "2026-12-15"), ("12/11/2569", "2026")),
        *(("R8.12.15", "2026-12-15"), ("H30/1/5", "2018-01-05"), ("民國115.12.15", "2026-12-15")),
    ],
)
def test_with_points_or_an_era_the_day_of_another_calendar_is_whole(
    session: Session, case: Case, cell: str, is_on: str
) -> None:
    (row,) = plan_of(session, case, "event", cell).rows
    assert isinstance(row.record, Event)
    assert (row.fate, row.record.on.edtf) == ("ask", is_on)
    assert f"“{cell}” is taken as {is_on}" in str(row.why)


@pytest.mark.parametrize("noun", ["task", "event", "fact"])
@pytest.mark.parametrize("cell", ["15/12/2206", "15/12/0026", "1448/05/05", "0026-12-15"])
def test_a_year_that_cannot_be_is_refused(session: Session, case: Case, noun: Listed, cell: str) -> None:
    (row,) = plan_of(session, case, noun, cell).rows
    assert row.fate == "refused"
    assert "cannot be right. Enter a year from 1900 to 2200." in str(row.why)


@pytest.mark.parametrize(
    "cell",
    [
        *("25 Feb 2027", "Thu, 25 Feb 2027", "jeudi 25 février 2027", "Do, 25.02.2027", "25.02.2027"),
        *("Donnerstag, den 25. Februar 2027", "25 февраля 2027 г.", "25 Şubat 2027", "٢٥/٠٢/٢٠٢٧"),
        *("«25» февраля 2027 г.", '"25" февраля 2027 года', "25-го февраля 2027 г.", "25 lutego 2027 r."),
        *(
            "2027年2月25日（星期四）",
            "2027/2/25(木)",
            "2027年2月25日（四）",
            "25.02.2027 чт",
            "25/02/2027 (Thu)",
        ),
        *(
            "25.II.2027",
            "25 II 2027",
            "25/II/27",
            "2027. február 25.",
            "2027년 2월 25일",
            "25.º de fevereiro de 2027",
        ),
    ],
)
def test_a_certain_day_is_read_however_it_is_written(session: Session, case: Case, cell: str) -> None:
    carry_out(session, plan_of(session, case, "task", cell))
    (task,) = record.every(session, Task)
    assert (task.due_on, task.remark) == (date(2027, 2, 25), "")


@pytest.mark.parametrize(
    ("cell", "begins"),
    [
        *(("16/02/2027 09:00", "09:00"), ("2/16/2027 3:30 PM", "15:30"), ("16/02/2027 12:15 AM", "00:15")),
        *(
            ("16.02.2027, 9.30 Uhr", "09:30"),
            ("2027年2月16日上午9点半", "09:30"),
            ("Feb 16, 2027 5pm", "17:00"),
        ),
    ],
)
def test_a_hearing_has_the_time_that_stands_behind_its_day(
    session: Session, case: Case, cell: str, begins: str
) -> None:
    carry_out(session, plan_of(session, case, "event", cell))
    (event,) = record.every(session, Event)
    assert event.local_at is not None
    assert f"{event.local_at:%Y-%m-%d %H:%M}" == f"2027-02-16 {begins}"


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "15/12/2026–18/12/2026",
            "15.12.2026 - 18.12.2026",
            "15.12.2026 bis 18.12.2026",
            "15–18 December 2026",
        ),
        *("15.12.–18.12.2026", "vom 15. bis 18. Dezember 2026", "15-18/12/2026", "2026年12月15日至18日"),
        *("15 December to 18 December 2026", "2026年12月15日至12月18日", "2026-12-15 to 2026-12-18"),
    ],
)
def test_a_hearing_of_several_days_has_all_of_them(session: Session, case: Case, cell: str) -> None:
    (row,) = plan_of(session, case, "event", cell).rows
    assert isinstance(row.record, Event)
    assert (row.fate, row.record.on.edtf) == ("new", "2026-12-15/2026-12-18")


@pytest.mark.parametrize(
    "cell", ["2026-12-15", "15-12-2026", "15-Dec-2026", "18/12/2026–15/12/2026", "2026-12-15-18", "12-15"]
)
def test_signs_within_a_day_part_no_span(session: Session, case: Case, cell: str) -> None:
    (row,) = plan_of(session, case, "event", cell).rows
    assert isinstance(row.record, Event)
    assert not row.record.on.is_span


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("15.12.26", "25.02.27"), ["2026-12-15", "2027-02-25"]),
        (("12/15/26", "03/04/27"), ["2026-12-15", "2027-03-04"]),
        (("25.02.27 9.30 Uhr", "03.04.2027"), ["2027-02-25", "2027-04-03"]),
        (("25.02.27", "31.01.27"), ["", ""]),
        (("26.12.15", "22.03.15"), ["", ""]),
        (("15/12/26", "12/15/26"), ["", ""]),
    ],
)
def test_a_column_shows_the_order_of_years_in_two_figures(
    session: Session, case: Case, cells: tuple[str, ...], days: list[str]
) -> None:
    rows = plan_of(session, case, "task", *cells).rows
    assert [row.fate for row in rows] == ["new" if day else "ask" for day in days]
    due = [str(row.record.due_on or "") for row in rows if isinstance(row.record, Task)]
    assert due == days
    short = [len(cell.split()[0]) == len("15.12.26") for cell in cells]
    said = ["no other order fits this column" in str(row.why) for row in rows]
    assert said == [is_short and bool(day) for is_short, day in zip(short, days, strict=True)]


@pytest.mark.parametrize("cell", ["15/12/2026?", "c. 15/12/2026", "about 2026-12-15"])
def test_a_day_that_a_list_states_as_uncertain_is_asked_about(
    session: Session, case: Case, cell: str
) -> None:
    for noun in HEADS:
        (row,) = plan_of(session, case, noun, cell).rows
        assert row.fate == ("new" if noun == "fact" else "ask")
        assert "The list states this day as approximate or uncertain." in str(row.why)


@pytest.mark.parametrize(
    "cell", ["03/04/2027", "31/11/2026", "KW 51 2026", "15/12/20 26", "15122026", "12月15日"]
)
def test_a_hearing_or_deadline_whose_day_is_not_read_is_asked_about(
    session: Session, case: Case, cell: str
) -> None:
    fates = {noun: plan_of(session, case, noun, cell).rows[0].fate for noun in HEADS}
    assert fates == {"task": "ask", "event": "ask", "fact": "new"}
    (open_,) = plan_of(session, case, "event", "to be fixed").rows
    assert open_.fate == "new"


def test_a_time_that_no_day_has_makes_no_day_ambiguous(session: Session, case: Case) -> None:
    late, end = plan_of(session, case, "event", "15/12/2026 25:00", "2026-12-15 24:00").rows
    for row, time in ((late, "25:00"), (end, "24:00")):
        assert isinstance(row.record, Event)
        assert row.record.on.edtf == "2026-12-15"
        assert f"The time “{time}” was not read and is left out." in str(row.why)


def test_a_day_far_ahead_is_asked_about(session: Session, case: Case) -> None:
    (row,) = plan_of(session, case, "task", "15/12/2062").rows
    assert (row.fate, "more than 20 years ahead" in str(row.why)) == ("ask", True)


def test_one_cell_with_a_time_shows_the_order_of_its_column(session: Session, case: Case) -> None:
    carry_out(session, plan_of(session, case, "event", "03/04/2027 10:00", "25/12/2027 10:00"))
    assert sorted(event.on.edtf for event in record.every(session, Event)) == ["2027-04-03", "2027-12-25"]


def test_a_year_in_two_figures_is_read_in_the_order_of_the_office(session: Session, case: Case) -> None:
    (unsure,) = plan_of(session, case, "event", "25.02.27").rows
    assert "The date is ambiguous" in str(unsure.why)
    keep_date_order(session, "day")
    (row,) = plan_of(session, case, "event", "25.02.27").rows
    assert row.fate == "ask"
    assert "“25.02.27” is taken as 2027-02-25 by the order of your office" in str(row.why)
    event = row.record
    assert isinstance(event, Event)
    assert event.on.edtf == "2027-02-25"


def test_what_is_said_of_a_day_that_is_not_read_is_true(session: Session, case: Case) -> None:
    said = ("soon", "03/04/2027", "31/11/2026", "31 November 2026", "tomorrow")
    soon, either, *none, tomorrow = (str(row.why) for row in plan_of(session, case, "fact", *said).rows)
    assert "not understood" in soon
    assert "ambiguous" in either
    assert all("This day does not exist" in why for why in none)
    assert "not understood" in tomorrow
    for cell in ("15122026", "15/12/2026 x", "15/12/20 26"):
        assert "not understood" in str(plan_of(session, case, "fact", cell).rows[0].why)
    (before,) = plan_of(session, case, "fact", "before 15/12/2026").rows
    assert str(before.why) == ""
    (wrong,) = plan_of(session, case, "event", "Fri, 25 Feb 2027").rows
    assert (wrong.fate, "day of the week does not match" in str(wrong.why)) == ("refused", True)


def test_a_task_names_the_day_that_does_not_exist(session: Session, case: Case) -> None:
    none, week = plan_of(session, case, "task", "31/11/2026", "KW 51 2026").rows
    assert "The day “31/11/2026” does not exist." in str(none.why)
    assert "“KW 51 2026” was not read as one certain day" in str(week.why)
    assert isinstance(none.record, Task)
    assert none.record.remark == "Due: 31/11/2026"


def test_a_fact_in_words_keeps_them(session: Session, case: Case) -> None:
    carry_out(session, plan_of(session, case, "fact", "before 2020-05-01"))
    (fact,) = record.every(session, Fact)
    assert (fact.on.edtf, fact.on.words) == ("../2020-04-30", "before 2020-05-01")


@pytest.mark.parametrize("noun", ["task", "fact"])
@pytest.mark.parametrize("beside", ["17:00", "17.00 Uhr"])
def test_the_time_of_a_day_that_is_not_imported_is_named(
    session: Session, case: Case, noun: Listed, beside: str
) -> None:
    with_time, at_midnight = plan_of(session, case, noun, f"15.12.2026 {beside}", "16.12.2026 00:00").rows
    assert f"Its time ({beside}) is not imported." in str(with_time.why)
    assert "is not imported" not in str(at_midnight.why)


@pytest.mark.parametrize("noun", ["task", "fact"])
def test_the_time_beside_a_day_in_iso_form_is_named(session: Session, case: Case, noun: Listed) -> None:
    (row,) = plan_of(session, case, noun, "2026-12-15T23:30:00Z").rows
    assert "Its time (23:30+0000) is not imported." in str(row.why)


@pytest.mark.parametrize("cell", ["before 15/12/2026", "after 15 December 2026", "2026年12月15日以前"])
@pytest.mark.parametrize("noun", ["event", "task"])
def test_a_day_stated_only_as_before_or_after_is_asked_about(
    session: Session, case: Case, noun: Listed, cell: str
) -> None:
    (row,) = plan_of(session, case, noun, cell).rows
    assert row.fate == "ask"
    assert str(row.why) != ""


@pytest.mark.parametrize(
    ("cell", "starts", "why"),
    [
        ("15.12.2026;09:30-11:00", "09:30", "Its end time (11:00) is not imported."),
        ("15.12.2026 09:30–11:00;", "09:30", "Its end time (11:00) is not imported."),
        ("15.12.2026;9 ч 30 мин", "09:30", ""),
        ("15.12.2026 в 9 ч 30 мин;", "09:30", ""),
        ("15.12.2026;0.395833", "09:30", ""),
        ("15.12.2026;0,375", "09:00", ""),
        ("15.12.2026;14:30-05:00", "", "The time “14:30-05:00” was not read and is left out."),
        ("15.12.2026;0.39512", "", "The time “0.39512” was not read and is left out."),
    ],
)
def test_more_forms_of_a_time_are_read(
    session: Session, case: Case, cell: str, starts: str, why: str
) -> None:
    grid = grid_of("list.csv", f"Title;Date;Time\nHearing;{cell}\n".encode())
    (row,) = planned(session, "event", grid, case.id).rows
    assert isinstance(row.record, Event)
    local = row.record.local_at
    assert (row.record.on.edtf, f"{local:%H:%M}" if local else "") == ("2026-12-15", starts)
    assert why in str(row.why)
    assert "not read" in why or "not read" not in str(row.why)
