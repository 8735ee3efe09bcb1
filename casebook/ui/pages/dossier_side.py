"""Beside the pages of a dossier: preflight, building a copy, the register and the scans, a tab for each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casebook.ui.pages.dossier_copy import CopyPane
from casebook.ui.pages.dossier_preflight import Preflight
from casebook.ui.pages.dossier_register import Register
from casebook.ui.pages.dossier_scans import Scans
from casebook.ui.pages.page import Page
from casebook.ui.widgets.layout import column
from casebook.ui.widgets.split import Yielding
from casebook.ui.widgets.stack import Stack
from casebook.ui.widgets.tabs import Tabs


class DossierSide(Yielding):
    """The four tabs."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        words, whole = page.words, column(self, gap=0, margins=(1,))
        names = (
            ("preflight", words("Preflight")),
            ("build", words("Build")),
            ("register", words("Register")),
            ("scans", words("Scans")),
        )
        self.tabs = Tabs(names, words("More"))
        whole.addWidget(self.tabs)
        self.preflight, self.copy = Preflight(page), CopyPane(page)
        self.register, self.scans = Register(page), Scans(page)
        self._of_tab: dict[str, QWidget] = {
            "preflight": self.preflight,
            "build": self.copy,
            "register": self.register,
            "scans": self.scans,
        }
        self._shown = Stack()
        for part in self._of_tab.values():
            self._shown.addWidget(part)
        whole.addWidget(self._shown, 1)

    def show_tab(self, key: str) -> None:
        """Show the tab of this key."""
        self.tabs.choose(key)
        self._shown.setCurrentWidget(self._of_tab[key])
