"""Reads statements of a roster that anybody may have written, and verifies who signed them.

SECURITY: a statement is read only in the one form in which it is written, so that it has one digest; a newer
kind is refused as such, and what names it waits.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from casebook.base.errors import InvalidInput, VaultTooNew
from casebook.base.ignorable import IGNORABLE
from casebook.base.message import Message
from casebook.domain.sharing.roster_statement import (
    EVERY,
    FIELDS,
    FORMAT,
    TEAM_BYTES,
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SignedStatement,
    SpaceKind,
    StatementKind,
    as_text,
)

MAX_STATEMENT_BYTES = 4 * 1024 * 1024
MAX_NAMED = 50_000
"""Of lines, spaces or devices in one statement."""
MAX_SAW = 1_000
DEVICE_BYTES = 32
DIGEST_BYTES = 32
LINE_BYTES = 8
SPACE_BYTES = 16
SIGNATURE_BYTES = 64
_MAX_CARD_BYTES = 2_048
_MAX_NAME_BYTES = 200
_MAX_NUMBER = (1 << 63) - 1
_MEMBER = re.compile(r"[0-9a-z]{16}")
_FAULT = Message("The list of the team holds what Casebook does not write.")
_REMEDY = Message("Nothing was taken from it. Ask the other members to write it again.")
_UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def read_statement(data: bytes) -> RosterStatement:
    """Return the statement in these bytes.

    Raises:
        InvalidInput: they are not the bytes of one.
        VaultTooNew: a later version wrote it.
    """
    if len(data) > MAX_STATEMENT_BYTES:
        raise _fault()
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise _fault() from None
    if not isinstance(values, dict):
        raise _fault()
    form, kind = values.get("v"), values.get("kind")
    if not isinstance(form, int) or isinstance(form, bool) or not isinstance(kind, str):
        raise _fault()
    if form != FORMAT or kind not in set(StatementKind):
        raise VaultTooNew(
            "A member of the team uses a later version of Casebook.",
            remedy="Update Casebook first. Nothing is lost until then.",
        )
    statement = _of(StatementKind(kind), values)
    if statement.data != data:
        raise _fault()
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
        raise _fault()
    try:
        data = value[0].encode()
    except UnicodeEncodeError:
        raise _fault() from None
    return SignedStatement(statement=read_statement(data), signature=_bytes(SIGNATURE_BYTES)(value[1]))


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


def _of(kind: StatementKind, values: Mapping[str, Any]) -> RosterStatement:
    names = (*EVERY[1:], *FIELDS[kind])
    if values.keys() != {"v", "kind", *names}:
        raise _fault()
    read = {name: _READERS[name](values[name]) for name in names}
    statement = RosterStatement(kind=kind, **read)
    is_founding = kind is StatementKind.FOUND
    if is_founding != (not statement.team) or is_founding != (not statement.saw):
        raise _fault()
    if "role" in FIELDS[kind]:
        is_whole = statement.role is not None
        if not is_whole and (statement.name or kind is not StatementKind.WELCOME):
            raise _fault()
        if is_whole != bool(statement.name) and kind is StatementKind.WELCOME:
            raise _fault()
    elif "name" in FIELDS[kind] and not statement.name:
        raise _fault()
    if any(line.device not in statement.devices for line in statement.accepted):
        raise _fault()
    return statement


def _bytes(*sizes: int) -> Callable[[object], bytes]:
    def read(value: object) -> bytes:
        if not isinstance(value, str) or len(value) > 2 * max(sizes):
            raise _fault()
        try:
            data = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise _fault() from None
        if len(data) not in sizes:
            raise _fault()
        return data

    return read


def _card(value: object) -> bytes:
    if not isinstance(value, str) or not value:
        raise _fault()
    return _bytes(*range(1, _MAX_CARD_BYTES + 1))(value)


def _several(read: Callable[[object], Any], max_count: int, *, may_be_none: bool) -> Callable[[object], Any]:
    """Read a list that is sorted and names nothing twice."""

    def several(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > max_count or not (value or may_be_none):
            raise _fault()
        read_values = tuple(read(part) for part in value)
        if any(one >= after for one, after in pairwise(read_values)):
            raise _fault()
        return read_values

    return several


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MAX_NUMBER:
        raise _fault()
    return value


def _counted(value: object) -> int:
    if not _number(value):
        raise _fault()
    return _number(value)


def _accepted(value: object) -> AcceptedLine:
    if not isinstance(value, list) or len(value) != 5:  # noqa: PLR2004 - the fields of a line
        raise _fault()
    device, space, line, number, digest = value
    return AcceptedLine(
        device=_bytes(DEVICE_BYTES)(device),
        space=_bytes(SPACE_BYTES)(space),
        line=_bytes(LINE_BYTES)(line),
        number=_number(number),
        digest=_bytes(DIGEST_BYTES)(digest),
    )


def _member(value: object) -> str:
    if not isinstance(value, str) or not _MEMBER.fullmatch(value):
        raise _fault()
    return value


def _name(value: object) -> str:
    """SECURITY: signs that are not shown, or that turn the direction, make two names look alike."""
    if not isinstance(value, str) or len(value) > _MAX_NAME_BYTES:
        raise _fault()
    if unicodedata.normalize("NFC", value).strip() != value or IGNORABLE.search(value):
        raise _fault()
    if any(unicodedata.category(sign) in _UNSHOWN for sign in value):
        raise _fault()
    if len(value.encode()) > _MAX_NAME_BYTES:
        raise _fault()
    return value


def _role(value: object) -> MemberRole | None:
    if not isinstance(value, str) or (value and value not in set(MemberRole)):
        raise _fault()
    return MemberRole(value) if value else None


def _space_kind(value: object) -> SpaceKind:
    if not isinstance(value, str) or value not in set(SpaceKind):
        raise _fault()
    return SpaceKind(value)


_READERS: Mapping[str, Callable[[object], Any]] = {
    "team": _bytes(0, TEAM_BYTES),
    "author": _bytes(DEVICE_BYTES),
    "line": _bytes(LINE_BYTES),
    "number": _counted,
    "saw": _several(_bytes(DIGEST_BYTES), MAX_SAW, may_be_none=True),
    "at": _number,
    "device": _bytes(DEVICE_BYTES),
    "card": _card,
    "member": _member,
    "name": _name,
    "role": _role,
    "space": _bytes(SPACE_BYTES),
    "space_kind": _space_kind,
    "spaces": _several(_bytes(SPACE_BYTES), MAX_NAMED, may_be_none=False),
    "devices": _several(_bytes(DEVICE_BYTES), MAX_NAMED, may_be_none=False),
    "accepted": _several(_accepted, MAX_NAMED, may_be_none=True),
}


def _fault() -> InvalidInput:
    return InvalidInput(_FAULT, field="roster", remedy=_REMEDY)
