"""Backups while a vault is open: the age of the last one, and a silent one when due."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from casebook.services.vault import backup
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.vault.backups import backup_state, tell_missing
from casebook.ui.shell.status import StatusLine

_CATCH_UP_MS = 20_000


class BackupWatch(QObject):
    """Keeps the status line up to date."""

    def __init__(self, context: PageContext, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._status = context, status
        self._shown: backup.BackupState | None = None
        self._timer = QTimer(self, singleShot=True, interval=_CATCH_UP_MS)
        self._timer.timeout.connect(self.catch_up)
        context.backed_up.connect(self.refresh)
        context.backups_read.connect(self.refresh)
        context.saved.connect(self._show_saved)
        application = QApplication.instance()
        if isinstance(application, QApplication):  # a drive is pulled out while another program is in view
            application.applicationStateChanged.connect(self._return)
        context.bus.changed.connect(self._on_change)
        status.wanted.connect(lambda: context.go(Location(page="security", tab="backups")))

    def begin(self) -> None:
        """Show the current state, and back up a little later if due."""
        self.refresh()
        self._timer.start()

    def refresh(self) -> None:
        """Read the age of the last good backup."""
        self._context.ask(backup.state, self.show)

    def _return(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._status.isVisible():
            self.refresh()

    def _show_saved(self) -> None:
        self._status.show_saved(self._context.session.clock())

    def _on_change(self) -> None:
        """Read again at the first change since the last backup."""
        if self._shown is not None and not self._shown.has_changed:
            self.refresh()

    def show(self, state: backup.BackupState) -> None:
        """Show it in the status line."""
        self._shown = state
        age = backup_state(self._context.words, state)
        self._status.show_backup(age, is_needed=state.is_needed)

    def catch_up(self) -> None:
        """Back up changes made before the last lock, which may have had no time for it."""
        if not self._status.isVisible():
            return  # it was locked meanwhile
        session = self._context.session

        def done(made: backup.Backup | None) -> None:
            if made:
                tell_missing(self._context, made.missing)
                self._context.backed_up.emit()

        self._context.run(lambda task: backup.back_up_if_due(session, progress=task), done)
