"""What the status line says of a team: how much came or is to be decided, or that no exchange works."""

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
        """Show what came that nobody looked at, or that the exchange failed; and what is to be decided."""
        words, unseen, undecided = self._context.words, self._exchange.unseen, self._exchange.undecided
        is_failing = self._exchange.problem is not None
        facts = [words("{number} new", number=unseen)] if unseen else []
        if is_failing:
            facts = [words("exchange not possible")]
        if undecided:
            facts.append(words("{number} to decide", number=undecided))
        text = words.labelled(words("Team"), words.list_of(facts)) if facts else ""
        if self._exchange.is_removed:
            text = words("Team: this device was removed")
        self._status.show_team(text, is_failing=is_failing or bool(undecided))

    def _go(self) -> None:
        tab = "team" if self._exchange.problem is not None else "arrived"
        self._context.go(Location(page="team", tab=tab))
