"""The first chapter of the manual in front of the lock screen, where no casebook is open yet."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.pages.vault.chapters import CHAPTERS, text_of
from casebook.ui.pages.vault.manual import Leaf
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import column, line


class FirstHelp(QDialog):
    """The chapter with a button to close it, as Escape does."""

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("Manual"))
        px = theme.current().px
        self.resize(px(720), px(560))
        whole = column(self, gap=12, margins=(16,))
        self.text = Leaf(words("Chapter text"))
        self.text.show_text(text_of(CHAPTERS[0], words.language))
        whole.addWidget(self.text, 1)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Close"), self.reject, role="primary"))
        whole.addLayout(foot)
        self.text.setFocus()
