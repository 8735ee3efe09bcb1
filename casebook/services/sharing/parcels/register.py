"""The register of who holds what: parcels that went out and came in, with their receipts and recalls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casebook.base.errors import RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.sharing.handover import GivenField, Handover
from casebook.domain.sharing.peer_card import PeerCard
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import card
from casebook.services.sharing.parcels import phrase_notes, sender_names
from casebook.services.sharing.parcels.phrase_notes import PhraseNote
from casebook.services.sharing.team.team_view import team_of
from casebook.store.sharing import handover as entries
from casebook.store.sharing import team_store


@entity
class RegisterRow:
    """A line of the register.

    Attributes:
        handover: the entry.
        cards: of its holders, as far as they are known here.
        is_due: its day of recall has come, and it was not recalled.
        phrase: what is remembered of its phrase, or None.
        claimed: what the card of who sealed one received called itself, or "".
    """

    handover: Handover
    cards: tuple[PeerCard | None, ...]
    is_due: bool
    phrase: PhraseNote | None = None
    claimed: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return what its holders are called, "" where nobody here knows; of a sender as the card claims."""
        claimed = self.claimed if self.handover.kind == "received" else ""
        return tuple((one.name if one else "") or claimed for one in self.cards)

    @property
    def is_unnoted(self) -> bool:
        """Return whether nobody noted the phrase, so that nobody can open the file."""
        return self.phrase is not None and not self.phrase.is_noted


def rows(session: Session) -> list[RegisterRow]:
    """Return the register, newest first."""
    with session.store.reading() as connection:
        listed = entries.newest_first(connection)
    by_device = {one.device: one for one in card.rows(session)}
    today, phrases = session.clock().date(), phrase_notes.notes(session)
    claimed = sender_names.names(session)
    return [
        RegisterRow(
            handover=one,
            cards=tuple(by_device.get(holder.device) for holder in one.holders),
            is_due=_is_due(one, today),
            phrase=phrases.get(one.id) if one.by_phrase else None,
            claimed=claimed.get(one.id, ""),
        )
        for one in listed
    ]


def find(session: Session, handover_id: str) -> Handover:
    """Return an entry by its ID.

    Raises:
        NotFound: there is none.
    """
    with session.store.reading() as connection:
        listed = entries.newest_first(connection)
    for one in listed:
        if one.id == handover_id:
            return one
    raise RecordNotFound(Message("There is no {noun} with this ID.", noun=Message("parcel")), field="parcel")


def of_parcel(session: Session, parcel: str, kind: str) -> Handover | None:
    """Return the entry of a parcel that was given or received, or None."""
    with session.store.reading() as connection:
        found = entries.of_parcel(connection, parcel)
    return next((one for one in found if one.kind == kind), None)


def holders_of(session: Session, record_id: str) -> list[RegisterRow]:
    """Return who was given a record and was not asked for it back: parcels sealed here that hold it."""
    return [
        row
        for row in rows(session)
        if row.handover.kind == "given"
        and row.handover.recalled_at is None
        and record_id in row.handover.all_ids
    ]


def exchanged_with(session: Session, device: str) -> tuple[frozenset[str], frozenset[GivenField]]:
    """Return what a device was given or sent itself, by ID, and fields that it was never given.

    Whoever has a phrase may be any device, so what went by phrase counts as given to each. What a team shares
    in a case that the device reads, it has whole.
    """
    known: set[str] = set()
    withheld: set[GivenField] = set()
    shown: set[GivenField] = set()
    with session.store.reading() as connection:
        listed = entries.newest_first(connection)
    for one in listed:
        if not one.is_held_by(device) or one.state == "sealing":
            continue
        known |= one.all_ids
        if one.kind == "given":
            withheld |= {*one.left_out}
            shown |= _shown(one)
    of_team = _shared_with(session, device)
    withheld = {one for one in withheld - shown if one.record not in of_team}
    return frozenset(known | of_team), frozenset(withheld)


def _shared_with(session: Session, device: str) -> set[str]:
    """Return the IDs of what a team shares with a device now; nothing with one that was removed."""
    view = team_of(session)
    if view is None:
        return set()
    spaces = [one for one in view.spaces if bytes.fromhex(device) in view.roster.may_read(one)]
    with session.store.reading() as connection:
        return {key[1] for one in spaces for key in team_store.records_of(connection, one)}


def mark(session: Session, seen: Handover, **values: object) -> Handover:
    """Change an entry."""
    return record.change(session, replace(seen, **values), seen=seen)  # type: ignore[arg-type]


def _shown(one: Handover) -> set[GivenField]:
    """Return the protected fields that a parcel did hold."""
    from casebook.services.sharing.protected_fields import fields_of_people

    left = {*one.left_out}
    there = {
        GivenField(noun=given.noun, record=record_id, field=name)
        for given in one.given
        for record_id in given.ids
        for name in fields_of_people().get(given.noun, ())
    }
    return there - left


def _is_due(one: Handover, today: date) -> bool:
    return (
        one.kind == "given" and one.recall_on is not None and one.recall_on <= today and not one.recalled_at
    )
