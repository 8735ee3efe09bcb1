"""The window: the lock screen, and the workspace while a vault is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget

from casebook.base.i18n import Words
from casebook.ui.lock import LockScreen

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.ui.assistant import Assistant
    from casebook.ui.desk import Desk, Place
    from casebook.ui.workspace import Workspace

TITLE = "Casebook"
"""SECURITY: the title stands in task bars and window lists; it names no vault, case or person."""
LEAST_SIZE = (1024, 640)


class Window(QMainWindow):
    """One window; the workspace is made at unlocking and destroyed at locking.

    Attributes:
        locking: the person wants it locked.
        panicking: the person wants everything gone from the screen at once.
        closing: the window is being closed.
    """

    locking = Signal()
    panicking = Signal()
    closing = Signal()

    def __init__(self, words: Words, vaults: Sequence[Path]) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(QSize(*LEAST_SIZE))
        self.lock_screen = LockScreen(words, vaults)
        self.workspace: Workspace | None = None
        self.assistant: Assistant | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lock_screen)
        self.setCentralWidget(self._stack)

    def open_workspace(self, desk: Desk, place: Place | None = None) -> None:
        """Show the workspace of an open session."""
        from casebook.ui.desk import Place as To
        from casebook.ui.workspace import Workspace as Made

        self.close_workspace()
        workspace = self.workspace = Made(desk)
        workspace.locking.connect(self.locking)
        workspace.panicking.connect(self.panicking)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        workspace.begin(place or To(page="cases"))
        self.lock_screen.clear()

    def open_assistant(self, assistant: Assistant) -> None:
        """Show the making of a new vault."""
        self.assistant = assistant
        self._stack.addWidget(assistant)
        self._stack.setCurrentWidget(assistant)
        assistant.take_focus()

    def close_workspace(self) -> None:
        """Destroy the workspace with every row it shows; the assistant too."""
        self._stack.setCurrentWidget(self.lock_screen)
        if self.assistant is not None:
            self._stack.removeWidget(self.assistant)
            self.assistant.deleteLater()
            self.assistant = None
        if self.workspace is not None:
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.workspace = None

    def blank(self) -> None:
        """Show the lock screen now, before anything that takes time; close what stands in front of it.

        What is typed in the workspace can still be put down; `close_workspace` then destroys it.
        """
        self._stack.setCurrentWidget(self.lock_screen)
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.repaint()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock before leaving."""
        self.closing.emit()
        super().closeEvent(event)
