"""What a scrolling column holds in view stays there while more is added above it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSlider, QLabel
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.layout.flow import Scrolled
from tests.ui.driver import settle


def _block(text: str) -> QLabel:
    block = QLabel(text)
    block.setFixedHeight(300)
    return block


def test_what_is_held_stays_in_view_until_someone_scrolls(qtbot: QtBot) -> None:
    area = Scrolled("Build")
    area.setFixedSize(300, 200)
    qtbot.addWidget(area)
    result = QLabel("Copy built")
    for part in (_block("a"), result, _block("b")):
        area.body.addWidget(part)
    area.show()
    area.hold(result)
    settle()
    assert not result.visibleRegion().isEmpty()
    area.body.insertWidget(0, _block("above"))
    settle()
    assert not result.visibleRegion().isEmpty()
    area.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    area.body.insertWidget(0, _block("further above"))
    settle()
    assert result.visibleRegion().isEmpty()
