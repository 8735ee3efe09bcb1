from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casebook.base.i18n import PSEUDO_LANGUAGE
from casebook.base.settings import Theme
from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import tables
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.shell.finder import ActionTarget, Finder
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import part, settle, shown_in

Opened = Callable[..., Any]

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar)


def _places(case: Case) -> list[Location]:
    tabs = [Location(page="case", id=case.id, tab=tab) for tab in LEAVES]
    return [
        Location(page="today"),
        Location(page="cases"),
        Location(page="people"),
        Location(page="contacts"),
        Location(page="bin"),
        Location(page="calendar"),
        Location(page="rules"),
        Location(page="profiles"),
        *(
            Location(page="library", tab=tab)
            for tab in ("findings", "sources", "topics", "statistics", "incidents", "updates")
        ),
        Location(page="countries"),
        Location(page="country", id="CY"),
        Location(page="dossiers"),
        *(Location(page="security", tab=tab) for tab in ("ways", "backups", "checks", "history", "promises")),
        Location(page="settings"),
        Location(page="manual"),
        *tabs,
    ]


def _visible(workspace: Workspace, *kinds: type[QWidget]) -> Iterator[QWidget]:
    for kind in kinds:
        yield from (widget for widget in workspace.findChildren(kind) if widget.isVisible())


def _shown(workspace: Workspace) -> set[str]:
    texts = {label.text() for label in _visible(workspace, QLabel) if isinstance(label, QLabel)}
    for button in _visible(workspace, QAbstractButton):
        texts |= {button.accessibleName(), button.toolTip()}
    for field in _visible(workspace, QLineEdit):
        texts |= {field.accessibleName(), field.property("placeholderText")}
    for view in _visible(workspace, QAbstractItemView):
        if isinstance(view, QListView) or not isinstance(view, QAbstractItemView):
            continue  # a list has no heads
        header = view.model().headerData
        columns = range(view.model().columnCount())
        texts |= {str(header(column, Qt.Orientation.Horizontal) or "") for column in columns}
    return texts


@pytest.fixture
def record_text(sample: Session) -> str:
    """Everything the records of the sample say."""
    records = (asdict(each) for entity_table in tables() for each in record.every(sample, entity_table.kind))
    return json.dumps(list(records), ensure_ascii=False, default=str)


def test_every_word_of_the_window_is_translated(
    opened: Opened, sample: Session, sample_case: Case, record_text: str
) -> None:
    workspace = opened(sample, PSEUDO_LANGUAGE)
    own = re.compile(r"\[.*\]|Ctrl\+\S|Alt\+\S|\d+ %?|LIN-2026-003 / ?", re.DOTALL)
    day = re.compile(r"\d{1,2} [A-Z][a-z]{2,3}( \d{4})?(, \d\d:\d\d)?")
    record_text += day.sub("", record_text)
    for place in _places(sample_case):
        workspace.go(place)
        for text in (line for shown in _shown(workspace) for line in shown.split("\n")):
            rest = own.sub("", day.sub("", text))
            parts = [part.strip(" ·()/–\u2068\u2069") for part in re.split(r" · |\u2069", rest)]
            strange = [part for part in parts if re.search(r"[A-Za-z]{3}", part) and part not in record_text]
            assert not strange or _is_from_cldr(strange), (place.tab or place.page, strange)


def _is_from_cldr(words: list[str]) -> bool:
    """Names of countries and languages come from the locale's own data; sizes and hashes have none."""
    known = {"China", "Cyprus", "Austria", "Chinese", "English", "Greek", "Uyghur", "Turkish", "Kazakh"}
    return all(
        set(re.findall(r"[A-Za-z]{3,}", word)) <= known or re.fullmatch(r"[0-9a-f ]+|.* [kMG]?B", word)
        for word in words
    )


def test_every_control_of_every_form_has_a_name(opened: Opened, sample: Session, sample_case: Case) -> None:
    workspace = opened(sample)
    for place in _places(sample_case):
        workspace.go(place)
        page: Any = workspace.page
        page = shown_in(page) if place.page == "case" else page
        if not isinstance(page, Records):
            continue
        page.start_new()
        assert page.editor.form is not None, place
        for link in page.editor.form.findChildren(QAbstractButton):
            if link.property("role") == "link":
                link.click()  # one part in each list
        assert _nameless(workspace) == [], place
        page.editor.leave()


def _is_part(widget: QWidget) -> bool:
    """Qt's own parts: the button in a field, the list behind a box."""
    parent: QObject | None = widget.parent()
    return isinstance(parent, (QLineEdit, QComboBox)) or widget.metaObject().className().startswith("QCombo")


def _nameless(workspace: Workspace) -> list[str]:
    return [
        type(widget).__name__
        for widget in _visible(workspace, *CONTROLS)
        if not widget.accessibleName() and not _is_part(widget)
    ]


def _overflows(workspace: Workspace) -> bool:
    room = workspace._stack.parentWidget()
    assert room is not None
    return workspace._stack.width() > room.width()


def _assert_no_name_tells_of_a_record(window: QWidget, record_text: str) -> None:
    assert window.windowTitle() == "Casebook"
    for child in (window, *window.findChildren(QObject)):
        name = child.objectName()
        assert not name or name.startswith("qt_") or name not in record_text, name


