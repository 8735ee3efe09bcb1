"""Recalls: who holds what should come back, the file that asks for it, and the purge where it arrives.

A recall asks; nothing is deleted until a person there confirms. What was handed over cannot be made unseen.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from casebook import __version__
from casebook.base.errors import Conflict, NotFound, Refused
from casebook.base.progress import Progress, silent
from casebook.domain.declaration.going import GoingDeclaration
from casebook.domain.person.person import Person
from casebook.domain.sharing.handover import Handover
from casebook.domain.sharing.manifest import ParcelManifest, manifest_bytes
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import dropped_unless_done
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.person.consent import having_to_consent
from casebook.services.sharing import card, device
from casebook.services.sharing.parcels import register
from casebook.services.sharing.parcels.parcel_look import ParcelView
from casebook.services.sharing.parcels.parcel_output import grow, require_place
from casebook.services.sharing.parcels.parcel_seal import USE
from casebook.services.sharing.parcels.parcel_take import TAKING
from casebook.services.sharing.parcels.register import RegisterRow
from casebook.services.vault.record_bin import purge_all, require_codes_for
from casebook.store import record_bin
from casebook.store.declaration.sealed_going import going_among
from casebook.store.registry import table_named
from casebook.store.sharing import case_content
from casebook.store.sharing.changed_beside import changes_beside
from casebook.vault import FLOOR_COST, DeviceKeys, KdfCost
from casebook.vault.sharing.parcel_head import ParcelLock, new_parcel_phrase

_SHARED_BY_CASES = ("person", "contact", "relation")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SealedRecall:
    """A recall that was sealed. Its `repr` shows none of its content.

    Attributes:
        handovers: what it recalls.
        phrase: the words that open it, to be shown once; "" where devices do.
    """

    handovers: tuple[Handover, ...]
    phrase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecallView:
    """What a recall asks to be purged here. Its `repr` shows none of its content.

    Attributes:
        handovers: the entries of the parcels that it recalls and that came from its sender.
        records: noun and ID of what they brought and is still here, also in the bin.
        kept: of these what cases of this casebook's own name too, which stays.
        own_work: noun and ID of what was added here to recalled cases, which goes with them.
        titles: of records and own work, by ID, as they are here.
        sealed: signed declarations among them, which are destroyed only with the code of each.
        others: entries of parcels that it does not recall, of the same senders, with records still here.
        has_changed: whether its parcels changed records that were here before.
    """

    handovers: tuple[Handover, ...]
    records: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    own_work: tuple[tuple[str, str], ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    sealed: tuple[GoingDeclaration, ...] = ()
    others: tuple[Handover, ...] = ()
    has_changed: bool = False

    @property
    def brought_nothing(self) -> bool:
        """Return whether no record was new here when its parcels were taken in."""
        return not any(one.all_ids for one in self.handovers)


def due(session: Session) -> list[RegisterRow]:
    """Return the parcels that should be recalled: a client consents no more, or their day has come."""
    rows = register.rows(session)
    lacking = {row.handover.id for row in without_consent(session, rows)}
    return [row for row in rows if row.is_due or row.handover.id in lacking]


def without_consent(session: Session, rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Return those parcels handed over, and not recalled, to whose use a client no longer consents."""
    return [row for row in rows if _lacks_consent(session, row.handover)]


def holders_after(session: Session, person_id: str) -> list[RegisterRow]:
    """Return who holds records of a person who no longer consents to the use they were handed over for."""
    person = record.find(session, Person, person_id)
    today = session.clock().date()
    return [
        row
        for row in register.holders_of(session, person_id)
        if row.handover.purpose and not person.valid_consents(row.handover.purpose, today)
    ]


