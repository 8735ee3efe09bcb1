"""Program-wide actions, each with its text, keys and icon."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.base.i18n import Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action available on every page.

    Attributes:
        key: what the window knows it by.
        title: its words.
        keys: its shortcut, in Qt's portable form.
        other_keys: another shortcut that programs use for it, or "".
        meaning: its icon.
    """

    key: str
    title: str
    keys: str
    meaning: str
    other_keys: str = ""


def actions(words: Translator) -> tuple[Action, ...]:
    """Return every action of the program."""
    return (
        Action(key="find", title=words("Search everything"), keys="Ctrl+K", meaning="search"),
        Action(key="cases", title=words("Recent and pinned cases"), keys="Ctrl+P", meaning="case"),
        Action(key="new", title=words("New item on this page"), keys="Ctrl+N", meaning="add"),
        Action(key="filter", title=words("Filter this page"), keys="Ctrl+F", meaning="search"),
        Action(key="undo", title=words("Undo last change"), keys="Ctrl+Z", meaning="back"),
        Action(
            key="redo",
            title=words("Redo what was undone"),
            keys="Ctrl+Shift+Z",
            other_keys="Ctrl+Y",
            meaning="forward",
        ),
        Action(key="undo-list", title=words("Undo list"), keys="Ctrl+Shift+H", meaning="history"),
        Action(key="back", title=words("Back"), keys="Alt+Left", meaning="back"),
        Action(key="refresh", title=words("Refresh page"), keys="F5", meaning="done"),
        Action(key="manual", title=words("Help on this page"), keys="F1", meaning="read"),
        Action(key="lock", title=words("Lock"), keys="Ctrl+L", meaning="lock"),
        Action(key="panic", title=words("Hide everything and lock"), keys="F12", meaning="closed-eye"),
    )
