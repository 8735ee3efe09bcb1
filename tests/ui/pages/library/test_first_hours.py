"""First 48 hours in the window: what was not read is marked, and no name printed unless asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest

from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base import page as pages
from casebook.ui.pages.base import print_out
from casebook.ui.pages.library import first_hours
from casebook.ui.widgets.tables.cell import CELL_PAD
from casebook.ui.widgets.tables.hidden_columns import HiddenColumns
from tests.pdf.read import texts
from tests.ui.cut import cut_off
from tests.ui.driver import (
    button,
    choose,
    message_of,
    narrow,
    open_page,
    part,
    pick,
    press,
    settle,
    shown_in,
    shown_rows,
    text_of,
)

Opened = Callable[..., Any]


def page_of(opened: Opened, session: Session, **place: str) -> Any:  # noqa: ANN401 - a page
    return open_page(opened(session), "library", tab="first-hours", **place)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the person answers in the file picker."""
    target = tmp_path / "page.pdf"
    monkeypatch.setattr(first_hours, "pick_target", lambda *_: target)
    return target


def client_case(session: Session) -> Case:
    return next(one for one in record.every(session, Case) if one.client_ids)


def test_a_state_shows_what_was_not_read_and_how_the_rest_is_known(opened: Opened, sample: Session) -> None:
    words = text_of(page_of(opened, sample, within="GB"))
    assert "45 days · 2003 Act s. 74(10)-(11)" in words
    assert (
        "Deadline rule: Part 2: papers to judge after provisional arrest (no lawyer has confirmed it)"
        in words
    )
    assert "not read: check by telephone" in words
    assert "I want a lawyer now. I say nothing before I have spoken to one." in words
    assert "我现在要律师" in words


def test_from_a_case_its_state_is_shown(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    case = client_case(sample)
    workspace.go(Location(page="case", id=case.id))
    pick(workspace, "First 48 hours after an arrest")
    assert workspace.place == Location(page="library", tab="first-hours", id=case.id)
    assert "Did the written request come before the authority to proceed?" in text_of(workspace.page)


def test_the_page_bears_a_name_only_where_that_is_ticked(opened: Opened, sample: Session, out: Path) -> None:
    page = page_of(opened, sample, id=client_case(sample).id)
    press(page, "Export as PDF")
    assert "Lin Zhiyuan" not in texts(out)[0]
    press(page, "Print the name of the client")
    press(page, "Export as PDF")
    assert "Lin Zhiyuan" in texts(out)[0]


def test_the_language_of_the_page_is_chosen(opened: Opened, sample: Session, out: Path) -> None:
    page = page_of(opened, sample, within="DE")
    choose(page, "Language of the page", "Language of the page: 简体中文")
    choose(page, "Second language of the words to say", "Second language of the words to say: English")
    press(page, "Export as PDF")
    (text,) = texts(out)
    assert "德国" in text
    assert "I want a lawyer now." in text


def test_the_words_to_say_are_copied_in_both_languages(opened: Opened, sample: Session) -> None:
    page = page_of(opened, sample, within="TR")
    next(one for one in page.row_actions() if one.title == "Copy the words to say").act()
    copied = QGuiApplication.clipboard().text()
    assert "I need a doctor" in copied
    assert "我需要医生" in copied


def test_a_country_sheet_leads_to_its_page(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="country", id="CY"))
    press(workspace.page, "First 48 hours")
    assert workspace.place == Location(page="library", tab="first-hours", within="CY")
    assert shown_in(workspace.page).table.chosen_id == "CY"


def test_a_country_without_facts_of_its_own_has_a_page_too(
    opened: Opened, sample: Session, out: Path
) -> None:
    page = page_of(opened, sample, within="VU")
    assert page.table.chosen_id == "VU"
    assert "No time limit that runs here was read." in text_of(page)
    press(page, "Export as PDF")
    assert "What does the arrest rest on?" in texts(out)[0]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_country_is_found_by_its_name_in_any_language(
    opened: Opened, sample: Session, language: str
) -> None:
    page = open_page(opened(sample, language), "library", tab="first-hours")
    for typed in ("cyp", "CY", "塞浦路斯", "賽普勒斯"):
        narrow(page, "Germany")
        assert "CY" not in [row.id for row in shown_rows(page.rows)]
        narrow(page, typed)
        assert "CY" in [row.id for row in shown_rows(page.rows)], typed


def test_nothing_is_exported_or_printed_while_no_state_is_shown(
    opened: Opened, sample: Session, out: Path
) -> None:
    page = page_of(opened, sample, within="CY")
    narrow(page, "zzzz")
    for title in ("Export as PDF", "Print"):
        assert not button(page, title).isEnabled(), title
    page.export()
    page.print_page()
    assert not out.exists()
    narrow(page, "")
    press(page, "Export as PDF")
    assert "Cyprus" in texts(out)[0]


def test_keys_print_the_page_in_view(
    opened: Opened, sample: Session, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    monkeypatch.setattr(print_out, "pick_printer", lambda _: "pdf")
    named: list[str] = []

    def pick(_parent: object, _words: object, name: str) -> Path:
        named.append(name)
        return out

    monkeypatch.setattr(pages, "pick_target", pick)
    workspace = opened(sample)
    open_page(workspace, "library", tab="first-hours", within="CY")
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(workspace.window(), Qt.Key.Key_P, control | shift)
    assert "Cyprus" in texts(out)[0]
    assert named == ["first-48-hours-CY.pdf"]


def test_print_without_a_printer_says_why_a_file_is_asked_for(
    opened: Opened, sample: Session, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    monkeypatch.setattr(print_out, "pick_printer", lambda _: "no printer")
    workspace = opened(sample)
    seen: list[str] = []

    def pick(*_: object) -> Path:
        seen.append(message_of(workspace))
        return out

    monkeypatch.setattr(pages, "pick_target", pick)
    open_page(workspace, "library", tab="first-hours", within="CY")
    workspace.page.print_page()
    assert seen == ["This computer has no printer set up"]
    assert message_of(workspace) == "PDF file saved. Outside the casebook it is not encrypted."


@pytest.mark.parametrize("tab", ["first-hours", "reviews"])
def test_names_of_countries_are_whole_in_a_narrow_chinese_window(
    opened: Opened, sample: Session, tab: str
) -> None:
    workspace = opened(sample, "zh-Hans")
    workspace.window().resize(1024, 700)
    page = open_page(workspace, "library", tab=tab)
    settle()
    assert page.table.verticalScrollBar().value() == 0, "the first row as sorted here is chosen"
    bold = QFont(page.table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    longest = max(QFontMetrics(bold).horizontalAdvance(row.name) for row in shown_rows(page.rows)[:8])
    assert longest + 2 * CELL_PAD <= page.table.columnWidth(0)
    assert list(cut_off(page)) == []
    line = part(page, HiddenColumns)
    assert line.isVisible()
    assert line.heightForWidth(line.width()) <= line.height()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_narrow_list_leaves_out_the_question_that_stands_beside_it(
    opened: Opened, sample: Session, language: str
) -> None:
    workspace = opened(sample, language)
    workspace.window().resize(1024, 700)
    page = open_page(workspace, "library", tab="first-hours")
    settle()
    assert list(page.table.without_room) == [page.words("First question")]
