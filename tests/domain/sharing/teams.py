"""Teams of invented devices that state things, each by what it knows."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_statement import (
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SpaceKind,
    StatementKind,
)

ROSTER_SPACE = bytes(16)
LINE = bytes(8)


def key(word: object, size: int = 32) -> bytes:
    return hashlib.sha256(str(word).encode()).digest()[:size]


def device(name: str) -> bytes:
    return key(f"device {name}")


def card(name: str) -> bytes:
    """What stands for a card here: the device is the digest of a word in it."""
    return f"card {name}".encode()


def device_of(some_card: bytes) -> bytes | None:
    text = some_card.decode()
    return device(text.removeprefix("card ")) if text.startswith("card ") else None


def signature(name: str, data: bytes) -> bytes:
    return hashlib.sha512(f"{name}: ".encode() + data).digest()


def is_signed(some_card: bytes, data: bytes, of: bytes) -> bool:
    return of == signature(some_card.decode().removeprefix("card "), data)


def member(name: str) -> str:
    return key(f"member {name[0]}").hex()[:16]


@dataclass
class Desk:
    """A device with the statements that reached it; its member is the first letter of its name."""

    name: str
    known: set[RosterStatement] = field(default_factory=set)

    @property
    def device(self) -> bytes:
        return device(self.name)

    def roster(self) -> Roster:
        return Roster.of(self.known)

    def found(self) -> RosterStatement:
        statement = RosterStatement(
            kind=StatementKind.FOUND,
            team=b"",
            author=self.device,
            line=LINE,
            number=1,
            saw=(),
            at=0,
            card=card(self.name),
            member=member(self.name),
            name=self.name[0],
            space=ROSTER_SPACE,
        )
        self.known.add(statement)
        return statement

    def state(
        self,
        kind: StatementKind,
        known: Iterable[RosterStatement] | None = None,
        **values: Any,  # noqa: ANN401 - of any field
    ) -> RosterStatement:
        """Make a statement by all that is known here, or by less, and keep it."""
        roster = Roster.of(self.known if known is None else known)
        statement = RosterStatement(
            kind=kind,
            team=roster.team,
            author=self.device,
            line=LINE,
            number=roster.next_number(self.device, LINE),
            saw=roster.heads,
            at=0,
            **values,
        )
        self.known.add(statement)
        return statement

    def welcome(
        self,
        name: str,
        role: MemberRole | None = MemberRole.MEMBER,
        known: Iterable[RosterStatement] | None = None,
    ) -> RosterStatement:
        return self.state(
            StatementKind.WELCOME,
            device=device(name),
            card=card(name),
            member=member(name),
            name=name[0] if role else "",
            role=role,
            known=known,
        )

    def remove(
        self,
        *names: str,
        known: Iterable[RosterStatement] | None = None,
        accepted: tuple[AcceptedLine, ...] = (),
    ) -> RosterStatement:
        devices = tuple(sorted({device(name) for name in names}))
        return self.state(StatementKind.REMOVE, devices=devices, accepted=accepted, known=known)

    def role(
        self, name: str, role: MemberRole, known: Iterable[RosterStatement] | None = None
    ) -> RosterStatement:
        return self.state(StatementKind.ROLE, member=member(name), role=role, known=known)

    def open(
        self, space: bytes, *names: str, known: Iterable[RosterStatement] | None = None
    ) -> RosterStatement:
        devices = tuple(sorted({device(name) for name in names}))
        return self.state(
            StatementKind.OPEN, space=space, space_kind=SpaceKind.CASE, devices=devices, known=known
        )

    def give(
        self, space: bytes, *names: str, known: Iterable[RosterStatement] | None = None
    ) -> RosterStatement:
        devices = tuple(sorted({device(name) for name in names}))
        return self.state(StatementKind.GIVE, spaces=(space,), devices=devices, known=known)

    def take(
        self,
        space: bytes,
        *names: str,
        known: Iterable[RosterStatement] | None = None,
        accepted: tuple[AcceptedLine, ...] = (),
    ) -> RosterStatement:
        devices = tuple(sorted({device(name) for name in names}))
        return self.state(
            StatementKind.TAKE, spaces=(space,), devices=devices, accepted=accepted, known=known
        )


def team(*names: str, role: MemberRole = MemberRole.OWNER) -> list[Desk]:
    """Desks that all know of each other; the first founded, the others have the role."""
    first, *others = (Desk(name) for name in names)
    first.found()
    for other in others:
        first.welcome(other.name, role)
    meet(first, *others)
    return [first, *others]


def meet(*desks: Desk) -> None:
    """Give all what any of them knows."""
    known = set[RosterStatement]().union(*(desk.known for desk in desks))
    for desk in desks:
        desk.known |= known


def everything(*desks: Desk) -> Roster:
    return Roster.of(set[RosterStatement]().union(*(desk.known for desk in desks)))


def summary(roster: Roster) -> tuple[object, ...]:
    """All that a roster says."""
    return (
        roster.devices,
        roster.members,
        roster.spaces,
        roster.void,
        roster.waiting,
        roster.heads,
        roster.owners,
    )


def random_team(seed: int) -> list[Desk]:
    """A team whose devices state whatever they like, of right or not, by more or less of what they know."""
    source = random.Random(seed)  # noqa: S311 - a test that repeats
    names = [f"{letter}{number}" for letter in "ABCD" for number in "12"]
    first = Desk(names[0])
    first.found()
    desks = [first, *(Desk(name, set(first.known)) for name in names[1:])]
    for name in names[1 : source.randint(2, 6)]:
        first.welcome(name, source.choice([MemberRole.OWNER, MemberRole.OWNER, MemberRole.MEMBER]))
    for desk in desks[: source.randint(1, len(desks))]:
        desk.known |= first.known
    for _ in range(source.randint(5, 40)):
        desk = source.choice(desks[: source.randint(1, len(desks))])
        if source.random() < 0.3:
            other = source.choice(desks)
            desk.known |= _some(source, other)
            continue
        known = _some(source, desk) if source.random() < 0.2 else None
        name, space = source.choice(names), key(source.randint(1, 2), 16)
        roles = list(MemberRole)
        match source.randint(0, 8):
            case 0 | 1 | 2:
                desk.remove(*{name, source.choice([name, source.choice(names)])}, known=known)
            case 3 | 4:
                desk.welcome(name, source.choice([*roles, None]), known=known)
            case 5:
                desk.role(name, source.choice(roles), known=known)
            case 6:
                desk.open(space, name, desk.name, known=known)
            case 7:
                desk.give(space, name, known=known)
            case _:
                desk.take(space, name, known=known)
    return desks


def _some(source: random.Random, desk: Desk) -> set[RosterStatement]:
    """Return part of what a device knows, with all that it rests on."""
    by_digest = {one.digest: one for one in desk.known}
    ahead = [one for one in sorted(desk.known, key=lambda one: one.digest) if source.random() < 0.6]
    some = {one for one in desk.known if one.kind is StatementKind.FOUND}
    while ahead:
        one = ahead.pop()
        if one not in some:
            some.add(one)
            ahead += [by_digest[digest] for digest in one.saw if digest in by_digest]
    return some
