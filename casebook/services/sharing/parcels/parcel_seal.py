"""Sealing a parcel: what was planned goes to chosen devices, or to whoever is given a phrase of six words."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from casebook import __version__
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.sharing.handover import GivenNoun, Handover, HandoverHolder
from casebook.domain.sharing.manifest import (
    RECEIPT_KEY_BYTES,
    LeftOutRecords,
    ManifestCited,
    ManifestFile,
    ParcelManifest,
    manifest_bytes,
)
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import dropped_unless_done
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence.document import sealed_file
from casebook.services.sharing import card, device
from casebook.services.sharing.parcels import phrase_notes
from casebook.services.sharing.parcels.parcel_body import bodies_of
from casebook.services.sharing.parcels.parcel_output import PickedParcel, grow, require_place
from casebook.services.sharing.parcels.parcel_plan import (
    GatheredRecords,
    ParcelOrder,
    consents_of,
    files_of,
    gather,
)
from casebook.services.sharing.parcels.parcel_refusals import require_allowed
from casebook.store.base import device_tables
from casebook.vault import FLOOR_COST, DeviceKeys, KdfCost
from casebook.vault.sharing.parcel_file import GrownParcel
from casebook.vault.sharing.parcel_head import ParcelLock, new_parcel_phrase

USE = "parcel"
"""For which a device signs a parcel."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SealedParcel:
    """A parcel that was sealed. Its `repr` shows none of its content.

    Attributes:
        handover: its entry in the register.
        phrase: the six words that open it, to be shown once and never kept; "" where devices do.
    """

    handover: Handover
    phrase: str = ""


@entity
class _Prepared:
    """All that is read in the vault for a parcel, before it is written."""

    manifest: ParcelManifest
    gathered: GatheredRecords
    files: tuple[tuple[str, Attachment], ...]
    cards: tuple[PeerCard, ...]


async def seal(
    session: Session,
    order: ParcelOrder,
    out: Path | SaveTarget,
    *,
    cost: KdfCost = FLOOR_COST,
    progress: Progress = silent,
) -> SealedParcel:
    """Seal a parcel, and enter it in the register before it has its name.

    Args:
        session: the open vault.
        order: what was planned and chosen.
        out: where it is to lie, where nothing is yet, or what a picker opened for it.
        cost: of a guess at its phrase, where one opens it.
        progress: called while it is written; may cancel.

    Raises:
        NotFound: this device has no card, or one it is sealed to is not there.
        Refused: `require_allowed`, or the place is inside a vault.
        InvalidInput: too much for one parcel, or no such folder.
        Conflict: something is there.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped. As after every error nothing is left, neither file nor entry.
    """
    with dropped_unless_done(out), _discarded_on_error() as growing:
        prepared, keys = await on_vault(lambda: _prepared(session, order, out))
        phrase = new_parcel_phrase() if order.by_phrase else ""
        public = [card.public_keys(one) for one in prepared.cards]
        lock = ParcelLock(recipients=public, phrase=phrase, cost=cost)
        grown = await off_thread(partial(_grow, session, prepared, keys, lock, out, progress))
        growing.append(grown)
        entry = await on_vault(lambda: _entered(session, order, prepared, grown))
        try:
            await on_vault(grown.name)
        except BaseException:
            await on_vault(lambda: _take_out(session, entry))
            raise
    return SealedParcel(handover=await on_vault(lambda: _confirmed(session, entry)), phrase=phrase)


