"""Columns of lists by the words of their headings, and what a list says where a column or a cell is empty."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out, suggest
from tests.services.exchange.test_import_list import grid_of, planned


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="GB")


@pytest.mark.parametrize(
    "heading",
    [
        *("When;What;Where;Time", "Wann;Was;Wo;Uhrzeit", "Datum;Betreff;Ort;Zeit", "Quand;Quoi;Où;Heure"),
        *("Cuándo;Qué;Dónde;Hora", "Data;Oggetto;Luogo;Ora", "Дата;Что;Где;Время", "日期;事项;地点;时间"),
        *(
            "Ημερομηνία;Τι;Πού;Ώρα",
            "Tarih;Konu;Yer;Saat",
            "Data;Przedmiot;Miejsce;Godzina",
            "日期;事項;地點;時間",
        ),
    ],
)
def test_headings_of_a_list_of_hearings_are_known(heading: str) -> None:
    grid = grid_of("list.csv", f"{heading}\n2027-01-15;Lin;Saal 3;9:30\n".encode())
    assert suggest("event", grid) == {0: "on", 1: "title", 2: "place", 3: "clock"}


def test_an_event_without_a_title_is_called_by_its_type_and_place(session: Session, case: Case) -> None:
    text = "Date,Title,Type,Where\n2027-01-15,,,Room 1\n2027-01-15,,,Room 2\n2027-01-16,,Filing,\n"
    made = planned(session, "event", grid_of("list.csv", text.encode()), case.id)
    assert all("It has no title" in str(row.why) for row in made.rows)
    carry_out(session, made)
    titles = sorted(event.title for event in record.every(session, Event))
    assert titles == ["Filing", "Hearing, Room 1", "Hearing, Room 2"]


def test_what_a_column_says_of_being_done_is_read(session: Session) -> None:
    text = (
        "Task;Due;Done;Status\nDay;15.12.2026;12.11.2025;erledigt\nMark;15.12.2026;x;\nOpen;15.12.2026;nein;\n"
        "Words;15.12.2026;after the feast;\nEmpty;15.12.2026;;\n"
    )
    made = planned(session, "task", grid_of("list.csv", text.encode()))
    said = ["a day that the list does not state" in str(row.why) for row in made.rows]
    assert said == [False, True, False, False, False]
    carry_out(session, made)
    tasks = {task.step: task for task in record.every(session, Task)}
    assert tasks["Day"].done_on == date(2025, 11, 12)
    assert tasks["Mark"].done_on == session.clock().date()
    assert (tasks["Open"].done_on, tasks["Open"].remark) == (None, "")
    assert (tasks["Words"].done_on, tasks["Words"].remark) == (None, "Completed: after the feast")
    assert tasks["Empty"].done_on is None
