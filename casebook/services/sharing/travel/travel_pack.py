"""Packs cases into a casebook of their own, to be carried across a border on a machine that holds no other.

It has new keys and opens with one phrase of six words, which is shown once. It holds no history, no settings
and no library but what its cases cite. Its tamper check code stays at home.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast

from casebook.base.errors import CasebookError, NotFound, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, Person, Purpose
from casebook.domain.sharing.trip import Trip
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.services.base import record
from casebook.services.base.session import Session, start_session
from casebook.services.person.consent import having_to_consent, purpose_words
from casebook.services.person.consent_limits import LimitedPerson, has_limits, limited_people
from casebook.services.person.shown_code import codes_of
from casebook.services.sharing import protected_fields
from casebook.services.sharing.case_records import CaseRecords
from casebook.services.sharing.going_records import StayingRecord, staying
from casebook.services.sharing.travel import travel_trip
from casebook.services.sharing.travel.packing_place import FINISHING, PackingPlace, packing_place
from casebook.services.sharing.travel.travel_content import (
    CarriedFile,
    TravelContent,
    carry_files,
    content_of,
    files_of,
    fill,
)
from casebook.services.vault import tamper_code
from casebook.services.vault.journey_mark import PACKED
from casebook.store.sharing import case_content
from casebook.vault import KdfCost, VaultInfo, create_phrase_vault, random_phrase, vault_info


@entity
class TravelOrder:
    """What is to travel.

    Attributes:
        case_ids: of the cases.
        target: folder of the new casebook; or a place for it that this session cannot reach.
        purpose: what the trip is for; each client has consented to it.
        include: protected kinds that travel all the same, of `protected_fields.PROTECTED`.
        exhibits: IDs of the documents whose files travel; None for all.
        within_limits: who packs it read the limits of the consents, and states that the trip is within them.
    """

    case_ids: tuple[str, ...]
    target: Path | NewFolder
    purpose: Purpose
    include: tuple[str, ...] = ()
    exhibits: tuple[str, ...] | None = ()
    within_limits: bool = False


@entity
class PackedCasebook:
    """A casebook that was packed.

    Attributes:
        path: its folder.
        phrase: the six words that open it: shown once, kept nowhere.
        cases: how many.
        records: how many.
        exhibits: how many files.
        size_bytes: of its database.
        exhibit_bytes: of its files.
        left_at_home: the protected kinds of which something stayed.
        kept_back: how many privileged documents and notes stayed.
        staying: which records of the cases stayed, and why.
        unreadable: IDs of documents whose file is missing or damaged at home.
        limited: whose consents have limits, for the office; none of it travels.
    """

    path: Path
    phrase: str
    cases: int
    records: int
    exhibits: int
    size_bytes: int
    exhibit_bytes: int
    left_at_home: tuple[str, ...]
    kept_back: int
    staying: tuple[StayingRecord, ...]
    unreadable: tuple[str, ...]
    limited: tuple[LimitedPerson, ...] = ()


def pack(
    session: Session, order: TravelOrder, *, cost: KdfCost | None = None, progress: Progress = silent
) -> PackedCasebook:
    """Pack cases into a casebook that travels.

    What a stop in the middle leaves opens for nobody, and is destroyed by the next call for the same folder.

    Args:
        session: the casebook at home.
        order: what travels, and where to.
        cost: of the key derivation, as `vault.calibrated` gives it; None for the floor.
        progress: called at each step.

    Raises:
        ReadOnly: another window has the right to write in the casebook at home.
        NotFound: a case or exhibit is not there.
        InvalidInput: a word is no protected kind, or the folder cannot have its name.
        Refused: a client has not consented to the purpose, or within limits that nobody said the trip keeps;
            the folder lies within a casebook.
        Conflict: something is at the path.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; nothing is left.
    """
    session.store.require_writing()
    ticked = protected_fields.require_kinds(order.include)
    if not order.case_ids:
        raise NotFound("No case was chosen.", field="case", remedy="Choose at least one.")
    content = content_of(session, order.case_ids, ticked)
    require_consents(session, content.records, order.purpose)
    limited = limited_on_trip(session, content.records, order.purpose)
    if limited and not order.within_limits:
        raise has_limits(session, limited, content.records.case_ids)
    place = packing_place(session, order.target)
    files = files_of(session, content.records, order.exhibits)
    phrase = random_phrase()
    packed = _made(session, place, phrase, content, files, cost, progress)
    return replace(packed, limited=limited)


def require_consents(session: Session, records: CaseRecords, purpose: Purpose) -> None:
    """Require that everybody who has to consents today to what a trip is for.

    A consent for one recipient counts: nobody but the office gets what travels.

    Args:
        session: the casebook at home.
        records: that are to travel.
        purpose: of the trip.

    Raises:
        Refused: somebody has not consented; they are named by code name or case.
    """
    lacking = [one.id for one in without_consent(session, records, purpose)]
    if lacking:
        raise Refused(
            Message(
                "People have not consented to this purpose: {purpose}. They are: {codes}.",
                purpose=purpose_words(purpose),
                codes=codes_of(session, lacking, records.case_ids),
            ),
            field="consent",
            remedy="Enter the consent in the person's record, or leave the case at home.",
        )


def without_consent(session: Session, records: CaseRecords, purpose: Purpose) -> list[Person]:
    """Return who of the people that travel has to consent to a purpose and does not today.

    Those are the clients of the cases; of others the clients of any case, and people whose consents are on
    record. The same rule holds for parcels.
    """
    today = session.clock().date()
    return [one for one in _having_to_consent(session, records) if not one.valid_consents(purpose, today)]


def limited_on_trip(session: Session, records: CaseRecords, purpose: Purpose) -> tuple[LimitedPerson, ...]:
    """Return who of the people that travel consents to a purpose within limits alone today.

    A border and another computer can be outside a limit, though nobody but the office gets what travels. A
    consent without limits frees from those of others only where it is for whatever recipient.
    """
    today = session.clock().date()

    def covering(person: Person) -> tuple[Consent, ...]:
        valid = person.valid_consents(purpose, today)
        return () if any(not one.limits for one in valid) else valid

    return tuple(limited_people(_having_to_consent(session, records), covering))


def _having_to_consent(session: Session, records: CaseRecords) -> list[Person]:
    wanted = having_to_consent(session, records.case_ids, records.ids.get("person", ()))
    with session.store.reading() as connection:
        return cast("list[Person]", case_content.with_bin(connection, "person", wanted))


def _made(
    session: Session,
    place: PackingPlace,
    phrase: str,
    content: TravelContent,
    files: Collection[CarriedFile],
    cost: KdfCost | None,
    progress: Progress,
) -> PackedCasebook:
    """Make, fill and lock the casebook, and put it in its place."""
    progress(0, 0, Message("creating the casebook that travels"))
    vault = create_phrase_vault(place.growing.path, phrase, cost=cost)
    trip = Trip(
        vault_id=str(vault.vault_id),
        slot_id=vault.slots[0].id,
        generation=vault.generation,
        case_ids=content.records.case_ids,
        record_ids=tuple(sorted(content.records.all_ids)),
        packed_at=session.clock(),
    )
    try:
        travel_trip.keep(session, trip)
        with closing_unless_done(start_session(vault, clock=session.clock, ids=session.ids)) as travel:
            progress(0, 0, Message("copying the records"))
            fill(travel, content)
            unreadable = carry_files(session, travel, files, action=PACKED, progress=progress)
            trip = _filled(session, travel, trip)
            travel_trip.keep(session, trip)
    except BaseException:
        vault.discard()
        travel_trip.forget(session, trip.vault_id)
        raise
    travel.lock()
    progress(0, 0, FINISHING)
    info = vault_info(place.growing.path)
    path = _put(session, place, trip)
    travel_trip.keep(session, _finished(trip, info))
    staying_home = staying(session, content.staying)
    return _packed(path, phrase, content, info, len(files), unreadable, staying_home)


def _finished(trip: Trip, info: VaultInfo) -> Trip:
    size_bytes = info.database_bytes + info.attachment_bytes
    return replace(trip, is_packed=True, size_bytes=size_bytes, files=info.attachment_count)


def _put(session: Session, place: PackingPlace, trip: Trip) -> Path:
    try:
        return place.put()
    except CasebookError:
        if not place.growing.path.exists():  # else the next call for this folder removes it
            travel_trip.forget(session, trip.vault_id)
        raise


def _filled(session: Session, travel: Session, trip: Trip) -> Trip:
    return replace(
        trip,
        anchor=tamper_code.anchor(travel),
        generation=travel.vault.generation,
        number=travel.store.audit_head()[0],
        home_number=session.store.audit_head()[0],
        documents=len(record.every(travel, Document)),
    )


@contextmanager
def closing_unless_done(travel: Session) -> Iterator[Session]:
    """Yield a session that is closed without a lock where the block fails."""
    try:
        yield travel
    except BaseException:
        travel.close()
        raise


def _packed(
    path: Path,
    phrase: str,
    content: TravelContent,
    info: VaultInfo,
    files: int,
    unreadable: tuple[str, ...],
    staying_home: tuple[StayingRecord, ...],
) -> PackedCasebook:
    left = protected_fields.count_by_word((noun, name) for noun, _, name in content.withheld)
    return PackedCasebook(
        path=path,
        phrase=phrase,
        cases=len(content.records.case_ids),
        records=len(content.records.all_ids),
        exhibits=files - len(unreadable),
        size_bytes=info.database_bytes,
        exhibit_bytes=info.attachment_bytes,
        left_at_home=tuple(left),
        kept_back=content.kept_back,
        staying=staying_home,
        unreadable=unreadable,
    )