def test_every_page_in_every_look_is_named_and_fits_the_least_window(
    look: Theme, opened: Opened, sample: Session, sample_case: Case, record_text: str
) -> None:
    workspace = opened(sample)
    workspace.window().resize(1024, 640)
    for place in _places(sample_case):
        workspace.go(place)
        settle()
        corner = workspace.grab().toImage().pixelColor(workspace.width() - 4, 4)
        assert corner == theme.current().colour("ground")
        assert _nameless(workspace) == [], place
        assert not _overflows(workspace), place
    assert theme.current().name == look
    assert workspace.window().size().width() == 1024
    _assert_no_name_tells_of_a_record(workspace.window(), record_text)


@pytest.mark.usefixtures("large_letters")
def test_with_letters_of_twice_the_size_pages_fit_the_least_window(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    workspace.window().resize(1024, 640)
    for place in _places(sample_case):
        workspace.go(place)
        settle()
        assert not _overflows(workspace), place
    assert workspace.window().size().width() == 1024


def test_every_page_is_mirrored_for_those_who_read_from_the_right(
    opened: Opened, sample: Session, sample_case: Case, application: QApplication
) -> None:
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        workspace = opened(sample)
        for place in _places(sample_case):
            workspace.go(place)
            QApplication.processEvents()
            assert not workspace.grab().isNull()
        assert workspace._sidebar.x() > workspace.width() // 2
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_keys_reach_every_page(opened: Opened, sample: Session, qtbot: QtBot) -> None:
    workspace = opened(sample)
    for number, page in enumerate(("today", "cases", "people"), start=1):
        QTest.keyClick(
            workspace.window(), getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier
        )
        assert workspace.place.page == page
    QTest.keyClick(workspace.window(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert workspace.place.page == "cases"
    QTest.keyClick(workspace.window(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert part(workspace, Finder).hasFocus()
    with qtbot.waitSignal(workspace.locking):
        QTest.keyClick(workspace.window(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_enter_opens_the_case_and_arrows_move_between_tabs(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    assert workspace.place.page == "today"
    QTest.keyClick(workspace.window(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    table = workspace.page.table
    assert table.hasFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert workspace.place.page == "case"
    tabs = workspace.page._tabs
    tabs._buttons["overview"].setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert workspace.place.tab == "people"
    assert tabs._buttons["people"].hasFocus()


def test_search_finds_two_chinese_characters_and_goes_there(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.run_action("find")
    finder = part(workspace, Finder)
    finder.setText("志远")
    finder.returnPressed.emit()
    assert finder._popup.isVisible()
    texts = [line.branch.text for line in finder._lines]
    assert any("Lin Zhiyuan" in text or "志远" in text for text in texts)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert workspace.place.page in {"people", "case"}
    assert not finder._popup.isVisible()


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("", "new", "New item on this page"),
        ("", "set", "Settings"),
        ("", "back", "Back"),
        ("", "last change", "Undo last change"),
        ("zh-Hans", "设置", "设置"),
    ],
)
def test_pages_and_actions_stand_before_records_with_the_same_word(
    opened: Opened, sample: Session, language: str, query: str, first: str
) -> None:
    workspace = opened(sample, language)
    workspace.run_action("find")
    finder = part(workspace, Finder)
    finder.setText(query)
    finder.returnPressed.emit()
    assert finder._lines[0].branch.text == first


def test_a_page_is_gone_to_by_its_name(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.run_action("find")
    part(workspace, Finder).setText("security")
    part(workspace, Finder).returnPressed.emit()
    QTest.keyClick(part(workspace, Finder), Qt.Key.Key_Return)
    assert workspace.place.page == "security"


def test_search_says_by_which_spelling_a_person_was_found(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.run_action("find")
    finder = part(workspace, Finder)
    finder.setText("Lin Chih-yüan")
    finder.returnPressed.emit()
    first = finder._lines[0].branch
    assert first.text == "Lin Zhiyuan"
    assert "Wade-Giles of" in first.beside
    assert "Lin Chih-yüan" in first.beside


def test_search_says_which_stated_name_matched(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.run_action("find")
    finder = part(workspace, Finder)
    finder.setText("Lam Chi Yuen")
    finder.returnPressed.emit()
    assert finder._lines[0].branch.text == "Lin Zhiyuan"
    assert finder._lines[0].branch.beside.endswith("Lam Chi Yuen")


def test_search_also_runs_actions_and_says_when_nothing_is_found(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.run_action("find")
    finder = part(workspace, Finder)
    finder.setText("zzzz nothing zzzz")
    finder.returnPressed.emit()
    assert finder._popup._nothing.isVisible()
    finder.setText("Lock")
    finder._ask()
    assert ActionTarget(action="lock") in [line.target for line in finder._lines]
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    assert not finder._popup.isVisible()


@pytest.mark.usefixtures("letters")
def test_a_message_moves_nothing_and_leaves_the_search_free(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="case", id=sample_case.id, tab="chronology"))
    settle()
    before = [(each, each.geometry()) for each in workspace.findChildren(QWidget)]
    workspace.context.did("Fact updated", lambda _: None)
    workspace.context.say("This cannot be read.", "Ask for the file once more. " * 4, is_good=False)
    settle()
    bar = workspace._message
    moved = [each for each, place in before if each.geometry() != place]
    assert [each for each in moved if each is not bar and not bar.isAncestorOf(each)] == []
    assert workspace.rect().contains(bar.geometry())
    assert not bar.geometry().intersects(part(workspace, Finder).geometry())
    assert bar.height() >= bar.heightForWidth(bar.width())
    workspace.go(Location(page="security"))  # it stays over the path of the next page
    settle()
    at = workspace.childAt(bar.geometry().topLeft() + QPoint(40, bar.height() // 2))
    assert at is bar or bar.isAncestorOf(at)
