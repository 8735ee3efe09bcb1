"""Tabs beside the pages of a dossier: preflight, build, register and scans."""

from __future__ import annotations

from typing import cast

from casebook.base.i18n import Translator
from casebook.domain.dossier.build import BuildRequest
from casebook.services.dossier.dossier_file import DossierFile
from casebook.ui.pages.dossier.dossier_copy import CopyPane
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.dossier.dossier_preflight import PreflightPane
from casebook.ui.pages.dossier.dossier_register import Register
from casebook.ui.pages.dossier.dossier_scans import Scans
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.lazy_stack import LazyStack
from casebook.ui.widgets.layout.split import ShrinkablePane

SIDE_TABS = ("preflight", "build", "register", "scans")
"""Keys of the tabs."""


def side_tabs(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the tabs beside a dossier by key, with their titles."""
    return (
        ("preflight", words("Pre-filing check")),
        ("build", words("Build")),
        ("register", words("Disclosure register")),
        ("scans", words("Scans")),
    )


class DossierSide(ShrinkablePane):
    """The four tabs; all but the first are created on first use."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self._page = page
        self._file: DossierFile | None = None
        self.setProperty("role", "pane")
        words, whole = page.words, column(self, gap=0, margins=(1,))
        self.tabs = Tabs(side_tabs(words), words("More"))
        whole.addWidget(self.tabs)
        self.preflight = PreflightPane(page)
        self._shown = LazyStack(
            {
                "preflight": lambda: self.preflight,
                "build": self._copy,
                "register": self._register,
                "scans": self._scans,
            },
            in_tab_order=True,
        )
        self._shown.page("preflight")
        whole.addWidget(self._shown, 1)

    @property
    def copy(self) -> CopyPane:
        """Return the build tab."""
        return cast("CopyPane", self._shown.page("build"))

    @property
    def request(self) -> BuildRequest:
        """Return the build request; by default a working draft."""
        if self._file and not self._shown.is_made("build"):
            return BuildRequest(dossier_id=self._file.dossier.id)
        return self.copy.request

    @property
    def register(self) -> Register:
        """Return the register of copies."""
        return cast("Register", self._shown.page("register"))

    @property
    def scans(self) -> Scans:
        """Return the scans among the exhibits."""
        return cast("Scans", self._shown.page("scans"))

    def _copy(self) -> CopyPane:
        copy_pane = CopyPane(self._page)
        if self._file:
            copy_pane.show_file(self._file)
        copy_pane.changed.connect(self._page.look_ahead)
        return copy_pane

    def _register(self) -> Register:
        register = Register(self._page)
        if self._file:
            register.show_builds(self._file.builds, self._file.revoked)
        return register

    def _scans(self) -> Scans:
        scans = Scans(self._page)
        if self._file:
            scans.show_exhibits(self._file.exhibits)
        return scans

    def show_file(self, file: DossierFile) -> None:
        """Show a dossier."""
        self._file = file
        if self._shown.is_made("build"):
            self.copy.show_file(file)
        else:
            self._page.look_ahead()
        if self._shown.is_made("register"):
            self.register.show_builds(file.builds, file.revoked)
        if self._shown.is_made("scans"):
            self.scans.show_exhibits(file.exhibits)

    def show_tab(self, key: str) -> None:
        """Show the tab of this key."""
        self.tabs.choose(key)
        self._shown.show_page(key)
