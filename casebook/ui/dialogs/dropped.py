"""A dialog that confirms files dropped on the window before they are opened.

SECURITY: a session learns only their paths. Were they opened on its word alone, a fault in it could have
any file opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import Wish
from casebook.ui.kit import theme
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.parts import button, label

_MAX_NAMED = 12


class Dropped(QDialog):
    """Names the files and asks whether to import them.

    Attributes:
        wish: always files.
        chosen: the files.
    """

    def __init__(self, words: Translator, dropped: Sequence[Path]) -> None:
        super().__init__()
        self.wish: Wish = "files"
        self._words = words
        self.chosen = list(dropped)
        self.setWindowTitle("Casebook")
        self.setProperty("role", "ground")
        self.setMinimumWidth(theme.current().px(420))
        whole = column(self, gap=10, margins=(20,))
        asked = words.count("Import the dropped item?", "Import these {number} items?", len(self.chosen))
        whole.addWidget(label(asked, "title"))
        for path in self.chosen[:_MAX_NAMED]:
            whole.addWidget(label(path.name))
        left = len(self.chosen) - _MAX_NAMED
        if left > 0:
            whole.addWidget(label(words("and {number} more", number=left), "quiet"))
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        whole.addWidget(self._problem)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self.reject))
        add = button(words("Add"), self.accept, role="primary")
        add.setDefault(True)
        foot.addWidget(add)
        whole.addLayout(foot)
        add.setFocus()

    def refuse(self, title: Message, remedy: Message) -> None:
        """Show why they cannot be imported."""
        self._problem.setText(f"{self._words(title)} {self._words(remedy)}".strip())
        self._problem.show()
        self.show()
