"""The graph of a roster's statements: which is complete, and what each had in its past.

A past is a number with a bit for each statement, so that whether one saw another is one operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from casebook.domain.sharing.roster_statement import MemberRole, RosterStatement, StatementKind


class RosterGraph:
    """The statements of one team whose whole past is here, each after all that it saw.

    Args:
        team: 16 bytes.
        statements: a set; those of other teams, and those that repeat, change nothing.

    Attributes:
        statements: in an order in which nothing stands before what it saw.
        pasts: what each saw, itself not included, as bits.
        waiting: digests of those that name one which is not here.
        heads: digests of those that no other has seen, sorted.
    """

    def __init__(self, team: bytes, statements: Iterable[RosterStatement]) -> None:
        by_digest = {one.digest: one for one in statements if one.founds == team}
        self.statements: list[RosterStatement] = []
        self.pasts: list[int] = []
        self._at: dict[bytes, int] = {}
        for one in _sorted(by_digest):
            past = 0
            for digest in one.saw:
                past |= self.pasts[self._at[digest]] | 1 << self._at[digest]
            self._at[one.digest] = len(self.statements)
            self.statements.append(one)
            self.pasts.append(past)
        self.waiting = frozenset(by_digest.keys() - self._at.keys())
        seen = {digest for one in self.statements for digest in one.saw}
        self.heads = tuple(sorted(self._at.keys() - seen))
        self._index()

    def _index(self) -> None:
        """Note where what a decision asks for stands."""
        self.welcomes: dict[bytes, list[int]] = defaultdict(list)
        self.roles: dict[str, list[int]] = defaultdict(list)
        self.put_out: dict[bytes, list[int]] = defaultdict(list)
        self.misnumbered = 0
        numbered: dict[tuple[bytes, bytes, int], list[int]] = defaultdict(list)
        for at, one in enumerate(self.statements):
            if one.welcomed:
                self.welcomes[one.welcomed].append(at)
            if one.given_role:
                self.roles[one.member].append(at)
            for device in one.devices if one.is_putting_out else ():
                self.put_out[device].append(at)
            same = numbered[one.author, one.line, one.number]
            before = numbered[one.author, one.line, one.number - 1]
            is_next = one.number == 1 or any(self.saw(at, other) for other in before)
            if not is_next or any(self.saw(at, other) for other in same):
                self.misnumbered |= 1 << at
            same.append(at)

    def saw(self, at: int, other: int) -> bool:
        """Return whether a statement had another in its past."""
        return bool(self.pasts[at] >> other & 1)

    def at(self, digest: bytes) -> int | None:
        """Return where a statement stands, None if it is not here or waits."""
        return self._at.get(digest)

    def is_demotion(self, at: int) -> bool:
        """Return whether a statement takes the rights of an owner from its member."""
        return self.statements[at].given_role not in {None, MemberRole.OWNER}

    def is_negative(self, at: int) -> bool:
        """Return whether a statement takes rights from somebody, and so decides about others."""
        return self.statements[at].is_putting_out or self.is_demotion(at)

    def last(self, places: Iterable[int]) -> list[int]:
        """Return those of some statements that none of the others saw."""
        some = list(places)
        seen = 0
        for at in some:
            seen |= self.pasts[at]
        return [at for at in some if not seen >> at & 1]


def bits(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _sorted(by_digest: dict[bytes, RosterStatement]) -> Iterator[RosterStatement]:
    """Yield statements after all that they saw; those whose past is not here are left out."""
    followers: dict[bytes, list[bytes]] = defaultdict(list)
    lacking: dict[bytes, int] = {}
    for digest, one in by_digest.items():
        lacking[digest] = len(one.saw)
        for seen in one.saw:
            followers[seen].append(digest)
    ready = sorted(digest for digest, count in lacking.items() if not count)
    while ready:
        digest = ready.pop()
        if by_digest[digest].kind is StatementKind.FOUND or by_digest[digest].saw:
            yield by_digest[digest]
        for follower in sorted(followers[digest]):
            lacking[follower] -= 1
            if not lacking[follower]:
                ready.append(follower)
