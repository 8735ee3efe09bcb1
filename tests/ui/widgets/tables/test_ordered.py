"""A list in an order of its own, gone through by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.models.tree import Branch
from casebook.ui.widgets.tables.ordered import Ordered


def test_tab_leads_to_the_first_line_and_past_an_empty_list(qtbot: QtBot) -> None:
    whole = QWidget()
    before, empty, filled = QPushButton("Before"), Ordered("Exhibits"), Ordered("Sections")
    inside = QVBoxLayout(whole)
    for part in (before, empty, filled):
        inside.addWidget(part)
    empty.show_lines(())
    filled.show_lines([Branch(key=key, text=key) for key in ("a", "b")])
    qtbot.addWidget(whole)
    whole.show()
    with qtbot.waitActive(whole):
        whole.activateWindow()
    before.setFocus()
    assert filled.chosen == ""
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is filled
    assert filled.chosen == "a"
