"""Columns of lists by the words of their headings, and what a list says where a column or a cell is empty."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.exchange.list_import import Listed
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.exchange.import_list import carry_out, plan, suggest
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


@pytest.mark.parametrize(
    ("noun", "head", "meant"),
    [
        ("event", "Termin;Betreff;Outcome", {0: "on", 1: "title", 2: "outcome"}),
        ("event", "Дата;Номер дела;Результат", {0: "on", 1: "title", 2: "outcome"}),
        ("event", "日期;案号", {0: "on", 1: "title"}),
        ("event", "Ημερομηνία;Υπόθεση;Παρατηρήσεις", {0: "on", 1: "title", 2: "remarks"}),
        ("event", "Datum;Betreff;Stand;Vermerk", {0: "on", 1: "title", 2: "state", 3: "remarks"}),
        ("person", "Nom;N° passeport;Qualité", {0: "name", 1: "paper", 2: "standing"}),
        ("person", "姓名;关系;备注", {0: "name", 1: "standing", 2: "remarks"}),
        ("event", "Date;Case name", {0: "on", 1: "title"}),
        ("task", "Görev;Son tarih", {0: "step", 1: "due_on"}),
        ("task", "Задача;Срок;Исполнено", {0: "step", 1: "due_on", 2: "done_on"}),
        ("person", "Name;Reisepass", {0: "name", 1: "paper"}),
        ("fact", "Datum;Behauptung", {0: "on", 1: "statement"}),
        ("fact", "Datum;Tatsache", {0: "on", 1: "statement"}),
    ],
)
def test_usual_headings_of_authorities_are_known(noun: Listed, head: str, meant: dict[int, str]) -> None:
    assert suggest(noun, grid_of("list.csv", f"{head}\na;b;c\n".encode())) == meant


def test_a_heading_of_a_day_or_a_title_is_what_its_cells_are() -> None:
    heads = (
        *(
            "Termin",
            "Termin am",
            "Señalamiento",
            "Vista",
            "Δικάσιμος",
            "Duruşma günü",
            "Listing date",
            "Listed for",
        ),
        *("Next date", "Назначено на", "排期", "Audience du", "Audience", "Hearing", "开庭"),
    )
    days = (
        "14.12.2026",
        "Mo 14. Dezember 2026",
        "15 декабря 2026",
        "2026年12月14日",
        "Dec 14, 2026",
        "46370",
    )
    for at, head in enumerate(heads):
        grid = grid_of("list.csv", f"{head};Uhrzeit;Sache\n{days[at % len(days)]};9:30;Lin\n".encode())
        assert suggest("event", grid) == {0: "on", 1: "clock", 2: "title"}
    titled = grid_of("list.csv", b"Termin;Beginn\nVerhandlung Lin;14.12.2026 9:30\n")
    assert suggest("event", titled) == {0: "title", 1: "on"}
    beside = grid_of("list.csv", b"Date;Next date;Case\n14.12.2026;25.01.2027;Lin\n")
    assert suggest("event", beside) == {0: "on", 1: "off", 2: "title"}


def test_the_outcome_that_a_list_states_is_kept(session: Session, case: Case) -> None:
    text = "Date;Title;Outcome;Status\n2026-03-01;Hearing;bail refused;held\n"
    carry_out(session, planned(session, "event", grid_of("list.csv", text.encode()), case.id))
    (event,) = record.every(session, Event)
    assert (event.outcome, event.status) == ("bail refused", "happened")


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
    assert [row.fate for row in made.rows] == ["new", "new", "new", "ask", "new"]
    grid = grid_of("list.csv", text.encode())
    made = plan(session, "task", grid, suggest("task", grid), decisions={5: "new"})
    carry_out(session, made)
    tasks = {task.step: task for task in record.every(session, Task)}
    assert tasks["Day"].done_on == date(2025, 11, 12)
    assert tasks["Mark"].done_on == session.clock().date()
    assert (tasks["Open"].done_on, tasks["Open"].remark) == (None, "")
    assert (tasks["Words"].done_on, tasks["Words"].remark) == (None, "Completed on: after the feast")
    assert tasks["Empty"].done_on is None


@pytest.mark.parametrize(
    ("done", "status", "why", "remark"),
    [
        ("12.11.2025", "offen", "contradict each other", "Completed on: 2025-11-12\nStatus: offen"),
        ("x", "nicht begonnen", "contradict each other", "Completed on: x\nStatus: nicht begonnen"),
        ("nein", "erledigt", "contradict each other", "Completed on: nein\nStatus: erledigt"),
        ("12.11.2199", "", "“2199-11-12” is in the future", "Completed on: 2199-11-12"),
        ("12.11.2199", "done", "“2199-11-12” is in the future", "Completed on: 2199-11-12"),
        ("03/04/2025", "", "“03/04/2025” was not read as one certain day", "Completed on: 03/04/2025"),
        ("", "storniert", "By its status “storniert” it is cancelled.", "Status: storniert"),
        ("13/14/2568", "", "no day of the Buddhist calendar", "Completed on: 13/14/2568"),
    ],
)
def test_a_completion_that_is_contradicted_or_half_read_is_asked_about(
    session: Session, done: str, status: str, why: str, remark: str
) -> None:
    text = f"Task;Due;Done;Status\nFile;15.12.2026;{done};{status}\n"
    (row,) = planned(session, "task", grid_of("list.csv", text.encode())).rows
    assert row.fate == "ask"
    assert why in str(row.why)
    assert "It would be imported as not done." in str(row.why)
    assert isinstance(row.record, Task)
    assert (row.record.done_on, row.record.remark) == (None, remark)


def test_a_day_that_is_not_read_beside_a_status_of_done_is_asked_about(session: Session) -> None:
    text = "Task;Due;Done;Status\nFile;15.12.2026;31.11.2025;erledigt\n"
    (row,) = planned(session, "task", grid_of("list.csv", text.encode())).rows
    assert row.fate == "ask"
    assert "does not state" not in str(row.why)
    assert "By its status it is done: the day of the import would be entered." in str(row.why)


def test_a_status_without_a_field_is_kept_as_a_remark(session: Session) -> None:
    text = "Task;Due;Status\nFile;15.12.2026;with counsel\nPay;15.12.2026;in progress\n"
    counsel, progress = planned(session, "task", grid_of("list.csv", text.encode())).rows
    assert "Its status “with counsel” is kept as a remark." in str(counsel.why)
    assert isinstance(counsel.record, Task)
    assert counsel.record.remark == "Status: with counsel"
    assert str(progress.why) == ""


@pytest.mark.parametrize("done", ["", "x", "12.11.2025", "12.11.2199", "after the feast"])
@pytest.mark.parametrize("status", ["zorp", "deferred", "zurückgestellt", "已推迟", "en attente"])
def test_a_status_that_is_not_understood_is_never_without_a_remark(
    session: Session, done: str, status: str
) -> None:
    text = f"Task;Due;Done;Status\nFile;15.12.2026;{done};{status}\n"
    (row,) = planned(session, "task", grid_of("list.csv", text.encode())).rows
    assert f"“{status}”" in str(row.why)
    assert isinstance(row.record, Task)
    assert f"Status: {status}" in row.record.remark


def test_words_without_a_field_are_kept_under_translated_titles(session: Session) -> None:
    grid = grid_of("list.csv", b"Task;Due;Status\nFile;soon;zorp\n")
    made = plan(session, "task", grid, suggest("task", grid), words=Translator("zh-Hans"))
    assert isinstance(made.rows[0].record, Task)
    assert made.rows[0].record.remark == "届满：soon\n状态：zorp"


@pytest.mark.parametrize(
    ("noun", "head", "meant"),
    [
        ("event", "Intitulé;Date et heure;Salle d'audience", "title on place"),
        ("event", "Bezeichnung;Datum/Uhrzeit;Sitzungssaal", "title on place"),
        ("event", "Denominación;Fecha y hora;Juzgado", "title on place"),
        ("event", "Наименование;Дата и время;Место проведения", "title on place"),
        ("event", "事由;日期;开始时间;开庭地点", "title on clock place"),
        ("event", "Gegenstand;Datum;Beginn;Sitzungssaal", "title on clock place"),
        ("task", "Libellé;Date limite;Commentaires", "step due_on remark"),
        ("task", "Наименование;Срок исполнения;Исполнитель;Комментарий", "step due_on owner remark"),
        ("task", "工作内容;完成期限;承办人;说明", "step due_on owner remark"),
        ("fact", "Descripción;Fecha;Lugar", "statement on place"),
    ],
)
def test_headings_of_office_lists_are_known(noun: Listed, head: str, meant: str) -> None:
    grid = grid_of("list.csv", f"{head}\n{';'.join('1' for _ in head.split(';'))}\n".encode())
    assert " ".join(key for _, key in sorted(suggest(noun, grid).items())) == meant


@pytest.mark.parametrize("heading", ["Statut", "État", "Estado", "Stato", "Durum", "Состояние", "状态"])
def test_a_column_of_status_is_known_in_the_languages_of_courts(session: Session, heading: str) -> None:
    grid = grid_of("list.csv", f"Task;Due;{heading}\nFile;15.12.2026;storniert\n".encode())
    (row,) = planned(session, "task", grid).rows
    assert "it is cancelled" in str(row.why)


def test_an_event_of_a_russian_list_has_its_title(session: Session, case: Case) -> None:
    grid = grid_of("list.csv", "Дата;Событие\n15 января 2027 г.;Судебное заседание\n".encode())
    (row,) = planned(session, "event", grid, case.id).rows
    assert row.title == "Судебное заседание"
