"""How a window's process starts: forked from the launcher, or alone."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.log import note_bugs
from casebook.base.settings import Settings, settings_file
from casebook.host.ipc.channel import Channel
from casebook.host.protocol.desktop_protocol import reach_desktop_by
from casebook.host.protocol.program_protocol import reach_programs_by
from casebook.host.protocol.session_protocol import SessionStart
from casebook.host.sandbox.places import is_casebook, make_ready, session_grants
from casebook.host.sandbox.sandbox import close_ways_out, confine_session
from casebook.ui.app.application import Program
from casebook.ui.app.folder_watch import FolderWatch
from casebook.ui.kit.launcher_link import LauncherLink, end
from casebook.ui.kit.plain import load_no_more_plugins
from casebook.ui.kit.toolkit import make_application
from casebook.ui.lock.found_vaults import found_vaults
from casebook.ui.shell.window import Window

_SHOWN_LATER_MS = 1500
_SCREEN_READER = "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"
"""Qt's variable by which users of screen readers keep the accessibility bus."""
_NO_BUS = {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "DBUS_SYSTEM_BUS_ADDRESS": "disabled:"}
"""SECURITY: Qt would connect a session to the bus at start, through which any service could be started."""


def alone(vault: Path | None) -> int:
    """Show the window without a launcher, as on systems where there is none, until it is closed.

    Args:
        vault: the vault to unlock, or None to look where people keep them.
    """
    confine_session(None)
    settings = Settings.load(settings_file())
    application = make_application(settings)
    application.setQuitOnLastWindowClosed(False)
    program = Program(application, settings, _offered(vault))
    note_bugs(program.on_uncaught_error)
    program.ended.connect(application.quit)
    program.window.seen.connect(load_no_more_plugins)
    if sys.platform == "darwin":
        from casebook.ui.kit.opening_application import OpeningApplication

        if isinstance(application, OpeningApplication):
            application.asked_to_open.connect(partial(offer_folder, program.window))
    program.show()
    return application.exec()


def offer_folder(window: Window, folder: str) -> None:
    """Offer a casebook that the desktop was asked to open, unless one is open or being made."""
    if window.workspace is None and window.assistant is None and is_casebook(Path(folder)):
        window.lock_screen.offer([Path(folder)])


def attended(channel: Channel, start: SessionStart) -> int:
    """Run as a session until the launcher or the user ends it.

    Args:
        channel: the line to the launcher.
        start: what for.
    """
    if start.is_spare:
        channel.wait(_SHOWN_LATER_MS)  # the session in front has its first pages to draw
    settings = Settings.load(settings_file())
    is_placing = start.purpose == "place"
    offered = _offered(None if is_placing else start.vault)
    start = start if is_placing else replace(start, vault=next(iter(offered), None))
    _confine(start)
    needs_bus = os.environ.get(_SCREEN_READER) == "1"
    if not needs_bus:
        os.environ.update(_NO_BUS)
    application = make_application(settings)
    close_ways_out(needs_bus=needs_bus)
    application.setQuitOnLastWindowClosed(False)
    link = LauncherLink(channel, start, application)
    reach_desktop_by(link.ask_for_desktop)
    reach_programs_by(link.ask_for_program)
    program = Program(application, settings, offered, link)
    note_bugs(program.on_uncaught_error)
    program.ended.connect(end)
    watch = FolderWatch(program.window, start.vault if start.purpose == "open" else None, program)
    watch.replaced.connect(lambda: link.ask_anew("open", start.vault, program.window.place))
    program.window.seen.connect(link.tell_shown)
    program.window.seen.connect(load_no_more_plugins)
    link.showing.connect(program.show)
    link.remarks_given.connect(program.window.lock_screen.tell_remarks)
    link.showing.connect(lambda _: watch.look_at_backups())
    if start.is_spare:
        program.warm_up()
    else:
        program.show(start.place)
    return application.exec()


def _confine(start: SessionStart) -> None:
    """Confine the process. SECURITY: before there is a thread or a key; it cannot be undone."""
    kept, vault = settings_file(), None if start.purpose == "place" else start.vault
    if vault is not None:
        make_ready(vault, kept, is_new=start.purpose in {"make", "sample"})
    confine_session(session_grants(vault, kept) if vault is not None else None)


def _offered(vault: Path | None) -> list[Path]:
    """Return the vault of this session first, then the others found."""
    found = found_vaults()
    return found if vault is None else [vault, *(path for path in found if path != vault)]
