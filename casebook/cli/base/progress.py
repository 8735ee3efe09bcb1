"""Progress of long work on standard error: a bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from casebook.base.message import Message
from casebook.base.stopwatch import seconds

if TYPE_CHECKING:
    from rich.progress import Progress

AFTER_S = 0.5
"""Seconds before a bar is shown and its library loaded."""

_shown: list[Progress] = []


class Counter:
    """The `Progress` of a command; its bar is removed at the end or by `stop`.

    Args:
        after_s: seconds of work before a bar is shown.
    """

    def __init__(self, after_s: float = AFTER_S) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._from_s = seconds() + after_s

    def __call__(self, done: int, total: int, step: Message) -> None:
        """Show the progress."""
        if not self._is_terminal or (not _shown and seconds() < self._from_s):
            return
        bar = _shown[0] if _shown else _start()
        bar.update(bar.task_ids[0], completed=done, total=total or None, description=str(step), refresh=True)
        if done >= total > 0:
            stop()


def _start() -> Progress:
    """Return a bar redrawn at each report, without a thread of its own."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(file=sys.stderr), auto_refresh=False)
    bar.add_task("")
    bar.start()
    _shown.append(bar)
    return bar


def stop() -> None:
    """Leave the bar as it is and restore the cursor; does nothing without a bar."""
    while _shown:
        _shown.pop().stop()
