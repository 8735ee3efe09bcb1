"""What guards an open vault: closing it after idle time and as a flow, and its windows in screenshots."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from casebook.base.errors import CasebookError
from casebook.services.base.flow import on_vault

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject, SignalInstance

    from casebook.services.agenda.first_page import FirstPage
    from casebook.services.base.session import Session
    from casebook.ui.kit.launcher_link import LauncherLink
    from casebook.ui.kit.page_context import PageContext
    from casebook.ui.lock.desktop_events import DesktopEvents
    from casebook.ui.lock.idle import Idle


def desktop_events(
    link: LauncherLink | None, is_open: Callable[[], bool], locked: SignalInstance, parent: QObject
) -> DesktopEvents | None:
    """Return what reports sleep and the locked screen to a program, or None where nothing does.

    Args:
        link: its line to the launcher, if it has one.
        is_open: whether a vault is open.
        locked: emitted once it is locked.
        parent: what the events end with.
    """
    if link:
        from casebook.ui.lock.desktop_events import LinuxEvents

        return LinuxEvents(link.ask_for_desktop, parent)
    if sys.platform == "win32":
        from casebook.ui.lock.windows_events import WindowsEvents

        return WindowsEvents(locked, is_open, parent)
    if sys.platform == "darwin":
        from casebook.ui.lock.macos_events import MacosEvents

        return MacosEvents(locked, is_open, parent)
    return None


def follow_captures(context: PageContext, first: FirstPage | None) -> None:
    """Keep the windows out of screenshots as this vault is set, before its first page is drawn.

    Args:
        context: of the session.
        first: what was read at opening; None where that is still to be asked.
    """
    from casebook.host.desktop.screen_capture import CAN_EXCLUDE

    if not CAN_EXCLUDE:
        return
    from PySide6.QtCore import QTimer

    from casebook.services.base.setting import is_out_of_captures
    from casebook.ui.kit.screen_capture import keep_out, tell_refused

    def apply(is_excluded: bool) -> None:  # noqa: FBT001 - an answer's argument
        if not keep_out(is_excluded=is_excluded):
            QTimer.singleShot(0, context, partial(tell_refused, context))  # once there is a page to say it on

    if first is None:
        context.ask(is_out_of_captures, apply)
    else:
        apply(first.is_out_of_captures)


def watch(idle: Idle, context: PageContext) -> None:
    """Lock from now on for the reasons set in this vault, including later changes."""
    from casebook.services.base.setting import LockTimes, lock_times

    def apply(times: LockTimes) -> None:
        idle.begin(times.idle_s)
        if idle.triggers:
            idle.triggers.heeds_sleep = times.is_locked_at_sleep
            idle.triggers.heeds_screen = times.is_locked_with_screen

    if idle.triggers:
        idle.triggers.lost.connect(partial(_tell_lost, context))
        idle.triggers.undelayed.connect(partial(_tell_undelayed, context))
    apply(LockTimes())  # until it is known what is set here, whatever was set in the vault before
    context.lock_times_changed.connect(apply)
    context.ask(lock_times, apply)


def _tell_lost(context: PageContext) -> None:
    words = context.words
    title = words("Casebook can no longer detect when the screen is locked or the computer goes to sleep.")
    remedy = words(
        "Lock the casebook before you leave the computer. Unlocking it again restores the detection."
    )
    context.say(title, remedy, is_good=False)


def _tell_undelayed(context: PageContext) -> None:
    words = context.words
    title = words("The computer may go to sleep before the casebook is locked.")
    remedy = words("Lock the casebook before you close the lid or put the computer to sleep.")
    context.say(title, remedy, is_good=False)


async def locking(session: Session) -> None:
    """Lock in order, after all work requested before."""
    await on_vault(lambda: _locked(session))


async def panicking(session: Session) -> None:
    """Remove the keychain unlock method and close at once, without an orderly lock, which is slower.

    The next opening checks the database and says so.
    """
    await on_vault(lambda: _let_go(session))


def _locked(session: Session) -> None:
    try:
        session.lock()
    except CasebookError:  # the disk refused; what was saved is safe and will be checked
        session.close()


def _let_go(session: Session) -> None:
    """Close the database. SECURITY: also if the keychain or the disk refuses."""
    from casebook.services.vault.unlock_method import drop_keychain, every, system_keychain

    try:
        with suppress(CasebookError):
            if any(way.kind == "keychain" for way in every(session)):
                drop_keychain(session, system_keychain())
    finally:
        session.close()
