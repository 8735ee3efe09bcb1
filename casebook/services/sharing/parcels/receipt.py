"""Receipts: lines to send back, by which the sender of a parcel knows that it was taken in.

Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import hmac
import struct
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casebook.base.armour import ArmourFault, NotArmoured, armoured, unarmoured
from casebook.base.errors import FileMissing, InvalidInput, NotFound, Refused, VaultTooNew
from casebook.domain.sharing.handover import Handover, HandoverHolder
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.export import dropped_unless_done, put
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.parcels import register
from casebook.vault import device_id, require_signed_by

SUFFIX = ".casebook-receipt"
MAX_CHARACTERS = 65_536
"""Of an email in which a receipt is looked for."""
_MAGIC = b"CBKRECPT"
_VERSION = 1
_START = struct.Struct("<8sH16sQ")
_PROOF_BYTES, _PUBLIC_BYTES, _SIGNATURE_BYTES = 32, 1248, 64
_SIZE = _START.size + _PROOF_BYTES + _PUBLIC_BYTES + _SIGNATURE_BYTES
_USE = "receipt"
_KIND = "RECEIPT"


def receipt_text(session: Session, handover_id: str) -> str:
    """Return the receipt of a parcel that was taken in, as lines for an email or a file.

    Raises:
        NotFound: there is no such entry, or this device has no card.
        Refused: the entry is of a parcel sealed here.
    """
    entry = register.find(session, handover_id)
    if entry.kind != "received":
        raise Refused(
            "This parcel was sealed here.",
            field="parcel",
            remedy="Choose a parcel that came from another person.",
        )
    own = device.required_card(session)
    start = _START.pack(_MAGIC, _VERSION, bytes.fromhex(entry.parcel), int(entry.at.timestamp()))
    signed = start + _proof(entry, own.public) + own.public
    data = signed + device.keys(session)[0].sign(signed, _USE)
    return armoured(data, _KIND)


def note_receipt(session: Session, text: str) -> Handover:
    """Note a receipt in the register, and return the entry of its parcel.

    Args:
        session: the open vault.
        text: the receipt, with anything around it.

    Raises:
        InvalidInput: there is no receipt in it, or it was changed on the way.
        VaultTooNew: a later version wrote it.
        NotFound: no such parcel was sealed here.
        Refused: its signature does not match, or its device did not open the parcel, or is another.
    """
    parcel, at, proof, public = _read(text)
    entry = register.of_parcel(session, parcel, "given")
    if entry is None:
        raise NotFound(
            "No parcel with this receipt was sealed in this casebook.",
            field="receipt",
            remedy="Open the casebook in which it was sealed.",
        )
    device_of = device_id(public).hex()
    known = next((one for one in entry.holders if one.device == device_of), None)
    if known is None and not entry.by_phrase:
        raise Refused(
            "This receipt is of a device that the parcel was not sealed for.",
            field="receipt",
            remedy="Ask its sender how they opened the parcel.",
        )
    if not entry.receipt_key or not hmac.compare_digest(proof, _proof(entry, public)):
        raise Refused(
            "This receipt does not show that the parcel was opened.",
            field="receipt",
            remedy="Do not take the parcel as received; ask its recipient in another way.",
        )
    if known and known.receipt_at:
        return entry
    confirmed = replace(known or HandoverHolder(device=device_of), receipt_at=at)
    holders = tuple(one for one in entry.holders if one.device != device_of)
    return register.mark(session, entry, holders=(*holders, confirmed))


def note_receipt_file(session: Session, source: Path | OpenedFile) -> Handover:
    """Note the receipt in a file, or in an email saved as one, as `note_receipt` does and raises.

    Raises:
        FileMissing: the file cannot be read.
    """
    try:
        with source.open("rb") as file:
            data = file.read(MAX_CHARACTERS)
    except OSError as error:
        raise FileMissing("The file of the receipt cannot be read.", field="receipt") from error
    return note_receipt(session, data.decode("utf-8", "replace"))


def write_receipt(session: Session, handover_id: str, out: Path | SaveTarget) -> None:
    """Write the receipt of a parcel that was taken in to a file.

    Raises:
        NotFound, Refused: as `receipt_text`.
        InvalidInput, DiskProblem: as `put`.
    """
    with dropped_unless_done(out):
        text = receipt_text(session, handover_id)
    put(text.encode("ascii"), out)


def _proof(entry: Handover, public: bytes) -> bytes:
    """Return HMAC-SHA256 under the key in the parcel, over the device that opened it."""
    return hmac.digest(bytes.fromhex(entry.receipt_key), device_id(public), "sha256")


def _read(text: str) -> tuple[str, datetime, bytes, bytes]:
    """Return the parcel, the time, the proof and the public keys of a receipt, its signature verified."""
    data = _bytes_in(text)
    if len(data) >= _START.size and data.startswith(_MAGIC):
        _, version, parcel, seconds = _START.unpack_from(data)
        if version != _VERSION:
            raise VaultTooNew(
                "This receipt was written by a later version of Casebook.",
                remedy="Update Casebook first, then read the receipt again.",
            )
        if len(data) == _SIZE:
            signed = data[:-_SIGNATURE_BYTES]
            proof, public = signed[_START.size : -_PUBLIC_BYTES], signed[-_PUBLIC_BYTES:]
            require_signed_by(public, signed, data[-_SIGNATURE_BYTES:], _USE)
            try:
                return parcel.hex(), datetime.fromtimestamp(seconds, UTC), proof, public
            except (OverflowError, ValueError, OSError) as error:
                raise _mangled() from error
    raise _mangled()


def _bytes_in(text: str) -> bytes:
    try:
        return unarmoured(text[:MAX_CHARACTERS], _KIND)
    except NotArmoured as error:
        if error.fault is not ArmourFault.NONE:
            raise _mangled() from error
        raise InvalidInput(
            "There is no receipt in this text, or more than one.",
            field="receipt",
            remedy="Give the lines from BEGIN CASEBOOK RECEIPT to END CASEBOOK RECEIPT.",
        ) from error


def _mangled() -> InvalidInput:
    return InvalidInput(
        "The receipt was changed on the way.",
        field="receipt",
        remedy="Ask for it again, as a file attached to an email.",
    )
