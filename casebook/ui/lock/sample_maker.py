"""The page shown while the sample casebook is created."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.base.errors import Cancelled, CasebookError
from casebook.base.i18n import Translator
from casebook.sample import specimen_casebook
from casebook.ui.kit import theme
from casebook.ui.kit.tasks import BackgroundTask, Runner
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, frame, line

if TYPE_CHECKING:
    from casebook.services.base.session import Session

_WIDTH = 560


class SampleMaker(QFrame):
    """Creates the sample casebook with progress, which can be cancelled.

    Attributes:
        made: the casebook is there and open.
        session: that of the casebook once it is made.
        left: the person stopped it, or it failed and was read.
        bug_raised: an error nobody expected.
    """

    made = Signal()
    left = Signal()
    bug_raised = Signal(BaseException)

    def __init__(self, words: Translator, path: Path) -> None:
        super().__init__()
        self._words, self._path = words, path
        self.session: Session | None = None
        self.setProperty("role", "ground")
        whole = column(self, gap=0, margins=(24,))
        box = frame("card")
        box.setMaximumWidth(theme.current().px(_WIDTH))
        row = line(gap=0)
        row.addStretch(1)
        row.addWidget(box, 100)
        row.addStretch(1)
        whole.addStretch(2)
        whole.addLayout(row)
        whole.addStretch(3)
        inside = column(box, gap=10, margins=(24, 28))
        inside.addWidget(label(words("Sample casebook"), "heading"))
        text = words(
            "Everyone in it is invented. It is a casebook of its own, named SPECIMEN, among your documents; "
            "nothing else is read or changed. Delete it whenever you like."
        )
        inside.addWidget(label(text, "quiet", wraps=True))
        self._progress = ProgressStrip(words("Creating sample casebook"), words("Cancel"))
        inside.addWidget(self._progress)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        inside.addWidget(self._problem)
        self._back = button(words("Back"), self.left.emit)
        self._back.hide()
        inside.addWidget(self._back)

    def begin(self, runner: Runner) -> None:
        """Start creating it."""
        task = BackgroundTask()
        self._progress.follow(task, self._words)
        flow = partial(specimen_casebook.make, self._path, task)
        runner.run(task, flow, self._take, self._refuse)

    def _take(self, session: Session) -> None:
        self.session = session
        self.made.emit()

    def take_focus(self) -> None:
        """Focus the one button there is."""
        self._progress.setFocus()

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.left.emit()
        elif isinstance(error, CasebookError):
            self._problem.setText(f"{self._words(error.title)} {self._words(error.remedy)}".strip())
            self._problem.show()
            self._back.show()
            self._back.setFocus()
        else:
            self.bug_raised.emit(error)
