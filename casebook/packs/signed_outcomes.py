"""A pack of outcomes carried by hand: numbers of people by codes, signed by the device that wrote them.

Source: JSON with four fields. ``format`` is ``casebook-outcomes-1``; ``content`` is a text, itself the JSON
of day, threshold, number left out and rows, so that the bytes signed are the bytes carried; ``card`` is the
card of the device in base64 (docs/sharing-format.md), under a name that all packs share, since anybody may
write any name on a card; ``signature`` is its Ed25519 signature in hexadecimal.
"""

from __future__ import annotations

import binascii
import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from casebook.base.errors import CasebookError, InvalidInput, Refused, VaultTooNew
from casebook.base.message import Message
from casebook.base.structure import read_json
from casebook.crypto.device_card import DeviceCard, decode_card, new_card
from casebook.crypto.device_keys import DeviceKeys, require_signed_by
from casebook.domain.case.packed_outcome import (
    PackedOutcome,
    Unsound,
    UnsoundRow,
    check_packed,
)
from casebook.domain.exchange.cell_suppression import MIN_THRESHOLD
from casebook.domain.exchange.report import MAX_THRESHOLD

FORMAT = "casebook-outcomes-1"
SUFFIX = ".casebook-outcomes"
USE = "outcomes"
"""For which a device signs a pack."""
CARD_NAME = "Outcomes"
"""Of the card in every pack: no word that somebody typed is in one."""
MAX_BYTES = 2 << 20
MAX_ROWS = 2_000
MAX_OF_DAY = 1_000
"""Packs of one device."""
_FAMILY = "casebook-outcomes-"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ELSEWHERE = timedelta(days=1)
"""East of here it may be tomorrow."""


