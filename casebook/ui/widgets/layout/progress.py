"""How far long work is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from casebook.ui.widgets.layout.elided import Elided
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.parts import button, ending, label


class ProgressStrip(QFrame):
    """A bar, words about the step, and Cancel.

    Attributes:
        cancelled: the person wants it stopped.
    """

    cancelled = Signal()

    def __init__(self, title: str, cancel_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        whole = line(self, gap=16, margins=(12, 16))
        bar_column = column(gap=6)
        head = line(gap=8)
        head.addWidget(label(title, "strong"))
        self._words = Elided("", "quiet")
        head.addWidget(self._words, 1)
        self._share = label("", "quiet")
        self._share.setMinimumWidth(self._share.fontMetrics().averageCharWidth() * 6)
        self._share.setAlignment(Qt.AlignmentFlag.AlignVCenter | ending())
        head.addWidget(self._share)
        bar_column.addLayout(head)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        bar_column.addWidget(self._bar)
        whole.addLayout(bar_column, 1)
        self._stop = button(cancel_text, self._cancel)
        whole.addWidget(self._stop)

    def move_to(self, done: int, total: int, words: str) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(min(done, total))
        self._share.setText(f"{done * 100 // total} %" if total else "")
        self._words.setText(words)

    def restart(self) -> None:
        """As at the beginning."""
        self._bar.setRange(0, 0)
        self._words.setText("")
        self._share.setText("")
        self._stop.setEnabled(True)

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self.cancelled.emit()
