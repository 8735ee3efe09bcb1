"""Long lists of lines begin with a few, and a button of mouse and keyboard shows the others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.ui.widgets.controls.folded_lines import SHOWN, FoldedLines
from casebook.ui.widgets.layout.tab_order import takes_tab

LINES = tuple(f"line {number}" for number in range(12))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def folded(page: QWidget) -> FoldedLines:
    """An empty one within a page."""
    lines = FoldedLines(Translator("en"))
    lines.setParent(page)
    return lines


def test_all_lines_but_the_first_are_shown_by_mouse_and_keyboard(folded: FoldedLines) -> None:
    folded.show_lines(LINES)
    assert folded.text().split("\n\n") == [*LINES[:SHOWN]]
    assert (folded.more.text(), takes_tab(folded.more), folded.was_open) == ("7 more", True, False)
    QTest.keyClick(folded.more, Qt.Key.Key_Space)
    assert folded.text().split("\n\n") == [*LINES]
    QTest.mouseClick(folded.more, Qt.MouseButton.LeftButton)
    assert folded.text().split("\n\n") == [*LINES[:SHOWN]]
    assert (folded.more.text(), folded.was_open) == ("7 more", False), "perhaps too soon to be read"
    folded.unfold()
    folded.show_lines(LINES)
    assert folded.was_open, "the same lines were shown before"
    folded.show_lines(LINES[1:])
    assert not folded.was_open


def test_few_lines_are_not_folded(folded: FoldedLines) -> None:
    folded.show_lines(())
    assert folded.isHidden()
    folded.show_lines(LINES[:SHOWN])
    assert (folded.isHidden(), folded.more.isHidden(), folded.was_open) == (False, True, True)
