"""The choice of the key file for a passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.ui.dialogs.file import pick_files
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import line


class KeyfileChoice(QWidget):
    """The key file for the passphrase.

    Attributes:
        path: the chosen one, or None.
    """

    def __init__(self, words: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.path: Path | OpenedFile | None = None
        whole = line(self, gap=8)
        self._file_name = Elided("", "quiet")
        whole.addWidget(self._file_name, 1)
        whole.addWidget(button(words("Choose key file…"), self._choose, role="link"))
        self.clear()

    def clear(self) -> None:
        """Clear the choice."""
        self.path = None
        self._file_name.setText(self._words("No key file"))

    def take(self, path: Path | OpenedFile) -> None:
        """Choose this file."""
        self.path = path
        self._file_name.setText(path.name)

    def _choose(self) -> None:
        chosen = pick_files(self.window(), self._words, purpose="keyfile")
        if chosen:
            self.take(chosen[0])
