"""The manifest of a parcel: who sealed it, for what use, what is in it and what was left out.

Whoever has the key of a parcel can write anything here: it is read field by field, and bounded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from casebook.base.errors import DamagedSource, InvalidInput, VaultTooNew
from casebook.base.message import Message
from casebook.base.structure import stored
from casebook.domain.base.entity import entity
from casebook.domain.base.field import made
from casebook.domain.person.person import Purpose
from casebook.domain.sharing.encoding import MAX_DEPTH
from casebook.domain.sharing.handover import GivenField, GivenNoun

MANIFEST_VERSION = 1
RECEIPT_KEY_BYTES = 32
MAX_NAMED = 200_000
"""Records, files or fields that one manifest names."""
ManifestKind = Literal["records", "recall"]
WELCOME = "welcome"
"""Kind of a file that is sealed like a parcel and welcomes a device into a team."""
_FAULT = Message("The list of contents of the parcel cannot be read.")
_REMEDY = Message("Ask its sender for the file again. Nothing was taken from it.")


@entity
class ManifestFile:
    """A file in the parcel.

    Attributes:
        id: under which it is in the parcel: random, never a name.
        noun: of the record it belongs to.
        record: ID of that.
        sha256: of its bytes, lower-case hex.
        size_bytes: their number.
    """

    id: str
    noun: str
    record: str
    sha256: str
    size_bytes: int


@entity
class ManifestConsent:
    """A client's consent that held on the day of sealing.

    Attributes:
        person: ID of the client.
        given_on: the day it was given.
        scope: its limits in words, as stated.
        recipient: to whom alone, or "".
        expires_on: the last day it holds, or None.
    """

    person: str
    given_on: date
    scope: str = ""
    recipient: str = ""
    expires_on: date | None = None


@entity
class ManifestCited:
    """An entry of the reference data that the records cite, which does not go."""

    noun: str
    id: str
    pack: str


@entity
class LeftOutRecords:
    """How many records of a noun were left out as a whole."""

    noun: str
    count: int


@entity
class ParcelManifest:
    """What a parcel says of itself.

    Attributes:
        version: 1; what a later one says is not read.
        kind: records, or the recall of earlier parcels.
        card: of the device that sealed it, base64.
        sealed_at: by its clock.
        program: version of the program that wrote it.
        lines: the lines its device writes and wrote on, 16 hexadecimal digits each.
        purpose: for what use; None of a recall.
        consents: of the clients, to this use.
        given: what is in it, by noun and ID.
        left_out: fields that were left out of records in it.
        left_out_records: how many records were left out.
        files: in it.
        cited: entries of packs that the records cite.
        recall_on: the day on which its sender will ask for it to be purged, or None.
        recalls: ids of the parcels it recalls.
        receipt_key: 32 random bytes in hexadecimal digits, by which a receipt shows that its device opened
            the parcel; "" of a recall.
    """

    version: int
    kind: ManifestKind
    card: str
    sealed_at: datetime
    program: str
    lines: tuple[str, ...] = ()
    purpose: Purpose | None = None
    consents: tuple[ManifestConsent, ...] = ()
    given: tuple[GivenNoun, ...] = ()
    left_out: tuple[GivenField, ...] = ()
    left_out_records: tuple[LeftOutRecords, ...] = ()
    files: tuple[ManifestFile, ...] = ()
    cited: tuple[ManifestCited, ...] = ()
    recall_on: date | None = None
    recalls: tuple[str, ...] = ()
    receipt_key: str = ""


def manifest_bytes(manifest: ParcelManifest) -> bytes:
    """Return a manifest as it stands in a parcel."""
    return json.dumps(stored().unstructure(manifest), ensure_ascii=False, separators=(",", ":")).encode()


def read_manifest(data: bytes) -> ParcelManifest:
    """Return the manifest of these bytes, whoever wrote them.

    Raises:
        VaultTooNew: a later version wrote it.
        InvalidInput: it is that of a welcome.
        DamagedSource: it is none.
    """
    values = json_object(data)
    if values.get("kind") == WELCOME:
        raise InvalidInput(
            "This is a welcome to a team, no parcel with records.",
            remedy="Choose Team, then “Join a team…”, and this file there.",
        )
    version = values.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > MANIFEST_VERSION:
        raise VaultTooNew(
            "This parcel was written by a later version of Casebook.",
            remedy="Update Casebook first, then open the parcel again.",
        )
    _require_bounded(values)
    try:
        manifest = made(ParcelManifest, values)
        key = bytes.fromhex(manifest.receipt_key)
    except (InvalidInput, ValueError) as error:
        raise unreadable_manifest() from error
    if manifest.kind == "records" and len(key) != RECEIPT_KEY_BYTES:
        raise unreadable_manifest()
    return manifest


def json_object(data: bytes) -> Mapping[str, Any]:
    """Return the JSON object of bytes from elsewhere, no deeper than ours.

    Raises:
        DamagedSource: they are none.
    """
    try:
        values = json.loads(data.decode("utf-8"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise unreadable_manifest() from error
    if not isinstance(values, dict) or _is_deep(values, MAX_DEPTH):
        raise unreadable_manifest()
    return values


def unreadable_manifest() -> DamagedSource:
    """Return the error of a parcel whose list of contents is none."""
    return DamagedSource(_FAULT, remedy=_REMEDY)


def _refused(constant: str) -> Any:  # noqa: ANN401 - what json asks for
    """NaN and infinity are no JSON."""
    raise ValueError(constant)


def _is_deep(value: object, left: int) -> bool:
    if left < 0:
        return True
    if isinstance(value, dict):
        return any(_is_deep(part, left - 1) for part in value.values())
    return isinstance(value, list) and any(_is_deep(part, left - 1) for part in value)


def _require_bounded(values: Mapping[str, Any]) -> None:
    """SECURITY: each name becomes an object; a manifest of 16 MiB could name millions."""
    named = sum(len(value) for value in values.values() if isinstance(value, list))
    given = values.get("given")
    for one in given if isinstance(given, list) else ():
        ids = one.get("ids") if isinstance(one, dict) else None
        named += len(ids) if isinstance(ids, list) else 0
    if named > MAX_NAMED:
        raise unreadable_manifest()
