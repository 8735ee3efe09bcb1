"""The printer dialog, in the process with access to the print service; it states what remains behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.ui.dialogs.picker_dialog import PickerDialog
from casebook.ui.kit import theme
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, line


class PrinterChoice(PickerDialog):
    """Lists the printers, and offers a PDF file instead.

    Attributes:
        printer: the one that was chosen; "" for a PDF file.
    """

    def __init__(self, words: Translator, printers: Sequence[str]) -> None:
        super().__init__(words, "print")
        self.printer = ""
        self.setMinimumWidth(theme.current().px(460))
        whole = column(self, gap=10, margins=(20,))
        whole.addWidget(label(words("Print"), "title"))
        self._printers = QComboBox()
        self._printers.setAccessibleName(words("Printer"))
        self._printers.addItems(list(printers))
        whole.addWidget(self._printers)
        whole.addWidget(label(words(_KEPT), "quiet", wraps=True))
        whole.addWidget(self._problem)
        foot = line(gap=8)
        foot.addWidget(button(words("Save as PDF"), self.accept))
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self.reject))
        send = button(words("Print"), self._print, role="primary")
        send.setDefault(True)
        foot.addWidget(send)
        whole.addLayout(foot)

    @property
    def has_printers(self) -> bool:
        """Return whether there is anything to choose."""
        return self._printers.count() > 0

    def _print(self) -> None:
        self.printer = self._printers.currentText()
        self.accept()


_KEPT = Message(
    "The print service of this computer keeps an unencrypted copy, at least until the document is printed. "
    "Printers with a disk and print servers may keep one for longer."
)
