"""The line above every page of the sample casebook that marks it, and deletes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.sample.specimen_mark import is_specimen
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.two_step import TwoStep
from casebook.ui.widgets.layout.layout import line


class SpecimenBar(QFrame):
    """Hidden in every other casebook.

    Attributes:
        deleting: the person wants the sample gone.
        touring: the person wants to be shown around.
    """

    deleting = Signal()
    touring = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        self.setProperty("role", "offer")
        whole = line(self, gap=10, margins=(6, 12))
        whole.addWidget(label(words("SPECIMEN"), "strong"))
        text = words("Everyone here is invented. Try anything: your own casebooks are not touched.")
        whole.addWidget(Elided(text), 1)
        whole.addWidget(button(words("Tour of the window"), self.touring.emit, role="link"))
        delete = button(words("Delete sample"), role="link")
        TwoStep(delete, words("Press again to delete the sample"), self.deleting.emit)
        whole.addWidget(delete)
        self.setAccessibleName(f"{words('SPECIMEN')} {text}")
        self.hide()

    def begin(self) -> None:
        """Show it if the open casebook is the sample."""
        self._context.ask(is_specimen, self._show)

    def _show(self, is_sample: bool) -> None:  # noqa: FBT001 - the answer to a question
        if not is_sample:
            return
        self.show()
        self.window().setWindowTitle(self._context.words("SPECIMEN – Casebook"))
