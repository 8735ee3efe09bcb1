"""The buttons of a deadline's pane, created once and updated for the current deadline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from casebook.base.i18n import Translator
from casebook.domain.deadline.deadline import Deadline
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.wrapping import Wrapping

Act = Callable[[str], None]
"""Runs the action with this key on the current deadline."""


class DeadlineActs(Wrapping):
    """What can be done with a deadline, most of it on buttons, the rest in a menu.

    Args:
        words: of the language.
        act: called with "met", "extend", "check", "sheet" or "reopen", or with a key of the menu: "print",
            "override", "waived", "missed", "count-again" or "bin".
    """

    def __init__(self, words: Translator, act: Act) -> None:
        self._buttons = {
            key: button(title, lambda key=key: act(key), meaning=meaning, writes=meaning != "file-pdf")  # type: ignore[misc]
            for key, title, meaning in (
                ("met", words("Mark as met"), "done"),
                ("extend", words("Extend"), "time"),
                ("check", words("Record check"), "read"),
                ("sheet", words("Deadline sheet"), "file-pdf"),
                ("reopen", words("Reopen"), "refresh"),
            )
        }
        self._menu: dict[str, QAction] = {}
        super().__init__(*self._buttons.values(), self._more(words, act))

    def _more(self, words: Translator, act: Act) -> QPushButton:
        more_button = button("", role="tool", meaning="more", name=words("More"))
        menu = QMenu(more_button)
        for key, title in (
            ("print", words("Print deadline sheet")),
            ("override", words("Set another date by order")),
            ("waived", words("Waive")),
            ("missed", words("Mark as missed")),
            ("count-again", words("Recalculate with today's rules")),
            ("bin", words("Move to bin")),
        ):
            self._menu[key] = menu.addAction(title, lambda key=key: act(key))  # type: ignore[misc]
        more_button.setMenu(menu)
        return more_button

    def suit(self, deadline: Deadline) -> None:
        """Offer what can be done with this one."""
        is_running = deadline.is_running
        for key in ("met", "extend", "check"):
            self._buttons[key].setVisible(is_running)
        self._buttons["reopen"].setVisible(not is_running)
        for key in ("override", "waived", "missed"):
            self._menu[key].setVisible(is_running)
        can_count = is_running and deadline.origin == "rule" and bool(deadline.event_id)
        self._menu["count-again"].setVisible(can_count)
