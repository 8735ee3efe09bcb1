"""A new passphrase: typed twice, judged while it is typed, or six words offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.forms.field_icon import FieldIcon
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.parts import button, label


class Judgement(Protocol):
    """How hard a passphrase is to guess: 0 to 4, and what makes it weak."""

    @property
    def score(self) -> int:
        """0 is guessed at once, 4 is strong."""
        ...

    @property
    def warning(self) -> str:
        """In English, or ""."""
        ...


class NewPassphrase(QWidget):
    """Two fields that must agree.

    Attributes:
        changed: something was typed.
        sent: Enter was pressed in the second field.
    """

    changed = Signal()
    sent = Signal()

    def __init__(
        self,
        words: Translator,
        judge: Callable[[str], Judgement],
        offer: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._judge, self._offer = words, judge, offer
        whole = column(self, gap=6)
        self._first = self._field(whole, words("New passphrase"))
        self.setFocusProxy(self._first)
        self._eye = FieldIcon(self._first, "open-eye", words("Show or hide what you type"))
        self._eye.clicked.connect(lambda: self._show_typed(is_shown=not self._is_shown))
        row = line(gap=8)
        self._chip = Chip(words("Not entered yet"), "grey", "security")
        row.addWidget(self._chip)
        row.addStretch(1)
        suggest = button(words("Suggest six words"), self._suggest, role="link")
        row.addWidget(suggest)
        whole.addLayout(row)
        self._second = self._field(whole, words("Repeat passphrase"))
        # From the first on to the second, by Enter and by Tab: a space typed on the way would suggest words.
        self._first.returnPressed.connect(self._second.setFocus)
        self.setTabOrder(self._first, self._second)
        self.setTabOrder(self._second, suggest)
        self._second.returnPressed.connect(self.sent)
        self._hint = label("", "small", wraps=True)
        whole.addWidget(self._hint)

    @property
    def passphrase(self) -> str:
        """What was typed twice, or "" while the two differ."""
        return self._first.text() if self._first.text() == self._second.text() else ""

    def clear(self) -> None:
        """Forget what was typed."""
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
        """Show six words; typing them once more is the first time of learning them."""
        self._second.clear()
        self._first.setText(self._offer())
        self._show_typed(is_shown=True)
        self._second.setFocus()

    def _check_typed(self) -> None:
        words, typed = self._words, self._first.text()
        judged = self._judge(typed)
        verdicts: tuple[tuple[str, Tone, str], ...] = (
            (words("Can be guessed instantly"), "red", "error"),
            (words("Can be guessed quickly"), "red", "error"),
            (words("Weak"), "amber", "warning"),
            (words("Good"), "green", "done"),
            (words("Strong"), "green", "done"),
        )
        self._chip.set_status(
            *(verdicts[judged.score] if typed else (words("Not entered yet"), "grey", "security"))
        )
        hint = words(judged.warning) if judged.warning else ""
        if self._second.text() and not self.passphrase:
            hint = words("The two entries do not match yet.")
        self._hint.setText(hint)
        self.changed.emit()
