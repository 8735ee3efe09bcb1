from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from casebook.domain.case.event import Event
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import draft, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import ManualDeadline
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.pages.agenda import calendar as calendar_page
from casebook.ui.pages.exchange import import_pane
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.finder import Finder
from tests.ui.driver import (
    button,
    field,
    is_in_view,
    part,
    press,
    press_line,
    settle,
    shown_in,
    words_in_view,
)
from tests.ui.later import Later
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


def test_today_opens_the_next_deadline_with_what_it_rests_on(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="today"))
    page = workspace.page
    text = words_in_view(page)
    for wanted in ("11 May 2026", "Skeleton argument", "Written address", "Asylum interview", "Backup"):
        assert wanted in text
    assert "15 May 2026 · By order: Order of 22 April 2026, para 3" in words_in_view(page.detail)
    press_line(page, "Written")
    assert "22 May 2026" in words_in_view(page.detail)


def test_the_tab_key_goes_down_the_pane_whichever_deadline_stands_in_it(
    opened: Opened, sample: Session
) -> None:
    workspace = opened(sample)
    page = workspace.page
    for name in ("Written", "Skeleton"):
        press_line(page, name)
        QApplication.processEvents()
        first: QWidget = button(page.detail, "Edit")
        stops = [first]
        while (step := stops[-1].nextInFocusChain()) is not None and step is not first:
            stops.append(step)
        buttons = [
            stop.accessibleName()
            for stop in stops
            if isinstance(stop, QPushButton) and stop.isVisible() and page.detail.isAncestorOf(stop)
        ]
        assert buttons[:7] == [
            "Edit",
            "History",
            "Mark as met",
            "Extend",
            "Record check",
            "Deadline sheet",
            "More",
        ]
        assert buttons[-1].startswith("Open case")


def test_an_empty_office_is_told_what_will_stand_here(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    assert workspace.place.page == "today", "where the window opens"
    assert "This page covers all cases: overdue items" in words_in_view(workspace.page)
    assert not workspace.page.detail.isVisible()
    step = workspace.window().focusWidget()
    assert isinstance(step, QPushButton)
    assert step.text().strip() == "New client"
    step.click()
    assert workspace.place.page == "new-client"
    workspace.back()
    workspace.run_action("new")
    assert workspace.place.page == "new-client"
    assert isinstance(workspace.window().focusWidget(), QLineEdit)
    open_case(blank, reference="R-1", title="", jurisdiction="CY")
    workspace.go(Location(page="today"))
    assert "No deadline ends within 30 days. You" in words_in_view(workspace.page)


def test_the_keyboard_that_came_before_the_answer_stands_at_the_first_step(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    page = workspace.page
    later = workspace.context.runner = Later()
    page.read()
    page.setFocus()
    later.let()
    step = workspace.window().focusWidget()
    assert isinstance(step, QPushButton)
    assert step.text().strip() == "New client"
    workspace.page.read()
    part(workspace, Finder).setFocus()
    later.let()
    assert workspace.window().focusWidget() is part(workspace, Finder), "and is taken from nothing else"


def test_a_deadline_is_changed_and_its_history_shown_from_today(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    page = workspace.page
    (deadline_id,) = [due.id for due in record.every(sample, Deadline) if due.title == "Skeleton argument"]
    opens = next(made for made in page.detail.findChildren(QPushButton) if "Open case" in made.text())
    opens.click()
    assert (workspace.place.tab, workspace.place.within) == ("deadlines", deadline_id)
    workspace.go(Location(page="today"))
    page.detail.change_wanted.emit(deadline_id)
    assert (workspace.place.page, workspace.place.tab) == ("case", "deadlines")
    tab = shown_in(workspace.page)
    assert tab.change_pane.isVisible()
    assert tab.table.chosen_id == deadline_id
    assert field(tab.change_pane, "Action required, without names").text() == "Skeleton argument"


def test_the_keyboard_walks_the_months_and_opens_a_day(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="calendar"))
    page = workspace.page
    assert page.month.on == date(2026, 5, 11)
    page.month.setFocus()
    for _ in range(4):
        QTest.keyClick(page.month, Qt.Key.Key_Right)
    assert "Skeleton argument" in words_in_view(page.day)
    assert "Skeleton argument" in page.month.accessibleDescription()
    for _ in range(3):
        QTest.keyClick(page.month, Qt.Key.Key_Down)
    assert is_in_view(page, "June 2026")
    press(page, "Previous month")
    for key in (Qt.Key.Key_Down, *[Qt.Key.Key_Right] * 3):
        QTest.keyClick(page.month, key)
    assert page.month.on == date(2026, 5, 15)
    QTest.keyClick(page.month, Qt.Key.Key_Return)
    assert (workspace.place.page, workspace.place.tab) == ("case", "deadlines")


def test_the_agenda_lists_a_year_and_opens_a_deadline(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="calendar"))
    page = workspace.page
    press(page, "Agenda")
    titles = [page.rows.row_at(page.rows.index(row, 0)).title for row in range(page.rows.rowCount())]
    assert titles.index("Skeleton argument") < titles.index("Hearing of the application")
    press(page, "Next month")
    assert is_in_view(page, "June 2026")
    press(page, "Today")
    assert is_in_view(page, "May 2026")


def test_each_view_of_the_calendar_reads_its_own_days(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="calendar"))
    page = workspace.page
    assert page.rows.total == 0, "the agenda is not in view"
    press(page, "Agenda")
    assert page.rows.total > 0
    press(page, "Next month")
    press(page, "Month")
    assert page.month.on.month == 6
    assert is_in_view(page, "June 2026")


