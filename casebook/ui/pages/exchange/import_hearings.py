"""Import of hearings from a calendar file: the choice of the case, then the list import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.exchange.import_pane import ImportPane
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column


def case_title(case: Case) -> str:
    """Return the title of a case in a list of choices, without names."""
    return " · ".join(part for part in (case.reference, case.title) if part)


class HearingsImport(QWidget):
    """The import pane above the calendar.

    Attributes:
        left: the keyboard goes back to the page.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        words = context.words
        case = Field(
            key="case",
            title=words("Case"),
            makes=FieldFactory(context).anywhere(Case, case_title),
            help=words("Imported items are added to this case."),
            is_required=True,
            is_wide=True,
        )
        title = Message("Import hearings")
        self.form = Form(title, (case,), words, keep=words("Choose calendar file…"), is_card=True)
        self.form.setProperty("draft", None)  # a case alone is chosen, and nothing typed, before the file is
        self.pane = ImportPane(context, "event")
        whole = column(self, gap=0)
        for each in (self.form, self.pane):
            whole.addWidget(each)
            each.left.connect(self.left)
        self.form.hide()
        self.form.kept.connect(lambda values: self._choose(values["case"]))

    def begin(self) -> None:
        """Ask for the case."""
        self.form.begin()

    def offer(self, case_id: str, path: Path | OpenedFile) -> None:
        """Read a file of hearings of this case."""
        self.form.hide()
        self.pane.case_id = case_id
        self.pane.offer(path)

    def _choose(self, case_id: str) -> None:
        self.form.hide()
        self.pane.case_id = case_id
        self.pane.choose()
