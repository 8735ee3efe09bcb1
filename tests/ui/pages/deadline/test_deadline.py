from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import draft, form, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline, deadline_change
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.deadline_details import RuleDetails
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.models.rows import BESIDE
from casebook.ui.pages.deadline import deadline_sheets
from casebook.ui.pages.deadline.deadline_change import ChangePane
from casebook.ui.pages.deadline.deadline_offer import OfferPane
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.charts.strip import CalendarStrip
from casebook.ui.widgets.controls.two_step import Question
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import (
    behind,
    button,
    field,
    message_of,
    open_page,
    part,
    press,
    row_texts,
    settle,
    shown_in,
    shown_rows,
    words_in_view,
)
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]
MORE = "Suspension, closure, extension, other place, reminders"
"""Opens the details that are rarely needed."""


@pytest.fixture
def case(blank: Session) -> Case:
    """A case in Cyprus with a decision served on 3 April 2026, a Friday before Easter."""
    opened = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    asylum = Proceeding(id="p", case_id=opened.id, kind="asylum", forum="Asylum Service")
    served = Event(
        id="served",
        case_id=opened.id,
        kind="decision-served",
        title="Decision served",
        on=StatedDate(edtf="2026-04-24"),
        proceeding_id="p",
    )
    record.add(blank, asylum)
    record.add(blank, served)
    return opened


def tab(workspace: Workspace, case: Case, within: str = "") -> Any:  # noqa: ANN401 - each tab has parts of its own
    return open_page(workspace, "case", id=case.id, tab="deadlines", within=within)


def strips(pane: QWidget) -> int:
    return sum(strip.isVisibleTo(pane) for strip in pane.findChildren(CalendarStrip))


def _act(page: Any, act: str, **values: str) -> None:  # noqa: ANN401 - the tab
    """Fill in and send what one of the acts on a deadline asks."""
    press(page.detail, act)
    save(fill(page.detail.form, **values))


def offer(page: Any, title: str) -> Opening:  # noqa: ANN401 - the tab
    openings: list[Opening] = page.offer.findChildren(Opening)
    return next(made for made in openings if title in made.accessibleName())


def test_an_event_offers_its_rules_and_the_chosen_one_shows_its_working(
    opened: Opened, blank: Session, case: Case
) -> None:
    page = tab(opened(blank), case)
    assert "No deadlines yet" in words_in_view(page)
    page.start_new()
    offer(page, "regular procedure").click()
    assert "24 May 2026" in words_in_view(page.offer)
    assert "Law 73(I)/2018" in words_in_view(page.offer)
    assert deadline.rows(blank) == [], "looking sets nothing"
    page.offer.counting.keep()
    (kept,) = record.every(blank, Deadline)
    assert kept.due_on == date(2026, 5, 24)
    assert page.table.chosen_id == kept.id
    assert page.detail.isVisible()
    page.context.undo()
    assert record.every(blank, Deadline) == []


def test_a_limit_whose_text_was_not_read_is_named_with_the_offers(
    opened: Opened, blank: Session, case: Case
) -> None:
    page = tab(opened(blank), case)
    page.start_new()
    shown = words_in_view(page.offer)
    assert "Not calculated, as the text was not read" in shown
    assert "Habeas corpus against committal (Law 97/1970 s. 10)" in shown
    assert "text not read; believed 15 days" in shown
    assert not any("Habeas" in made.accessibleName() for made in page.offer.findChildren(Opening))


def test_an_offer_begins_with_its_period_in_the_language(opened: Opened, blank: Session, case: Case) -> None:
    page = tab(opened(blank, "zh-Hant"), case)
    page.start_new()
    settle()
    titles = [made.accessibleName() for made in page.offer.findChildren(Opening)]
    assert any(title.startswith("30 天 · ") for title in titles), titles


