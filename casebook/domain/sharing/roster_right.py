"""Which statements of a roster stand: those whose author had the right to them and was not put out.

What puts a device out voids all that the device signed and that was not seen by who put it out; what takes an
owner's rights does so to all that needs them. So statements decide about others that decide about them. It is
settled from what nobody contests; what is left are rings, such as two owners who remove each other, in which
everything that takes rights holds and nothing else does.

Source: the strong removal of p2panda-auth for mutual removals; Van Gelder, Ross, Schlipf, "The well-founded
semantics for general logic programs" (JACM 1991), for what is settled before that.
Why so: docs/decisions/0062-team.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.domain.sharing.roster_graph import RosterGraph, bits
from casebook.domain.sharing.roster_statement import MemberRole, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds, as bits by place in the graph.

    Attributes:
        stands: statements that hold.
        takes: statements that take rights and do so, those of a ring included.
    """

    stands: int
    takes: int


class RosterRights:
    """Decides which statements stand, by what the others say.

    Args:
        graph: of the team.
    """

    def __init__(self, graph: RosterGraph) -> None:
        self._graph = graph
        self._all = (1 << len(graph.statements)) - 1
        self._negative = sum(1 << at for at in range(len(graph.statements)) if graph.is_negative(at))

    def settled(self) -> Standing:
        """Return what holds; a function of the set of statements alone."""
        forced = 0
        while True:
            surely, perhaps = self._bounds(forced)
            if surely == perhaps:
                return Standing(stands=surely, takes=surely & self._negative | forced)
            forced |= self._rings(surely, perhaps, forced)

    def _bounds(self, forced: int) -> tuple[int, int]:
        """Return what stands whatever is decided of the rings, and what may."""
        surely = forced
        while True:
            perhaps = self._standing(surely & self._negative | forced)
            after = self._standing(perhaps & self._negative | forced)
            if after == surely:
                return surely, perhaps
            surely = after

    def _standing(self, takes: int) -> int:
        """Return what stands if just these statements take rights."""
        stands = 0
        for at in range(len(self._graph.statements)):
            if not self._is_void(at, takes) and self._has_right(at, stands, takes):
                stands |= 1 << at
        return stands

    def _is_void(self, at: int, takes: int) -> bool:
        if self._graph.misnumbered >> at & 1:
            return True
        return any(takes >> one & 1 for one in self._covering(at))

    def _covering(self, at: int) -> Iterator[int]:
        """Yield what puts the author of a statement out and did not see the statement."""
        for one in self._graph.put_out.get(self._graph.statements[at].author, ()):
            if one != at and not self._graph.saw(one, at):
                yield one

    def _has_right(self, at: int, stands: int, takes: int) -> bool:
        statement = self._graph.statements[at]
        if statement.kind is StatementKind.FOUND:
            return True
        past = self._graph.pasts[at]
        if self._is_by_owner(at, stands, takes):
            return True
        own = self._members(statement.author, past & stands)
        if statement.kind is StatementKind.RENAME:
            return statement.member in own
        if statement.is_putting_out:
            return all(own & self._members(device, past & stands) for device in statement.devices)
        return False

    def _members(self, device: bytes, stands: int) -> set[str]:
        """Return whose device it is by the welcomes among these statements."""
        welcomes = self._graph.welcomes.get(device, ())
        return {self._graph.statements[at].member for at in welcomes if stands >> at & 1}

    def _is_by_owner(self, at: int, stands: int, takes: int) -> bool:
        statement, seen = self._graph.statements[at], self._graph.pasts[at] & stands
        return any(
            self._is_owner(member, seen, takes, at) for member in self._members(statement.author, seen)
        )

    def _is_owner(self, member: str, seen: int, takes: int, at: int) -> bool:
        roles = self._graph.roles.get(member, ())
        grants = [one for one in roles if seen >> one & 1 and not self._graph.is_demotion(one)]
        return bool(grants) and not any(
            takes >> one & 1 and not any(self._graph.saw(grant, one) for grant in grants)
            for one in self._demoting(member, at)
        )

    def _demoting(self, member: str, at: int) -> Iterator[int]:
        """Yield what takes a member's rights and did not see the statement."""
        for one in self._graph.roles.get(member, ()):
            if self._graph.is_demotion(one) and one != at and not self._graph.saw(one, at):
                yield one

    def _rings(self, surely: int, perhaps: int, forced: int) -> int:
        """Return what takes rights in the rings that rest on nothing undecided but themselves."""
        undecided = perhaps & ~surely
        deciding = [at for at in bits(undecided) if self._decides(at)]
        before = {at: set(self._deciders(at, surely, undecided, forced)) for at in deciding}
        reached = {at: _reached(at, before) for at in deciding}
        rings = {
            at for at in deciding if at in reached[at] and all(at in reached[one] for one in reached[at])
        }
        ringed = sum(1 << at for at in rings) & self._negative & ~forced
        return ringed or undecided & self._negative & ~forced

    def _decides(self, at: int) -> bool:
        statement = self._graph.statements[at]
        return bool(self._negative >> at & 1 or statement.welcomed or statement.given_role)

    def _deciders(self, at: int, surely: int, undecided: int, forced: int) -> Iterator[int]:
        """Yield the undecided statements on which one rests."""
        takes = surely & self._negative | forced
        open_takes = undecided & self._negative & ~forced
        yield from (one for one in self._covering(at) if open_takes >> one & 1)
        author, past = self._graph.statements[at].author, self._graph.pasts[at]
        if not self._has_right(at, surely, takes):
            yield from (one for one in bits(past & undecided) if self._supports(one, at))
        if not self._has_right(at, surely | undecided, takes | open_takes):
            for member in self._members(author, past & (surely | undecided)):
                yield from (one for one in self._demoting(member, at) if open_takes >> one & 1)

    def _supports(self, one: int, at: int) -> bool:
        """Return whether an earlier statement may give the author of another the right to it."""
        earlier, later = self._graph.statements[one], self._graph.statements[at]
        if earlier.welcomed in {later.author, *later.devices} - {b""}:
            return True
        members = self._members(later.author, self._all)
        return earlier.member in members and earlier.given_role is MemberRole.OWNER


def _reached(start: int, before: dict[int, set[int]]) -> set[int]:
    """Return all on which one rests, over any number of others."""
    reached: set[int] = set()
    ahead: Iterable[int] = before[start]
    while ahead:
        new = {one for one in ahead if one not in reached}
        reached |= new
        ahead = [one for at in new for one in before.get(at, ())]
    return reached
