"""Settings: the look of the window, and when the vault locks by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from casebook.ui.desk import Desk
from casebook.ui.icons import icon
from casebook.ui.pages.deadline_checks import DeadlineChecks
from casebook.ui.pages.lock_times import LockTimesCard
from casebook.ui.pages.page import Crumb, Page
from casebook.ui.widgets.card import Card
from casebook.ui.widgets.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout import column, mark_role
from casebook.ui.widgets.parts import button, label


class SettingsPage(Page):
    """Each choice is kept as soon as it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._times = LockTimesCard(self)
        self._checks = DeadlineChecks(desk)
        whole = column(self, gap=12)
        whole.addWidget(label(self.words("Settings"), "heading"))
        scroll = Scrolled(self.words("Settings"))
        scroll.body.addWidget(CardGrid((self._look(), self._times, self._checks), least=400))
        scroll.body.addStretch(1)
        whole.addWidget(scroll, 1)

    def read(self) -> None:
        """Read when the vault locks."""
        for name, made in self._looks.items():
            is_present = name == self.desk.theme
            mark_role(made, role="primary" if is_present else "")
            made.setChecked(is_present)
            made.setIcon(icon("done", "on-accent") if is_present else QIcon())
        self._times.read()
        self._checks.read()

    def crumbs(self) -> tuple[Crumb, ...]:
        """The heading is the path."""
        return (Crumb(text=self.words("Settings")),)

    def _look(self) -> Card:
        card = Card(self.words("Look"))
        told = self.words("Kept outside the vault, with the size of the window and nothing else.")
        card.body.addWidget(label(told, "quiet", wraps=True))
        titles = {
            "system": self.words("As the system"),
            "light": self.words("Light"),
            "dark": self.words("Dark"),
            "contrast": self.words("High contrast"),
        }
        self._looks: dict[str, QPushButton] = {}
        for name, title in titles.items():
            made = self._looks[name] = button(title, partial(self.desk.dressed.emit, name))
            made.setCheckable(True)
            card.body.addWidget(made)
        return card
