"""The window's end of the channel to the launcher: messages this session sends and receives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QWidget

from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.protocol.session_protocol import SessionMessage, SessionPurpose, SessionStart
from casebook.ui.kit import hidden_names


class LauncherLink(QObject):
    """The launcher, as seen by a session.

    Attributes:
        start: what this session is for; its vault is the one it can reach.
        showing: this session comes to the front; where its window goes, "" for wherever.
        remarks_given: what the lock screen says of the session before.
        left_given: where the pages of that session were, see `ui.app.left_place`.
        asked_to_lock: the computer wants the program to end.
        stirred: there was input in a picker.
        panicked: the panic key was pressed in one.
    """

    showing = Signal(str)
    remarks_given = Signal(str)
    left_given = Signal(str)
    asked_to_lock = Signal()
    stirred = Signal()
    panicked = Signal()

    def __init__(self, channel: Channel, start: SessionStart, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.start = start
        self._channel, self._has_panicked = channel, False
        self._notifier = QSocketNotifier(channel.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_message)

    def tell_opened(self, vault: Path) -> None:
        """Report that a vault is open; a spare process may be prepared for it."""
        self._tell(SessionMessage.OPENED, str(vault))

    def tell_locked(self, place: str, remarks: str, left: str) -> None:
        """Report that the vault is closed; the process ends once the next window is visible.

        Args:
            place: where our window is.
            remarks: for the lock screen, keys of `services.vault.lock_remarks.REMARKS`, or "".
            left: where its pages were, see `ui.app.left_place`, or "".
        """
        if self._has_panicked:
            end()
        self._tell(SessionMessage.LOCKED, place, remarks, left)

    def tell_panicked(self, place: str) -> None:
        """Report that the screen is cleared; anything unfinished is ended shortly afterwards."""
        self._has_panicked = True
        self._tell(SessionMessage.PANICKED, place)

    def tell_ending(self) -> None:
        """Report that the user closes the window; no other follows."""
        self._tell(SessionMessage.ENDING)

    def tell_shown(self) -> None:
        """Report that the window is on the screen."""
        self._tell(SessionMessage.SHOWN)

    def ask_anew(self, purpose: SessionPurpose, vault: Path | None, place: str) -> None:
        """Request another session in place of this one: access given up cannot be regained."""
        self._tell(SessionMessage.ANEW, purpose, str(vault) if vault else "", place)

    def ask_for_picker(self) -> Channel:
        """Return the channel to a new process with file access that shows a file dialog."""
        return self._ask_for(SessionMessage.PICK)

    def ask_for_desktop(self) -> Channel:
        """Return the channel to a new process with desktop access; callable from any thread."""
        return self._ask_for(SessionMessage.DESKTOP)

    def ask_for_program(self) -> Channel:
        """Return the channel to a new process that runs a program of the system; callable from any thread."""
        return self._ask_for(SessionMessage.PROGRAM)

    def _ask_for(self, kind: SessionMessage) -> Channel:
        ours, its = Channel.pair()
        self._channel.send(kind, files=[its.descriptor])
        its.close()
        return ours

    def _on_message(self) -> None:
        try:
            message = self._channel.receive()
        except PeerClosed:
            end()
        if message.kind == SessionMessage.SHOW:
            place, remarks, left = message.words
            self.left_given.emit(left)
            self.showing.emit(place)
            self.remarks_given.emit(remarks)
        elif message.kind == SessionMessage.LOCK:
            self.asked_to_lock.emit()
        elif message.kind == SessionMessage.GO:
            end()

    def _tell(self, kind: SessionMessage, *words: str) -> None:
        try:
            self._channel.send(kind, *words)
        except PeerClosed:
            end()


def end() -> NoReturn:
    """End this process now, without cleaning up: the vault is closed, and memory is discarded."""
    os._exit(0)


def place_of(window: QWidget) -> str:
    """Return the position of a window and whether names are hidden, for the window of another process."""
    rect = window.normalGeometry() if window.isMaximized() else window.geometry()
    state = (int(window.isMaximized()), int(hidden_names.is_wanted()))
    return ",".join(map(str, (rect.x(), rect.y(), rect.width(), rect.height(), *state)))
