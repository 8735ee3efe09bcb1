"""Labels, buttons, progress and attempts of the lock screen, without the modules of those of the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import plain_label
from casebook.ui.widgets.controls.push import Button
from casebook.ui.widgets.layout.layout import column, line, mark_role

if TYPE_CHECKING:  # loaded when a key file is chosen
    from casebook.host.protocol.picker_protocol import OpenedFile

_REASON_HEIGHT = 60
"""Three lines of a reason, at the usual size of text."""
_PATIENCE_MS = 200
"""Delay before progress is shown: drawing it would slow down shorter work."""


def label(text: str, role: str) -> QLabel:
    """Return a label with a style role."""
    text_label = plain_label(text)
    text_label.setProperty("role", role)
    text_label.setWordWrap(role in {"quiet", "problem"})
    return text_label


def button(text: str, role: str, pressed: Callable[[], None]) -> QPushButton:
    """Return a button with a style role and action."""
    push_button = Button(text)
    push_button.setProperty("role", role)
    push_button.setAccessibleName(text)
    push_button.clicked.connect(lambda _=False: pressed())
    return push_button


def centred(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets side by side, centred."""
    row = line(gap=6)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def drawn(meaning: str, token: str, size: int) -> QLabel:
    """Return an icon in a theme colour, at a size in pixels."""
    made, look = plain_label(), theme.current()
    made.setPixmap(picture(meaning, look.colours[token], look.px(size), 2.0))
    return made


class WorkArea(QWidget):
    """The progress of unlocking, or why it was refused; its space is reserved so that nothing moves.

    Args:
        words: of the language.
    """

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.setMinimumHeight(theme.current().px(_REASON_HEIGHT))
        whole = column(self, gap=4)
        self._reason = label("", "problem")
        self._reason.hide()
        whole.addWidget(self._reason)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words("Unlocking"))
        self._step = label("", "small")
        for part in (self._bar, self._step):
            part.hide()
            whole.addWidget(part)
        whole.addStretch(1)

    def show_reason(self, text: str) -> None:
        """Show why it was refused, or nothing more of it."""
        mark_role(self._reason, role="problem")
        self._reason.setText(text)
        self._reason.setVisible(bool(text))

    def let_reason_pass(self) -> None:
        """Leave the reason in a quiet colour, as that of the attempt before what was typed since."""
        if not self._reason.isHidden() and self._reason.property("role") == "problem":
            mark_role(self._reason, role="quiet")
            self._reason.setText(self._words("At the last attempt: {reason}", reason=self._reason.text()))

    def show_step(self, words: str) -> None:
        """Show the current step."""
        self._step.setText(words)

    def follow(self, *, is_busy: bool) -> None:
        """Show that something is under way once it takes time, or no longer."""
        if is_busy:
            self._patience.start()
        else:
            self._patience.stop()
            self._show(is_busy=False)

    def _show(self, *, is_busy: bool = True) -> None:
        self._bar.setRange(0, 0 if is_busy else 1)
        self._bar.setVisible(is_busy)
        self._step.setVisible(is_busy)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Credentials entered to unlock a vault.

    Attributes:
        given: the vault, a passphrase, recovery code or shares of guardians, and the key file or None.
        is_shares: shares were asked for.
    """

    given: tuple[Path, str, Path | OpenedFile | None] = field(repr=False)
    is_shares: bool = False
