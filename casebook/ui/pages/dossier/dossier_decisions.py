"""Exceptions to what a copy hides, each ticked with a reason; without one it does not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from casebook.base.i18n import Translator
from casebook.domain.dossier.build import CopyDecision, DecisionKind
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.parts import hold_back, label
from casebook.ui.widgets.layout.styled_inputs import TickBox


class ReasonedTicks(QFrame):
    """Ticks of one kind of decision, each with a line for its reason while it is ticked.

    Attributes:
        changed: one was ticked, or a reason was entered.
    """

    changed = Signal()

    def __init__(self, words: Translator, kind: DecisionKind, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._words, self._kind = words, kind
        self.ticks: dict[str, TickBox] = {}
        self.reasons: dict[str, QLineEdit] = {}
        whole = column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(title, "strong"))
        whole.addWidget(label(about, "quiet", wraps=True))
        self._list = column(gap=2)
        whole.addLayout(self._list)
        self.hide()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these subjects with their titles, none ticked; where they are the same, nothing changes."""
        if [subject for subject, _ in choices] == list(self.ticks):
            return
        empty_out(self._list)
        self.ticks, self.reasons = {}, {}
        for subject, title in choices:
            tick, reason = TickBox(title), QLineEdit()
            reason.setPlaceholderText(self._words("Reason"))
            reason.setAccessibleName(self._words("Reason: {title}", title=title))
            reason.hide()
            tick.toggled.connect(partial(self._toggle, reason))
            reason.editingFinished.connect(self.changed)
            hold_back(tick)
            self.ticks[subject], self.reasons[subject] = tick, reason
            self._list.addWidget(tick)
            self._list.addWidget(reason)

    @property
    def decisions(self) -> Iterator[CopyDecision]:
        """What is ticked, with its reason."""
        for subject, tick in self.ticks.items():
            if tick.isChecked():
                reason = self.reasons[subject].text().strip()
                yield CopyDecision(kind=self._kind, subject=subject, reason=reason)

    def _toggle(self, reason: QLineEdit, is_ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        reason.setVisible(is_ticked)
        if is_ticked:
            reason.setFocus()
        self.changed.emit()
