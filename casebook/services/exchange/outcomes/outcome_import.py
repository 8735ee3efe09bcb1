"""Importing packs of outcomes: what each row would bring, before it is taken; kept apart, and removable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casebook.base.errors import Conflict, InvalidInput, Refused
from casebook.domain.base.entity import entity
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.sharing.peer_card import PeerCard
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.packs.signed_outcomes import MAX_BYTES, SignedOutcomes, unpack_outcomes
from casebook.services.base import record
from casebook.services.base.chosen_file import opened
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.case import outcome_ledger
from casebook.services.sharing import card, device
from casebook.store.exchange import outcome_pack as stored

RowState = Literal["new", "changed", "known", "own", "alike"]
"""`changed`: the same signer reported it otherwise before; `own`: one of ours, which came back; `alike`: it
says the same as one of ours or of another signer, and may be the same person."""
SignerState = Literal["own", "compared", "known", "unknown"]


@entity
class PreviewedRow:
    """A row of a pack, held against what is here."""

    row: PackedOutcome
    state: RowState

    @property
    def is_ticked(self) -> bool:
        """Return whether it is taken unless a person says otherwise."""
        return self.state in {"new", "changed"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OutcomeImport:
    """What a pack would bring.

    Attributes:
        pack: it, its signature verified.
        card: the signer's card here; None where it is not known.
        is_own: this device signed it.
        rows: each row with its state.
        earlier: its entry in the register, where it was imported before; else None.
    """

    pack: SignedOutcomes
    card: PeerCard | None
    is_own: bool
    rows: tuple[PreviewedRow, ...]
    earlier: OutcomePack | None = None

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
        """Return the pseudonyms of the rows that are taken unless a person says otherwise."""
        return frozenset(one.row.pseudonym for one in self.rows if one.is_ticked)

    def __repr__(self) -> str:
        return "OutcomeImport()"


async def look(session: Session, source: Path | OpenedFile) -> OutcomeImport:
    """Return what a pack would bring. Nothing is taken.

    Raises:
        FileMissing: it cannot be read.
        InvalidInput: it is no pack of outcomes.
        VaultTooNew: a later version wrote it.
        Refused: its signature does not match.
    """
    pack = await off_thread(lambda: unpack_outcomes(_read(source)))
    return await on_vault(lambda: view_of(session, pack))


def _read(source: Path | OpenedFile) -> bytes:
    with opened(source) as file:
        return file.read(MAX_BYTES + 1)


def view_of(session: Session, pack: SignedOutcomes) -> OutcomeImport:
    """Return what a pack would bring, held against what is here now."""
    signer = pack.card.device_id.hex()
    own_card = device.own_card(session)
    with session.store.reading() as connection:
        entries = stored.of_digest(connection, pack.digest)
    ours = outcome_ledger.own_pseudonyms(session)
    lines = outcome_ledger.ledger(session)
    reported = {(one.pack.signer, one.row.pseudonym): one.row for one in lines if one.pack is not None}
    others = {(*_shape(one.row),) for one in lines if one.pack is None or one.pack.signer != signer}
    return OutcomeImport(
        pack=pack,
        card=card.of_device(session, signer),
        is_own=own_card is not None and own_card.public == pack.card.public,
        rows=tuple(
            PreviewedRow(row=row, state=_state(row, ours, reported.get((signer, row.pseudonym)), others))
            for row in pack.rows
        ),
        earlier=next((one for one in entries if one.kind == "received"), None),
    )


def _state(
    row: PackedOutcome,
    ours: Collection[str],
    before: PackedOutcome | None,
    others: Collection[tuple[object, ...]],
) -> RowState:
    if row.pseudonym in ours:
        return "own"
    if before is not None:
        return "known" if before == row else "changed"
    return "alike" if _shape(row) in others else "new"


def _shape(row: PackedOutcome) -> tuple[object, ...]:
    """Return what two reports on one person share: how and in which year it ended, between which States."""
    return (row.ended, row.on[:4], row.requesting, row.requested, *sorted(one.became for one in row.entries))


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
        chosen: pseudonyms of the rows to take; None for those that are ticked by themselves.
        allow: though nobody compared the card of its signer.

    Raises:
        Refused: nobody compared that card, or this device signed the pack.
        Conflict: it was imported before.
        InvalidInput: no row was chosen, or one is not in the pack.
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
    if wanted - {one.row.pseudonym for one in now.rows}:
        raise InvalidInput(
            "A row that was chosen is not in the pack.", field="rows", remedy="Look at the preview again."
        )
    if not wanted:
        raise InvalidInput(
            "No row was chosen, so nothing is imported.",
            field="rows",
            remedy="Choose rows of the pack. Those that are here already are not ticked.",
        )
    entry = OutcomePack(
        id=session.ids(),
        kind="received",
        digest=view.pack.digest,
        at=session.clock(),
        made_on=view.pack.made_on,
        signer=view.pack.card.device_id.hex(),
        claimed=view.pack.card.name,
        was_compared=view.signer_state == "compared",
        rows=tuple(one.row for one in now.rows if one.row.pseudonym in wanted),
        left_out=view.pack.left_out,
        threshold=view.pack.threshold,
        declined=tuple(one.row.pseudonym for one in now.rows if one.row.pseudonym not in wanted),
    )
    record.add(session, entry)
    return entry


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
