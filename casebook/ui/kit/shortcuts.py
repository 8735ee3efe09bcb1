"""Every keyboard shortcut of the window, by the action it runs.

Widgets and the workspace listen for these keys, and the overview of shortcuts lists them: nothing is listed
that does nothing, and nothing is done that is not listed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "find": ("Ctrl+K",),
    "cases": ("Ctrl+P",),
    "filter": ("Ctrl+F",),
    "print": ("Ctrl+Shift+P",),
    "new": ("Ctrl+N",),
    "new-client": ("Ctrl+Shift+N",),
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Shift+Z", "Ctrl+Y"),
    "undo-list": ("Ctrl+Shift+H",),
    "back": ("Alt+Left",),
    "refresh": ("F5",),
    "next-tab": ("Ctrl+Tab", "Ctrl+PgDown"),
    "previous-tab": ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
    "next-pane": ("F6",),
    "previous-pane": ("Shift+F6",),
    "larger": ("Ctrl++", "Ctrl+="),
    "smaller": ("Ctrl+-",),
    "usual-size": ("Ctrl+0",),
    "hide-names": ("F7",),
    "show-names": ("F8",),
    "manual": ("F1",),
    "shortcuts": ("Ctrl+/", "?"),
    "lock": ("Ctrl+L",),
    "panic": ("F12",),
    "next-field": ("Return", "Enter"),
    "save": ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"),
    "save-and-add": ("Ctrl+Shift+S",),
    "leave": ("Esc",),
    "calendar": ("Alt+Down",),
    "open": ("Return", "Enter"),
    "change": ("F2",),
    "change-cell": ("Shift+F2",),
    "remove": ("Del",),
    "copy": ("Ctrl+C",),
}
_KEYS_OF_MACOS: Final[dict[str, tuple[str, ...]]] = {
    "back": ("Ctrl+[",),
    "refresh": ("Ctrl+R",),
    "next-tab": ("Meta+Tab",),
    "previous-tab": ("Meta+Shift+Tab",),
    "remove": ("Ctrl+Backspace",),
}
"""Ctrl is the Command key there, Meta the Control key: Command and Tab belong to the system."""


def keys_on(system: str) -> dict[str, tuple[str, ...]]:
    """Return the keys of each action, by `sys.platform`: those usual there first."""
    own = _KEYS_OF_MACOS if system == "darwin" else {}
    return {action: (*own.get(action, ()), *keys) for action, keys in _KEYS.items()}


SHORTCUTS: Final = keys_on(sys.platform)
"""Action -> its keys in Qt's portable form, the usual one first."""

ZOOM_STEPS: Final[dict[str, int]] = {"larger": 1, "smaller": -1, "usual-size": 0}
"""Action -> how many sizes of text further it goes; 0 returns to the usual one."""


def sequences(action: str) -> list[QKeySequence]:
    """Return the keys of an action."""
    return [QKeySequence(keys) for keys in SHORTCUTS[action]]


def usual_keys(shortcuts: tuple[str, ...]) -> str:
    """Return the first of some keys as the system writes them."""
    return QKeySequence(shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


def is_pressed(event: QKeyEvent, action: str) -> bool:
    """Return whether a key event is one of an action; those of the number pad count as well."""
    from PySide6.QtCore import QKeyCombination, Qt

    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    try:
        pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    except ValueError:  # a key that Qt has no name for
        return False
    return pressed in sequences(action)
