"""Sources a file of citations proposes: nothing is taken that was not ticked, and all of it is unread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from casebook.domain.library.reference import Reference
from casebook.services.library import citation
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, line


class SourceImport(QFrame):
    """The references, each with a tick.

    Attributes:
        taken: how many sources were added.
        left: the person gave up.
    """

    taken = Signal(int)
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words = context, context.words
        self._references: list[Reference] = []
        self.ticks: list[QCheckBox] = []
        whole = column(self, gap=8)
        self.pane = DetailPane(self._words("Sources in the file"))
        whole.addWidget(self.pane, 1)
        foot = line(gap=8)
        foot.addWidget(button(self._words("Select all"), self.tick_all))
        foot.addStretch(1)
        foot.addWidget(button(self._words("Cancel"), self.left.emit))
        foot.addWidget(button(self._words("Import selected"), self.take, role="primary", meaning="done"))
        whole.addLayout(foot)

    def show_references(self, references: Sequence[tuple[Reference, bool]], unread: int = 0) -> None:
        """Show these; one the library has already cannot be ticked.

        Args:
            references: those of the file, and whether the library has each.
            unread: how many entries of it are damaged.
        """
        words, pane = self._words, self.pane
        self._references, self.ticks = [], []
        pane.begin(
            words("Sources in the file"),
            words("As in the file. Each is added as not read. Only selected items are imported."),
        )
        if unread:
            text = words.count(
                "{number} entry is damaged and is not listed.",
                "{number} entries are damaged and are not listed.",
                unread,
            )
            pane.words(text, "problem")
        for reference, is_known in references:
            self._add(reference, is_known=is_known)
        pane.end()

    def _add(self, reference: Reference, *, is_known: bool) -> None:
        words, head = self._words, line(gap=8)
        if is_known or not reference.title:
            head.addWidget(label(reference.title or words("no title"), "strong", wraps=True), 1)
            known = Chip(words("already in the library"), "grey", "done")
            head.addWidget(known if is_known else Chip(words("no title"), "red", "error"))
        else:
            tick = TickBox(reference.title)
            self.ticks.append(tick)
            self._references.append(reference)
            head.addWidget(tick, 1)
        self.pane.body.addLayout(head)
        issued = dates.stated(words, reference.issued)
        parts = (reference.author, reference.body, issued, reference.number, reference.ecli, reference.url)
        self.pane.words(" · ".join(part for part in parts if part), "small")

    def tick_all(self) -> None:
        """Tick every source that is new."""
        for tick in self.ticks:
            tick.setChecked(True)

    def take(self) -> None:
        """Add what is ticked."""
        wanted = [
            reference
            for reference, tick in zip(self._references, self.ticks, strict=True)
            if tick.isChecked()
        ]
        if wanted:
            self._context.ask(lambda session: len(citation.take_in(session, wanted)), self.taken.emit)
