"""A dialog that confirms files dropped on the window before they are opened.

SECURITY: a session learns only their paths. Were they opened on its word alone, a fault in it could have
any file opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.ui.dialogs.picker_dialog import PickerDialog
from casebook.ui.kit import theme
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, line

_MAX_NAMED = 12


class Dropped(PickerDialog):
    """Names the files and asks whether to import them."""

    def __init__(self, words: Translator, dropped: Sequence[Path]) -> None:
        super().__init__(words, "files")
        self.chosen = list(dropped)
        self.setMinimumWidth(theme.current().px(420))
        whole = column(self, gap=10, margins=(20,))
        asked = words.count("Import the dropped item?", "Import these {number} items?", len(self.chosen))
        whole.addWidget(label(asked, "title"))
        for path in self.chosen[:_MAX_NAMED]:
            whole.addWidget(label(path.name))
        left = len(self.chosen) - _MAX_NAMED
        if left > 0:
            whole.addWidget(label(words("and {number} more", number=left), "quiet"))
        whole.addWidget(self._problem)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self.reject))
        add = button(words("Add"), self.accept, role="primary")
        add.setDefault(True)
        foot.addWidget(add)
        whole.addLayout(foot)
        add.setFocus()
