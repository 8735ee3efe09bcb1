"""Reminders while the program runs: a line of numbers without names, and clock warnings."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from casebook.base.stopwatch import seconds_with_sleep
from casebook.domain.base.change import Changes
from casebook.services.agenda import agenda
from casebook.services.agenda.agenda import ReminderCounts as Counted
from casebook.services.vault import clock_check
from casebook.services.vault.clock_check import ClockWatch
from casebook.ui.kit.page_context import PageContext
from casebook.ui.shell.status import StatusLine

LOOK_MS = 60_000


class Reminder(QObject):
    """Checks each minute and after each change of a deadline; ends with the workspace at lock."""

    def __init__(self, context: PageContext, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._status = context, status
        self.watch = ClockWatch(context.session.clock, seconds_with_sleep)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        context.bus.changed.connect(self._on_changes)

    def begin(self) -> None:
        """Check now, and then each minute."""
        self._context.ask(clock_check.clock_doubt, self._doubt)
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Count near deadlines, and compare the clock with a monotonic one."""
        self._context.ask(agenda.reminder, self.show)
        if self.watch.jump() is not None:
            self._warn("The computer's clock was changed.")

    def _on_changes(self, changes: Changes) -> None:
        if changes.concerns("deadline", "event"):
            self._context.ask(agenda.reminder, self.show)

    def show(self, counted: Counted) -> None:
        """Show the counts."""
        words = self._context.words
        parts = []
        if counted.overdue:
            parts.append(
                words.count("{number} overdue deadline", "{number} overdue deadlines", counted.overdue)
            )
        if counted.due:
            parts.append(
                words.count("{number} upcoming deadline", "{number} upcoming deadlines", counted.due)
            )
        self._status.show_due(" · ".join(parts))

    def _doubt(self, why: str) -> None:
        if why:
            self._warn(why)

    def _warn(self, why: str) -> None:
        words = self._context.words
        remedy = words("Check the date, time and time zone of the computer before relying on any deadline.")
        self._context.say(words(why), remedy, is_good=False)
