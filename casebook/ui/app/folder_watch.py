"""Whether the folders of the casebook and its backups are still those that this session may reach."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from casebook.host.sandbox.places import backup_folders, share_folders
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.shell.window import Window

_LOOK_MS = 2000


class FolderWatch(QObject):
    """Looks at the folders when the locked window is turned to, and while it waits for a passphrase.

    A session is confined to the folder it began with, as the system knows it, not to its path: what was put
    back in its place is out of reach, and would seem write-protected. The same holds for a backup folder or
    the shared folder of a team that was chosen, or is on a drive plugged in, since then.

    Attributes:
        replaced: another folder stands at the path now, or a folder of backups or a team is out of reach.
    """

    replaced = Signal()

    def __init__(self, window: Window, vault: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._vault, self._begun_with = window, vault, _identity(vault)
        # A fresh session would not reach these either.
        self._refused = frozenset(_out_of_reach(vault))
        window.installEventFilter(self)
        window.lock_screen.unlocking.connect(lambda _: self.look())
        window.lock_screen.by_keychain.connect(lambda _: self.look())
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look_at_backups)
        self._timer.start()

    def look(self) -> None:
        """Report a folder that was replaced, while nothing is open."""
        if self._window.workspace is not None or self._window.assistant is not None:
            return
        now = _identity(self._vault)
        if now is not None and now != self._begun_with:
            self._begun_with = now  # reported once
            self.replaced.emit()

    def look_at_backups(self) -> None:
        """Report a backup folder out of reach, while nothing is open and no passphrase is being typed."""
        window = self._window
        if not window.isVisible() or window.workspace is not None or window.assistant is not None:
            return
        if window.lock_screen.is_in_use:
            return
        refused = frozenset(_out_of_reach(self._vault))
        if not refused <= self._refused:
            self._refused = refused  # reported once
            self.replaced.emit()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window is turned to."""
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
            self.look_at_backups()
        return super().eventFilter(watched, event)


def _identity(folder: Path | None) -> tuple[int, int] | None:
    """Return device and number of a folder, or None where there is none."""
    try:
        status = folder.stat() if folder is not None else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status is not None else None


def _out_of_reach(vault: Path | None) -> list[Path]:
    """Return the backup folders that exist, or could be made where they belong, but cannot be opened.

    The shared folder of a team is one of them where it exists.
    """
    if vault is None or not (vault / "header").is_file():
        return []
    return [folder for folder in (*backup_folders(vault), *share_folders(vault)) if _is_refused(folder)]


def _is_refused(folder: Path) -> bool:
    try:
        os.scandir(folder).close()
    except PermissionError:
        return True
    except FileNotFoundError:
        return folder.parent.is_dir()  # the next session finds it made
    except OSError:
        return False
    return False
