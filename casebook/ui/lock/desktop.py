"""Desktop events, received by a process without keys, records or window, and forwarded to a session.

D-Bus is a way to have other programs do things. A session therefore has no connection to it; this process,
which reads nothing that others wrote, has one.

Source: systemd, org.freedesktop.login1(5); freedesktop.org, Idle Inhibition Service; GNOME Shell,
org.gnome.ScreenSaver.
"""

from __future__ import annotations

import os
from typing import cast

from PySide6.QtCore import SLOT, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.protocol.desktop_protocol import DesktopMessage

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)

# The stubs of PySide6 ask for bytes, the library for what SLOT gives.
_SLEEP, _SEE, _LOCK = (cast("bytes", SLOT(name)) for name in ("sleep(bool)", "see(bool)", "lock()"))


def serve(channel: Channel) -> int:
    """Carry out a session's desktop requests until it ends."""
    try:
        first = channel.receive()
    except PeerClosed:
        return 0
    if first.kind != DesktopMessage.WATCH:
        from casebook.services.vault.keychain_service import serve_keychain

        serve_keychain(channel, first)
        return 0
    application = QCoreApplication([])
    DesktopWatch(channel, application).begin()
    return application.exec()


class DesktopWatch(QObject):
    """Listens while a vault is open, and ends with its session.

    Sleep is put off until the session has ended, as long as the system lets us: this process holds the
    system's delay lock, which goes with it. Where the system refuses it, it tells the session.
    """

    def __init__(self, channel: Channel, parent: QObject) -> None:
        super().__init__(parent)
        self._channel = channel
        self._held: object = None
        self._notifier = QSocketNotifier(channel.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: os._exit(0))  # the session says no more: it has ended

    def begin(self) -> None:
        """Start listening."""
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        manager = f"{_LOGIN}.Manager"
        if system.isConnected():
            system.connect(_LOGIN, _LOGIN_PATH, manager, "PrepareForSleep", self, _SLEEP)
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _LOCK)
            call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, manager, "Inhibit")
            call.setArguments(["sleep", "Casebook", "Locking the casebook", "delay"])
            watcher = QDBusPendingCallWatcher(system.asyncCall(call), self)
            watcher.finished.connect(self.hold)
        if session.isConnected():
            for interface, path in _SAVERS:
                session.connect("", path, interface, "ActiveChanged", self, _SEE)

    @Slot(bool)
    def sleep(self, is_beginning: bool) -> None:  # noqa: FBT001 - as D-Bus calls it
        """Handle the start or end of sleep."""
        if is_beginning:
            self._tell(DesktopMessage.SLEEP)

    @Slot(bool)
    def see(self, is_beginning: bool) -> None:  # noqa: FBT001 - as D-Bus calls it
        """Handle the start or end of a screen saver."""
        if is_beginning:
            self._tell(DesktopMessage.SCREEN)

    @Slot()
    def lock(self) -> None:
        """Handle the locking of the desktop session."""
        self._tell(DesktopMessage.SCREEN)

    def _tell(self, kind: DesktopMessage) -> None:
        try:
            self._channel.send(kind)
        except PeerClosed:
            os._exit(0)

    def hold(self, watcher: QDBusPendingCallWatcher) -> None:
        """Keep the system's delay lock, which is released with this process."""
        if watcher.isError():
            self._tell(DesktopMessage.UNDELAYED)
        else:
            self._held = watcher.reply().arguments()