def test_the_rules_on_offer_follow_the_case_and_the_event(opened: Opened, blank: Session, case: Case) -> None:
    page = tab(opened(blank), case)
    page.start_new()
    line = field(page.offer, "Another rule")
    line.setText("four-mon")
    form.edit(blank, Case, case.id, {"jurisdiction": "SE"})
    assert field(page.offer, "Another rule").text() == "four-mon"
    assert any("Migration Agency" in made.accessibleName() for made in page.offer.findChildren(Opening))
    form.edit(blank, Event, "served", {"proceeding_id": ""})
    assert "the only proceeding of the case" in words_in_view(page.offer)
    page.offer.look("se-asylum-3w")
    form.edit(blank, Event, "served", {"on": "2026-04-27"})
    assert page.offer.counting.isVisible()
    assert "18 May 2026" in words_in_view(page.offer.counting)


def test_the_date_follows_what_is_told_beside_the_event(opened: Opened, blank: Session, case: Case) -> None:
    page = tab(opened(blank), case)
    page.start_new()
    offer(page, "regular procedure").click()
    counting = page.offer.counting
    entries = counting.entry.entries
    entries["served-on"].edit.setText("2026-04-27")
    assert "27 May 2026" in words_in_view(counting)
    entries["served-on"].edit.setText("2026-04-")
    assert "27 May 2026" not in words_in_view(counting)
    assert "The date appears once every field is" in words_in_view(counting)
    entries["served-on"].edit.setText("2026-04-20")
    assert "the date it should follow" in words_in_view(counting)
    entries["served-on"].edit.setText("")
    press(counting, MORE)
    for first_on, last_on in (("2026-05-01", "2026-05-05"), ("2026-05-04", "2026-05-08")):
        span = entries["suspended"].add(None)
        span.entries["first_on"].edit.setText(first_on)
        span.entries["last_on"].edit.setText(last_on)
    assert "combine them: 2026-05-01..2026-05-08" in words_in_view(counting)
    assert strips(counting) == 0, "no strip of other details is left standing"
    span.entries["first_on"].edit.setText("2026-05-06")
    assert "Latest arguable date\n2 Jun 2026" in words_in_view(counting)
    entries["closed"].add("2026-06-01")
    entries["extended-by"].edit.setText("10 days")
    assert "Due\n24 May 2026" in words_in_view(counting), "the rule gives no more time"
    assert "Latest arguable date\n11 Jun 2026" in words_in_view(counting)
    assert strips(counting) == 1
    counting.keep()
    assert "An extension must be based on an" in words_in_view(counting)
    entries["order"].edit.setText("Order 7")
    entries["who"].edit.setText("DK")
    entries["remind"].edit.setText("9, 2")
    counting.keep()
    (kept,) = record.every(blank, Deadline)
    assert (kept.due_on, kept.status, kept.remind_days) == (date(2026, 5, 24), "open", (9, 2))
    assert kept.extensions[0].order == "Order 7"
    assert "extended by 10 days" in words_in_view(page.detail)
    assert "9, 2 days before" in words_in_view(page.detail)


def test_only_what_the_rule_wants_to_know_is_asked_first(opened: Opened, blank: Session, case: Case) -> None:
    page = tab(opened(blank), case)
    page.start_new()
    page.offer.look("echr-four-month-rule")
    entries = page.offer.counting.entry.entries
    settle()
    assert {"decision-on", "who"} <= {key for key, entry in entries.items() if entry.isVisible()}
    assert not entries["calendar"].isVisible()
    assert "by" not in entries
    page.offer.look("ca-prra-application")
    counting = page.offer.counting
    before = words_in_view(counting)
    counting.entry.entries["by"].box.setCurrentIndex(1)
    assert "count from the day of posting, which was not entered" in words_in_view(counting)
    counting.entry.entries["sent-on"].set_raw("2026-04-22")
    counting.entry.changed.emit()
    assert "a deemed service date does not move" in words_in_view(counting)
    assert words_in_view(counting) != before


def _counting(workspace: Workspace, case: Case) -> Any:  # noqa: ANN401 - as above
    page = tab(workspace, case)
    page.start_new()
    page.offer.look("cy-ipac-15")
    settle()
    return page.offer.counting


