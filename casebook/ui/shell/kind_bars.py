"""The line above every page of a casebook that is no ordinary one: the sample, or one that travels."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from casebook.sample.specimen_mark import is_specimen
from casebook.services.base.session import Session
from casebook.services.vault.journey_mark import is_travelling
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.two_step import TwoStep
from casebook.ui.widgets.layout.layout import column, line


class KindBars(QWidget):
    """Hidden in an ordinary casebook.

    Attributes:
        deleting: the person wants the sample gone.
        touring: the person wants to be shown around.
    """

    deleting, touring = Signal(), Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._specimen, self._travelling = SpecimenBar(context), TravellingBar(context)
        self._specimen.deleting.connect(self.deleting)
        self._specimen.touring.connect(self.touring)
        whole = column(self, gap=0)
        for bar in (self._specimen, self._travelling):
            whole.addWidget(bar)
        self.hide()

    def begin(self) -> None:
        """Show the line of the open casebook, if it has one."""
        self._specimen.begin()
        self._context.ask(is_travelling, self._travelling.setVisible, asker=self)
        self._context.ask(_has_line, self.setVisible, asker=self)


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


class TravellingBar(QFrame):
    """The quiet line of a casebook that travels."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        words = context.words
        self.setProperty("role", "offer")
        whole = line(self, gap=10, margins=(4, 12))
        text = words("This casebook travels: only the cases of this journey are in it.")
        whole.addWidget(Elided(text, "quiet"), 1)
        more = words("What is not here")
        whole.addWidget(button(more, lambda: context.go(Location(page="travel")), role="link"))
        self.setAccessibleName(text)
        self.hide()


def _has_line(session: Session) -> bool:
    return is_specimen(session) or is_travelling(session)
