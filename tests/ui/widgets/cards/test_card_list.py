"""A card of lines in one list, painted, with keyboard, pointer and what a screen reader says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QScrollArea, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.kit.read_only import set_read_only
from casebook.ui.models.lines import Line
from casebook.ui.widgets.cards.card_list import LineList, ListCard
from casebook.ui.widgets.cards.line_cell import wrapped
from casebook.ui.widgets.layout.layout import column
from tests.ui.driver import press_line, text_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cards(qtbot: QtBot) -> Iterator[tuple[ListCard, ListCard]]:
    """Two cards, one above the other, in a window of their own."""
    window = QWidget()
    qtbot.addWidget(window)
    first, second = ListCard("First"), ListCard("Second")
    whole = column(window)
    whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    whole.addWidget(first)
    whole.addWidget(second)
    window.resize(400, 400)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield first, second
    window.close()


def _titled(*titles: str) -> list[Line]:
    return [Line(title=title, opens=lambda: None) for title in titles]


def _tasks(done: list[str], *titles: str) -> list[Line]:
    return [Line(title=title, ticks=lambda title=title: done.append(title)) for title in titles]  # type: ignore[misc]


def _at(lines: LineList, row: int, from_end: int = 0) -> QPoint:
    """A point on a line: on its words, or so far from its end."""
    area = lines.visualRect(lines.lines.index(row, 0))
    if from_end:
        return QPoint(area.right() - from_end, area.center().y())
    return QPoint(area.left() + 20, area.top() + 10)


def test_a_line_says_and_does_what_it_was_filled_with_last(cards: tuple[ListCard, ListCard]) -> None:
    card, done = cards[0], list[str]()
    for name in ("one", "two"):
        line = Line(
            title=f"Open {name}",
            opens=lambda name=name: done.append(f"opened {name}"),  # type: ignore[misc]
            ticks=lambda name=name: done.append(f"ticked {name}"),  # type: ignore[misc]
            status=(f"late {name}", "red", "warning"),
            beneath=f"beneath {name}",
        )
        card.show_lines([line])
        press_line(card, f"Open {name}")
        press_line(card, f"Open {name}", Qt.Key.Key_Space)
        assert f"beneath {name}" in text_of(card)
        assert f"late {name}" in text_of(card)
    assert done == ["opened one", "ticked one", "opened two", "ticked two"]
    assert "one" not in text_of(card)


def test_where_there_is_none_it_says_so_and_keeps_no_word(cards: tuple[ListCard, ListCard]) -> None:
    card = cards[0]
    lines = [Line(title="Plain words", day="3 May"), *_titled("Open this")]
    card.show_lines(lines, "Nothing here", "and 3 more")
    assert "Nothing here" not in text_of(card)
    assert "and 3 more" in text_of(card)
    card.show_lines([], "Nothing here")
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert shown == ["First", "Nothing here"]
    assert not card.list.isVisible()
    for words in ("Plain words", "3 May", "Open this", "and 3 more"):
        assert words not in text_of(card)


def test_tab_goes_from_card_to_card_and_arrows_down_the_lines(cards: tuple[ListCard, ListCard]) -> None:
    first, second = cards
    second.show_lines(_titled("three", "four"))
    first.show_lines(_titled("one", "two"))
    window = first.window()
    first.list.setFocus(Qt.FocusReason.TabFocusReason)
    walked = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Backtab):
        held = window.focusWidget()
        assert isinstance(held, LineList)
        walked.append(held.currentIndex().data())
        QTest.keyClick(held, key)
    assert walked == ["one", "two", "three", "four"]
    assert window.focusWidget() is first.list
    assert first.list.currentIndex().data() == "two", "where the keyboard was before"


def test_a_line_that_can_do_one_thing_does_it_with_both_keys(cards: tuple[ListCard, ListCard]) -> None:
    card, done = cards[0], list[str]()
    opening = Line(title="open", opens=lambda: done.append("open"))
    card.show_lines([opening, *_tasks(done, "tick"), Line(title="read")])
    for title in ("open", "tick", "read"):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            press_line(card, title, key)
    assert done == ["open", "open", "tick", "tick"]


def test_the_pointer_opens_a_line_or_ticks_it_and_a_double_click_ticks_one(
    cards: tuple[ListCard, ListCard],
) -> None:
    card, done = cards[0], list[str]()
    both = Line(title="both", opens=lambda: done.append("opened"), ticks=lambda: done.append("ticked"))
    card.show_lines([both])
    QApplication.processEvents()
    for from_end in (0, 60, 10):
        QTest.mouseClick(card.list.viewport(), LEFT, pos=_at(card.list, 0, from_end))
    QTest.mouseClick(card.list.viewport(), Qt.MouseButton.RightButton, pos=_at(card.list, 0))
    assert done == ["opened", "opened", "ticked"]
    done.clear()
    names = ["one", "two"]

    def tick() -> None:
        done.append(names.pop(0))
        card.show_lines([Line(title=name, ticks=tick) for name in names])

    card.show_lines([Line(title=name, ticks=tick) for name in names])
    QApplication.processEvents()
    end = _at(card.list, 0, 10)
    QTest.mouseClick(card.list.viewport(), LEFT, pos=end)
    QTest.mouseDClick(card.list.viewport(), LEFT, pos=end)
    assert done == ["one"], "the next one came under the pointer"


def test_nothing_is_ticked_in_a_casebook_opened_to_be_read(cards: tuple[ListCard, ListCard]) -> None:
    card, done = cards[0], list[str]()
    set_read_only(True)
    try:
        card.show_lines(_tasks(done, "task"))
        QApplication.processEvents()
        press_line(card, "task", Qt.Key.Key_Space)
        QTest.mouseClick(card.list.viewport(), LEFT, pos=_at(card.list, 0, 10))
    finally:
        set_read_only(False)
    assert done == []


def test_a_screen_reader_says_the_whole_line_and_that_it_can_be_checked(
    cards: tuple[ListCard, ListCard],
) -> None:
    card, done = cards[0], list[str]()
    task = Line(
        title="File reply",
        beneath="R-1 · Nefeli",
        day="3 May",
        status=("Overdue", "red", "warning"),
        ticks=lambda: done.append("done"),
    )
    card.show_lines([task, *_titled("Open this")])
    spoken = QAccessible.queryAccessibleInterface(card.list)
    assert spoken.text(QAccessible.Text.Name) == "First"
    line, other = (spoken.child(at) for at in range(2))
    assert line.text(QAccessible.Text.Name) == "3 May, File reply, R-1 · Nefeli, Overdue"
    assert [bool(item.state().checkable) for item in (line, other)] == [True, False]
    assert not line.state().checked


def test_a_truncated_text_is_shown_whole_by_its_tooltip(
    cards: tuple[ListCard, ListCard],
) -> None:
    card = cards[0]
    long = "<b>A title</b>" + " that is much longer than the card is wide, whichever letters it is set in" * 3
    card.show_lines([Line(title=long, beneath="short", ticks=lambda: None, tick_tip="Done"), *_titled("one")])
    QApplication.processEvents()
    viewport = card.list.viewport()
    shown = []
    for at in (_at(card.list, 1), _at(card.list, 0), _at(card.list, 0, 10)):
        QTest.mouseMove(viewport, at)
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
        shown.append(QToolTip.text())
    whole, truncated, tick = shown
    assert (whole, tick) == ("", "Done")
    assert truncated.startswith("<p"), "never taken for HTML"
    assert "&lt;b&gt;A title" in truncated
    assert "short" not in truncated


def test_keys_scroll_the_current_line_into_view_and_a_press_moves_none(qtbot: QtBot) -> None:
    card, area, opened = ListCard("First"), QScrollArea(), list[int]()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(card)
    card.show_lines([Line(title=f"line {at}", opens=lambda at=at: opened.append(at)) for at in range(40)])  # type: ignore[misc]
    area.resize(300, 200)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    viewport = card.list.viewport()
    at_edge = viewport.visibleRegion().boundingRect().bottomLeft() + QPoint(20, -2)
    QTest.mouseClick(viewport, LEFT, pos=at_edge)
    assert opened == [card.list.indexAt(at_edge).row()]
    QTest.keyClick(card.list, Qt.Key.Key_End)
    seen = card.list.viewport().visibleRegion().boundingRect()
    assert seen.contains(card.list.visualRect(card.list.currentIndex()))
    assert card.list.verticalScrollBar().maximum() == 0, "a list within does not scroll by itself"


def test_more_lines_are_no_more_widgets(cards: tuple[ListCard, ListCard]) -> None:
    """Each would be made, styled and laid out before the first page is seen."""
    counts = []
    for count in (1, 8):
        cards[0].show_lines(
            [Line(title="one", beneath="two", day="3 May", status=("late", "red", "warning"))] * count
        )
        QApplication.processEvents()
        counts.append(len(cards[0].findChildren(QWidget)))
    assert counts[0] == counts[1]


def test_a_card_filled_out_of_sight_has_its_size_before_it_is_shown(qtbot: QtBot) -> None:
    card = ListCard("First")
    qtbot.addWidget(card)
    lines = [Line(title="one", beneath="quiet", opens=lambda: None)] * 3
    for shown in (lines, ()):  # as Today is rehearsed
        card.show_lines(shown)
        card.grab()
    card.show_lines(lines)
    before = card.sizeHint()
    card.show()
    QApplication.processEvents()
    assert card.sizeHint() == before


def test_a_long_text_wraps_and_the_card_grows_with_it(cards: tuple[ListCard, ListCard]) -> None:
    card = cards[0]
    title, origin = (
        "Ask the office in writing to confirm the interpreter for 8 June",
        "By order: Order, para 3",
    )
    card.show_lines([Line(title=title, beneath=origin, status=("Overdue", "red", "warning"))])
    QApplication.processEvents()
    wide = card.list.height()
    card.window().resize(300, 400)
    QApplication.processEvents()
    narrow = card.list
    assert narrow.height() > wide
    assert narrow.height() >= narrow.visualRect(narrow.lines.index(0, 0)).height()
    room = narrow.viewport().width()
    for text in (title, origin):
        assert "".join(wrapped(text, narrow.font(), room)).replace(" ", "") == text.replace(" ", "")
    card.window().resize(400, 400)
    QApplication.processEvents()
    assert narrow.height() == wide