def _prepared(session: Session, order: ParcelOrder, out: Path | SaveTarget) -> tuple[_Prepared, DeviceKeys]:
    """Read all that is needed, the consents last: they may have ended since the plan was made."""
    session.store.require_writing()
    require_place(out)
    own = device.required_card(session)
    gathered = gather(session, order)
    by_noun: dict[str, list[str]] = {}
    for one in gathered.versions:
        by_noun.setdefault(one.noun, []).append(one.id)
    listed, files = _files(session, by_noun)
    with session.store.reading() as connection:
        lines = tuple(line.hex() for line in device_tables.own_lines(connection))
    whole = Counter(one.noun for one in gathered.left_out if not one.field)
    records = order.plan.records
    manifest = ParcelManifest(
        version=1,
        kind="records",
        card=b64encode(own.data).decode("ascii"),
        sealed_at=session.clock(),
        program=__version__,
        lines=lines,
        purpose=order.purpose,
        consents=consents_of(session, order),
        given=tuple(GivenNoun(noun=noun, ids=tuple(ids)) for noun, ids in by_noun.items()),
        left_out=tuple(one for one in gathered.left_out if one.field),
        left_out_records=tuple(LeftOutRecords(noun=noun, count=count) for noun, count in whole.items()),
        files=listed,
        cited=tuple(ManifestCited(noun=one.noun, id=one.id, pack=one.pack) for one in records.cited),
        recall_on=order.recall_on,
        receipt_key=secrets.token_hex(RECEIPT_KEY_BYTES),
    )
    cards = require_allowed(session, order)
    prepared = _Prepared(manifest=manifest, gathered=gathered, files=files, cards=cards)
    return prepared, device.keys(session)[0]


def _files(
    session: Session, by_noun: Mapping[str, Iterable[str]]
) -> tuple[tuple[ManifestFile, ...], tuple[tuple[str, Attachment], ...]]:
    """Return the files of records, each under a random id, which is no name and tells nothing of another."""
    listed: list[ManifestFile] = []
    files: list[tuple[str, Attachment]] = []
    for noun, one, _ in files_of(session, by_noun):
        sealed, file_id = sealed_file(session, one), secrets.token_hex(16)
        files.append((file_id, sealed))
        listed.append(
            ManifestFile(
                id=file_id, noun=noun, record=one.id, sha256=sealed.sha256, size_bytes=sealed.size_bytes
            )
        )
    return tuple(listed), tuple(files)


def _grow(
    session: Session,
    prepared: _Prepared,
    keys: DeviceKeys,
    lock: ParcelLock,
    out: Path | SaveTarget,
    progress: Progress,
) -> GrownParcel | PickedParcel:
    total = sum(sealed.size_bytes for _, sealed in prepared.files)
    return grow(
        out,
        lock,
        manifest_bytes(prepared.manifest),
        bodies_of(prepared.gathered.versions),
        _opened(session, prepared.files),
        sign=lambda digest: keys.sign(digest, USE),
        progress=lambda done, _, step: progress(min(done, total), total, step),
    )


def _opened(session: Session, files: Sequence[tuple[str, Attachment]]) -> Iterator[tuple[str, BinaryIO]]:
    """Yield each file decrypted chunk by chunk, one open at a time."""
    for file_id, sealed in files:
        with session.vault.attachments.open(sealed) as file:
            yield file_id, file


def _entered(
    session: Session, order: ParcelOrder, prepared: _Prepared, grown: GrownParcel | PickedParcel
) -> Handover:
    """Enter the parcel in the register; consents and cards are looked at a last time."""
    cards = require_allowed(session, order)
    now = session.clock()
    entry = Handover(
        id=session.ids(),
        kind="given",
        parcel=grown.id.hex(),
        state="sealing",
        at=now,
        holders=tuple(HandoverHolder(device=one.device, was_compared=one.is_compared) for one in cards),
        by_phrase=order.by_phrase,
        purpose=order.purpose,
        given=prepared.manifest.given,
        left_out=prepared.gathered.left_out,
        recall_on=order.recall_on,
        receipt_key=prepared.manifest.receipt_key,
    )
    record.add(session, entry)
    if order.by_phrase:
        phrase_notes.note(session, entry.id, order.recipient)
    for one in cards:
        if not one.is_compared:
            record.change(session, replace(one, allowed_at=now), seen=one)
    return entry


def _confirmed(session: Session, entry: Handover) -> Handover:
    return record.change(session, replace(entry, state="sealed"), seen=entry)


def _take_out(session: Session, entry: Handover) -> None:
    """Take an entry out of the register again: its file has no name."""
    with session.store.write("handover.remove") as transaction:
        transaction.discard(Handover, entry.id)


@contextmanager
def _discarded_on_error() -> Iterator[list[GrownParcel | PickedParcel]]:
    """Delete the parcels that were put on this list, where the block fails."""
    growing: list[GrownParcel | PickedParcel] = []
    try:
        yield growing
    except BaseException:
        for one in growing:
            one.discard()
        raise