async def seal_recall(
    session: Session,
    handover_ids: Iterable[str],
    out: Path | SaveTarget,
    *,
    cost: KdfCost = FLOOR_COST,
    progress: Progress = silent,
) -> SealedRecall:
    """Seal a file that asks whoever holds parcels to purge what they brought.

    Args:
        session: the open vault.
        handover_ids: entries of parcels sealed here, all to the same holders or all with a phrase.
        out: where it is to lie, where nothing is yet, or what a picker opened for it.
        cost: of a guess at its phrase, where one opens it.
        progress: called while it is written; may cancel.

    Raises:
        NotFound: an entry, or the card of a holder, is not there.
        Refused: an entry is of a parcel that came from elsewhere, or their holders differ.
        Conflict, InvalidInput, DiskProblem, Cancelled: as `seal`.
    """
    with dropped_unless_done(out):
        prepare = partial(_prepared, session, tuple(handover_ids), out, cost)
        manifest, lock, keys, entries = await on_vault(prepare)
    sign = partial(keys.sign, use=USE)
    write = partial(grow, out, lock, manifest_bytes(manifest), (), (), sign=sign, progress=progress)
    grown = await off_thread(write)
    try:
        await on_vault(grown.name)
    except BaseException:
        grown.discard()
        raise
    marked = await on_vault(partial(_marked, session, entries))
    return SealedRecall(handovers=marked, phrase=lock.phrase)


def recall_view(session: Session, view: ParcelView) -> RecallView:
    """Return what a recall that was opened asks to be purged here. Nothing is purged.

    Only parcels that came from the device which signed the recall count.

    Raises:
        Refused: it is no recall.
        NotFound: nothing of what it recalls was taken in here.
    """
    if not view.is_recall:
        raise Refused("This parcel recalls nothing.", remedy="Look at what it brings.")
    sender = view.content.sender.device_id.hex()
    entries = [
        entry
        for parcel in view.content.manifest.recalls
        if (entry := register.of_parcel(session, parcel, "received")) and entry.is_held_by(sender)
    ]
    if not entries:
        raise NotFound(
            "Nothing of what this file recalls was taken into this casebook.",
            field="parcel",
            remedy="If the parcel was opened in another casebook, open the recall there.",
        )
    return _asked_back(session, entries)


def brought_by(session: Session, handover_id: str) -> RecallView:
    """Return what a parcel that came from elsewhere brought, as a recall of it would ask to be purged.

    Raises:
        NotFound: there is no such entry.
        Refused: the parcel was sealed here.
    """
    entry = register.find(session, handover_id)
    if entry.kind != "received":
        raise Refused(
            "This parcel was sealed here.",
            field="parcel",
            remedy="Choose a parcel that came from another person.",
        )
    return _asked_back(session, [entry])


def _asked_back(session: Session, entries: Sequence[Handover]) -> RecallView:
    brought = {(one.noun, record_id) for entry in entries for one in entry.given for record_id in one.ids}
    with session.store.reading() as connection:
        here = {
            (noun, one.id)
            for noun in {noun for noun, _ in brought}
            for one in case_content.with_bin(connection, noun, [each for of, each in brought if of == noun])
        }
        cases = {record_id for noun, record_id in here if noun == "case"}
        inside = {
            (noun, one) for noun, ids in case_content.ids_of_cases(connection, cases).items() for one in ids
        }
        kept = {
            (noun, record_id)
            for noun, record_id in here
            if noun in _SHARED_BY_CASES
            and set(case_content.cases_of(connection, {noun: [record_id]})) - cases
        }
    records, own_work = here - kept, inside - brought
    with session.store.reading() as connection:
        titles = {one: record_bin.title_of(connection, noun, one) for noun, one in records | own_work}
        sealed = going_among(connection, records | own_work)
        has_changed = any(changes_beside(connection, TAKING, ("handover", entry.id)) for entry in entries)
    return RecallView(
        handovers=tuple(entries),
        records=tuple(sorted(records)),
        kept=tuple(sorted(kept)),
        own_work=tuple(sorted(own_work)),
        titles=titles,
        sealed=sealed,
        others=_others(session, entries),
        has_changed=has_changed,
    )


def _others(session: Session, entries: Sequence[Handover]) -> tuple[Handover, ...]:
    """Return the other parcels of the same senders, of which something is still here."""
    senders = {one.device for entry in entries for one in entry.holders}
    others = [
        one.handover
        for one in register.rows(session)
        if one.handover.kind == "received"
        and one.handover.id not in {entry.id for entry in entries}
        and senders & {each.device for each in one.handover.holders}
    ]
    with session.store.reading() as connection:
        return tuple(
            entry
            for entry in others
            if any(case_content.with_bin(connection, one.noun, one.ids) for one in entry.given)
        )


