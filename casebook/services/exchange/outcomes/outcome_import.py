"""Importing packs of outcomes: what each row would bring, before it is taken; kept apart, and removable."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casebook.base.errors import Conflict, InvalidInput, Refused
from casebook.domain.base.entity import entity
from casebook.domain.case.outcome_pair import is_half, paired
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.sharing.handover import GivenNoun
from casebook.domain.sharing.peer_card import PeerCard
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.packs.signed_outcomes import MAX_BYTES, SignedOutcomes, unpack_outcomes
from casebook.services.base import record
from casebook.services.base.chosen_file import opened
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.case import outcome_ledger
from casebook.services.case.outcome_ledger import LedgerRow
from casebook.services.sharing import card, device
from casebook.store.exchange import outcome_pack as stored

RowState = Literal["new", "changed", "known", "older", "alike"]
"""`changed`: the signer's pack before has another number; `known`: the same one; `older`: a newer pack of the
signer that is here has it, and counts; `alike`: it says the same as one of ours or of another signer, and may
count the same people."""
SignerState = Literal["own", "compared", "known", "unknown"]


@entity
class PreviewedRow:
    """A row of a pack, held against what is here.

    Attributes:
        is_ticked: whether it is taken unless a person says otherwise: kept and breached of one assurance
            together or not at all.
        is_half: whether it says only one of them, and its signer never the other.
    """

    row: PackedOutcome
    state: RowState
    is_ticked: bool
    is_half: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OutcomeImport:
    """What a pack would bring.

    Attributes:
        pack: it, its signature verified.
        card: the signer's card here; None where it is not known.
        is_own: this device signed it.
        rows: each row with its state.
        earlier: its entry in the register, where it was imported before; else None.
        fallen: rows that this signer reported and whose newest pack has them no longer; they stay.
    """

    pack: SignedOutcomes
    card: PeerCard | None
    is_own: bool
    rows: tuple[PreviewedRow, ...]
    earlier: OutcomePack | None = None
    fallen: tuple[LedgerRow, ...] = ()

    @property
    def signer_state(self) -> SignerState:
        """Return what is known of who signed it."""
        if self.is_own:
            return "own"
        if self.card is None:
            return "unknown"
        return "compared" if self.card.is_compared else "known"

    @property
    def ticked(self) -> frozenset[str]:
        """Return the keys of the rows that are taken unless a person says otherwise."""
        return frozenset(one.row.key for one in self.rows if one.is_ticked)

    def __repr__(self) -> str:
        return "OutcomeImport()"


async def look(session: Session, source: Path | OpenedFile) -> OutcomeImport:
    """Return what a pack would bring. Nothing is taken.

    Raises:
        FileMissing: it cannot be read.
        InvalidInput: it is no pack of outcomes, or names a treaty that no registry has.
        VaultTooNew: a later version wrote it.
        Refused: its signature does not match, or it says that it was made on a day to come.
    """
    today = session.clock().date()
    pack = await off_thread(lambda: unpack_outcomes(_read(source), today))
    return await on_vault(lambda: view_of(session, pack))


def _read(source: Path | OpenedFile) -> bytes:
    with opened(source) as file:
        return file.read(MAX_BYTES + 1)


def view_of(session: Session, pack: SignedOutcomes) -> OutcomeImport:
    """Return what a pack would bring, held against what is here now.

    Raises:
        InvalidInput: it names a treaty that no registry has.
    """
    own_card = device.own_card(session)
    _require_registry(session, pack)
    with session.store.reading() as connection:
        entries = stored.of_digest(connection, pack.digest)
    earlier = next((one for one in entries if one.kind == "received"), None)
    known = card.of_device(session, pack.card.device_id.hex())
    here = outcome_ledger.received(session)
    whole = earlier or _entry(session, pack, known)
    standing = outcome_ledger.standing_rows([*(one for one in here if one.id != whole.id), whole])
    return OutcomeImport(
        pack=pack,
        card=known,
        is_own=own_card is not None and own_card.public == pack.card.public,
        rows=_held_against(session, pack, here, standing),
        earlier=earlier,
        fallen=tuple(
            one
            for one in standing
            if one.standing and one.pack and one.pack.signer == whole.signer and one.pack.id != whole.id
        ),
    )


def _held_against(
    session: Session, pack: SignedOutcomes, here: Sequence[OutcomePack], standing: Sequence[LedgerRow]
) -> tuple[PreviewedRow, ...]:
    """Return the rows of a pack as they stand to what is here.

    Args:
        session: the open vault.
        pack: it.
        here: the packs that were imported.
        standing: the lines there are once it is imported.
    """
    signer = pack.card.device_id.hex()
    lines = outcome_ledger.standing_rows(here)
    before = {one.row.key: one.row for one in lines if one.pack and one.pack.signer == signer}
    others = {one.row.key for one in lines if one.pack and one.pack.signer != signer}
    others |= outcome_ledger.own_keys(session)
    newer = {
        one.row.key
        for one in standing
        if one.pack and one.pack.signer == signer and one.pack.digest != pack.digest
    }
    states = {row.key: _state(row, before, newer, others) for row in pack.rows}
    alone = [row for row in pack.rows if states[row.key] != "alike"]
    ticked = {row.key for row in paired(alone, {row.key: pack.rows for row in alone})}
    of_signer = [one.row for one in standing if one.pack and one.pack.signer == signer]
    return tuple(
        PreviewedRow(
            row=row,
            state=states[row.key],
            is_ticked=row.key in ticked,
            is_half=is_half(row, of_signer),
        )
        for row in pack.rows
    )


def _require_registry(session: Session, pack: SignedOutcomes) -> None:
    named = {row.instrument for row in pack.rows if row.instrument}
    if any(not outcome_ledger.is_of_registry(session, one) for one in named):
        raise InvalidInput(
            "The pack names a treaty that is not in the registry of this program.",
            field="file",
            remedy="Update the reference data. If it lacks it too, it was typed by hand: import nothing.",
        )


def _state(
    row: PackedOutcome,
    before: Mapping[str, PackedOutcome],
    newer: Collection[str],
    others: Collection[str],
) -> RowState:
    if row.key in before:
        if before[row.key] != row and row.key in newer:
            return "older"
        return "known" if before[row.key] == row else "changed"
    return "alike" if row.key in others else "new"


async def take(
    session: Session,
    view: OutcomeImport,
    chosen: Collection[str] | None = None,
    *,
    allow: bool = False,
) -> OutcomePack:
    """Take rows of a pack. They stay apart from our own, as reported by others.

    Args:
        session: the open vault.
        view: what was shown of it.
        chosen: keys of the rows to take; None for those that are ticked by themselves.
        allow: though nobody compared the card of its signer.

    Raises:
        Refused: nobody compared that card, or this device signed the pack.
        Conflict: it was imported before.
        InvalidInput: no row was chosen, one is not in the pack, or one half of an assurance alone.
        ReadOnly: the vault was opened to be read.
    """
    return await on_vault(lambda: _take(session, view, chosen, allow=allow))


def _take(
    session: Session, view: OutcomeImport, chosen: Collection[str] | None, *, allow: bool
) -> OutcomePack:
    _require_takable(view, allow=allow)
    now = view_of(session, view.pack)
    if now.earlier is not None:
        raise Conflict(
            "This pack was imported before.", field="file", remedy="Remove it first to import it anew."
        )
    wanted = now.ticked if chosen is None else frozenset(chosen)
    if wanted - {one.row.key for one in now.rows}:
        raise InvalidInput(
            "A row that was chosen is not in the pack.", field="rows", remedy="Look at the preview again."
        )
    if not wanted:
        raise InvalidInput(
            "No row was chosen, so nothing is imported.",
            field="rows",
            remedy="Choose rows of the pack. Those that may count people who are here are not ticked, nor is "
            "the other half of an assurance of which one is such a row.",
        )
    _require_both_halves(view.pack.rows, wanted)
    entry = _entry(session, view.pack, view.card, wanted)
    record.add(session, entry)
    return entry


def _entry(
    session: Session, pack: SignedOutcomes, known: PeerCard | None, wanted: Collection[str] | None = None
) -> OutcomePack:
    """Return the entry of a pack in the register, with all its rows or those wanted."""
    return OutcomePack(
        id=session.ids(),
        kind="received",
        digest=pack.digest,
        at=session.clock(),
        made_on=pack.made_on,
        signer=pack.card.device_id.hex(),
        claimed=known.name if known else "",
        was_compared=known is not None and known.is_compared,
        rows=tuple(row for row in pack.rows if wanted is None or row.key in wanted),
        threshold=pack.threshold,
        given=(GivenNoun(noun="outcome-pack", ids=pack.follows),) if pack.follows else (),
        declined=tuple(row.key for row in pack.rows if wanted is not None and row.key not in wanted),
    )


def _require_both_halves(rows: Sequence[PackedOutcome], wanted: Collection[str]) -> None:
    """Reject a choice of rows that takes kept or breached of an assurance and leaves the other."""
    chosen = [row for row in rows if row.key in wanted]
    if len(paired(chosen, {row.key: rows for row in chosen})) < len(chosen):
        raise InvalidInput(
            "Of an assurance that was kept for some and breached for others, one half alone was chosen.",
            field="rows",
            remedy="Choose both rows or neither: one alone would prove what the pack does not say.",
        )


def _require_takable(view: OutcomeImport, *, allow: bool) -> None:
    if view.signer_state == "own":
        raise Refused(
            "This device wrote this pack.", field="file", remedy="Its outcomes are in the ledger as our own."
        )
    if view.signer_state != "compared" and not allow:
        raise Refused(
            "Nobody compared the card of who signed this pack.",
            field="card",
            remedy="Compare its ten words by telephone first, or import it as “not compared”.",
        )


def remove(session: Session, pack_id: str) -> None:
    """Move an imported pack with its rows to the bin, from where it can be restored.

    Raises:
        NotFound: there is none.
        Refused: it was written here: the register keeps what left.
    """
    pack = record.find(session, OutcomePack, pack_id)
    if pack.kind == "given":
        raise Refused(
            "The register keeps what left.", field="pack", remedy="Only imported packs can be removed."
        )
    record.move_to_bin(session, OutcomePack, pack_id)


def restore(session: Session, pack_id: str) -> None:
    """Bring an imported pack back from the bin.

    Raises:
        NotFound: there is none in the bin.
    """
    record.restore(session, OutcomePack, pack_id)
