"""The roster of a team: who belongs to it, in which role, and which spaces each device reads.

It is a function of the set of statements: order, repeats and what is missing change nothing but what waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from casebook.base.errors import Refused
from casebook.domain.sharing.member_name import shown_name
from casebook.domain.sharing.roster_graph import RosterGraph, bits
from casebook.domain.sharing.roster_right import RosterRights, Standing
from casebook.domain.sharing.roster_statement import (
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SpaceKind,
    StatementKind,
    case_digest,
)

MAX_AT_ONCE = 8
"""So many statements of one device that saw none of each other are named: its copies state some at once."""
_ROLES = list(MemberRole)
_SAYS_OF_SPACES = {StatementKind.OPEN, StatementKind.GIVE, StatementKind.TAKE}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RosterDevice:
    """A device that was welcomed.

    Attributes:
        device: its id, 32 bytes.
        card: its card.
        member: id of whose it is.
        is_removed, is_lost: whether it was put out, and why.
    """

    device: bytes
    card: bytes
    member: str
    is_removed: bool
    is_lost: bool

    @property
    def is_in(self) -> bool:
        """Return whether it belongs to the team."""
        return not (self.is_removed or self.is_lost)

    def __repr__(self) -> str:
        return "RosterDevice()"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RosterMember:
    """A person in the team.

    Attributes:
        member: id, 16 characters.
        name: as it was given last; of two given at once, the same on every copy.
        role: what they may do.
        devices: those that belong to the team, sorted.
    """

    member: str
    name: str
    role: MemberRole
    devices: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"RosterMember({self.member})"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterSpace:
    """A space of the team.

    Attributes:
        space: id, 16 bytes.
        kind: what it holds.
        is_closed: whether it was closed; nothing is written there any more.
        readers: devices in the team that have access, sorted.
        cases: digests of the case that is in it, as those said who opened it; none of a space without one.
        openers: devices that opened it, sorted.
    """

    space: bytes
    kind: SpaceKind
    is_closed: bool
    readers: tuple[bytes, ...]
    cases: frozenset[bytes] = frozenset()
    openers: tuple[bytes, ...] = ()

    def is_of(self, case_id: str, author: bytes) -> bool:
        """Return whether a case is the one of this space, as an author says who may not have opened it."""
        if self.cases:
            return case_digest(self.space, case_id) in self.cases
        return author in self.openers


class Roster:
    """What all statements together say.

    Args:
        team: 16 bytes.
        statements: verified; see `roster_decoding.verified`.
    """

    def __init__(self, team: bytes, statements: Iterable[RosterStatement]) -> None:
        self.team = team
        self.statements = frozenset(one for one in statements if one.founds == team)
        self._graph = RosterGraph(team, self.statements)

    @classmethod
    def of(cls, statements: Iterable[RosterStatement]) -> Roster:
        """Return the roster of the one team that these statements belong to.

        Raises:
            Refused: there are none, or of several teams.
        """
        held = list(statements)
        teams = {one.founds for one in held}
        if len(teams) != 1:
            raise Refused(
                "These statements are not those of one team.",
                field="roster",
                remedy="Ask a member of the team for its card and shared folder again.",
            )
        return cls(teams.pop(), held)

    @property
    def heads(self) -> tuple[bytes, ...]:
        """Return the digests of the statements that no other has seen, sorted."""
        return self._graph.heads

    @cached_property
    def seen(self) -> tuple[bytes, ...]:
        """Digests that a new statement names as seen, sorted: with what these saw, all that devices stated.

        SECURITY: of a device that stated many things at once few are named. A list that others could not read
        would keep everybody from stating anything, such as that this device is put out.
        """
        by_author: dict[bytes, list[int]] = defaultdict(list)
        for at, one in enumerate(self._graph.statements):
            if one.author in self.devices:
                by_author[one.author].append(at)
        last = [at for places in by_author.values() for at in self._graph.last(places)[:MAX_AT_ONCE]]
        return tuple(sorted(self._graph.statements[at].digest for at in self._graph.last(last)))

    @property
    def waiting(self) -> frozenset[bytes]:
        """Return the digests of statements that name one which is not here yet."""
        return self._graph.waiting

    @cached_property
    def void(self) -> frozenset[bytes]:
        """Digests of statements whose author had no right to them, or was put out before they were seen."""
        return frozenset(
            one.digest for at, one in enumerate(self._graph.statements) if not self._holds >> at & 1
        )

    def stands(self, digest: bytes) -> bool:
        """Return whether a statement is here, does not wait and takes effect."""
        at = self._graph.at(digest)
        return at is not None and bool(self._holds >> at & 1)

    def next_number(self, author: bytes, line: bytes) -> int:
        """Return the number of a device's next statement on a line."""
        return 1 + max(
            (one.number for one in self._graph.statements if (one.author, one.line) == (author, line)),
            default=0,
        )

    def with_statement(self, statement: RosterStatement) -> Roster:
        """Return the roster with a statement that is about to be signed.

        Raises:
            Refused: its author may not make it.
        """
        roster = Roster(self.team, [*self.statements, statement])
        if not roster.stands(statement.digest):
            raise Refused(
                "This device may not make this change to the team.",
                field="roster",
                remedy="Ask an owner of the team to make it.",
            )
        return roster

    @cached_property
    def _standing_bits(self) -> Standing:
        return RosterRights(self._graph).settled()

    @property
    def _holds(self) -> int:
        return self._standing_bits.stands | self._standing_bits.takes

    def _standing(self, *kinds: StatementKind) -> list[int]:
        return [at for at in bits(self._holds) if self._graph.statements[at].kind in kinds]

    @cached_property
    def devices(self) -> dict[bytes, RosterDevice]:
        """Every device that was ever welcomed, by id."""
        out: dict[StatementKind, set[bytes]] = defaultdict(set)
        for at in self._standing(StatementKind.REMOVE, StatementKind.LOST):
            out[self._graph.statements[at].kind].update(self._graph.statements[at].devices)
        devices: dict[bytes, RosterDevice] = {}
        for device, places in self._graph.welcomes.items():
            standing = [self._graph.statements[at] for at in self._graph.last(self._among(places))]
            if standing:
                welcome = min(standing, key=lambda one: (one.member, one.digest))
                devices[device] = RosterDevice(
                    device=device,
                    card=welcome.card,
                    member=welcome.member,
                    is_removed=device in out[StatementKind.REMOVE],
                    is_lost=device in out[StatementKind.LOST],
                )
        return devices

    def _among(self, places: Iterable[int]) -> list[int]:
        return [at for at in places if self._standing_bits.stands >> at & 1]

    @cached_property
    def members(self) -> dict[str, RosterMember]:
        """Every member that was ever welcomed, by id; who has no device left does not belong to the team."""
        devices: dict[str, list[bytes]] = defaultdict(list)
        for one in self.devices.values():
            devices[one.member] += [one.device] if one.is_in else []
        names: dict[str, list[int]] = defaultdict(list)
        for at in self._standing(StatementKind.FOUND, StatementKind.WELCOME, StatementKind.RENAME):
            if self._graph.statements[at].name:
                names[self._graph.statements[at].member].append(at)
        return {
            member: RosterMember(
                member=member,
                name=self._name(names.get(member, [])),
                role=self._role(member),
                devices=tuple(sorted(held)),
            )
            for member, held in devices.items()
        }

    def _name(self, places: list[int]) -> str:
        given = [self._graph.statements[at] for at in self._graph.last(places)]
        return shown_name(min(given, key=lambda one: one.digest).name) if given else ""

    def _role(self, member: str) -> MemberRole:
        """Return the last role given; of several given at once the one with fewest rights."""
        places = [at for at in self._graph.roles.get(member, ()) if self._holds >> at & 1]
        given = [self._graph.statements[at].given_role for at in self._graph.last(places)]
        return max((role for role in given if role), key=_ROLES.index, default=MemberRole.READER)

    def role_of(self, device: bytes) -> MemberRole | None:
        """Return what a device may do; None for one that does not belong to the team."""
        one = self.devices.get(device)
        return self.members[one.member].role if one and one.is_in else None

    @cached_property
    def owners(self) -> frozenset[bytes]:
        """The devices of owners."""
        return frozenset(device for device in self.devices if self.role_of(device) is MemberRole.OWNER)

    @property
    def is_ownerless(self) -> bool:
        """Return whether nobody is left who may change the team: its members found another."""
        return not self.owners

    @cached_property
    def spaces(self) -> dict[bytes, RosterSpace]:
        """Every space that was opened, by id."""
        opened: dict[bytes, SpaceKind] = {}
        cases: dict[bytes, set[bytes]] = defaultdict(set)
        openers: dict[bytes, set[bytes]] = defaultdict(set)
        for at in self._standing(StatementKind.FOUND, StatementKind.OPEN):
            one = self._graph.statements[at]
            kind = one.space_kind or SpaceKind.ROSTER
            opened[one.space] = max(kind, opened.get(one.space, kind), key=list(SpaceKind).index)
            cases[one.space] |= {one.case} - {b""}
            openers[one.space].add(one.author)
        closed = {self._graph.statements[at].space for at in self._standing(StatementKind.CLOSE)}
        access = self._access
        return {
            space: RosterSpace(
                space=space,
                kind=kind,
                is_closed=space in closed,
                readers=tuple(sorted(self._everybody if kind is SpaceKind.ROSTER else access[space])),
                cases=frozenset(cases[space]),
                openers=tuple(sorted(openers[space])),
            )
            for space, kind in opened.items()
        }

    @cached_property
    def _everybody(self) -> set[bytes]:
        return {one.device for one in self.devices.values() if one.is_in}

    @cached_property
    def _access(self) -> dict[bytes, set[bytes]]:
        """The devices that have access, by space: where it was given and taken at once, it is taken."""
        changes: dict[tuple[bytes, bytes], list[int]] = defaultdict(list)
        for at in self._standing(*_SAYS_OF_SPACES):
            one = self._graph.statements[at]
            for space in one.spaces or (one.space,):
                for device in one.devices:
                    changes[space, device].append(at)
        access: dict[bytes, set[bytes]] = defaultdict(set)
        for (space, device), places in changes.items():
            last = [self._graph.statements[at].kind for at in self._graph.last(places)]
            if device in self._everybody and StatementKind.TAKE not in last:
                access[space].add(device)
        return access

    def may_read(self, space: bytes) -> frozenset[bytes]:
        """Return the devices that get the key of a space; none of one that is not open."""
        one = self.spaces.get(space)
        return frozenset(one.readers) if one and not one.is_closed else frozenset()

    def may_write(self, space: bytes) -> frozenset[bytes]:
        """Return the devices whose changes in a space are taken, those of members and owners."""
        if (one := self.spaces.get(space)) and one.kind is SpaceKind.ROSTER:
            return self.may_read(space)
        return self._without_readers(self.may_read(space))

    def _without_readers(self, devices: Iterable[bytes]) -> frozenset[bytes]:
        return frozenset(device for device in devices if self.role_of(device) is not MemberRole.READER)

    def accepted(self, device: bytes, space: bytes) -> dict[bytes, AcceptedLine] | None:
        """Return the last file accepted of each line of a device that may not write in a space any more.

        It was put out, lost access, is of a reader now, or the space was closed. Where several who did so
        named different ones, the earliest. Other lines are not accepted at all.

        Returns:
            None while it may write there, or never could.
        """
        ends = [*self._outs(device, space), *self._made_reader(device)]
        closings = [
            at for at in self._standing(StatementKind.CLOSE) if self._graph.statements[at].space == space
        ]
        # what was laid before the end of a space stays so, whatever becomes of a device after that
        ends = [at for at in ends if not any(self._graph.saw(at, one) for one in closings)] + closings
        if not ends:
            return None
        named = [
            {line.line: line for line in self._graph.statements[at].accepted if _is_of(line, device, space)}
            for at in self._graph.last(ends)
        ]
        common = set.intersection(*(set(lines) for lines in named))
        return {line: min((lines[line] for lines in named), key=_by_number) for line in common}

    def is_out(self, device: bytes, space: bytes) -> bool:
        """Return whether a device was put out of the team, or lost access to a space."""
        return bool(self._outs(device, space))

    def _outs(self, device: bytes, space: bytes) -> list[int]:
        outs = [at for at in self._graph.put_out.get(device, ()) if self._standing_bits.takes >> at & 1]
        if device not in self._access.get(space, ()):
            outs += [at for at in self._standing(StatementKind.TAKE) if self._takes_from(at, device, space)]
        return outs

    def _made_reader(self, device: bytes) -> list[int]:
        """Return what made the member of a device a reader, while they are one."""
        one = self.devices.get(device)
        if one is None or self._role(one.member) is not MemberRole.READER:
            return []
        roles = ((at, self._graph.statements[at]) for at in self._standing(StatementKind.ROLE))
        return [at for at, said in roles if (said.member, said.role) == (one.member, MemberRole.READER)]

    def _takes_from(self, at: int, device: bytes, space: bytes) -> bool:
        one = self._graph.statements[at]
        return space in one.spaces and device in one.devices

    def __repr__(self) -> str:
        return "Roster()"


def _is_of(line: AcceptedLine, device: bytes, space: bytes) -> bool:
    return (line.device, line.space) == (device, space)


def _by_number(line: AcceptedLine) -> tuple[int, bytes]:
    return line.number, line.digest
