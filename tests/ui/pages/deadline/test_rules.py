from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from casebook.base.clock import fixed_clock
from casebook.base.i18n import Translator
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.own_rule import OwnRule
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import closure, deadline, deadline_setting, rule_confirmation
from casebook.services.deadline import rule as rules
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.own_rule import RULES
from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import BESIDE
from casebook.ui.pages.deadline.deadline_checks import DeadlineChecks
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.shell.status import StatusLine
from tests.ui.driver import (
    choose,
    field,
    is_in_view,
    message_of,
    open_page,
    part,
    press,
    row_texts,
    send,
    settle,
    text_of,
    words_in_view,
)

ON = "Date of the event"
Opened = Callable[..., Any]


def page_of(opened: Opened, session: Session) -> Any:  # noqa: ANN401 - the page has parts of its own
    return open_page(opened(session), "rules")


def narrow(page: Any, key: str, value: str) -> None:  # noqa: ANN401 - the page
    page.filters[key].setCurrentIndex(page.filters[key].findData(value))
    page.narrow()


def test_rules_are_narrowed_read_and_tried_on_any_day(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    assert page.rows.rowCount() == 374, "with what is known by name only"
    narrow(page, "jurisdiction", "CY")
    narrow(page, "proceeding", "asylum")
    assert page.rows.rowCount() == 2
    page.table.choose("cy-ipac-30")
    text = words_in_view(page.detail)
    for wanted in (
        "Law 73(I)/2018",
        "UNHCR Cyprus page",
        "its text was read",
        "not yet confirmed by a lawyer",
        "help.unhcr.org",
    ):
        assert wanted in text
    send(page.detail, ON, "2026-04-03")
    assert "3 May 2026" in words_in_view(page.detail)
    send(page.detail, ON, "2026-07-06")
    assert "the day of the claim was not given" in message_of(page.window().workspace)
    send(page.detail, "Claim lodged on", "2026-06-20")
    assert "11 Jul 2026" in words_in_view(page.detail), "five days: the earlier band"
    send(page.detail, ON, "30 February")
    assert "is not a date and time" in message_of(page.window().workspace)


def test_a_period_is_told_in_the_language_of_the_window() -> None:
    period = parse_period("1 month + 2 weeks")
    assert DeadlineWords(Translator()).period(period) == "1 month + 2 weeks"
    assert DeadlineWords(Translator("zh-Hans")).period(period) == "1 个月 + 2 周"


def test_a_rule_of_hours_is_tried_with_a_clock_time(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    page.table.choose("it-extradition-validation-48h")
    send(page.detail, ON, "2026-03-29 01:30")
    assert "31 Mar 2026, 02:30" in words_in_view(page.detail), "an hour was lost on the way"
    send(page.detail, ON, "2026-03-29 02:30")
    assert "The time 02:30 on 2026-03-29 did not exist" in message_of(page.window().workspace)


def test_what_was_not_read_is_text_and_never_a_date(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    narrow(page, "state", "unread")
    assert page.rows.rowCount() == 65
    assert "No date is calculated from it, because" in words_in_view(page.detail)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_note_of_a_rule_is_in_english_in_chinese(opened: Opened, blank: Session, language: str) -> None:
    page = open_page(opened(blank, language), "rules")
    words = page.window().workspace.context.words
    listed = rules.rows(blank)
    notes = {row.id: row.gap.note for row in listed if row.gap}
    notes |= {row.id: row.rule.notes for row in listed if row.rule}
    assert [id_ for id_, note in notes.items() if note and not re.search("[一-鿿]", words(note))] == []
    for id_ in ("cy-ipac-30", "kz-prc-treaty"):
        page.table.choose(id_)
        assert words(notes[id_]) in [shown.text() for shown in page.detail.findChildren(QLabel)]


def test_a_stale_rule_says_so(opened: Opened, blank: Session) -> None:
    blank.clock = fixed_clock(datetime(2031, 1, 1, tzinfo=UTC))
    page = page_of(opened, blank)
    narrow(page, "state", "stale")
    assert page.rows.rowCount() == 309


def test_an_own_rule_is_kept_only_once_every_check_passes(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    page.detail.copying.emit("cy-ipac-15")
    text = page.editor.text.toPlainText()
    page.editor.text.setPlainText(text.replace("15 days", "16 days"))
    page.editor.check()
    assert not page.editor.save.isEnabled()
    assert "the example says" in words_in_view(page.editor)
    page.editor.text.setPlainText(text)
    page.editor.check()
    assert page.editor.save.isEnabled()
    page.editor.keep()
    (kept,) = record.every(blank, OwnRule)
    assert page.table.chosen_id == kept.rule_id == "own-cy-ipac-15"
    page.detail.changing.emit(kept.id)
    page.editor.text.setPlainText(text.replace('title = "', 'title = "Our own: '))
    page.editor.keep()
    assert "Our own: " in record.find(blank, OwnRule, kept.id).text
    page.detail.removing.emit(kept.id)
    assert record.every(blank, OwnRule) == []


def test_a_colleagues_pack_is_shown_before_anything_is_taken(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    page = page_of(opened, blank)
    path = tmp_path / "office.toml"
    head = '[pack]\nid = "office"\nversion = "7"\ncompiled = 2026-11-01\nchecked = 2026-11-01\n'
    head += 'source = "a colleague"\ncounts = { rule = 1 }\n\n'
    path.write_text(head + RULES.draft("cy-ipac-15"), encoding="utf-8")
    page.compare(path)
    assert "Import from office 7" in words_in_view(page.importing)
    page.importing.take()
    assert record.every(blank, OwnRule) == [], "nothing is ticked"
    page.importing.ticks["own-cy-ipac-15"].setChecked(True)
    page.importing.take()
    assert [own_rule.taken_from for own_rule in record.every(blank, OwnRule)] == ["office 7"]
    newer = path.read_text(encoding="utf-8").replace('period = "15 days"', 'period = "14 days"')
    path.write_text(newer.replace("due = 2026-03-21", "due = 2026-03-20"), encoding="utf-8")
    page.compare(path)
    assert "15 days became 14 days" in words_in_view(page.importing)


def test_a_rule_is_confirmed_in_one_step_and_undone(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    page.table.choose("cy-ipac-30")
    send(page.detail, "Initials", "Anna Brandt")
    assert "Initials must be" in message_of(page.window().workspace)
    send(page.detail, "Initials", "AB")
    assert "Confirmed for this office by AB." in words_in_view(page.detail)
    page.context.undo()
    assert rule_confirmation.of_rule(blank, "cy-ipac-30") is None
    assert "not yet confirmed by a lawyer" in words_in_view(page.detail)
    page.table.choose("cy-ipac-30")
    send(page.detail, "Initials", "AB")
    press(page.detail, "Withdraw confirmation")
    assert rule_confirmation.of_rule(blank, "cy-ipac-30") is None
    page.context.undo()
    assert rule_confirmation.of_rule(blank, "cy-ipac-30") is not None


def test_rules_confirmed_for_the_office_are_marked_and_a_filter(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    choose(page, "All confirmations", "confirmed for the office")
    assert page.rows.rowCount() == 0, "it can be asked for before there is one"
    choose(page, "All confirmations", "not confirmed")
    assert page.rows.rowCount() == 309, "without what is known by name only"
    page.table.choose("cy-ipac-30")
    send(page.detail, "Initials", "AB")
    assert page.rows.rowCount() == 308
    choose(page, "All confirmations", "confirmed for the office")
    assert [row[-1] for row in row_texts(page.table)] == ["AB"]


def test_a_rule_is_told_in_words_of_the_reader(opened: Opened, blank: Session) -> None:
    page = open_page(opened(blank, "zh-Hans"), "rules")
    page.table.choose("at-arhg-complaint-announce-3d")
    text = words_in_view(page.detail).splitlines()
    assert not {"high", "medium", "low", "forum-default", "AT"} & set(text)
    offered = [box.itemText(at) for box in page.filters.values() for at in range(box.count())]
    assert "国际" in offered
    assert not {"INT", "active", "unread", "asylum", "detention"} & set(offered)
    triggers = page.filters["trigger_event"]
    assert all("\u4e00" <= triggers.itemText(at)[0] <= "\u9fff" for at in range(triggers.count()))
    assert not {"Austria", "Unverified national default"} & set(text)


def test_the_list_names_the_body_of_each_rule(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    narrow(page, "jurisdiction", "INT")
    row = page.rows.index_of("crc-op3-1y").row()
    assert page.rows.index(row, 1).data(BESIDE) == "UN Committee on the Rights of the Child"


def test_rules_to_review_are_a_filter(opened: Opened, blank: Session) -> None:
    blank.clock = fixed_clock(datetime(2026, 11, 27, tzinfo=UTC))
    page = page_of(opened, blank)
    narrow(page, "review", "to-review")
    assert page.rows.rowCount() == len(rules.to_review(blank)) > 0
    assert "to review" in words_in_view(page.detail)
    assert "the compilers of the rules" in words_in_view(page.detail)


def test_the_status_line_reminds_without_a_name(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    assert "deadline" not in text_of(part(workspace, StatusLine))
    for day in (9, 12):
        due = DueTime(on=date(2026, 5, day))
        deadline.add_by_hand(
            blank, case.id, ManualDeadline(title="Secret", due=due, origin="order", reason="Order")
        )
    assert is_in_view(workspace, "1 overdue deadline · 1 upcoming deadline")


def test_a_clock_behind_the_newest_change_is_told(opened: Opened, blank: Session) -> None:
    open_case(blank, reference="R-1", title="", jurisdiction="CY")
    blank.clock = fixed_clock(datetime(2026, 4, 1, tzinfo=UTC))
    workspace = opened(blank)
    assert "The computer's clock is earlier than the" in message_of(workspace)


def test_two_people_are_asked_for_in_settings(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="settings"))
    checks = part(workspace.page, DeadlineChecks)
    choose(workspace.page, "Who checks dates", "Two people check each date")
    checks.keep()
    assert deadline_setting.people_who_check(blank) == 2
    workspace.page.read()
    assert checks.people.currentData() == 2


def test_a_closed_day_is_noted_and_taken_back(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    page.show_closures()
    assert "No days added. Closures in the reference" in words_in_view(page.closures)
    page.closures.calendar.setCurrentIndex(page.closures.calendar.findData("CY"))
    page.closures.add_day()
    assert "The date is missing" in message_of(page.window().workspace)
    page.closures.on.setText("2026-05-15")
    page.closures.why.setText("strike")
    page.closures.add_day()
    (closed_day,) = closure.every(blank)
    assert (closed_day.calendar_id, closed_day.on, closed_day.why) == ("CY", date(2026, 5, 15), "strike")
    assert "15 May 2026" in words_in_view(page.closures)
    press(page.closures, "Remove 15 May 2026")
    assert closure.every(blank) == []


def test_no_rule_out_of_view_can_be_confirmed(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    narrow(page, "jurisdiction", "CY")
    page.table.choose("cy-ipac-30")
    page.filter.setText("four-month")
    page.rows.ask("four-month")
    page.filters["jurisdiction"].setCurrentIndex(0)
    page.narrow()
    assert page.table.chosen_id in words_in_view(page.detail), "the first rule in view, not the one before"
    page.rows.ask("nothing is called so")
    assert page.table.chosen_id == ""
    assert words_in_view(page.detail).strip() == ""
    page.rows.ask("")
    assert page.table.chosen_id in words_in_view(page.detail)


def test_a_second_enter_does_not_undo_the_confirmation(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    page.table.choose("cy-ipac-30")
    field(page.detail, "Initials").setFocus()
    send(page.detail, "Initials", "AB")
    settle()
    held = page.window().focusWidget()
    assert page.detail.isAncestorOf(held), "the keyboard stays at the rule"
    QTest.keyClick(held, Qt.Key.Key_Return)
    settle()
    assert rule_confirmation.of_rule(blank, "cy-ipac-30") is not None
