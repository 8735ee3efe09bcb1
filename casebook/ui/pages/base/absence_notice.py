"""The line above a record that says what it refers to that is not here yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casebook.domain.base.absence import not_here_yet
from casebook.domain.base.entity import Entity
from casebook.domain.base.reference import RecordReference
from casebook.services.base import absence
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.layout.layout import column, line


class AbsenceNotice(QWidget):
    """The record shown beneath it, with a line above that is in view only where something is not here yet."""

    def __init__(self, context: PageContext, shown: QWidget) -> None:
        super().__init__()
        self._context, self._about = context, ""
        self._chip = Chip("")
        self._line = QWidget()
        row = line(self._line, gap=0, margins=(16, 8, 16, 0))
        row.addWidget(self._chip)
        row.addStretch(1)
        self._line.hide()
        whole = column(self, gap=0)
        whole.addWidget(self._line)
        whole.addWidget(shown, 1)

    def tell(self, record: Entity | None) -> None:
        """Tell of the record that is shown now, or of none."""
        self._line.hide()
        self._about = record.id if record else ""
        if record is not None and not self._context.session.is_locked:  # before one is open it is tried
            about, records = record.id, [record]
            self._context.ask(
                lambda session: absence.absent_of(session, records),
                lambda absent: self._show(about, absent),
                asker=self,
            )

    def _show(self, about: str, absent: Sequence[RecordReference]) -> None:
        if about == self._about and absent:
            self._chip.set_status(self._context.words(not_here_yet(absent)), "amber", "warning")
            self._line.show()
