"""The choice of the type of imported events: of the selected row, or of all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import line


class EventKindChoice(QWidget):
    """A type, with buttons that give it to the selected row or to all rows.

    Attributes:
        for_row: the type for the selected row.
        for_all: the type for all rows.
    """

    for_row = Signal(str)
    for_all = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._box = ChoiceBox()
        self._box.setAccessibleName(words("Type of event"))
        for kind, title in CaseWords(words).event_kind.items():
            self._box.addItem(title, kind)
        self._one = button(
            words("Set for selected row"), lambda: self.for_row.emit(str(self._box.currentData()))
        )
        every = button(words("Set for all rows"), lambda: self.for_all.emit(str(self._box.currentData())))
        row = line(self, gap=8)
        row.addWidget(label(words("Type of event"), "strong"))
        for each in (self._box, self._one, every):
            row.addWidget(each)
        row.addStretch(1)
        self.offer_row(kind="")

    def offer_row(self, *, kind: str) -> None:
        """Show the type of the selected row, which can be changed; "" where none is selected."""
        self._one.setEnabled(bool(kind))
        if kind:
            self._box.setCurrentIndex(self._box.findData(kind))
