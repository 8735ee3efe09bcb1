"""What the status line says of a team: how much came, or that the exchange does not work."""

from __future__ import annotations

from PySide6.QtCore import QObject

from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.shell.status import StatusLine


class TeamWatch(QObject):
    """Begins the exchange of a session, and keeps the status line up to date."""

    def __init__(self, context: PageContext, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._status = context, status
        self._exchange = TeamExchange.of(context)
        self._exchange.changed.connect(self.show)
        status.team_wanted.connect(self._go)

    def begin(self) -> None:
        """Exchange now and from now on, where this casebook belongs to a team."""
        self._exchange.begin()
        self.show()

    def show(self) -> None:
        """Show what came that nobody looked at, or that the exchange failed."""
        words, unseen = self._context.words, self._exchange.unseen
        is_failing = self._exchange.problem is not None
        text = words("Team: {number} new", number=unseen) if unseen else ""
        if is_failing:
            text = words("Team: exchange not possible")
        if self._exchange.is_removed:
            text = words("Team: this device was removed")
        self._status.show_team(text, is_failing=is_failing)

    def _go(self) -> None:
        tab = "team" if self._exchange.problem is not None else "arrived"
        self._context.go(Location(page="team", tab=tab))