def purge_recalled(
    session: Session,
    recall: RecallView,
    confirmed: Collection[tuple[str, str]],
    *,
    codes: Collection[str] = (),
) -> int:
    """Purge what a person confirmed of a recall; returns the number of records.

    Args:
        session: the open vault.
        recall: as it was shown.
        confirmed: of its records.
        codes: first letters of the seals of the signed declarations that go.

    Raises:
        Conflict: something was confirmed that was not shown.
        Refused: a signed declaration goes whose code is missing, or goes without its whole case.
        DiskProblem: the disk refuses.
    """
    chosen = sorted(set(confirmed))
    if not set(chosen) <= {*recall.records}:
        raise Conflict("What was confirmed is not among what the recall names.", remedy="Look at it again.")
    if chosen:
        require_codes_for(session, chosen, codes)
        record.move_all_to_bin(session, _by_kind(chosen))
        purge_all(session, chosen, codes=codes)
    now = session.clock()
    for entry in recall.handovers:
        register.mark(session, entry, recalled_at=now, purged_at=now if chosen else None)
    return len(chosen)


def _by_kind(chosen: Sequence[tuple[str, str]]) -> list[tuple[type[Any], str]]:
    """Return records by kind, cases first: they take the others with them, sealed declarations too."""
    ordered = sorted(chosen, key=lambda one: one[0] != "case")
    return [(table_named(noun).kind, record_id) for noun, record_id in ordered]


def _lacks_consent(session: Session, entry: Handover) -> bool:
    if entry.kind != "given" or entry.recalled_at or entry.purpose is None:
        return False
    today = session.clock().date()
    wanted = having_to_consent(session, entry.ids("case"), entry.ids("person"))
    with session.store.reading() as connection:
        people: list[Any] = case_content.with_bin(connection, "person", wanted)
    return any(not one.valid_consents(entry.purpose, today) for one in people)


def _prepared(
    session: Session, handover_ids: Sequence[str], out: Path | SaveTarget, cost: KdfCost
) -> tuple[ParcelManifest, ParcelLock, DeviceKeys, tuple[Handover, ...]]:
    session.store.require_writing()
    require_place(out)
    own = device.required_card(session)
    entries = tuple(register.find(session, one) for one in dict.fromkeys(handover_ids))
    if not entries:
        raise NotFound("No parcel was chosen to be recalled.", field="parcel", remedy="Choose a parcel.")
    holders = {
        (one.by_phrase, frozenset(each.device for each in one.holders if not one.by_phrase))
        for one in entries
    }
    if len(holders) > 1 or any(one.kind != "given" for one in entries):
        raise Refused(
            "These parcels cannot be recalled by one file.",
            field="parcel",
            remedy="Recall parcels that were sealed here, those of each recipient by themselves.",
        )
    by_phrase, devices = holders.pop()
    lock = ParcelLock(phrase=new_parcel_phrase(), cost=cost)
    if not by_phrase:
        lock = ParcelLock(recipients=[_keys_of(session, one) for one in sorted(devices)])
    manifest = ParcelManifest(
        version=1,
        kind="recall",
        card=b64encode(own.data).decode("ascii"),
        sealed_at=session.clock(),
        program=__version__,
        recalls=tuple(one.parcel for one in entries),
    )
    return manifest, lock, device.keys(session)[0], entries


def _keys_of(session: Session, device_of: str) -> bytes:
    known = card.of_device(session, device_of)
    if known is None:
        raise NotFound(
            "The card of a device that holds the parcel is no longer here.",
            field="card",
            remedy="Add the card again.",
        )
    return card.public_keys(known)


def _marked(session: Session, entries: Iterable[Handover]) -> tuple[Handover, ...]:
    return tuple(register.mark(session, one, recalled_at=session.clock()) for one in entries)
