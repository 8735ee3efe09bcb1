"""What is printed is made for paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.settings import Theme
from casebook.ui.kit import theme
from casebook.ui.kit.printing import drawing_of


class _Bar(QWidget):
    """A bar in the colour of words, with air around it."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - as Qt has it
        QPainter(self).fillRect(40, 40, 20, 20, theme.current().colour("text"))


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply_theme(qapp, "light")


@pytest.mark.parametrize("worn", ["light", "dark", "contrast"])
def test_a_picture_is_printed_dark_on_white_whatever_the_window_wears(
    application: QApplication, qtbot: QtBot, worn: Theme
) -> None:
    look = theme.apply_theme(application, worn)
    bar = _Bar()
    qtbot.addWidget(bar)
    bar.resize(100, 100)
    paper = QImage(100, 100, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    drawing_of(bar)(painter, QRectF(0, 0, 100, 100))
    painter.end()
    assert paper.pixelColor(5, 5) == QColor("white")
    assert paper.pixelColor(50, 50) == theme.look("light", look.scale).colour("text")
    assert theme.current() == look
