"""Lines of which the first are shown, and a button for all others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.wrapping import Wrapping

SHOWN = 5
"""Number of lines in view until the others are asked for."""


class FoldedLines(QWidget):
    """The lines as quiet text, hidden while there are none.

    Attributes:
        more: the button that shows the others, and hides them again.
        was_open: whether all of these lines were shown; not so once a person folded them again.
    """

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._lines: tuple[str, ...] = ()
        self._is_open, self.was_open = False, True
        whole = column(self, gap=4)
        self._text = label("", "quiet", wraps=True, selectable=True)
        whole.addWidget(self._text)
        self.more = button("", self._turn, role="link")
        whole.addWidget(Wrapping(self.more))
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these, folded; whether all were shown begins anew with other lines."""
        if self._lines != tuple(lines):
            self.was_open = len(lines) <= SHOWN
        self._lines, self._is_open = tuple(lines), False
        self._show()

    def unfold(self) -> None:
        """Show all lines."""
        self._is_open = self.was_open = True
        self._show()

    def text(self) -> str:
        """Return what is shown."""
        return self._text.text()

    def _turn(self) -> None:
        self._is_open = self.was_open = not self._is_open
        self._show()

    def _show(self) -> None:
        shown = self._lines if self._is_open else self._lines[:SHOWN]
        self._text.setText("\n\n".join(shown))
        rest = self._words("{number} more", number=len(self._lines) - SHOWN)
        self.more.setText(self._words("Show less") if self._is_open else rest)
        self.more.setVisible(len(self._lines) > SHOWN)
        self.setVisible(bool(self._lines))
