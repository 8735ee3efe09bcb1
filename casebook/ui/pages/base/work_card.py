"""A card for long work: its state, buttons, and progress with a cancel button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer

from casebook.base.errors import CasebookError
from casebook.services.base.flow import Flow
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column

T = TypeVar("T")


class WorkCard(Card):
    """A card for long work: content in `inside`, flows run by `work`, state shown by `set_status`."""

    def __init__(self, page: Page, title: str, about: str) -> None:
        super().__init__(title)
        self.page, self.words = page, page.words
        self.body.addWidget(label(about, "quiet", wraps=True))
        self.chip = Chip("", "grey", "info")
        self.body.addWidget(self.chip)
        self.state = label("", wraps=True, selectable=True)
        self.body.addWidget(self.state)
        self.inside = column(gap=8)
        self.body.addLayout(self.inside)
        self._strip = ProgressStrip(title, page.words("Cancel"))
        self.body.addWidget(self._strip)
        for part in (self.chip, self.state, self._strip):
            part.hide()

    def work(
        self,
        make: Callable[[BackgroundTask], Flow[T]],
        then: Callable[[T], None],
        *,
        refused: Callable[[CasebookError], bool] | None = None,
        before: Callable[[BackgroundTask], None] = lambda _: None,
    ) -> None:
        """Run a flow with its progress in the card; clears an earlier failure from the bar.

        Args:
            make: makes the flow, given its task as progress.
            then: takes the result.
            refused: takes an expected failure that the card shows instead of the bar; whether it could.
            before: given the task before it runs.
        """

        def begin(task: BackgroundTask) -> None:
            self._strip.follow(task, self.words)
            QTimer.singleShot(0, self, lambda: keep_in_view(self._strip))  # once it is laid out
            before(task)

        self.page.context.failure_outdated.emit()
        self.page.context.run(make, then, before=begin, refused=refused)

    def set_status(self, word: str, *, is_good: bool, more: str = "") -> None:
        """Show the state of the work."""
        self.chip.set_status(word, "green" if is_good else "amber", "done" if is_good else "warning")
        self.state.setText(more)
        self.chip.show()
        self.state.setVisible(bool(more))
