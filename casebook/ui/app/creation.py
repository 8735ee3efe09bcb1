"""The wizard for a new casebook, in whatever session it is begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from casebook.base.i18n import Translator
from casebook.ui.kit.launcher_link import LauncherLink
from casebook.ui.kit.tasks import Runner
from casebook.ui.lock.assistant import Assistant
from casebook.ui.shell.window import Window

if TYPE_CHECKING:  # loaded when a vault is made
    from casebook.services.base.session import Session


def begin_creation(
    window: Window,
    words: Translator,
    runner: Runner,
    link: LauncherLink | None,
    enter: Callable[[Session], None],
) -> Assistant:
    """Show the wizard; its vault is entered once its recovery code was retyped.

    Where there is a launcher, name and folder are chosen in one session, and the vault is made in the next,
    which reaches it alone; going back leads to the session before.
    """
    start = link.start if link else None
    at = start.vault if start and start.purpose == "make" else None
    before = start.vault if start and start.purpose == "place" else None
    assistant = Assistant(words, runner, at, asks_where_only=bool(start) and at is None, before=before)
    if link:
        assistant.placed.connect(lambda path: link.ask_anew("make", path, window.hand_over()))
    if link and link.start.purpose != "open":  # its casebook was not made: no lock screen of it meanwhile
        assistant.left.connect(lambda: link.ask_anew("place" if at else "open", at, window.hand_over()))
    else:
        assistant.left.connect(window.close_workspace)
    assistant.finished.connect(lambda: enter(assistant.session))
    window.open_assistant(assistant)
    return assistant
