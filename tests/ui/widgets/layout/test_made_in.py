"""Pages are styled once: where they stand is known before they hold anything."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.made_in import made_in, offered_place


class Told(QLabel):
    """Counts how often it was styled."""

    count = 0

    @contained
    def changeEvent(self, change: QEvent) -> None:  # noqa: N802 - Qt's name
        """Count it."""
        self.count += change.type() == QEvent.Type.StyleChange
        super().changeEvent(change)


class Held(QWidget):
    """A page with a label."""

    def __init__(self) -> None:
        super().__init__(offered_place())
        self.told = Told()
        column(self).addWidget(self.told)


def test_a_page_made_in_its_stack_is_styled_once(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    assert made_in(stack, Held).told.count == 1
    later = Held()
    assert later.parent() is None, "a place is offered once"
    stack.addWidget(later)
    assert later.told.count == 2
    assert stack.count() == 2


def test_what_a_page_left_that_failed_is_deleted(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)

    def make() -> QWidget:
        Held()
        return QLabel("failed")

    shown = made_in(stack, make)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert stack.findChildren(Held) == []
    assert stack.currentWidget() is shown