def test_a_new_deadline_is_kept_over_a_lock_as_a_draft(
    opened: Opened, blank: Session, case: Case, qtbot: QtBot
) -> None:
    workspace = opened(blank)
    responsible = field(_counting(workspace, case), "Person responsible")
    responsible.setFocus()
    QTest.keyClicks(responsible, "RB")
    workspace.context.about_to_lock.emit()
    again = opened(blank)
    bar = part(again, DraftBar)
    qtbot.waitUntil(lambda: "Unsaved draft: New deadline" in bar.accessibleName())
    QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())
    counting = shown_in(again.page).offer.counting
    assert field(counting, "Person responsible").text() == "RB"
    counting.keep()
    assert [one.responsible for one in record.every(blank, Deadline)] == ["RB"]
    again.drafts.keep()
    assert draft.every(blank) == []


def test_cancel_stands_beside_the_button_that_sets_a_deadline(
    opened: Opened, blank: Session, case: Case
) -> None:
    page = tab(opened(blank), case)
    page.start_new()
    settle()
    offer = page.offer
    assert button(offer, "Cancel").isVisible()
    offer.look("cy-ipac-15")
    settle()
    named = (each for each in offer.findChildren(QPushButton) if each.text() == "Cancel")
    (cancel,) = (each for each in named if each.isVisible())
    assert cancel.parentWidget() is button(offer, "Set deadline").parentWidget()
    cancel.click()
    settle()
    assert not page.offer.isVisible()


def test_a_new_deadline_is_given_up_at_the_second_escape(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    counting = _counting(workspace, case)
    responsible = field(counting, "Person responsible")
    responsible.setFocus()
    QTest.keyClicks(responsible, "RB")
    QTest.keyClick(responsible, Qt.Key.Key_Escape)
    assert "Press Esc again" in words_in_view(counting)
    assert counting.isVisible()
    workspace.drafts.keep()
    assert draft.every(blank)
    QTest.keyClick(responsible, Qt.Key.Key_Escape)
    assert not counting.isVisible()
    workspace.drafts.keep()
    assert draft.every(blank) == []


def test_any_rule_can_be_looked_for_by_its_words(opened: Opened, blank: Session, case: Case) -> None:
    page = tab(opened(blank), case)
    page.start_new()
    line = field(page.offer, "Another rule")
    line.setFocus()
    line.setText("us-pfr-30")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(line, key)
    assert "26 May 2026" in words_in_view(page.offer.counting)
    assert "not for this country" in words_in_view(page.offer.counting)
    page.offer.counting.keep()
    assert record.every(blank, Deadline) == []
    assert "does not hold in the country of the case" in words_in_view(page.offer.counting)
    page.offer.counting.entry.entries["other-country"].set_raw(True)
    page.offer.counting.keep()
    assert [one.rule_id for one in record.every(blank, Deadline)] == ["us-pfr-30"]


def test_a_computed_deadline_is_changed_and_its_history_shown(
    opened: Opened, blank: Session, case: Case
) -> None:
    entry = deadline.add_by_rule(blank, "served", "cy-ipac-30")
    page = tab(opened(blank), case)
    page.detail.change_wanted.emit(entry.id)
    counting = page.change_pane.counting
    assert counting.isVisible()
    counting.entry.entries["served-on"].edit.setText("2026-04-27")
    assert "24 May 2026 → 27 May 2026" in words_in_view(counting)
    counting.keep()
    assert record.find(blank, Deadline, entry.id).due_on == date(2026, 5, 27)
    assert page.detail.isVisible()
    assert "were changed" in words_in_view(page.detail)
    page.detail.history_wanted.emit(entry.id, entry.title)
    (dialog,) = page.findChildren(QDialog)
    assert "Due on" in words_in_view(dialog)
    dialog.reject()
    page.detail.change_wanted.emit(entry.id)
    page.change_pane.counting.entry.entries["who"].edit.setText("DK")
    page.change_pane.counting.keep()
    current = record.find(blank, Deadline, entry.id)
    assert (current.responsible, current.due_on) == ("DK", date(2026, 5, 27)), "the date of service is kept"


def test_a_deadline_by_order_is_described_anew_and_keeps_its_date(
    opened: Opened, blank: Session, case: Case
) -> None:
    due = DueTime(on=date(2026, 5, 15))
    entry = deadline.add_by_hand(
        blank, case.id, ManualDeadline(title="Brief", due=due, origin="order", reason="Order")
    )
    page = tab(opened(blank), case, f"change:{entry.id}")
    form = page.change_pane.form
    assert form.isVisible()
    form.entries["title"].edit.setText("Skeleton")
    form.entries["remind"].edit.setText("one")
    form.submit()
    assert "whole numbers" in words_in_view(form)
    form.entries["remind"].edit.setText("400")
    form.submit()
    assert "0 to 366 days" in words_in_view(form)
    form.entries["remind"].edit.setText("30, 3")
    form.submit()
    current = record.find(blank, Deadline, entry.id)
    assert (current.title, current.due_on, current.remind_days) == ("Skeleton", date(2026, 5, 15), (30, 3))


def test_the_keyboard_walks_the_strip_and_hears_each_day(opened: Opened, blank: Session, case: Case) -> None:
    deadline.add_by_rule(blank, "served", "cy-ipac-30")
    page = tab(opened(blank), case)
    strip = page.detail.readings.strip
    assert "due" in strip.accessibleDescription()
    heard: list[str] = []
    strip.day_described.connect(heard.append)
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Up)
    assert heard == [
        "Sat 23 May 2026: counted. day 29",
        "Sat 16 May 2026: counted. day 22",
    ]


