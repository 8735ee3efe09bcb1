"""What is done only at the second press: the first one asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.ui.kit.drawing import contained_reply

ASKING_MS = 8_000
"""How long a first press counts."""


class Question(QObject):
    """A question that the next press answers, asked only while someone stays with a widget.

    Leaving the widget, its page or the window withdraws it, and so does waiting: a press much later is not
    the answer to a question asked before.

    Attributes:
        withdrawn: it is asked no longer, answered or not.

    Args:
        widget: where it is asked; it owns this object.
    """

    withdrawn = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._about: str | None = None
        self._timer = QTimer(self, singleShot=True, interval=ASKING_MS)
        self._timer.timeout.connect(self.withdraw)
        widget.installEventFilter(self)

    def is_answered(self, about: str = "") -> bool:
        """Return whether the question about this stood, which answers it; else ask it."""
        is_answer = self._about == about
        self.withdraw()
        if not is_answer:
            self._about = about
            self._timer.start()
        return is_answer

    def withdraw(self) -> None:
        """Ask it no longer."""
        self._timer.stop()
        if self._about is not None:
            self._about = None
            self.withdrawn.emit()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Withdraw it when the widget loses the focus or is hidden."""
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.withdraw()
        return super().eventFilter(watched, event)


class TwoStep(QObject):
    """Gives a button a second step, for an action that cannot be undone.

    Args:
        button: what is pressed; it owns this object.
        sure: its text while armed.
        act: done at the second press.
    """

    def __init__(self, button: QPushButton, sure: str, act: Callable[[], None]) -> None:
        super().__init__(button)
        self._button, self._sure, self._act = button, sure, act
        self._before = "", ""
        self._question = Question(button)
        self._question.withdrawn.connect(self._disarm)
        button.clicked.connect(lambda _=False: self._press())

    def _disarm(self) -> None:
        text, name = self._before
        self._button.setText(text)
        self._button.setAccessibleName(name)

    def _press(self) -> None:
        button = self._button
        # A mouse does not focus a button here; unfocused it would not see that someone went on.
        button.setFocus()
        if self._question.is_answered():
            self._act()
            return
        self._before = button.text(), button.accessibleName()
        text = f" {self._sure}" if not button.icon().isNull() else self._sure
        button.setText(text)
        button.setText(_wrapped(button, text))
        button.setAccessibleName(self._sure)


def _wrapped(button: QPushButton, text: str) -> str:
    """Return the text on as many lines as keep the button within its parent."""
    parent = button.parentWidget()
    layout = parent.layout() if parent else None
    if parent is None or layout is None:
        return text
    room = parent.width() - layout.contentsMargins().right() - button.x()
    around = button.sizeHint().width() - button.fontMetrics().size(0, text).width()
    if room - around <= 0 or button.sizeHint().width() <= room:
        return text
    flow = QTextLayout(text, button.font())
    lines = []
    flow.beginLayout()
    while (line := flow.createLine()).isValid():
        line.setLineWidth(room - around)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    flow.endLayout()
    return "\n".join(lines)
