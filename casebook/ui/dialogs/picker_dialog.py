"""What the dialogs of the picker share: what is picked, and a line that says why it cannot be used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import PickKind
from casebook.ui.widgets.controls.parts import label


class PickerDialog(QDialog):
    """A dialog that chooses files, a folder or a printer.

    Attributes:
        kind: what is chosen.
        chosen: the files or the folder; empty for a printer.
    """

    def __init__(self, words: Translator, kind: PickKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: PickKind = kind
        self.chosen: list[Path] = []
        self._words = words
        self.setWindowTitle("Casebook")
        self.setProperty("role", "ground")
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()

    def refuse(self, title: Message, remedy: Message) -> None:
        """Show why the choice cannot be used; another may be made."""
        self._problem.setText(f"{self._words(title)} {self._words(remedy)}".strip())
        self._problem.show()
        self.show()
