"""A new passphrase: typed twice and rated while typing, or six suggested words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.field_icon import FieldIcon
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, line


class Judgement(Protocol):
    """The strength of a passphrase."""

    @property
    def score(self) -> int:
        """Return the score: 0 is guessed at once, 4 is strong."""
        ...

    @property
    def is_enough(self) -> bool:
        """Return whether it will be accepted."""
        ...

    @property
    def warning(self) -> str:
        """Return a warning in English, or ""."""
        ...


Judge = Callable[[str, Callable[[Judgement], None]], None]
"""Rates a passphrase off the UI thread, where it would delay typing; answers in the UI thread."""


class NewPassphrase(QWidget):
    """Six suggested words, and two fields that must agree.

    Attributes:
        changed: something was typed.
        sent: Enter was pressed in the second field.
    """

    changed = Signal()
    sent = Signal()

    def __init__(
        self,
        words: Translator,
        judge: Judge,
        offer: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._judge, self._offer = words, judge, offer
        self._warning = ""
        whole = column(self, gap=6)
        whole.addWidget(
            label(words("Six random words are hard to guess and easy to remember."), "small", wraps=True)
        )
        self._suggesting = button(words("Suggest six words"), self._suggest, role="link")
        whole.addWidget(self._suggesting, 0, Qt.AlignmentFlag.AlignLeading)
        self._first = self._field(whole, words("New passphrase"))
        self.setFocusProxy(self._first)
        self._eye = FieldIcon(self._first, "open-eye", words("Show or hide what you type"))
        self._eye.clicked.connect(lambda: self._show_typed(is_shown=not self._is_shown))
        row = line(gap=8)
        self._chip = Chip(words("Not entered yet"), "grey", "security")
        row.addWidget(self._chip)
        row.addStretch(1)
        whole.addLayout(row)
        self._second = self._field(whole, words("Repeat passphrase"))
        self._first.returnPressed.connect(self._second.setFocus)
        self.suggest_after(self._second)
        self._second.returnPressed.connect(self.sent)
        self._hint = label("", "small", wraps=True)
        whole.addWidget(self._hint)

    @property
    def passphrase(self) -> str:
        """Return the passphrase typed twice, or "" while the fields differ."""
        return self._first.text() if self._first.text() == self._second.text() else ""

    @property
    def is_begun(self) -> bool:
        """Return whether something is typed in one of the fields."""
        return bool(self._first.text() or self._second.text())

    def suggest_after(self, last: QWidget) -> None:
        """Place the suggestion after this in the order of Tab.

        A passphrase contains spaces: who presses Tab once too often must not press the suggestion, which
        replaces what is typed, nor what leaves the form.
        """
        self.setTabOrder(last, self._suggesting)

    def clear(self) -> None:
        """Clear the fields."""
        self._first.clear()
        self._second.clear()
        self._show_typed(is_shown=False)

    @property
    def _is_shown(self) -> bool:
        return self._first.echoMode() == QLineEdit.EchoMode.Normal

    def _field(self, whole: object, title: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(title)
        field.textChanged.connect(lambda _: self._check_typed())
        whole.addWidget(label(title, "strong"))  # type: ignore[attr-defined]
        whole.addWidget(field)  # type: ignore[attr-defined]
        return field

    def _show_typed(self, *, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for field in (self._first, self._second):
            field.setEchoMode(mode)
        self._eye.show_meaning("closed-eye" if is_shown else "open-eye")

    def _suggest(self) -> None:
        """Show six words, to be retyped for learning."""
        self._second.clear()
        self._first.setText(self._offer())
        self._show_typed(is_shown=True)
        self._second.setFocus()

    def _check_typed(self) -> None:
        typed = self._first.text()
        if typed:
            self._judge(typed, partial(self._show_judgement, typed))
        else:
            self._chip.set_status(self._words("Not entered yet"), "grey", "security")
            self._warning = ""
        self._show_hint()
        self.changed.emit()

    def _show_judgement(self, typed: str, judged: Judgement) -> None:
        if typed != self._first.text():
            return
        words = self._words
        verdicts: tuple[tuple[str, Tone, str], ...] = (
            (words("Can be guessed instantly"), "red", "error"),
            (words("Can be guessed quickly"), "red", "error"),
            (words("Weak"), "amber", "warning"),
            (words("Good"), "green", "done"),
            (words("Strong"), "green", "done"),
        )
        self._chip.set_status(*verdicts[judged.score])
        is_strong = judged.score == len(verdicts) - 1
        parts = [words(judged.warning)] if judged.warning and not is_strong else []
        if not judged.is_enough:
            parts.append(
                words(
                    "It will be refused. Use six random words, or eight random Chinese words of two "
                    "characters each."
                )
            )
        self._warning = " ".join(parts)
        self._show_hint()

    def _show_hint(self) -> None:
        differ = self._second.text() and not self.passphrase
        hint = self._words("The two entries do not match yet.") if differ else self._warning
        if hint != self._hint.text():
            self._hint.setText(hint)
            QTimer.singleShot(0, self, self._keep_hint_in_view)  # once its lines are laid out

    def _keep_hint_in_view(self) -> None:
        if self._hint.text() and self._hint.isVisible():
            keep_in_view(self._hint)
