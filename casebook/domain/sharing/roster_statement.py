"""Statements of a team's roster: who founded it, who was welcomed or removed, which spaces there are.

A statement names those that its author saw, by digest, so that all of them are a graph without cycles. Its
bytes are JSON in one form alone, of which its author signs every one. Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import Any

from casebook.domain.sharing.wire_value import as_text, canonical

FORMAT = 1
TEAM_BYTES = 16
"""Of the id of a team: the first of the digest of the statement that founded it."""


class StatementKind(StrEnum):
    """What a statement does.

    Attributes:
        FOUND: begins a team, with its author as the first owner.
        WELCOME: takes in a device, of a new member or of one who is there.
        ROLE: gives a member another role.
        RENAME: gives a member another name.
        REMOVE: puts devices out for good.
        LOST: the same, of devices that were lost or stolen.
        OPEN: opens a space to devices.
        GIVE: opens spaces to more devices.
        TAKE: closes spaces to devices.
        CLOSE: closes a space to all, for good.
    """

    FOUND = "found"
    WELCOME = "welcome"
    ROLE = "role"
    RENAME = "rename"
    REMOVE = "remove"
    LOST = "lost"
    OPEN = "open"
    GIVE = "give"
    TAKE = "take"
    CLOSE = "close"


class MemberRole(StrEnum):
    """What a member may do; of two given at once the later in this list holds.

    Attributes:
        OWNER: says who belongs to the team and which spaces there are, and all that a member does.
        MEMBER: reads and writes in the spaces of their devices.
        READER: reads there.
    """

    OWNER = "owner"
    MEMBER = "member"
    READER = "reader"


class SpaceKind(StrEnum):
    """What a space holds.

    Attributes:
        CASE: one case with its persons and contacts.
        OFFICE: what belongs to no case: own rules, closures, findings.
        ROSTER: statements, which every device of the team reads.
    """

    CASE = "case"
    OFFICE = "office"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class AcceptedLine:
    """The last file of a line that is accepted from a device that is put out or may write no more.

    Attributes:
        device: whose, 32 bytes.
        space: 16 bytes.
        line: 8 bytes.
        number: of the file; 0 for none.
        digest: SHA-256 of the file, 32 bytes.
    """

    device: bytes
    space: bytes
    line: bytes
    number: int
    digest: bytes


@dataclass(frozen=True, kw_only=True, repr=False)
class RosterStatement:
    """One statement, not yet signed or its signature verified elsewhere.

    Attributes:
        kind: what it does.
        team: 16 bytes; b"" of the one that founds it.
        author: id of the device that signs it, 32 bytes.
        line: the author's log until its next restore, 8 bytes.
        number: among the statements of this line, from 1.
        saw: digests of the statements without successors that the author knew, sorted.
        at: milliseconds since 1970 by the author's clock; shown, and never decides anything.
        device: that is welcomed.
        card: of the device that founds or is welcomed, as `crypto.device_card` writes it.
        member: id of the member it is about.
        name: of the member; "" in a welcome of another device of theirs.
        role: of the member; None in a welcome of another device of theirs.
        space: that is opened or closed; the roster's own in the one that founds.
        space_kind: of the space that is opened.
        spaces: that are given or taken, sorted.
        devices: that are put out, or whose access changes, sorted.
        accepted: of the devices put out, or whose access or right to write ends, or of all who laid anything
            in a space that is closed, sorted; of a line not named, nothing is.
        case: digest of the case of the space that is opened, see `case_digest`; b"" where there is none.
    """

    kind: StatementKind
    team: bytes
    author: bytes
    line: bytes
    number: int
    saw: tuple[bytes, ...]
    at: int
    device: bytes = b""
    card: bytes = b""
    member: str = ""
    name: str = ""
    role: MemberRole | None = None
    space: bytes = b""
    space_kind: SpaceKind | None = None
    spaces: tuple[bytes, ...] = ()
    devices: tuple[bytes, ...] = ()
    accepted: tuple[AcceptedLine, ...] = ()
    case: bytes = b""

    @cached_property
    def data(self) -> bytes:
        """The bytes that are signed and kept, for the use `roster`."""
        return canonical({"v": FORMAT, **{name: _as_json(getattr(self, name)) for name in self._said()}})

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of its bytes, by which others name it."""
        return hashlib.sha256(self.data).digest()

    @property
    def founds(self) -> bytes:
        """Return the id of the team that this statement founds, or of the one it belongs to."""
        return self.digest[:TEAM_BYTES] if self.kind is StatementKind.FOUND else self.team

    @property
    def is_putting_out(self) -> bool:
        """Return whether it puts devices out of the team."""
        return self.kind in {StatementKind.REMOVE, StatementKind.LOST}

    @property
    def welcomed(self) -> bytes:
        """Return the device whose card it brings, b"" for none."""
        return self.author if self.kind is StatementKind.FOUND else self.device

    @property
    def given_role(self) -> MemberRole | None:
        """Return the role it gives to its member, if any."""
        return MemberRole.OWNER if self.kind is StatementKind.FOUND else self.role

    def _said(self) -> list[str]:
        """Return the fields that are written: those of every statement, and those of its kind."""
        return [
            *EVERY,
            *FIELDS[self.kind],
            *(name for name in MAYBE.get(self.kind, ()) if getattr(self, name)),
        ]

    def __repr__(self) -> str:
        return f"RosterStatement({self.kind})"


EVERY = ("kind", "team", "author", "line", "number", "saw", "at")
FIELDS: dict[StatementKind, tuple[str, ...]] = {
    StatementKind.FOUND: ("card", "member", "name", "space"),
    StatementKind.WELCOME: ("device", "card", "member", "name", "role"),
    StatementKind.ROLE: ("member", "role"),
    StatementKind.RENAME: ("member", "name"),
    StatementKind.REMOVE: ("devices", "accepted"),
    StatementKind.LOST: ("devices", "accepted"),
    StatementKind.OPEN: ("space", "space_kind", "devices"),
    StatementKind.GIVE: ("spaces", "devices"),
    StatementKind.TAKE: ("spaces", "devices", "accepted"),
    StatementKind.CLOSE: ("space",),
}
"""What a statement of a kind says beside what every one does."""
MAYBE: dict[StatementKind, tuple[str, ...]] = {
    StatementKind.OPEN: ("case",),
    StatementKind.CLOSE: ("accepted",),
    StatementKind.ROLE: ("accepted",),
}
"""What it may leave out."""
_CASE_LABEL = b"casebook space case\0"


def case_digest(space: bytes, case_id: str) -> bytes:
    """Return by what whoever opens a space says which case is in it; nobody guesses the 80 bits of an ID."""
    return hashlib.sha256(_CASE_LABEL + space + case_id.encode()).digest()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedStatement:
    """A statement with its signature, of which nothing is believed until it is verified.

    Attributes:
        statement: what is said.
        signature: by its author over its bytes for the use `roster`, 64 bytes.
    """

    statement: RosterStatement
    signature: bytes

    def __repr__(self) -> str:
        return f"SignedStatement({self.statement.kind})"


def _as_json(value: Any) -> Any:  # noqa: ANN401 - of any field
    if isinstance(value, bytes):
        return as_text(value)
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if isinstance(value, AcceptedLine):
        return [_as_json(getattr(value, part.name)) for part in fields(value)]
    return "" if value is None else value
