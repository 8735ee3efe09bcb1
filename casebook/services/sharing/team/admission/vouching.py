"""Who vouches for the beginning of a record that came by two spaces: by the files of both that are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from casebook.domain.sharing.encoding import decoded
from casebook.domain.sharing.origin import Beginning, is_vouched
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.stamp import line_of
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.base import device_tables
from casebook.store.sharing.team_store import SpaceRow, TeamConnection


@dataclass(slots=True, kw_only=True, repr=False)
class Vouching:
    """The beginnings of records by the files that are kept, read as far as they are asked for.

    Attributes:
        connection: of a transaction.
        view: of the team.
        may_lack: whether a value may have been left out of a file, since it names another record.
    """

    connection: TeamConnection
    view: TeamView
    may_lack: Callable[[Any], bool]
    _kept: dict[tuple[bytes, Key], list[Beginning]] = field(default_factory=dict)

    def is_one(self, came: Beginning, space: SpaceRow, others: Iterable[SpaceRow]) -> bool:
        """Return whether a record that begins in a space is the one that others have had.

        SECURITY: both who laid it here and who laid it there must have known the other, or the two are not
        vouched for as one record.

        Args:
            came: as the file says that came now.
            space: in which it lies.
            others: spaces that have had a record of this ID.
        """
        version = came.version
        owner = self._owner(line_of(version.began)) if version.began else ""
        here = self._writers(space)
        for other in others:
            there = self._writers(other)
            for known in self._beginnings(other, (version.noun, version.id)):
                if known.version.began == version.began and all(
                    is_vouched(one, two, readers=readers, line_owner=owner, may_lack=self.may_lack)
                    for one, two, readers in ((came, known, there), (known, came, here))
                ):
                    return True
        return False

    def members(self, devices: Iterable[bytes]) -> frozenset[str]:
        """Return whose devices these are."""
        known = self.view.roster.devices
        return frozenset(known[device].member for device in devices if device in known)

    def _writers(self, space: SpaceRow) -> frozenset[str]:
        """Return the members who read a space and write there, or did until it was closed."""
        roster, known = self.view.roster, self.view.roster.spaces.get(space.id)
        return self.members(
            device
            for device in (known.readers if known else ())
            if roster.role_of(device) in {MemberRole.OWNER, MemberRole.MEMBER}
        )

    def _owner(self, line: bytes) -> str:
        """Return the one member who lays files on a line; "" for nobody, and for several who claim it."""
        devices = {one.statement.author for one in self.view.signed if one.statement.line == line}
        for space in self.view.spaces.values():
            devices |= {name.signer for name in SpaceLog.read(space.log).lines if name.line == line}
        if line in device_tables.own_lines(self.connection):
            devices.add(self.view.device.id)
        members = self.members(devices)
        return next(iter(members)) if len(members) == 1 else ""

    def _beginnings(self, space: SpaceRow, key: Key) -> Sequence[Beginning]:
        if (space.id, key) not in self._kept:
            self._kept[space.id, key] = [*self._read(space, key)]
        return self._kept[space.id, key]

    def _read(self, space: SpaceRow, key: Key) -> Iterator[Beginning]:
        for (_, signer), body in kept_bodies(self.connection, self.view, space, SAYING, with_queued=True):
            said = [one for one in body["r"] if (one.get("n"), one.get("i")) == key]  # of many it reads these
            for one in map(decoded, said):
                if one.is_begun:
                    yield Beginning(version=one, author=self.members([signer]))
