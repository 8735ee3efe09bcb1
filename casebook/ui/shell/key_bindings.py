"""The actions of the window as Qt's: their keys work on every page, and macOS shows them in its menu bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from casebook import __version__
from casebook.base.i18n import Translator
from casebook.ui.kit.page_context import Location, PageContext
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


def menu_bar(bound: dict[Action, QAction], words: Translator, of_program: Sequence[QAction] = ()) -> QMenuBar:
    """Return a menu bar of the same actions, a menu for each group.

    Args:
        bound: the actions of the window.
        words: the language of the menus.
        of_program: what macOS moves by its role into the menu with the program's name.
    """
    bar = QMenuBar()
    for group, title in group_titles(words).items():
        commands = [command for action, command in bound.items() if action.group == group]
        if commands:
            bar.addMenu(title).addActions(commands)
    bar.addMenu("Casebook").addActions(of_program)
    return bar


def program_actions(context: PageContext, workspace: QWidget) -> list[QAction]:
    """Return what macOS keeps in the menu with the program's name: about, settings, quit.

    Args:
        context: says what the program is, and goes to its settings.
        workspace: whose window is closed to quit, which locks first.
    """
    words = context.words

    def tell() -> None:
        licence = words("Free software under the GNU General Public License, version 3 or later.")
        context.say(" ".join((words("Casebook"), __version__)), licence)

    roles = QAction.MenuRole
    return [
        _of_role(workspace, words("About Casebook"), roles.AboutRole, tell),
        _of_role(
            workspace,
            words("Settings"),
            roles.PreferencesRole,
            lambda: context.go(Location(page="settings")),
            QKeySequence.StandardKey.Preferences,
        ),
        _of_role(
            workspace,
            words("Quit Casebook"),
            roles.QuitRole,
            lambda: workspace.window().close(),
            QKeySequence.StandardKey.Quit,
        ),
    ]


def _of_role(
    parent: QWidget,
    title: str,
    role: QAction.MenuRole,
    act: Callable[[], object],
    keys: QKeySequence.StandardKey = QKeySequence.StandardKey.UnknownKey,
) -> QAction:
    command = QAction(title, parent)
    command.setMenuRole(role)
    command.setShortcuts(keys)
    command.triggered.connect(lambda _: act())
    return command


def _run(act: Callable[[str], None], key: str, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's argument
    act(key)
