"""Buttons side by side leave no hole where one is hidden, wherever it was hidden."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.layout.wrapping import Wrapping
from tests.ui.driver import settle


def test_a_button_hidden_out_of_view_leaves_no_hole(qtbot: QtBot) -> None:
    buttons = [QPushButton(text) for text in ("One", "Two", "Three")]
    row, pages = Wrapping(*buttons), QStackedWidget()
    for page in (row, QWidget()):
        pages.addWidget(page)
    qtbot.addWidget(pages)
    pages.resize(600, 200)
    pages.show()
    settle()
    second = buttons[1].x()
    pages.setCurrentIndex(1)
    settle()
    buttons[1].hide()
    pages.setCurrentIndex(0)
    settle()
    assert buttons[2].x() == second
    buttons[1].show()
    settle()
    assert buttons[1].x() == second < buttons[2].x()
