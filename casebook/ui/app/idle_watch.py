"""Watches an open vault for the panic key, for time without input, and for what the desktop reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication

from casebook.ui.shell.window import Window

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.ui.kit.launcher_link import LauncherLink
    from casebook.ui.kit.page_context import PageContext
    from casebook.ui.lock.idle import Idle


class IdleWatch(QObject):
    """Made with the program; what it watches with is loaded late.

    Attributes:
        expired: nobody did anything for as long as is set.
        panicking: the panic key was pressed.
    """

    expired = Signal()
    panicking = Signal()

    def __init__(
        self, application: QApplication, window: Window, link: LauncherLink | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._application, self._window, self._link = application, window, link
        self._idle: Idle | None = None

    def prepare(self) -> Idle:
        """Load what it watches with, once."""
        if self._idle is None:
            from casebook.ui.lock.idle import Idle

            idle = self._idle = Idle(self._application, self)
            idle.expired.connect(self.expired)
            idle.panicking.connect(self.panicking)
            idle.locking.connect(self._window.lock)
            idle.counting.connect(self._count_down)
            if self._link:
                self._link.stirred.connect(idle.stir)
        return self._idle

    def begin(self) -> None:
        """Start watching the panic key and the time without input."""
        self.prepare().begin()

    def end(self) -> None:
        """Watch no longer."""
        if self._idle is not None:
            self._idle.end()

    def follow(self, context: PageContext, is_open: Callable[[], bool], locked: SignalInstance) -> None:
        """Lock after the idle time set in this vault, and on desktop events.

        Args:
            context: of its pages.
            is_open: whether a vault is open.
            locked: emitted once it is locked.
        """
        from casebook.ui.app.locking import desktop_events, watch

        idle = self.prepare()
        if idle.triggers is None:
            events = desktop_events(self._link, is_open, locked, self)
            if events:
                idle.watch(events)
        watch(idle, context)

    def _count_down(self, left_s: int) -> None:
        if self._window.workspace:
            self._window.workspace.show_countdown(left_s)
