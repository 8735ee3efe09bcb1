"""A line for a phrase: hidden while it is typed, with an eye that shows it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from casebook.base.i18n import Translator
from casebook.ui.widgets.forms.field_icon import FieldIcon


class PhraseLine(QLineEdit):
    """Hidden again whenever it is emptied."""

    def __init__(self, words: Translator, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = FieldIcon(self, "open-eye", words("Show or hide what you type"))
        self.eye.clicked.connect(self._turn)
        self.textChanged.connect(self._hide_empty)

    def _turn(self) -> None:
        self._show(is_shown=self.echoMode() == QLineEdit.EchoMode.Password)

    def _hide_empty(self, text: str) -> None:
        if not text:
            self._show(is_shown=False)

    def _show(self, *, is_shown: bool) -> None:
        echo = QLineEdit.EchoMode
        self.setEchoMode(echo.Normal if is_shown else echo.Password)
        self.eye.show_meaning("closed-eye" if is_shown else "open-eye")
