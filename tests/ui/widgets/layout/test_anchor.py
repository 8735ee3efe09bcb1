"""What stands under the pointer stays there while a part above it grows."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.layout.anchor import unmoved_under_pointer
from casebook.ui.widgets.layout.flow import Scrolled
from tests.ui.driver import settle


def test_a_part_that_arrives_late_moves_nothing_under_the_pointer(qtbot: QtBot) -> None:
    scrolled, late, pointed = Scrolled("Form"), QWidget(), QWidget()
    qtbot.addWidget(scrolled)
    for part, height in ((late, 80), (pointed, 60), (QWidget(), 600)):
        part.setFixedHeight(height)
        scrolled.body.addWidget(part)
    late.hide()
    scrolled.resize(300, 200)
    scrolled.show()
    settle()
    before = pointed.mapToGlobal(QPoint(5, 5))
    QCursor.setPos(before)
    with unmoved_under_pointer(scrolled):
        late.show()
    settle()
    assert scrolled.verticalScrollBar().value() > 0
    assert pointed.mapToGlobal(QPoint(5, 5)) == before
