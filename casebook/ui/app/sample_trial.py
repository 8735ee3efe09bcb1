"""The sample casebook from the lock screen: made at the first time, opened after that, deleted on request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casebook.ui.kit.launcher_link import LauncherLink
from casebook.ui.shell.window import Window

if TYPE_CHECKING:  # loaded when something runs
    from casebook.ui.kit.tasks import Runner


class SampleTrial(QObject):
    """Makes, opens and deletes the sample in the window of a program.

    Attributes:
        opening: it is there and is to be opened: its folder and passphrase.
        made: it was made and is open, by its maker.
        locking: it is to be closed, to be deleted then.
        bug_raised: an error nobody expected.

    Args:
        runner: gives the threads, once they are needed.
    """

    opening = Signal(Path, str)
    made = Signal(QObject)
    locking = Signal()
    bug_raised = Signal(BaseException)

    def __init__(
        self, window: Window, link: LauncherLink | None, runner: Callable[[], Runner], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._window, self._link = window, link
        self._unwanted: Path | None = None
        window.lock_screen.trying.connect(self.begin)
        window.deleting.connect(self._delete)

    def begin(self) -> None:
        """Open it or make it, in a session that reaches nothing else."""
        from casebook.sample import specimen_casebook

        path = specimen_casebook.specimen_path()
        if self._link and self._link.start.purpose != "sample":
            self._link.ask_anew("sample", path, self._window.hand_over())
            return
        self._window.lock_screen.offer([path])
        if (path / "header").is_file():
            self.opening.emit(path, specimen_casebook.SECRET)
        else:
            self._make(path)

    def is_deleted(self) -> bool:
        """Delete it if that was requested, now that it is closed; return whether it was."""
        unwanted, self._unwanted = self._unwanted, None
        if unwanted is None:
            return False
        from casebook.sample import specimen_casebook

        specimen_casebook.delete(unwanted)
        self._leave()
        return True

    def _delete(self) -> None:
        if self._window.workspace is not None:
            self._unwanted = self._window.workspace.context.session.vault.path
            self.locking.emit()

    def _make(self, path: Path) -> None:
        from casebook.ui.lock.sample_maker import SampleMaker

        maker = SampleMaker(self._window.lock_screen.words, path)
        maker.left.connect(self._leave)
        self._window.open_assistant(maker)
        maker.made.connect(lambda: self.made.emit(maker))
        maker.bug_raised.connect(self.bug_raised)
        maker.begin(self._runner())

    def _leave(self) -> None:
        from casebook.ui.lock.found_vaults import found_vaults

        if self._link:
            self._link.ask_anew("open", None, self._window.place)
        self._window.close_workspace()
        self._window.lock_screen.offer([vault for vault in found_vaults() if (vault / "header").is_file()])
