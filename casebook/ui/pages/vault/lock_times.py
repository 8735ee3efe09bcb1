"""Settings of automatic locking and of the clipboard, stored in the vault."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox

from casebook.services.base import setting
from casebook.services.base.setting import LockTimes
from casebook.services.vault.confinement import has_triggers
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import hold_back, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox

_MINUTES = (1, 2, 5, 10, 15, 30, 60)
_CLIPBOARD_S = (5, 10, 30, 60, 120, 300)


class LockTimesCard(Card):
    """Each choice is saved at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Locking"))
        self._page, self._words = page, page.words
        self._times = LockTimes()
        words = self._words
        text = words("Stored in the casebook. The time keeps running while the computer sleeps.")
        self.body.addWidget(label(text, "quiet", wraps=True))
        minutes = [(words.count("{number} minute", "{number} minutes", each), each * 60) for each in _MINUTES]
        self.idle = self._box(words("Lock after inactivity of"), minutes)
        seconds = [(words.count("{number} second", "{number} seconds", each), each) for each in _CLIPBOARD_S]
        self.clipboard = self._box(words("Clear clipboard after"), seconds)
        self.at_sleep = self._switch(words("Lock before the computer sleeps"))
        self.with_screen = self._switch(words("Lock when the screen is locked"))
        if not has_triggers():
            for switch in (self.at_sleep, self.with_screen):
                switch.hide()
            text = words(
                "This system does not report sleep or screen lock: close Casebook when you "
                "leave the computer."
            )
            self.body.addWidget(label(text, "quiet", wraps=True))
        hold_back(self.idle, self.clipboard, self.at_sleep, self.with_screen)
        self.body.addWidget(
            label(words("F12 hides everything at once and locks the casebook."), "quiet", wraps=True)
        )

    def read(self) -> None:
        """Read the settings."""
        self._page.ask(setting.lock_times, self._show)

    def _box(self, title: str, choices: list[tuple[str, int]]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(title)
        for words, seconds in choices:
            box.addItem(words, seconds)
        box.activated.connect(lambda _: self._keep())
        self.body.addWidget(label(title, "strong", wraps=True))
        self.body.addWidget(box)
        return box

    def _switch(self, title: str) -> QCheckBox:
        tick_box = TickBox(title)
        tick_box.setAccessibleName(title)
        tick_box.clicked.connect(lambda _: self._keep())
        self.body.addWidget(tick_box)
        return tick_box

    def _show(self, times: LockTimes) -> None:
        self._times = times
        self._choose(self.idle, times.idle_s)
        self._choose(self.clipboard, times.clipboard_s)
        self.at_sleep.setChecked(times.is_locked_at_sleep)
        self.with_screen.setChecked(times.is_locked_with_screen)

    def _choose(self, box: QComboBox, seconds: int) -> None:
        place = box.findData(seconds)
        if place < 0:
            box.addItem(self._words.count("{number} second", "{number} seconds", seconds), seconds)
            place = box.count() - 1
        box.setCurrentIndex(place)

    def _keep(self) -> None:
        times = replace(
            self._times,
            idle_s=int(self.idle.currentData()),
            clipboard_s=int(self.clipboard.currentData()),
            is_locked_at_sleep=self.at_sleep.isChecked(),
            is_locked_with_screen=self.with_screen.isChecked(),
        )

        def done(_: None) -> None:
            self._times = times
            self._page.context.lock_times_changed.emit(times)

        self._page.context.ask(lambda session: setting.keep_lock_times(session, times), done)
