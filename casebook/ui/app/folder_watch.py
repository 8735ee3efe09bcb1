"""Whether the casebook's folder is still the one that this session may reach."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal

from casebook.ui.kit.drawing import contained_reply
from casebook.ui.shell.window import Window


class FolderWatch(QObject):
    """Looks at the folder when the locked window is turned to.

    A session is confined to the folder it began with, as the system knows it, not to its path: what was put
    back in its place is out of reach, and would seem write-protected.

    Attributes:
        replaced: another folder stands at the path now.
    """

    replaced = Signal()

    def __init__(self, window: Window, vault: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._vault, self._begun_with = window, vault, _identity(vault)
        window.installEventFilter(self)
        window.lock_screen.unlocking.connect(lambda _: self.look())
        window.lock_screen.by_keychain.connect(lambda _: self.look())

    def look(self) -> None:
        """Report a folder that was replaced, while nothing is open."""
        if self._window.workspace is not None or self._window.assistant is not None:
            return
        now = _identity(self._vault)
        if now is not None and now != self._begun_with:
            self._begun_with = now  # reported once
            self.replaced.emit()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window is turned to."""
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        return super().eventFilter(watched, event)


def _identity(folder: Path | None) -> tuple[int, int] | None:
    """Return device and number of a folder, or None where there is none."""
    try:
        status = folder.stat() if folder is not None else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status is not None else None