def test_what_moved_stays_in_sight_until_somebody_was_told(
    opened: Opened, blank: Session, case: Case
) -> None:
    deadline.add_by_rule(blank, "served", "cy-ipac-30")
    page = tab(opened(blank), case)
    event = record.find(blank, Event, "served")
    moved = Event(
        id=event.id,
        case_id=event.case_id,
        kind=event.kind,
        title=event.title,
        on=StatedDate(edtf="2026-04-27"),
        proceeding_id="p",
    )
    record.change(blank, moved)
    assert "24 May 2026 → 27 May 2026" in words_in_view(page.detail)
    assert "No one informed yet" in words_in_view(page.detail)
    _act(page, "Record who was informed", why="the client")
    assert "Informed: the client" in words_in_view(page.detail)


def test_extending_meeting_and_checking_from_the_pane(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    entry = deadline.add_by_rule(
        blank, "served", "gb-pd52d-coa-statutory-28", RuleDetails(is_foreign_meant=True)
    )
    page = tab(workspace, case)
    _act(page, "Extend", to="2026-06-30", why="Order 4", ordered_on="2026-05-02")
    assert record.find(blank, Deadline, entry.id).due_on == date(2026, 6, 30)
    press(page.detail, "Extend")
    page.detail.form.entries["to"].edit.setText("July")
    page.detail.form.submit()
    assert "This must be a single day" in words_in_view(page.detail.form), "said beside its field"
    page.detail.form.entries["to"].edit.setText("31.7.2026")
    page.detail.form.submit()
    assert "An extension must be based on an" in words_in_view(page.detail.form)
    _act(page, "Record check", why="DK")
    _act(page, "Mark as met", why="filed")
    current = record.find(blank, Deadline, entry.id)
    assert (current.status, current.checks[0].initials) == ("met", "DK")
    press(page.detail, "Reopen")
    assert record.find(blank, Deadline, entry.id).status == "extended"


def test_the_way_to_a_deadline_without_a_rule_is_named_as_its_button(
    opened: Opened, blank: Session, case: Case
) -> None:
    page = tab(opened(blank), case)
    sentence = DeadlineWords(page.words).none_runs("Hearing")
    written = [each.text().strip() for each in page.toolbar_buttons()]
    assert "By order or manually" in written
    assert "“By order or manually” sets one" in sentence


def test_a_deadline_by_order_needs_to_be_told_whose_and_a_zone_with_a_time(
    opened: Opened, blank: Session, case: Case
) -> None:
    page = tab(opened(blank), case)
    press(page, "By order or manually")
    form = part(page, Form, "Deadline by order or manual entry")
    save(fill(form, title="Skeleton argument", to="15 May 2026", clock="4pm", reason="Order of 22 April"))
    assert form.entries["origin"].isAncestorOf(page.window().focusWidget())
    save(fill(form, origin="order"))
    assert "has no time zone" in words_in_view(form)
    assert record.every(blank, Deadline) == []
    save(fill(form, zone="Asia/Nicosia"))
    (kept,) = record.every(blank, Deadline)
    assert kept.origin == "order"
    assert kept.due_at == datetime(2026, 5, 15, 16, 0, tzinfo=ZoneInfo("Asia/Nicosia"))
    press(page.detail, "Extend")
    save(fill(page.detail.form, to="2026-05-29", why="Order of 4 May"))
    assert record.find(blank, Deadline, kept.id).due == DueTime(on=date(2026, 5, 29))


def test_the_sheet_is_saved_where_the_person_says(
    opened: Opened, blank: Session, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = deadline.add_by_rule(blank, "served", "cy-ipac-30")
    workspace = opened(blank)
    messages: list[BarMessage] = []
    workspace.context.message_posted.connect(messages.append)
    page = tab(workspace, case)
    path = tmp_path / "sheet.pdf"
    monkeypatch.setattr(deadline_sheets, "pick_target", lambda *_: path)
    page.detail.sheet_wanted.emit(entry.id)
    assert path.read_bytes().startswith(b"%PDF")
    assert "not encrypted" in messages[-1].title


def test_an_event_leads_to_the_rules_it_triggers(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events", within="served"))
    press(shown_in(workspace.page), "Deadlines triggered")
    page = shown_in(workspace.page)
    QApplication.processEvents()
    assert page.offer.isVisible()
    assert "Decision served" in field(page.offer, "Event that starts the period").currentText()
    assert "30 days" in offer(page, "regular procedure").accessibleName()


def test_a_deadline_goes_to_the_bin_and_comes_back(opened: Opened, blank: Session, case: Case) -> None:
    entry = deadline.add_by_rule(blank, "served", "cy-ipac-30")
    page = tab(opened(blank), case)
    page.detail.remove(entry.id)
    assert deadline.rows(blank) == []
    record.restore(blank, Deadline, entry.id)
    assert len(deadline.rows(blank)) == 1


def test_a_running_deadline_goes_to_the_bin_at_the_second_press(
    opened: Opened, blank: Session, case: Case
) -> None:
    deadline.add_by_rule(blank, "served", "cy-ipac-30")
    page = tab(opened(blank), case)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    behind(behind(page.table, Question), QTimer).timeout.emit()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert message_of(page.window()) == "This deadline is still running"
    page.filter_rows()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert len(deadline.rows(blank)) == 1
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert deadline.rows(blank) == []


def test_several_deadlines_go_together_at_the_second_press(
    opened: Opened, blank: Session, case: Case
) -> None:
    for title in ("", "File for the second client"):
        deadline.add_by_rule(blank, "served", "cy-ipac-30", RuleDetails(title=title))
    page = tab(opened(blank), case)
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert message_of(page.window()) == "A deadline is running for 2 of the selected records"
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert deadline.rows(blank) == []
    assert message_of(page.window()) == "2 records moved to bin"


def test_who_checked_has_a_column_once_someone_did(opened: Opened, blank: Session, case: Case) -> None:
    deadline.add_by_rule(blank, "served", "cy-ipac-30")
    page = tab(opened(blank), case)
    titles = [page.rows.columns[at].title for at in page.table.shown]
    assert titles == ["Act by", "Due", "Deadline", "Status"]


def test_the_sheet_is_printed_as_it_is_saved(
    opened: Opened, blank: Session, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = deadline.add_by_rule(blank, "served", "cy-ipac-30")
    workspace = opened(blank)
    pdfs: list[bytes] = []
    monkeypatch.setattr(deadline_sheets, "print_out", lambda _parent, _context, pdf, _save: pdfs.append(pdf))
    page = tab(workspace, case)
    page.detail.print_wanted.emit(entry.id)
    (pdf,) = pdfs
    (sheet,) = pdfium.PdfDocument(pdf)
    grey = sheet.render(scale=1, grayscale=True).to_pil().tobytes()
    assert 200 < sum(point < 128 for point in grey) < 100_000, "words on white"


UNCERTAIN = (
    ("2031-04-24", "hrc-abuse-five-years", "", "The event has not happened yet"),
    ("2026-07-06", "cy-ipac-30", "", "the day of the claim was not given"),
    ("2026-04-24", "de-asylg-klage-1w", "", "This text applies from 12 June 2026"),
    ("2024-02-29", "hrc-abuse-five-years", "", "28 Feb 2029"),
    ("2026-04", "cy-ipac-30", "", "not known exactly"),
    ("2026-04-24", "it-extradition-validation-48h", "", "needs the time of day"),
    ("2026-04-24", "echr-rule39-request", "", "The law sets no fixed period"),
    ("2026-04-24", "pl-appeal-14", "UA", "There is no table of public holidays for 2026"),
    ("2040-04-24", "gb-ftt-appeal-in-country", "", "predicted, not yet officially announced"),
    ("2026-04-24", "sk-asylum-30", "XX", "There is no calendar XX"),
)
"""A day, a rule, a calendar that is chosen, and what is said where no certain date follows."""


def test_what_leaves_no_certain_date_is_said_in_its_place(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    for edtf, rule_id, calendar_id, wanted in UNCERTAIN:
        record.change(blank, replace(record.find(blank, Event, "served"), on=StatedDate(edtf=edtf)))
        page = tab(workspace, case)
        page.start_new()
        page.offer.look(rule_id)
        counting = page.offer.counting
        if calendar_id:
            edit = counting.entry.entries["calendar"].edit
            if not edit.isVisible():
                press(counting, MORE)
            edit.setText(calendar_id)
        assert wanted in words_in_view(counting), (edtf, rule_id)


def test_a_time_needs_its_zone_and_must_have_been(opened: Opened, blank: Session, case: Case) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    leaf = shown_in(workspace.page)
    leaf.start_new()
    form = leaf.editor.form
    form.entries["kind"].set_raw("arrest")
    form.entries["status"].set_raw("happened")
    for key, typed in (("title", "Arrest"), ("on", "2026-03-29"), ("clock", "02:30")):
        form.entries[key].edit.setText(typed)
    form.submit()
    assert "The time has no time zone" in words_in_view(form)
    form.entries["zone"].edit.setText("Europe/Rome")
    form.submit()
    assert "The time 02:30 on 2026-03-29 did not exist in Europe/Rome" in words_in_view(form)
    form.entries["clock"].edit.setText("03:30")
    form.submit()
    assert len(record.every(blank, Event)) == 2


def test_no_button_acts_on_a_deadline_out_of_view(opened: Opened, blank: Session, case: Case) -> None:
    for title in ("Answer", "Brief", "Costs"):
        deadline.add_by_hand(
            blank,
            case.id,
            ManualDeadline(title=title, due=DueTime(on=date(2026, 6, 1)), origin="order", reason="x"),
        )
    page = tab(opened(blank), case)
    brief = next(row.id for row in shown_rows(page.rows) if row.deadline.title == "Brief")
    page.table.choose(brief)
    page.rows.ask("Answer")
    assert "Answer" in words_in_view(page.detail)
    assert "Brief" not in words_in_view(page.detail)
    page.rows.ask("nothing is called so")
    assert words_in_view(page.detail).strip() == ""
    page.rows.ask("")
    page.table.choose(brief)
    page.detail.remove(brief)
    settle()
    assert page.table.chosen_id not in {"", brief}
    page.context.undo()
    settle()
    assert page.table.chosen_id == brief
    assert "Brief" in words_in_view(page.detail)


def test_a_deadline_is_not_met_without_saying_how(opened: Opened, blank: Session, case: Case) -> None:
    due = DueTime(on=date(2026, 6, 1))
    added = deadline.add_by_hand(
        blank, case.id, ManualDeadline(title="Brief", due=due, origin="order", reason="x")
    )
    page = tab(opened(blank), case)
    _act(page, "Mark as met")
    assert record.find(blank, Deadline, added.id).status == "open"
    _act(page, "Mark as met", why="filed")
    assert record.find(blank, Deadline, added.id).status == "met"


def test_the_list_has_the_safe_and_the_last_day(opened: Opened, blank: Session, case: Case) -> None:
    entry = deadline.add_by_rule(blank, "served", "at-bvwg-2w", RuleDetails(is_foreign_meant=True))
    assert entry.act_by is not None
    assert entry.due is not None
    page = tab(opened(blank), case)
    (row,) = row_texts(page.table)
    safe, due = (DeadlineWords(Translator()).moment(moment) for moment in (entry.act_by, entry.due))
    assert row[:2] == [safe, due]
    assert page.rows.index(0, 2).data(BESIDE) == "Bundesverwaltungsgericht (AT)"
    assert safe != due
    between_on = date(2026, 5, 5)
    assert entry.act_by.on < between_on < entry.due.on
    by_order = ManualDeadline(title="Reply", due=DueTime(on=between_on), origin="order", reason="Order 1")
    reply = deadline.add_by_hand(blank, case.id, by_order)
    page.read()
    page.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [each.id for each in shown_rows(page.rows)] == [entry.id, reply.id]
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [each.id for each in shown_rows(page.rows)] == [reply.id, entry.id]


def test_what_a_check_cannot_remove_stands_beside_the_date(
    opened: Opened, blank: Session, case: Case
) -> None:
    entry = deadline.add_by_rule(blank, "served", "pl-appeal-14", RuleDetails(is_foreign_meant=True))
    deadline_change.check(blank, entry.id, "DK")
    page = tab(opened(blank), case)
    assert page.rows.index(0, 0).data(BESIDE) == "no safe date · disputed"
    page.table.choose(entry.id)
    shown = words_in_view(page.detail)
    assert "Checked DK" in shown
    assert "no safe date" in shown


def test_the_form_asks_for_the_day_of_sending_before_a_date_is_safe(
    opened: Opened, blank: Session, case: Case
) -> None:
    form.edit(blank, Case, case.id, {"jurisdiction": "GB-ENG"})
    page = tab(opened(blank), case)
    page.start_new()
    page.offer.look("gb-ftt-appeal-in-country")
    settle()
    assert "That day was not entered" in words_in_view(page.offer)
    field(page.offer, "Sent on").setText("2026-04-22")
    settle()
    assert "That day was not entered" not in words_in_view(page.offer)
    assert "6 May 2026" in words_in_view(page.offer)
    page.offer.counting.keep()
    settle()
    assert [row.deadline.due_on for row in deadline.rows(blank)] == [date(2026, 5, 6)]


def test_a_new_event_is_of_the_only_proceeding(opened: Opened, blank: Session, case: Case) -> None:
    page = open_page(opened(blank), "case", id=case.id, tab="events")
    page.start_new()
    fill(page.editor.form, title="Order", kind="decision-served", status="happened", on="2026-05-04")
    save(page.editor.form)
    (made,) = [event for event in record.of_case(blank, Event, case.id) if event.title == "Order"]
    assert made.proceeding_id == "p"


def test_forms_of_deadlines_are_made_when_they_are_first_opened(
    opened: Opened, blank: Session, case: Case
) -> None:
    page = tab(opened(blank), case)
    hidden = (OfferPane, ChangePane, Form)
    assert not any(page.findChildren(kind) for kind in hidden)
    page.start_new()
    assert page.findChild(OfferPane).isVisible()
    press(page, "By order or manually")
    assert page.findChild(Form).isVisible()
