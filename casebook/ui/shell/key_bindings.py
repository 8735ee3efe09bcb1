"""The actions of the window as Qt's: their keys work on every page, and macOS shows them in its menu bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from casebook.base.i18n import Translator
from casebook.ui.shell.actions import Action, actions, group_titles
from casebook.ui.shell.shortcut_overview import page_actions


def bind_keys(
    workspace: QWidget, words: Translator, run: Callable[[str], None], go: Callable[[str], None]
) -> dict[Action, QAction]:
    """Bind the keys of every action within a workspace.

    Args:
        workspace: whose window hears them.
        words: the language of the menus.
        run: runs an action by its key.
        go: goes to a page by its key.
    """
    bound: dict[Action, QAction] = {}
    for action in (*actions(words), *page_actions(words)):
        command = QAction(action.title, workspace)
        command.setData(action.key)
        command.setMenuRole(QAction.MenuRole.NoRole)  # macOS would move those that it believes to know
        command.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
        act = go if action.group == "pages" else run
        command.triggered.connect(partial(_run, act, action.key))
        workspace.addAction(command)
        bound[action] = command
    return bound


def menu_bar(bound: dict[Action, QAction], words: Translator) -> QMenuBar:
    """Return a menu bar of the same actions, a menu for each group."""
    bar = QMenuBar()
    for group, title in group_titles(words).items():
        commands = [command for action, command in bound.items() if action.group == group]
        if commands:
            bar.addMenu(title).addActions(commands)
    return bar


def _run(act: Callable[[str], None], key: str, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
    act(key)
