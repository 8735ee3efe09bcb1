"""Who wrote a version, by its line: the one place that gives a line its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.sharing.stamp import LINE_BYTES, line_of, tick_of
from casebook.services.base.history import HistoryEntry
from casebook.services.base.session import Session
from casebook.store.base import device_tables
from casebook.store.sharing import contested, handover, team_store

_THIS, _OTHER, _BEFORE = Message("this casebook"), Message("another casebook"), Message("not recorded")
_COPY = Message("a copy of this casebook")


@entity
class LineAuthor:
    """Who writes on a line.

    Attributes:
        is_own: this casebook does, or did before a restore.
        is_left: it did; another copy of it may still do.
        name: of the member of the team, else of the card; "" where neither is known.
        is_compared: whether that card was compared.
    """

    is_own: bool = False
    is_left: bool = False
    name: str = ""
    is_compared: bool = False


def with_origins(session: Session, entries: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Return changes of the history, of which those that came from elsewhere are by who sent them."""
    names = LineNames(session)
    named = ((one, names.name_of_origin(one.origin) if one.origin else "") for one in entries)
    return [replace(one, who=name) if name else one for one, name in named]


class LineNames:
    """The names of lines, as this casebook knows them now.

    Args:
        session: the open casebook.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[bytes, LineAuthor] = {}

    def author(self, line: bytes) -> LineAuthor:
        """Return who writes on a line of 8 bytes."""
        if line not in self._known:
            self._known[line] = self._read(line)
        return self._known[line]

    def who_of(self, line: bytes) -> Message:
        """Return who writes on a line, in words."""
        author = self.author(line)
        if author.is_own:
            return _COPY if author.is_left else _THIS
        return Message("{name}", name=author.name) if author.name else _OTHER

    def author_of(self, stamp: bytes) -> Message:
        """Return who wrote the value with this stamp; one older than all stamps does not say."""
        return self.who_of(line_of(stamp)) if tick_of(stamp) else _BEFORE

    def name_of_origin(self, origin: str) -> str:
        """Return the name of whoever a change of the history came from, "" for one who is not known.

        Args:
            origin: as `HistoryEntry` has it.
        """
        data = bytes.fromhex(origin)
        return (self.author(data) if len(data) == LINE_BYTES else self._of_device(origin)).name

    def _read(self, line: bytes) -> LineAuthor:
        if line in self._own:
            return LineAuthor(is_own=True, is_left=line != self._own[0])
        with self._session.store.reading() as connection:
            device = device_tables.device_of_line(connection, line)
        return self._of_device(device)

    def _of_device(self, device: str) -> LineAuthor:
        with self._session.store.reading() as connection:
            card = handover.card_of(connection, device)
        name = self._members.get(device, "") or (card.name if card else "")
        return LineAuthor(name=name, is_compared=card is not None and card.is_compared)

    @cached_property
    def _own(self) -> list[bytes]:
        """The lines of this casebook, the present one first; after a restore there is none until a save."""
        with self._session.store.reading() as connection:
            present = contested.own_line(connection)
            return [present, *(one for one in device_tables.own_lines(connection) if one != present)]

    @cached_property
    def _members(self) -> dict[str, str]:
        """The names of members by device in hex; none in a casebook of no team."""
        with self._session.store.reading() as connection:
            if team_store.team(connection) is None:
                return {}
        from casebook.services.sharing.team.team_view import require_team  # only for a casebook of a team

        view = require_team(self._session)
        return {device.hex(): view.name_of(device) for device in view.roster.devices}
