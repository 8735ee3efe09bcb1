"""The line that says which other terms a search includes, with a button that leaves them out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.base.i18n import Translator
from casebook.language.synonym import quoted
from casebook.services.base.synonym import synonyms
from casebook.ui.pages.wording.synonym import equations
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import line


class SynonymBar(QFrame):
    """Hidden while a search has no other terms.

    Attributes:
        narrowed: only the words typed are wanted; the query that asks for them.
    """

    narrowed = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._query = words, ""
        whole = line(self, gap=10, margins=(6, 0))
        self._text = Elided("", "quiet")
        whole.addWidget(self._text, 1)
        self.narrow = button(words("Search only for the words typed"), self._narrow, role="link")
        whole.addWidget(self.narrow)
        self.hide()

    def show_query(self, query: str) -> None:
        """Show the terms that a query includes."""
        self._query = query
        text = equations(synonyms().parts(query))
        self._text.setText(self._words("Also searched: {terms}", terms=text))
        self.setVisible(bool(text))

    def _narrow(self) -> None:
        self.narrowed.emit(quoted(self._query))
