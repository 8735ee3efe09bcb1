"""Packs cases into a casebook of their own, to be carried across a border on a machine that holds no other.

It has new keys and opens with one phrase of six words, which is shown once. It holds no history, no settings
and no library but what its cases cite. Its tamper check code stays at home.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from casebook.base.errors import CasebookError, NotFound, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person, Purpose
from casebook.domain.sharing.trip import Trip
from casebook.host.protocol.picker_protocol import NewFolder
from casebook.services.base import record
from casebook.services.base.session import Session, start_session
from casebook.services.person import code_name
from casebook.services.person.consent import purpose_words
from casebook.services.sharing import protected_fields
from casebook.services.sharing.travel import travel_trip
from casebook.services.sharing.travel.packing_place import FINISHING, PackingPlace, packing_place
from casebook.services.sharing.travel.travel_content import (
    PACKED,
    CarriedFile,
    TravelContent,
    carry_files,
    content_of,
    files_of,
    fill,
)
from casebook.services.vault import tamper_code
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
    """

    case_ids: tuple[str, ...]
    target: Path | NewFolder
    purpose: Purpose
    include: tuple[str, ...] = ()
    exhibits: tuple[str, ...] | None = ()


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
        unreadable: IDs of documents whose file is missing or damaged at home.
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
    unreadable: tuple[str, ...]


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
        Refused: a client has not consented to the purpose; the folder lies within a casebook.
        Conflict: something is at the path.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; nothing is left.
    """
    session.store.require_writing()
    ticked = protected_fields.require_kinds(order.include)
    if not order.case_ids:
        raise NotFound("No case was chosen.", field="case", remedy="Choose at least one.")
    require_consents(session, order.case_ids, order.purpose)
    place = packing_place(session, order.target)
    content = content_of(session, order.case_ids, ticked)
    files = files_of(session, content.records, order.exhibits)
    phrase = random_phrase()
    return _made(session, place, phrase, content, files, cost, progress)


def require_consents(session: Session, case_ids: Iterable[str], purpose: Purpose) -> None:
    """Require that every client of cases consents today to what a trip is for.

    A consent for one recipient counts: nobody but the office gets what travels.

    Raises:
        NotFound: a case is not there.
        Refused: somebody has not consented; they are named by their codes.
    """
    today = session.clock().date()
    client_ids = dict.fromkeys(
        one for case_id in case_ids for one in record.find(session, Case, case_id).client_ids
    )
    clients = [record.find(session, Person, one) for one in client_ids]
    missing = [one.id for one in clients if not one.valid_consents(purpose, today)]
    if not missing:
        return
    codes = {one.id: one.code_name for one in code_name.some(session, missing)}
    raise Refused(
        Message(
            "Clients have not consented to this purpose: {purpose}. Their codes: {codes}.",
            purpose=purpose_words(purpose),
            codes=tuple(codes.get(one, one) for one in missing),
        ),
        field="consent",
        remedy="Enter the consent in the client's record, or leave the case at home.",
    )


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
    size_bytes = info.database_bytes + info.attachment_bytes
    travel_trip.keep(session, replace(trip, is_packed=True, size_bytes=size_bytes))
    return _packed(path, phrase, content, info, len(files), unreadable)


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
        documents=travel_trip.count_files(travel),
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
        unreadable=unreadable,
    )
