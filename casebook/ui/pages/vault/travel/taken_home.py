"""What was taken of a journey, and what can be done then: undo it, keep the casebook, or remove it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.wrapping import Wrapping


class TakenHome(QWidget):
    """The casebook that travelled stays until its removal is asked for here.

    Attributes:
        kept: it stays for now.
        undoing: what was taken is to be taken back.
        removing: it is to be removed.
    """

    kept = Signal()
    undoing = Signal()
    removing = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        words = self._words
        whole = column(self, gap=8)
        self._lines = column(gap=4)
        whole.addLayout(self._lines)
        stays = words("The casebook that travelled stays where it is until you remove it.")
        self._stays = label(stays, wraps=True)
        undone = words("What was taken can be undone until then, or until you lock.")
        self._undone = label(undone, wraps=True)
        for part in (self._stays, self._undone):
            whole.addWidget(part)
        self._keep = button(words("Keep it for now"), self.kept.emit)
        self._undo = button(words("Undo"), self.undoing.emit, meaning="back", writes=True)
        self._remove = button(words("Remove the casebook that travelled…"), self.removing.emit, writes=True)
        whole.addWidget(Wrapping(self._keep, self._undo, self._remove))

    @property
    def is_enabled(self) -> bool:
        """Return whether anything can be done."""
        return self._remove.isEnabled()

    def set_enabled(self, *, is_enabled: bool) -> None:
        """Offer the steps that write, or none while one is under way."""
        for step in (self._undo, self._remove):
            step.setEnabled(is_enabled)

    def show_lines(self, lines: Sequence[str], *, has_two: bool, may_undo: bool) -> None:
        """Show what was taken.

        Args:
            lines: in words.
            has_two: a field has two versions now.
            may_undo: something was taken.
        """
        empty_out(self._lines)
        for text in lines:
            self._lines.addWidget(label(text, wraps=True))
        if has_two:
            go = partial(self._page.context.go, Location(page="conflicts"))
            self._lines.addWidget(Wrapping(button(self._words("Two versions"), go)))
        for part in (self._undo, self._undone):
            part.setVisible(may_undo)
        self.show()

    def take_focus(self) -> None:
        """Focus the step that changes nothing."""
        scroll_to(self)
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)
