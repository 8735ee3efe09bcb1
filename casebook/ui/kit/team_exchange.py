"""The exchange with a team while a casebook is open: now and then by itself, and when a person asks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject, QTimer, Signal

from casebook.base.errors import Cancelled, CasebookError, Refused
from casebook.domain.base.change import Changes
from casebook.services.sharing.rivals import undecided_in_team
from casebook.services.sharing.team.membership import (
    arrived_unseen,
    exchange_if_due,
    note_all_seen,
)
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask

if TYPE_CHECKING:  # loaded at the first exchange
    from casebook.services.sharing.team.arrivals import Arrival, EarlierArrival
    from casebook.services.sharing.team.exchange import ExchangeReport

EVERY_MS = 60_000
_BRINGING = ("team.", "parcel.", "travel.")
"""Actions that may bring versions of fields begin so; any other can only settle known ones."""


class TeamExchange(QObject):
    """Takes and lays beside all other work; a failure is kept to be shown, never as a dialog.

    Attributes:
        changed: it ran, what came was looked at, or fields have two versions or one again.
        report: of the last exchange that succeeded, or None.
        problem: why the last one failed, or None.
        exchanged_at: when the last one succeeded, or None.
        arrivals: what came since unlocking.
        earlier: what came before, and nobody had looked at when the casebook was unlocked.
    """

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self._task: BackgroundTask | None = None
        self._is_left = False
        self.report: ExchangeReport | None = None
        self.problem: CasebookError | None = None
        self.exchanged_at: datetime | None = None
        self.arrivals: list[Arrival] = []
        self.earlier: list[EarlierArrival] = []
        self._unseen: set[tuple[str, str]] = set()
        self._is_seen = False
        self._undecided: list[tuple[str, str]] = []
        self._once_undecided: set[tuple[str, str]] = set()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.run)
        context.about_to_lock.connect(self._leave)
        context.bus.changed.connect(self._count_after)

    @classmethod
    def of(cls, context: PageContext) -> Self:
        """Return the exchange of a session, one for all its pages."""
        return context.findChild(cls) or cls(context)

    @property
    def unseen(self) -> int:
        """Return of how many records something came that nobody looked at."""
        return len(self._unseen)

    @property
    def undecided(self) -> int:
        """Return how many fields have several versions, whether or not somebody looked at them."""
        return len(self._undecided)

    @property
    def is_removed(self) -> bool:
        """Return whether the last exchange failed since this device was removed from the team."""
        return isinstance(self.problem, Refused) and self.problem.field == "team"

    @property
    def is_under_way(self) -> bool:
        """Return whether an exchange has not ended."""
        return self._task is not None

    def begin(self) -> None:
        """Exchange now, and while it belongs to a team every minute until the casebook is locked."""
        if not self._timer.isActive():
            self._timer.start()
            if not self.exchanged_at:
                self._context.ask(arrived_unseen, self._keep_earlier, asker=self)
                self._context.ask(undecided_in_team, self._keep_undecided, asker=self)
            self.run()

    def run(self, before: Callable[[BackgroundTask], None] = lambda _: None) -> None:
        """Exchange now, unless that is under way or this session only reads.

        Args:
            before: given the task before it runs, to show how far it is or to stop it.
        """
        if self._task is not None or self._is_left or self._context.session.is_read_only:
            return
        came, session, is_first = list["Arrival"](), self._context.session, self.exchanged_at is None

        def start(task: BackgroundTask) -> None:
            self._task = task
            task.ended.connect(self._end)
            before(task)

        self._context.run(
            lambda task: exchange_if_due(session, came, is_thorough=is_first, progress=task),
            lambda report: self._take(came, report),
            before=start,
            refused=partial(self._refuse, came),
        )

    def rest(self) -> None:
        """Stop what is under way and begin nothing more by itself: the casebook is about to be locked."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()

    def note_seen(self) -> None:
        """Note that what came was looked at, also for the next session."""
        if self._unseen:
            self._unseen.clear()
            self._is_seen = True
            self._save_seen()
            self.changed.emit()

    def forget(self, records: Collection[tuple[str, str]]) -> None:
        """List what came of these records, by noun and ID, no longer: it was undone."""
        self.arrivals = [one for one in self.arrivals if (one.noun, one.id) not in records]
        self.changed.emit()

    def _leave(self) -> None:
        self._is_left = True
        self.rest()

    def _save_seen(self) -> None:
        """Save that all was looked at, unless an exchange just brings what is not listed yet."""
        if not self._is_seen or self._unseen or self.is_under_way or self._context.session.is_read_only:
            return
        self._is_seen = False
        self._context.ask(note_all_seen, lambda _: None, asker=self)

    def _end(self) -> None:
        self._task = None
        self._save_seen()
        self.changed.emit()

    def _keep_earlier(self, arrivals: list[EarlierArrival]) -> None:
        self.earlier = arrivals
        if arrivals:
            self._unseen |= {(one.noun, one.id) for one in arrivals}
            self.changed.emit()

    def _count_after(self, changes: Changes) -> None:
        """Count anew which fields have several versions, where a change may have brought or settled some."""
        touched = {(noun, one) for noun, ids in changes.touched.items() for one in ids}
        if touched and (changes.action.startswith(_BRINGING) or touched & self._once_undecided):
            self._context.ask(undecided_in_team, self._keep_undecided, asker=self)

    def _keep_undecided(self, fields: list[tuple[str, str]]) -> None:
        self._once_undecided.update(fields)  # an undo may bring them back
        if fields != self._undecided:
            self._undecided = fields
            self.changed.emit()

    def _take(self, arrivals: list[Arrival], report: ExchangeReport | None) -> None:
        self._keep(arrivals)
        self.problem = None
        if report is None:  # it belongs to no team: founding or joining one begins it again
            self._timer.stop()
            return
        self.report, self.exchanged_at = report, self._context.session.clock()
        if not self._is_left and not self._timer.isActive():
            self._timer.start()

    def _refuse(self, arrivals: list[Arrival], error: CasebookError) -> bool:
        self._keep(arrivals)
        if not isinstance(error, Cancelled):
            self.problem = error
        return True

    def _keep(self, arrivals: list[Arrival]) -> None:
        self.arrivals += arrivals
        self._unseen |= {(one.noun, one.id) for one in arrivals}