def test_the_agenda_begins_with_what_is_overdue_from_earlier_months(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    long_ago = DueTime(on=date(2025, 11, 3))
    overdue = ManualDeadline(title="Notice of appeal", due=long_ago, origin="order", reason="Order")
    deadline.add_by_hand(blank, case.id, overdue)
    workspace = opened(blank)
    workspace.go(Location(page="calendar"))
    page = workspace.page
    press(page, "Agenda")
    assert "Notice of appeal" in page.rows.as_text([0])
    assert "Overdue" in page.rows.as_text([0])
    for _ in range(6):
        press(page, "Previous month")
    assert is_in_view(page, "November 2025")
    assert page.rows.total == 1, "once, in its own month too"


def test_an_agenda_without_anything_says_so_and_shows_which_view_is_on(
    opened: Opened, blank: Session
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="calendar"))
    page = workspace.page
    press(page, "Agenda")
    assert page.nothing.isVisible()
    assert [button(page, view).isChecked() for view in ("Month", "Agenda")] == [False, True]


def test_hearings_are_taken_in_from_a_calendar_file_into_the_case_chosen(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="calendar"))
    page = workspace.page
    page.hearings.begin()
    assert page.hearings.form.isVisible()
    file = tmp_path / "court.ics"
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//", "BEGIN:VEVENT", "UID:1")
    ending = ("DTSTART:20260520T090000Z", "SUMMARY:Hearing on detention", "END:VEVENT", "END:VCALENDAR", "")
    file.write_bytes("\r\n".join((*lines, *ending)).encode())
    page.hearings.offer(case.id, file)
    press(page.hearings, "Import 1 row")
    (event,) = record.every(blank, Event)
    assert (event.case_id, event.title) == (case.id, "Hearing on detention")
    press(page, "Agenda")
    assert "Hearing on detention" in page.rows.as_text([0])


def test_an_import_of_hearings_leaves_no_draft_at_any_step(
    opened: Opened, blank: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(blank, reference="ABC-1", title="Removal", jurisdiction="CY")
    file = tmp_path / "court.csv"
    file.write_text("Title,Date\nHearing on detention,2026-05-20\n", encoding="utf-8")
    workspace = opened(blank)
    workspace.go(Location(page="calendar"))
    hearings, bar = workspace.page.hearings, part(workspace, DraftBar)

    def offered() -> bool:
        workspace.drafts.keep()
        settle()
        return bar.isVisible()

    in_window: list[bool] = []

    def pick(*_: object, **__: object) -> list[Path]:
        in_window.append(offered())
        return [file]

    monkeypatch.setattr(import_pane, "pick_files", pick)
    hearings.begin()
    settle()
    fill(hearings.form, case=case.id)
    save(hearings.form)
    assert in_window == [False]
    for step in ("Preview rows", "Import 1 row", "Close"):
        press(hearings, step)
        assert not offered()
    assert record.every(blank, Event)
    assert draft.every(blank) == []


def test_diary_and_calendar_file_leave_with_a_word_of_warning(
    opened: Opened, sample: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="calendar"))
    messages: list[BarMessage] = []
    workspace.context.message_posted.connect(messages.append)
    monkeypatch.setattr(calendar_page, "pick_target", lambda _parent, _words, name: tmp_path / name)
    workspace.page.print_diary()
    workspace.page.export("neutral")
    assert (tmp_path / "diary.pdf").read_bytes().startswith(b"%PDF")
    assert "Skeleton" not in (tmp_path / "calendar.ics").read_text(encoding="utf-8")
    assert [message.remedy or message.title for message in messages] == [
        "Diary exported. Outside the casebook it is not encrypted.",
        "It contains no names of people or places.",
    ]
