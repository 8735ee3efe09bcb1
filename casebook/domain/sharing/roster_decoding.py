"""Reads statements of a roster that anybody may have written, and verifies who signed them.

SECURITY: a statement is read only in the one form in which it is written, so that it has one digest; a newer
kind is refused as such, and what names it waits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from casebook.base.errors import VaultTooNew
from casebook.domain.sharing import wire_value
from casebook.domain.sharing.member_name import is_usable_name
from casebook.domain.sharing.roster_statement import (
    EVERY,
    FIELDS,
    FORMAT,
    MAYBE,
    TEAM_BYTES,
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SignedStatement,
    SpaceKind,
    StatementKind,
)
from casebook.domain.sharing.wire_value import as_text, bytes_of, several, unusable

MAX_STATEMENT_BYTES = 4 * 1024 * 1024
MAX_SAW = 1_000
SIGNATURE_BYTES = 64
_MAX_CARD_BYTES = 2_048
_MEMBER = re.compile(r"[0-9a-z]{16}")


def read_statement(data: bytes, *, is_kept: bool = False) -> RosterStatement:
    """Return the statement in these bytes.

    Args:
        data: as they were signed.
        is_kept: it was kept here before names were checked; any name in it is read, and shown escaped.

    Raises:
        InvalidInput: they are not the bytes of one.
        VaultTooNew: a later version wrote it.
    """
    if len(data) > MAX_STATEMENT_BYTES:
        raise unusable()
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise unusable() from None
    if not isinstance(values, dict):
        raise unusable()
    form, kind = values.get("v"), values.get("kind")
    if not isinstance(form, int) or isinstance(form, bool) or not isinstance(kind, str):
        raise unusable()
    if form != FORMAT or kind not in set(StatementKind):
        raise VaultTooNew(
            "A member of the team uses a later version of Casebook.",
            remedy="Update Casebook first. Nothing is lost until then.",
        )
    readers = {**_READERS, "name": _kept_name} if is_kept else _READERS
    statement = _of(StatementKind(kind), values, readers)
    if statement.data != data:
        raise unusable()
    return statement


def checked(statement: RosterStatement) -> RosterStatement:
    """Return a statement of our own if others can read it.

    Raises:
        InvalidInput: they cannot.
    """
    return read_statement(statement.data)


def signed_as_json(signed: SignedStatement) -> list[str]:
    """Return a signed statement as JSON has it: its bytes as a text, and the signature."""
    return [signed.statement.data.decode(), as_text(signed.signature)]


def read_signed(value: object) -> SignedStatement:
    """Return a signed statement from JSON; its signature is not yet verified.

    Raises:
        InvalidInput, VaultTooNew: as `read_statement`.
    """
    if not isinstance(value, list) or [type(part) for part in value] != [str, str]:
        raise unusable()
    try:
        data = value[0].encode()
    except UnicodeEncodeError:
        raise unusable() from None
    return SignedStatement(statement=read_statement(data), signature=bytes_of(SIGNATURE_BYTES)(value[1]))


def verified(
    signed: Iterable[SignedStatement],
    *,
    device_of: Callable[[bytes], bytes | None],
    is_signed: Callable[[bytes, bytes, bytes], bool],
) -> tuple[frozenset[RosterStatement], frozenset[bytes]]:
    """Return the statements that their authors signed, and the digests of those whose author is not known.

    A card is known by the statement that brings it; whether its device belongs to the team is another
    question, which `Roster` answers. What is in neither was forged.

    Args:
        signed: of whatever origin.
        device_of: gives the id of the device whose card this is, or None if it is no card.
        is_signed: whether the device of a card signed these bytes, for the use `roster`, with this signature.
    """
    sound: list[SignedStatement] = []
    cards: dict[bytes, bytes] = {}
    for one in signed:
        device, card = one.statement.welcomed, one.statement.card
        if not device or cards.get(device) == card or device_of(card) == device:
            sound.append(one)
            if device:
                cards.setdefault(device, card)
    good, waiting = set[RosterStatement](), set[bytes]()
    for one in sound:
        author = cards.get(one.statement.author)
        if author is None:
            waiting.add(one.statement.digest)
        elif is_signed(author, one.statement.data, one.signature):
            good.add(one.statement)
    return frozenset(good), frozenset(waiting)


def _of(
    kind: StatementKind, values: Mapping[str, Any], readers: Mapping[str, Callable[[object], Any]]
) -> RosterStatement:
    names = (*EVERY[1:], *FIELDS[kind], *(name for name in MAYBE.get(kind, ()) if name in values))
    if values.keys() != {"v", "kind", *names}:
        raise unusable()
    read = {name: readers[name](values[name]) for name in names}
    statement = RosterStatement(kind=kind, **read)
    is_founding = kind is StatementKind.FOUND
    if is_founding != (not statement.team) or is_founding != (not statement.saw):
        raise unusable()
    if "role" in FIELDS[kind]:
        is_whole = statement.role is not None
        if not is_whole and (statement.name or kind is not StatementKind.WELCOME):
            raise unusable()
        if is_whole != bool(statement.name) and kind is StatementKind.WELCOME:
            raise unusable()
    elif "name" in FIELDS[kind] and not statement.name:
        raise unusable()
    if not all(_is_of_what_ends(statement, line) for line in statement.accepted):
        raise unusable()
    return statement


def _is_of_what_ends(statement: RosterStatement, line: AcceptedLine) -> bool:
    """Return whether a line is of a device whose access ends, or of the space that is closed.

    Whose devices a member has who becomes a reader is not known here.
    """
    if statement.kind is StatementKind.CLOSE:
        return line.space == statement.space
    return statement.kind is StatementKind.ROLE or line.device in statement.devices


def _card(value: object) -> bytes:
    if not isinstance(value, str) or not value:
        raise unusable()
    return bytes_of(*range(1, _MAX_CARD_BYTES + 1))(value)


def _accepted(value: object) -> AcceptedLine:
    device, space, line, number, digest = wire_value.row(
        value,
        wire_value.device,
        wire_value.space,
        wire_value.line,
        wire_value.number,
        wire_value.digest,
    )
    return AcceptedLine(device=device, space=space, line=line, number=number, digest=digest)


def _member(value: object) -> str:
    if not isinstance(value, str) or not _MEMBER.fullmatch(value):
        raise unusable()
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or (value and not is_usable_name(value)):
        raise unusable()
    return value


def _kept_name(value: object) -> str:
    if not isinstance(value, str):
        raise unusable()
    return value


def _role(value: object) -> MemberRole | None:
    if not isinstance(value, str) or (value and value not in set(MemberRole)):
        raise unusable()
    return MemberRole(value) if value else None


def _space_kind(value: object) -> SpaceKind:
    if not isinstance(value, str) or value not in set(SpaceKind):
        raise unusable()
    return SpaceKind(value)


_READERS: Mapping[str, Callable[[object], Any]] = {
    "team": bytes_of(0, TEAM_BYTES),
    "author": wire_value.device,
    "line": wire_value.line,
    "number": wire_value.counted,
    "saw": several(wire_value.digest, MAX_SAW),
    "at": wire_value.number,
    "device": wire_value.device,
    "card": _card,
    "member": _member,
    "name": _name,
    "role": _role,
    "space": wire_value.space,
    "space_kind": _space_kind,
    "spaces": several(wire_value.space, may_be_none=False),
    "devices": several(wire_value.device, may_be_none=False),
    "accepted": several(_accepted),
    "case": wire_value.digest,
}
