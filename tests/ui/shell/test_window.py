from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QScrollArea, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.settings import Theme
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import Location
from casebook.ui.models.tree import Branch
from casebook.ui.shell.finder import Finder
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.sidebar import Sidebar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.tabs import Tabs
from tests.ui.driver import button, part, press, settle
from tests.ui.names import in_view, nameless
from tests.ui.places import places

Opened = Callable[..., Any]


def _room_of(workspace: Workspace) -> tuple[int, int]:
    """How wide the pages are, and how wide the view of them."""
    stack: Any = workspace.page.parentWidget()
    return stack.width(), stack.parentWidget().width()


def _assert_no_name_tells_of_a_record(window: QWidget, record_text: str) -> None:
    assert window.windowTitle() == "Casebook"
    for child in (window, *window.findChildren(QObject)):
        name = child.objectName()
        assert not name or name.startswith("qt_") or name not in record_text, name


@pytest.fixture
def direction(request: pytest.FixtureRequest, application: QApplication) -> Iterator[Qt.LayoutDirection]:
    """Which way every window is read."""
    application.setLayoutDirection(request.param)
    yield request.param
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("letters", "look", "direction"),
    [
        pytest.param(10.0, "light", Qt.LayoutDirection.LeftToRight, id="light", marks=pytest.mark.proof),
        pytest.param(
            *(20.0, "dark", Qt.LayoutDirection.RightToLeft),
            id="dark, large, read from the right",
            marks=pytest.mark.proof,
        ),
        pytest.param(
            20.0, "contrast", Qt.LayoutDirection.LeftToRight, id="contrast, large", marks=pytest.mark.proof
        ),
    ],
    indirect=True,
)
def test_every_page_in_every_look_is_named_and_fits_the_least_window(
    look: Theme,
    direction: Qt.LayoutDirection,
    opened: Opened,
    sample: Session,
    sample_case: Case,
    record_text: str,
) -> None:
    workspace = opened(sample)
    workspace.window().resize(1024, 640)
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    for place in places(sample_case.id):
        workspace.go(place)
        settle()
        drawn = workspace.grab().toImage()
        corner = drawn.pixelColor(4 if is_mirrored else workspace.width() - 4, 4)
        assert corner == theme.current().colour("ground")
        assert nameless(workspace) == [], place
        width, room = _room_of(workspace)
        assert width <= room, place
    assert theme.current().name == look
    assert workspace.window().size().width() == 1024
    assert (part(workspace, Sidebar).x() > workspace.width() // 2) is is_mirrored
    _assert_no_name_tells_of_a_record(workspace.window(), record_text)


def _search(workspace: Workspace, words: str) -> QFrame:
    """Look for these words; what drops down."""
    workspace.run_action("find")
    finder = part(workspace, Finder)
    finder.setText(words)
    finder.returnPressed.emit()
    return next(frame for frame in workspace.findChildren(QFrame) if frame.property("role") == "popup")


def _branches(popup: QFrame) -> list[Branch]:
    lines: Any = part(popup, QTreeView).model()
    return [lines.branch_at(lines.index(row, 0)) for row in range(lines.rowCount())]


def test_keys_reach_every_page(opened: Opened, sample: Session, qtbot: QtBot) -> None:
    workspace = opened(sample)
    for number, page in enumerate(("today", "cases", "people"), start=1):
        QTest.keyClick(workspace.window(), getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
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
    QTest.keyClick(workspace.window(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    table = workspace.page.table
    assert table.hasFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert workspace.place.page == "case"
    tabs = part(workspace.page, Tabs)
    button(tabs, "Overview").setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert workspace.place.tab == "people"
    assert button(tabs, "People").hasFocus()


def test_search_finds_two_chinese_characters_and_goes_there(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    popup = _search(workspace, "志远")
    assert popup.isVisible()
    assert any("Lin Zhiyuan" in branch.text or "志远" in branch.text for branch in _branches(popup))
    QTest.keyClick(part(workspace, Finder), Qt.Key.Key_Return)
    assert workspace.place.page in {"people", "case"}
    assert not popup.isVisible()


def test_the_search_says_which_term_it_met_and_can_be_narrowed(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    popup = _search(workspace, "Skynet")
    lines = _branches(popup)
    assert any(branch.beside.endswith("\u2068Skynet\u2069 = \u2068Sky Net\u2069") for branch in lines)
    assert lines[-1].text == "Search only for the words typed"
    part(popup, QTreeView).clicked.emit(part(popup, QTreeView).model().index(len(lines) - 1, 0))
    assert part(workspace, Finder).text() == '"Skynet"'
    assert not any("Sky Net" in branch.beside for branch in _branches(popup))


def test_the_search_names_the_change_that_undo_is_about(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.context.did("Case updated", lambda _: None)
    popup = _search(workspace, "undo")
    assert _branches(popup)[0].beside == "Case updated · Ctrl+Z"


@pytest.mark.parametrize(
    ("language", "first_of"),
    [
        (
            "",
            {
                "new": "New item on this page",
                "set": "Settings",
                "back": "Back",
                "last change": "Undo last change",
                "redo": "Redo what was undone",
            },
        ),
        ("zh-Hans", {"设置": "设置"}),
    ],
    ids=["English", "Chinese"],
)
def test_pages_and_actions_stand_before_records_with_the_same_word(
    opened: Opened, sample: Session, language: str, first_of: dict[str, str]
) -> None:
    workspace = opened(sample, language)
    assert {query: _branches(_search(workspace, query))[0].text for query in first_of} == first_of


def test_a_page_is_gone_to_by_its_name(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    _search(workspace, "security")
    QTest.keyClick(part(workspace, Finder), Qt.Key.Key_Return)
    assert workspace.place.page == "security"


def test_search_says_by_which_spelling_a_person_was_found(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    first = _branches(_search(workspace, "Lin Chih-yüan"))[0]
    assert first.text == "Lin Zhiyuan"
    assert "Wade-Giles of" in first.beside
    assert "Lin Chih-yüan" in first.beside


def test_search_says_which_stated_name_matched(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    first = _branches(_search(workspace, "Lam Chi Yuen"))[0]
    assert first.text == "Lin Zhiyuan"
    assert first.beside.endswith("Lam Chi Yuen")


def test_search_also_runs_actions_and_says_when_nothing_is_found(
    opened: Opened, sample: Session, qtbot: QtBot
) -> None:
    workspace = opened(sample)
    popup = _search(workspace, "zzzz nothing zzzz")
    assert part(popup, QLabel).isVisible()
    _search(workspace, "Nothing but Escape")
    QTest.keyClick(part(workspace, Finder), Qt.Key.Key_Escape)
    assert not popup.isVisible()
    _search(workspace, "Lock")
    lines = part(popup, QTreeView)
    row = [branch.text for branch in _branches(popup)].index("Lock")
    with qtbot.waitSignal(workspace.locking):
        lines.clicked.emit(lines.model().index(row, 0))
    assert not popup.isVisible()


def test_a_short_message_moves_nothing_and_leaves_the_search_free(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="case", id=sample_case.id, tab="chronology"))
    settle()
    before = [(each, each.geometry()) for each in workspace.findChildren(QWidget)]
    workspace.context.did("Saved", lambda _: None)
    settle()
    bar = part(workspace, MessageBar)
    moved = [each for each, place in before if each.geometry() != place]
    assert [each for each in moved if each is not bar and not bar.isAncestorOf(each)] == []
    assert workspace.rect().contains(bar.geometry())
    assert not bar.geometry().intersects(part(workspace, Finder).geometry())
    steps = workspace.findChildren(QPushButton)
    crumb = next(step for step in steps if step.property("role") == "path" and step.isVisible())
    assert not bar.geometry().intersects(crumb.geometry())
    workspace.context.did("Saved", lambda _: None)
    workspace.go(Location(page="security"))  # led there with it, it stands beside the path of that page
    settle()
    at = workspace.childAt(bar.geometry().topLeft() + QPoint(40, bar.height() // 2))
    assert at is bar or bar.isAncestorOf(at)


@pytest.mark.parametrize("width", [1024, 1280])
def test_a_message_covers_no_path_from_its_first_moment(
    opened: Opened, sample: Session, sample_case: Case, width: int
) -> None:
    workspace = opened(sample)
    workspace.resize(width, 700)
    bar = part(workspace, MessageBar)
    workspace.context.did("Fact updated: its date, its source and what it rests on", lambda _: None)
    for tab in ("chronology", "deadlines", "evidence"):
        workspace.go(Location(page="case", id=sample_case.id, tab=tab))
        at_once = bar.geometry()  # before anything else is laid out
        settle()
        search = part(workspace, Finder)
        line = [each for each in in_view(workspace, QWidget) if each.y() < search.geometry().bottom()]
        path = [each for each in line if each.parent() is workspace and each not in {bar, search}]
        path = [each for each in path if isinstance(each, (QLabel, QPushButton)) and each.text().strip()]
        assert len(path) > 1
        for step in (*path, part(workspace, Finder)):
            place = step.rect().translated(step.mapTo(workspace, QPoint()))
            assert not at_once.adjusted(-4, 0, 4, 0).intersects(place)
            assert not bar.geometry().intersects(place)


@pytest.mark.usefixtures("letters")
def test_a_long_message_moves_nothing_and_covers_a_third_at_most(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    workspace.resize(1024, 700)
    workspace.go(Location(page="case", id=sample_case.id, tab="dossiers"))
    settle()
    page = part(workspace, QScrollArea, "Page")
    whole = page.geometry()
    bar = part(workspace, MessageBar)
    for sentences in (1, 80, 4):
        workspace.context.say("Exhibit 16 names someone. " * sentences, "Open each item.", is_good=False)
        settle()
        assert page.geometry() == whole, sentences
        assert not bar.geometry().intersects(part(workspace, Finder).geometry()), sentences
        assert bar.height() <= workspace.height() // 3, sentences
        scroll = part(bar, QScrollArea)
        assert (scroll.verticalScrollBar().maximum() > 0) is (sentences == 80), sentences
        press(bar, "Close message")
        settle()
        assert not bar.isVisible()
        assert page.geometry() == whole


def test_each_message_has_the_colour_of_its_tone_whatever_came_before(
    opened: Opened, sample: Session
) -> None:
    workspace = opened(sample)
    bar = part(workspace, MessageBar)
    for is_good, token in ((False, "red"), (True, "green"), (False, "red")):
        workspace.context.say("Case created", "It is open.", is_good=is_good)
        titles = [shown for shown in bar.findChildren(QLabel) if shown.text()]
        wanted = theme.current().colour(token)
        assert [shown.palette().windowText().color() for shown in titles] == [wanted] * 2


def test_a_failure_goes_with_its_page_and_what_can_be_undone_stays(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    bar = part(workspace, MessageBar)
    workspace.context.say("The file is damaged.", is_good=False)
    workspace.go(Location(page="today"))
    assert bar.isVisible()
    workspace.go(Location(page="contacts"))
    assert not bar.isVisible()
    workspace.context.say("Contact added")
    workspace.go(Location(page="today"))
    assert bar.isVisible()


def test_a_press_on_the_status_of_a_line_opens_what_its_words_open(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="case", id=sample_case.id, tab="overview"))
    settle()
    line = next(line for line in workspace.page.findChildren(CardLine) if line.findChild(Opening))
    chip = part(line, Chip)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert workspace.place.tab != "overview"
    workspace.go(Location(page="today"))
    settle()
    today: Any = workspace.page
    lines = today.cards["look"].list
    backup = lines.visualRect(lines.lines.index(lines.lines.rowCount() - 1, 0))
    status = QPoint(backup.right() - 20, backup.center().y())
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=status)
    assert workspace.place.page == "security"


def test_a_window_larger_than_the_screen_is_shown_within_it(opened: Opened, sample: Session) -> None:
    window = opened(sample).window()
    room = window.screen().availableSize()
    for place in ("", f"0,0,{room.width() + 256},{room.height() + 100},0,0"):
        window.resize(room.width() + 256, room.height() + 100)
        window.show_at(place)
        settle()
        assert window.width() <= max(room.width(), window.minimumWidth())
        assert window.height() <= max(room.height(), window.minimumHeight())
