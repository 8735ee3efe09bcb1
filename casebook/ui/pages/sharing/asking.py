"""A question in a card before something that cannot be taken back, and what it does and does not do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, empty_out, line


class Asking(QFrame):
    """Hidden until something is asked; the keyboard is on Cancel then, and Escape presses it."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.setProperty("role", "note")
        self._whole = column(self, gap=8, margins=(10, 12))
        self._origin: Callable[[], None] = self.hide
        self.hide()

    def ask(
        self,
        title: str,
        facts: Sequence[str],
        action: str,
        act: Callable[[], None],
        back: Callable[[], None],
        ticks: Sequence[QWidget] = (),
    ) -> None:
        """Ask.

        Args:
            title: the question.
            facts: what it does and what it does not, a paragraph each.
            action: the words of the button that does it.
            act: does it.
            back: puts the keyboard back to where the question came from.
            ticks: boxes and fields of what has to be stated for it.
        """
        empty_out(self._whole)
        self._origin = back
        self.setAccessibleName(title)
        self._whole.addWidget(label(title, "strong", wraps=True))
        for fact in facts:
            self._whole.addWidget(label(fact, wraps=True))
        for tick in ticks:
            self._whole.addWidget(tick)
        foot = line(gap=8)
        foot.addStretch(1)
        cancel = button(self._words("Cancel"), self.leave)
        foot.addWidget(cancel)
        foot.addWidget(button(action, lambda: self._do(act), role="primary", writes=True))
        self._whole.addLayout(foot)
        self.show()
        cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, partial(keep_in_view, self))  # once it is laid out

    def leave(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self._origin()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if is_pressed(event, "leave"):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _do(self, act: Callable[[], None]) -> None:
        self.leave()
        act()
