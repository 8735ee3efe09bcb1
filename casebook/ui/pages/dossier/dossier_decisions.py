"""Exceptions to what a copy hides, each with a reason, and those of an earlier copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from casebook.base.i18n import Translator
from casebook.domain.dossier.build import CopyDecision, CopyKind, DecisionKind
from casebook.services.dossier.copy_decision import carried, last_decided
from casebook.services.dossier.dossier_file import DossierFile
from casebook.ui.kit import dates
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, empty_out


class ReasonedTicks(QFrame):
    """Tick boxes of one kind of decision, each with a line for its reason.

    Attributes:
        changed: one was ticked, or a reason was entered.
    """

    changed = Signal()

    def __init__(
        self, words: Translator, kind: DecisionKind, title: str, about: str, *, folded_under: str = ""
    ) -> None:
        """Create the tick boxes; with a button text they are folded initially."""
        super().__init__()
        self.setProperty("role", "note")
        self._words, self._kind = words, kind
        self._titles: dict[str, str] = {}
        self.ticks: dict[str, TickBox] = {}
        self.reasons: dict[str, QLineEdit] = {}
        self._marks: dict[str, QLabel] = {}
        whole = column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(title, "strong"))
        whole.addWidget(label(about, "quiet", wraps=True))
        self.more = button(folded_under, role="quiet", meaning="down")
        self.more.setCheckable(True)
        self.inside = QFrame()
        self._list = column(self.inside, gap=2)
        (self.inside if folded_under else self.more).hide()
        self.more.toggled.connect(self.inside.setVisible)
        whole.addWidget(self.more)
        whole.addWidget(self.inside)
        self.hide()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these subjects with their titles, none ticked; equal ones change nothing."""
        if list(choices) == list(self._titles.items()):
            return
        empty_out(self._list)
        self._titles, self.ticks, self.reasons, self._marks = dict(choices), {}, {}, {}
        for subject, title in choices:
            tick, reason = TickBox(title), QLineEdit()
            reason.setPlaceholderText(self._words("Reason"))
            reason.setAccessibleName(self._words("Reason: {title}", title=title))
            reason.hide()
            tick.toggled.connect(partial(self._toggle, subject))
            reason.textEdited.connect(lambda _, subject=subject: self._mark_as_own(subject))
            reason.editingFinished.connect(self.changed)
            hold_back(tick)
            self.ticks[subject], self.reasons[subject] = tick, reason
            self._marks[subject] = label(self._words("carried over"), "small")
            self._marks[subject].hide()
            for part in (tick, reason, self._marks[subject]):
                self._list.addWidget(part)

    def clear(self) -> None:
        """Clear all decisions: those of one dossier never apply to another."""
        for subject, tick in self.ticks.items():
            self.reasons[subject].clear()
            with QSignalBlocker(tick):
                tick.setChecked(False)
            self.reasons[subject].hide()
            self._mark_as_own(subject)

    def carry_over(self, decisions: Iterable[CopyDecision]) -> None:
        """Tick the decisions of an earlier copy with their reasons; current ones stay."""
        for decision in decisions:
            tick = self.ticks.get(decision.subject)
            if decision.kind != self._kind or tick is None or tick.isChecked():
                continue
            self.reasons[decision.subject].setText(decision.reason)
            with QSignalBlocker(tick):
                tick.setChecked(True)
            self.reasons[decision.subject].show()
            self._marks[decision.subject].show()
            self.more.setChecked(True)
        self.changed.emit()

    @property
    def decisions(self) -> Iterator[CopyDecision]:
        """Yield the ticked subjects with their reasons."""
        for subject, tick in self.ticks.items():
            if tick.isChecked():
                reason = self.reasons[subject].text().strip()
                yield CopyDecision(kind=self._kind, subject=subject, reason=reason)

    def _mark_as_own(self, subject: str) -> None:
        self._marks[subject].hide()

    def _toggle(self, subject: str, is_ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._mark_as_own(subject)
        self.reasons[subject].setVisible(is_ticked)
        if is_ticked:
            self.reasons[subject].setFocus()
        self.changed.emit()


class EarlierDecisions(QFrame):
    """The decisions of the last pseudonymised copy, offered as a starting point.

    Attributes:
        carried: they are to be carried over.
    """

    carried = Signal(tuple)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._words = words
        self._decisions: tuple[CopyDecision, ...] = ()
        whole = column(self, gap=6, margins=(10, 12))
        whole.addWidget(label(words("Decisions of an earlier copy"), "strong"))
        self._about = label("", "quiet", wraps=True)
        self.carry = button(words("Carry over decisions"), self._carry)
        whole.addWidget(self._about)
        whole.addWidget(self.carry)
        self.hide()

    def show_file(self, file: DossierFile) -> None:
        """Offer the decisions of a dossier."""
        words, build = self._words, last_decided(file.builds)
        self._decisions = carried(build, file.exhibits) if build else ()
        self.carry.show()
        if build is None:
            return
        copy = (dates.format_datetime(words, build.built_at), build.for_whom)
        self._about.setText(
            words(
                "Decisions with reasons in the copy of {build}: {number}. Once carried over, they are "
                "marked, and each can be changed.",
                build=" · ".join(part for part in copy if part),
                number=len(self._decisions),
            )
        )

    def show_copy(self, copy_kind: CopyKind) -> None:
        """Show this for a pseudonymised copy with decisions to carry over."""
        self.setVisible(copy_kind == "pseudonymised" and bool(self._decisions))

    def _carry(self) -> None:
        self.carry.hide()
        self.carried.emit(self._decisions)
