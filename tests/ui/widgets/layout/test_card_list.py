"""A card whose lines stay and are filled anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLayout, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.layout.card import Opening
from casebook.ui.widgets.layout.card_list import Line, ListCard
from casebook.ui.widgets.layout.layout import column
from tests.ui.driver import button, text_of


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


def test_a_line_says_and_does_what_it_was_filled_with_last(cards: tuple[ListCard, ListCard]) -> None:
    card, done = cards[0], list[str]()
    for name in ("one", "two"):
        line = Line(
            title=f"Open {name}",
            opens=lambda name=name: done.append(f"opened {name}"),  # type: ignore[misc]
            ticks=lambda name=name: done.append(f"ticked {name}"),  # type: ignore[misc]
            tick_name=f"Completed: {name}",
            status=(f"late {name}", "red", "warning"),
            beneath=f"beneath {name}",
        )
        card.show_lines([line])
        button(card, f"Open {name}").click()
        button(card, f"Completed: {name}").click()
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
    for words in ("Plain words", "3 May", "Open this", "and 3 more"):
        assert words not in text_of(card)
        assert all(words not in part.toolTip() for part in card.findChildren(QWidget))


def test_the_tab_key_goes_down_the_lines_whenever_they_were_made(cards: tuple[ListCard, ListCard]) -> None:
    first, second = cards
    second.show_lines(_titled("three"))
    first.show_lines(_titled("one"))
    first.show_lines(_titled("one", "two"))
    second.show_lines(_titled("three", "four"))
    window = first.window()
    start = next(stop for stop in first.findChildren(Opening) if stop.accessibleName() == "one")
    start.setFocus()
    walked = []
    for _ in range(4):
        held = window.focusWidget()
        assert isinstance(held, QAbstractButton)
        walked.append(held.accessibleName())
        QTest.keyClick(held, Qt.Key.Key_Tab)
    assert walked == ["one", "two", "three", "four"]


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
