"""The import of a colleague's rules or court profiles as a comparison; only ticked ones are imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from casebook.services.base.own_entry import Comparison, EntryDifference, OwnKind, OwnText
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, line

_MAX_PROBLEMS = 4

O = TypeVar("O", bound=OwnText)  # noqa: E741 - the own record; T is what its text says
T = TypeVar("T")


class OwnImport(QFrame, Generic[O, T]):
    """The comparison.

    Attributes:
        taken: how many were taken.
        left: the person gave up.
    """

    taken = Signal(int)
    left = Signal()

    def __init__(
        self,
        context: PageContext,
        kind: OwnKind[O, T],
        title: str,
        described: Callable[[T], tuple[str, str]],
    ) -> None:
        super().__init__()
        self._context, self._words, self._kind, self._described = context, context.words, kind, described
        self._comparison: Comparison | None = None
        self.ticks: dict[str, QCheckBox] = {}
        whole = column(self, gap=8)
        self.pane = DetailPane(title)
        whole.addWidget(self.pane, 1)
        foot = line(gap=8)
        foot.addStretch(1)
        self._take = button(self._words("Import selected"), self.take, role="primary", meaning="done")
        foot.addWidget(self._take)
        foot.addWidget(button(self._words("Cancel"), self.left.emit))
        whole.addLayout(foot)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what the pack would change."""
        self._comparison, self.ticks = comparison, {}
        words = self._words
        about = words(
            "Changes this import would make. Only selected items are imported; nothing supplied "
            "with the program is replaced."
        )
        self.pane.begin(words("Import from {name}", name=comparison.pack), about)
        for difference in comparison.differences:
            self._difference(difference)
        self.pane.end()
        self._take.setEnabled(bool(self.ticks))

    def take(self) -> None:
        """Import the ticked entries."""
        comparison = self._comparison
        ids = tuple(id_ for id_, tick in self.ticks.items() if tick.isChecked())
        if comparison is not None and ids:
            self._context.ask(lambda session: self._kind.take(session, comparison, ids), self.taken.emit)

    def _difference(self, difference: EntryDifference) -> None:
        pane = self.pane
        title, beneath = self._described(difference.found) if difference.found else (difference.id, "")
        head = line(gap=8)
        if difference.can_be_taken:
            tick = self.ticks[difference.id] = TickBox("")
            tick.setAccessibleName(title)
            head.addWidget(tick)
        head.addWidget(label(title, "strong", wraps=True), 1)
        head.addWidget(Chip(*self._verdict(difference)))
        pane.body.addLayout(head)
        if beneath:
            pane.words(f"{difference.id} · {beneath}", "small")
        for sentence in difference.sentences:
            pane.words(self._words(sentence))
        for name, before, after in difference.fields:
            pane.words(f"{name}: {before} → {after}")
        for problem in difference.problems[:_MAX_PROBLEMS]:
            pane.words(self._words(problem.message), "problem")

    def _verdict(self, difference: EntryDifference) -> Status:
        words = self._words
        verdicts: dict[str, Status] = {
            "new": (words("new"), "green", "add"),
            "changed": (words("changes yours"), "amber", "edit"),
            "same": (words("same as yours"), "grey", "done"),
            "shipped": (words("supplied with the program"), "grey", "lock"),
            "broken": (words("fails a check"), "red", "error"),
        }
        return verdicts[difference.verdict]