_UNWRITTEN = (
    Message(
        "A row of the pack is none that Casebook writes: its key, its number or what it says does not fit."
    ),
    Message("Look at the preview again. If it stays so, report it: it is an error in the program."),
)
_CAUSES: Mapping[Unsound, tuple[Message, Message]] = {
    "year": (
        Message("A row of the pack has a year that cannot be."),
        Message("Look for a day before 1980 or in the future in the outcomes, and correct it."),
    ),
    "treaty": (
        Message("A row of the pack names a treaty by something that is no ID of the registry."),
        Message("Choose the treaty of the outcomes from the list, or leave it out."),
    ),
    "state": (
        Message("A row of the pack names a State by something that is no country code."),
        Message("Enter the States of the outcomes by name or by code."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """A pack as it is written."""

    format: str
    card: str
    signature: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What of it is signed."""

    made_on: str
    threshold: int
    rows: tuple[PackedOutcome, ...]
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SignedOutcomes:
    """A pack, its signature verified.

    Attributes:
        card: of the device that signed it.
        digest: SHA-256 of who signed and of what was signed, lower-case hex.
        made_on: the day its author states.
        threshold: from how many people, and cases, each row comes at least, as its author states.
        rows: what it brings.
        follows: digests of the packs that its author wrote earlier on the same day.
    """

    card: DeviceCard
    digest: str
    made_on: date
    threshold: int
    rows: tuple[PackedOutcome, ...]
    follows: tuple[str, ...]

    def __repr__(self) -> str:
        return "SignedOutcomes()"


def pack_outcomes(
    rows: tuple[PackedOutcome, ...],
    *,
    made_on: date,
    threshold: int,
    keys: DeviceKeys,
    follows: tuple[str, ...] = (),
) -> tuple[bytes, str]:
    """Return a pack as a file, and its digest, as `SignedOutcomes` has it.

    What was left out is not counted in it: two counts beside each other would tell of each person between.

    Args:
        rows: what leaves.
        made_on: today.
        threshold: from how many people, and cases, each row comes at least.
        keys: of this device.
        follows: digests of the packs that it wrote earlier on the same day.

    Raises:
        Refused: there are too many rows, or one says what none can, such as a year to come.
    """
    content = _Content(made_on=made_on.isoformat(), threshold=threshold, rows=rows, follows=follows)
    try:
        _check(content, made_on)
    except ValueError as error:
        raise _not_written(error, len(rows)) from error
    text = json.dumps(asdict(content), separators=(",", ":"))
    card = new_card(keys, CARD_NAME)
    document = _Document(
        format=FORMAT,
        card=b64encode(card.data).decode("ascii"),
        signature=keys.sign(text.encode(), USE).hex(),
        content=text,
    )
    return json.dumps(asdict(document)).encode(), _digest(card, text)


def _not_written(error: ValueError, rows: int) -> Refused:
    """Return why a pack is not written, by its true cause."""
    if rows > MAX_ROWS:
        return Refused(
            "A pack cannot have so many rows.",
            field="rows",
            remedy="Choose a higher threshold: fewer rows leave, each of more people.",
        )
    problem, remedy = _CAUSES.get(error.cause if isinstance(error, UnsoundRow) else "form", _UNWRITTEN)
    return Refused(problem, field="rows", remedy=remedy)


def unpack_outcomes(data: bytes, today: date) -> SignedOutcomes:
    """Return a pack, its signature verified first, then every row.

    Args:
        data: the file.
        today: a pack says of no later day that it was made then.

    Raises:
        InvalidInput: it is no pack of outcomes, or holds what no Casebook writes.
        VaultTooNew: a later version wrote it.
        Refused: its signature does not match.
    """
    document = _document(data)
    card, signature = _signed_by(document)
    try:
        require_signed_by(card.public, document.content.encode(), signature, USE)
    except Refused as error:
        raise Refused(
            "The pack was not signed by the device whose card is in it.",
            field="file",
            remedy="Import nothing from it. Ask its sender through another channel whether they sent it.",
        ) from error
    try:
        content = read_json(_Content, document.content)
        made_on = date.fromisoformat(content.made_on)
        _check(content, made_on)
    except ValueError as error:
        raise _no_pack() from error
    if made_on > today + _ELSEWHERE:
        raise Refused(
            "The pack says that it was made on a day to come.",
            field="file",
            remedy="Check the day of this computer, then ask its sender for the pack again.",
        )
    return SignedOutcomes(
        card=card,
        digest=_digest(card, document.content),
        made_on=made_on,
        threshold=content.threshold,
        rows=content.rows,
        follows=content.follows,
    )


def _document(data: bytes) -> _Document:
    if len(data) > MAX_BYTES:
        raise _no_pack()
    try:
        document = read_json(_Document, data)
    except ValueError as error:
        raise _no_pack() from error
    if document.format == FORMAT:
        return document
    if document.format.startswith(_FAMILY):
        raise VaultTooNew(
            "This pack was written by a later version of Casebook.",
            remedy="Update Casebook first, then import it again.",
        )
    raise _no_pack()


def _signed_by(document: _Document) -> tuple[DeviceCard, bytes]:
    try:
        card = decode_card(b64decode(document.card, validate=True))
        signature = bytes.fromhex(document.signature)
    except (binascii.Error, ValueError) as error:
        raise _no_pack() from error
    except VaultTooNew:
        raise
    except CasebookError as error:
        raise Refused(
            "The card in the pack is damaged, so nobody can tell who signed it.",
            field="file",
            remedy="Ask its sender for the file again. Nothing was imported.",
        ) from error
    if card.name != CARD_NAME:
        raise _no_pack()
    return card, signature


def _check(content: _Content, made_on: date) -> None:
    """Reject what no Casebook writes.

    Raises:
        ValueError: it holds that.
    """
    keys = {row.key for row in content.rows}
    if not 0 < len(content.rows) <= MAX_ROWS or len(keys) != len(content.rows):
        raise ValueError("no rows, too many or one twice")
    if not MIN_THRESHOLD <= content.threshold <= MAX_THRESHOLD:
        raise ValueError("a number that cannot be")
    if len(content.follows) > MAX_OF_DAY or not all(map(_DIGEST.fullmatch, content.follows)):
        raise ValueError("a pack before it that cannot be")
    for row in content.rows:
        check_packed(row, made_on)
        if row.people < content.threshold:
            raise UnsoundRow("people")


def _digest(card: DeviceCard, content: str) -> str:
    return hashlib.sha256(card.device_id + content.encode()).hexdigest()


def _no_pack() -> InvalidInput:
    return InvalidInput(
        "This is not a pack of outcomes, or it is damaged.",
        field="file",
        remedy="Choose the file that was sent to you. Its name ends in .casebook-outcomes.",
    )
