"""Progress of long work, with a cancel button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, ending, label
from casebook.ui.widgets.layout.layout import column, line


class ProgressStrip(QFrame):
    """A bar, the current step, and Cancel, for the task it follows."""

    def __init__(self, title: str, cancel_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: BackgroundTask | None = None
        self._translate: Translator | None = None
        self.setProperty("role", "note")
        whole = line(self, gap=16, margins=(12, 16))
        bar_column = column(gap=6)
        head = line(gap=8)
        head.addWidget(label(title, "strong"))
        self.step = Elided("", "quiet")
        self.step.setMinimumWidth(1)  # in a narrow pane the title and Cancel go first
        head.addWidget(self.step, 1)
        self._share = label("", "quiet")
        self._share.setMinimumWidth(self._share.fontMetrics().averageCharWidth() * 6)
        self._share.setAlignment(Qt.AlignmentFlag.AlignVCenter | ending())
        head.addWidget(self._share)
        bar_column.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        bar_column.addWidget(self.bar)
        whole.addLayout(bar_column, 1)
        self._stop = button(cancel_text, self._cancel)
        whole.addWidget(self._stop)

    def follow(self, task: BackgroundTask, words: Translator) -> None:
        """Follow a task until it ends, and no earlier one; Cancel cancels it.

        Args:
            task: not yet run; give this method to `PageContext.run(..., before=)`.
            words: the steps in the person's language.
        """
        if self._task is not None:  # whose end must not hide the progress of this one
            self._task.moved.disconnect(self._move)
            self._task.ended.disconnect(self.hide)
        self._task, self._translate = task, words
        self._restart()
        self.show()
        task.moved.connect(self._move)
        task.ended.connect(self.hide)

    def _restart(self) -> None:
        self.bar.setRange(0, 0)
        self.step.setText("")
        self._share.setText("")
        self._stop.setEnabled(True)

    def _move(self, done: int, total: int, step: Message) -> None:
        self.bar.setRange(0, total)  # of no known length where that is 0: Qt then shows it moving
        self.bar.setValue(min(done, total))
        self._share.setText(f"{done * 100 // total} %" if total else "")
        self.step.setText(self._translate(step) if self._translate else str(step))

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        if self._task:
            self._task.cancel()
