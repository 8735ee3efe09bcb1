"""Settings: the look of the window, and when the vault locks by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QPushButton

from casebook.services import setting
from casebook.services.setting import LockTimes
from casebook.ui.desk import Desk
from casebook.ui.icons import icon
from casebook.ui.pages.page import Crumb, Page
from casebook.ui.widgets.card import Card
from casebook.ui.widgets.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout import column, mark_role
from casebook.ui.widgets.parts import button, label

_MINUTES = (1, 2, 5, 10, 15, 30, 60)


class SettingsPage(Page):
    """Each choice is kept as soon as it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._times = LockTimes()
        whole = column(self, gap=12)
        whole.addWidget(label(self.words("Settings"), "heading"))
        scroll = Scrolled(self.words("Settings"))
        scroll.body.addWidget(CardGrid((self._look(), self._locking()), least=400))
        scroll.body.addStretch(1)
        whole.addWidget(scroll, 1)

    def read(self) -> None:
        """Read when the vault locks."""
        for name, made in self._looks.items():
            is_present = name == self.desk.theme
            mark_role(made, role="primary" if is_present else "")
            made.setChecked(is_present)
            made.setIcon(icon("done", "on-accent") if is_present else QIcon())
        self.ask(setting.lock_times, self._show)

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

    def _locking(self) -> Card:
        card = Card(self.words("Locking"))
        told = self.words("Kept inside the vault. Time goes on while the computer sleeps.")
        card.body.addWidget(label(told, "quiet", wraps=True))
        card.body.addWidget(label(self.words("Lock without input after"), "strong", wraps=True))
        self._idle = QComboBox()
        self._idle.setAccessibleName(self.words("Lock without input after"))
        for minutes in _MINUTES:
            self._idle.addItem(self.words.count("{number} minute", "{number} minutes", minutes), minutes * 60)
        self._idle.activated.connect(lambda _: self._keep())
        card.body.addWidget(self._idle)
        card.body.addWidget(label(self.words("F12 hides everything at once and locks."), "quiet", wraps=True))
        return card

    def _show(self, times: LockTimes) -> None:
        self._times = times
        place = self._idle.findData(times.idle_s)
        if place < 0:
            words = self.words.count("{number} second", "{number} seconds", times.idle_s)
            self._idle.addItem(words, times.idle_s)
            place = self._idle.count() - 1
        self._idle.setCurrentIndex(place)

    def _keep(self) -> None:
        times = replace(self._times, idle_s=int(self._idle.currentData()))

        def done(_: None) -> None:
            self._times = times
            self.desk.timed.emit(times.idle_s)

        self.desk.ask(lambda session: setting.keep_lock_times(session, times), done)
