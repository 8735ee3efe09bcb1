"""What the desktop tells that ought to lock a vault: sleep, a locked session, a screen saver.

Asked over D-Bus, as desktops on Linux tell programs such things; it never leaves the computer.
Source: systemd, org.freedesktop.login1(5); freedesktop.org, Idle Inhibition Service; GNOME Shell,
org.gnome.ScreenSaver.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)

# The stubs of PySide6 ask for bytes, the library for what SLOT gives.
_SLEEP, _SEE, _LOCK = (cast("bytes", SLOT(name)) for name in ("sleep(bool)", "see(bool)", "lock()"))


class Triggers(QObject):
    """Listens while a vault is open.

    Sleep is put off until this process has ended, as long as the system lets us: it holds the system's delay
    lock, which goes with it.

    Attributes:
        leaving: lock now.
        heeds_sleep: whether sleep is one of the reasons for it.
        heeds_screen: whether the locked screen is.
    """

    leaving = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: object = None
        self.heeds_sleep = self.heeds_screen = True
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        manager = f"{_LOGIN}.Manager"
        if system.isConnected():
            system.connect(_LOGIN, _LOGIN_PATH, manager, "PrepareForSleep", self, _SLEEP)
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _LOCK)
            call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, manager, "Inhibit")
            call.setArguments(["sleep", "Casebook", "Locking the casebook", "delay"])
            watcher = QDBusPendingCallWatcher(system.asyncCall(call), self)
            watcher.finished.connect(self._hold)
        if session.isConnected():
            for interface, path in _SAVERS:
                session.connect("", path, interface, "ActiveChanged", self, _SEE)

    @Slot(bool)
    def sleep(self, is_beginning: bool) -> None:  # noqa: FBT001 - as D-Bus calls it
        """Sleep begins or ends."""
        if is_beginning and self.heeds_sleep:
            self.leaving.emit()

    @Slot(bool)
    def see(self, is_beginning: bool) -> None:  # noqa: FBT001 - as D-Bus calls it
        """A screen saver begins or ends."""
        if is_beginning and self.heeds_screen:
            self.leaving.emit()

    @Slot()
    def lock(self) -> None:
        """The session is being locked."""
        self.see(True)  # noqa: FBT003 - as D-Bus calls it

    def _hold(self, watcher: QDBusPendingCallWatcher) -> None:
        self._held = watcher.reply().arguments()
