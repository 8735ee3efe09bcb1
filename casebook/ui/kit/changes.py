"""The two program-wide signals: records changed, and vault locked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from casebook.domain.base.change import Changes


class Bus(QObject):
    """Signals with frozen values only; connect and emit in the UI thread.

    Attributes:
        changed: a `Changes` after each commit.
        locked: the session is gone; drop every row.
    """

    changed = Signal(Changes)
    locked = Signal()
