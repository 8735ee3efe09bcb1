"""A read-only window: it shows what the other window saves, and ends with it after a panic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casebook.base.errors import CasebookError
from casebook.ui.kit.page_context import PageContext

if TYPE_CHECKING:
    from casebook.services.base.session import Session

_LOOK_MS = 1000
"""The maximum delay with which a panic in the other window ends this one."""


class Following(QObject):
    """Checks the other window once a second.

    Attributes:
        left: it was ended by the panic key or a fault: nothing is to stay in view here either.
    """

    left = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Show that it is read-only, and start checking."""
        words = self._context.words
        self._context.say(
            words("The casebook is open read-only."),
            words("Changes saved in the other window appear here automatically."),
        )
        self._timer.start()

    def look(self) -> None:
        """Reload saved changes, and check whether the other window was ended by a panic."""
        self._context.ask(_followed, self._see, lambda _: True)

    def _see(self, has_been_left: bool) -> None:  # noqa: FBT001 - an answer
        if has_been_left:
            self._timer.stop()
            self.left.emit()


def _followed(session: Session) -> bool:
    try:
        session.store.poll_changes()
    except CasebookError:
        return bool(session.vault.has_been_left)  # a save that was cut off keeps the database from being read
    return bool(session.vault.has_been_left)
