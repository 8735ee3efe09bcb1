"""Python's cyclic garbage collector, run in the UI thread alone.

By default it runs in whichever thread makes the object that is one too many. In a lane it may then destroy an
object of Qt: that holds a lock of Qt while it waits for Python's own, and the UI thread waits the other way
round, for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

THRESHOLDS = (50_000, 20, 50)
"""New objects, collections of the young and of the middle-aged generation before the next one is collected.

Python waits for 700 objects, which walks a list of 20,000 rows again and again while it is made.
"""
_INTERVAL_MS = 1_000


class Collector(QObject):
    """Switches automatic collection off, and collects by a timer of the UI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start(_INTERVAL_MS)

    def collect_if_due(self) -> None:
        """Collect the oldest generation that is due, as Python does."""
        due = [
            generation for generation, count in enumerate(gc.get_count()) if count > THRESHOLDS[generation]
        ]
        if due and due[0] == 0:
            gc.collect(max(due))
