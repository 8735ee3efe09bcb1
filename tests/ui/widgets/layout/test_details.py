"""The head of a detail pane: a narrow one sets its tools below the title."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.layout.details import DetailPane
from casebook.ui.widgets.layout.parts import button

TITLE = "Custody record of the airport police station"


@pytest.mark.parametrize("width", [240, 700])
def test_tools_leave_the_title_its_width(qtbot: QtBot, width: int) -> None:
    pane = DetailPane("Details")
    qtbot.addWidget(pane)
    tools = [button("", role="tool", meaning="edit", name=f"Tool {number}") for number in range(5)]
    pane.begin(TITLE, tools=tools)
    pane.resize(width, 400)
    pane.grab()  # lays it out
    (title,) = (label for label in pane.findChildren(QLabel) if label.text() == TITLE)
    assert title.width() > 150
