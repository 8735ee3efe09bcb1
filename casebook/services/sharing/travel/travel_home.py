"""Brings a casebook that travelled home: verified, compared, joined with what is chosen of it.

What was withheld stays as it is at home, since nothing is said of it on the trip. A stop in the middle loses
nothing: what is joined twice is joined once, and the casebook that travelled stays until all of it is here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.official_form import OfficialForm
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.trip import Trip
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.session import Session
from casebook.services.sharing.team.laying import hold_due
from casebook.services.sharing.travel import travel_trip
from casebook.services.sharing.travel.travel_binned import staying_at_home
from casebook.services.sharing.travel.travel_change import TravelRecordChange, UntravelledRecord
from casebook.services.sharing.travel.travel_changes import changes_of, chosen, stays_away
from casebook.services.sharing.travel.travel_content import CarriedFile, carry_files
from casebook.services.sharing.travel.travel_text import TravelWords, keep_words, words_of
from casebook.services.vault import tamper_code
from casebook.services.vault.tamper_code import WORDS, TamperCodeState
from casebook.store.registry import table_for
from casebook.store.sharing import case_content
from casebook.vault import vault_info

HOME = "travel.home"
"""The action by which what travelled comes home."""
_DO_NOT_TYPE = Message(
    "Do not type its phrase on this computer before you know why. Compare the tamper check code on another "
    "computer."
)
WITH_FILES = ("document", "official-form", "letter-template", "reading")
"""Nouns of records that may have a file."""
_SOUND = frozenset({TamperCodeState.SAME, TamperCodeState.LATER})


@entity
class TravelReturn:
    """What a casebook that travelled brings home.

    Attributes:
        trip: as home remembers it.
        state: of its tamper check code.
        changes: by record and field.
        file_ids: IDs of the records whose file is new.
        words: recognised text and transcripts written on the trip.
        staying: what of cases that went to the bin there stays out of it here, since it did not travel.
    """

    trip: Trip
    state: TamperCodeState
    changes: tuple[TravelRecordChange, ...]
    file_ids: tuple[str, ...]
    words: TravelWords
    staying: tuple[UntravelledRecord, ...] = ()

    @property
    def is_home(self) -> bool:
        """Return whether everything is at home already, so that the casebook that travelled may go."""
        stays_away = all(one.state == "purged-at-home" for one in self.changes)
        return stays_away and not (self.file_ids or self.words.coming or self.words.rival_ids)


@entity
class JoinedTrip:
    """What was joined of a trip.

    Attributes:
        records: how many.
        both: record and field of which two versions stand now.
        left: IDs of the records of which something was not joined.
        undecided: IDs of those among them that another member deleted, alone or with their case, and about
            which nobody decided at home.
        files: how many files came home.
        unreadable: IDs of records whose file is missing or damaged in the casebook that travelled.
        words: of how many documents words came home.
        rival_words: IDs of documents whose words were written at home, too; they are as they were there.
    """

    records: int
    both: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    files: int
    unreadable: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    words: int = 0
    rival_words: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Return whether everything is at home, so that the casebook that travelled may go."""
        return not (self.left or self.unreadable or self.rival_words)


def require_as_packed(home: Session, folder: Path, *, has_new_methods: bool = False) -> Trip:
    """Require, before a phrase is typed, that a folder is the casebook that was packed.

    Args:
        home: the casebook at home.
        folder: of the casebook that travelled.
        has_new_methods: whether its unlock methods may be others: somebody changed its phrase on the way.

    Raises:
        NotFound: there is no casebook; or home remembers no trip of it.
        InvalidInput, VaultDamaged, VaultTooNew, DiskProblem: as `vault_info`.
        Refused: its header is older than when it was packed, or its unlock methods are others.
    """
    info = vault_info(folder)
    trip = travel_trip.trip_of(home, info.vault_id)
    if trip is None or not trip.anchor:
        raise NotFound(
            "This casebook remembers no trip of that one.",
            field="travel",
            remedy="Open the casebook it was packed from.",
        )
    if info.generation < trip.generation:
        raise Refused(
            "The casebook that travelled is older than when it was packed: it was exchanged.",
            field="travel",
            remedy=_DO_NOT_TYPE,
        )
    if not has_new_methods and [slot.id for slot in info.slots] != [trip.slot_id]:
        raise Refused(
            "The unlock methods of the casebook that travelled are not those it was packed with.",
            field="travel",
            remedy=_DO_NOT_TYPE,
        )
    return trip


def look(home: Session, travel: Session, *, noted: str = "") -> TravelReturn:
    """Return what a casebook that travelled brings home.

    Args:
        home: the casebook at home.
        travel: the casebook that travelled, open.
        noted: a tamper check code that was noted on the way, or "".

    Raises:
        NotFound: home remembers no trip of it.
        InvalidInput: the noted code is mistyped.
        Refused: it was put back to an earlier state, or is of another history.
        VaultDamaged: its history does not hold.
    """
    trip = _trip(home, travel)
    states = [tamper_code.check_anchor(travel, code) for code in (trip.anchor, noted) if code]
    for state in states:
        if state not in _SOUND:
            raise Refused(
                Message(WORDS[state]),
                field="travel",
                remedy="Nothing was taken from it. Keep it, and ask where it was while it was out of sight.",
            )
    changes, _ = changes_of(home, travel, trip.record_ids)
    files = [one.record.id for one in _new_files(home, travel, changes)]
    with home.store.reading() as connection:
        staying = staying_at_home(connection, changes)
    return TravelReturn(
        trip=trip,
        state=states[-1],
        changes=tuple(changes),
        file_ids=tuple(files),
        words=words_of(home, travel, trip),
        staying=staying,
    )


def join(
    home: Session,
    travel: Session,
    leave: Collection[str] = (),
    include: Collection[str] = (),
    *,
    progress: Progress = silent,
) -> JoinedTrip:
    """Join what is chosen of a trip with the casebook at home, and bring its new files.

    Args:
        home: the casebook at home.
        travel: the casebook that travelled, as `look` found it.
        leave: IDs of records that are not joined, or "ID:field"; of documents whose words are not.
        include: IDs of suspect records that are joined nevertheless.
        progress: called at each file.

    Raises:
        NotFound: home remembers no trip of it.
        ReadOnly: another window has the right to write at home.
        InvalidInput: what is to be left or included was not changed on the trip.
        DiskProblem: the disk refuses; what was joined stays, the rest can be joined again.
        Cancelled: the person stopped.
    """
    home.store.require_writing()
    trip = _trip(home, travel)
    changes, versions = changes_of(home, travel, trip.record_ids)
    left_words = _left_words(home, travel, trip, {*leave} - {one.id for one in changes})
    wanted = chosen(changes, versions, {*leave} - left_words, include)
    joined_ids = {one.id for one in wanted}
    known_ids = tuple(sorted({*trip.record_ids, *joined_ids}))
    travel_trip.keep(home, replace(trip, record_ids=known_ids, taken_at=home.clock()))
    with home.store.write(HOME) as transaction:
        taken = transaction.take(wanted, hands_on=True)
        hold_due(home, transaction.connection)
    files = _new_files(home, travel, ())
    unreadable = carry_files(travel, home, files, action=HOME, progress=progress)
    words = words_of(home, travel, trip)
    coming = [one for one in words.coming if one.id not in leave]
    keep_words(home, coming, HOME)
    fields = [(one, part) for one in changes if one.id in joined_ids for part in one.fields]
    return JoinedTrip(
        records=len(taken),
        both=tuple(
            (one.id, part.field)
            for one, part in fields
            if part.state == "both" and f"{one.id}:{part.field}" not in leave
        ),
        left=(*(one.id for one in changes if _is_left(one, leave, include)), *sorted(left_words)),
        files=len(files) - len(unreadable),
        unreadable=unreadable,
        undecided=tuple(one.id for one in changes if one.state == "undecided"),
        words=len({one.id for one in coming}),
        rival_words=words.rival_ids,
    )


def _trip(home: Session, travel: Session) -> Trip:
    trip = travel_trip.trip_of(home, str(travel.vault.vault_id))
    if trip is None:
        raise NotFound("This casebook remembers no trip of that one.", field="travel")
    return trip


def _left_words(home: Session, travel: Session, trip: Trip, leave: Collection[str]) -> set[str]:
    """Return which of these, that are no changed records, are documents of which the words are left."""
    return {one.id for one in words_of(home, travel, trip).coming}.intersection(leave) if leave else set()


def _is_left(change: TravelRecordChange, leave: Collection[str], include: Collection[str]) -> bool:
    """Return whether something of a record stays behind; what home purged is no loss."""
    if change.state == "purged-at-home":
        return False
    is_in_part = any(f"{change.id}:{one.field}" in leave for one in change.fields)
    return is_in_part or stays_away(change, leave, include)


def _new_files(home: Session, travel: Session, changes: Collection[TravelRecordChange]) -> list[CarriedFile]:
    """Return the files of the trip whose records have none at home, or are about to come."""
    coming = {one.id for one in changes if one.state == "new" and not one.suspect}
    with travel.store.reading() as there, home.store.reading() as here:
        files = []
        for noun in WITH_FILES:
            arrived = case_content.with_bin(there, noun, case_content.every_id(there, noun))
            known = {one.id: one for one in case_content.with_bin(here, noun, [one.id for one in arrived])}
            for record, sealed in _with_files(there, arrived):
                at_home = known.get(record.id)
                if record.id in coming or (at_home and _lacks(here, at_home, sealed)):
                    files.append(CarriedFile(noun=noun, record=record, sealed=sealed))
    return files


def _with_files(connection: Any, records: Collection[Any]) -> Iterator[tuple[Any, Attachment]]:  # noqa: ANN401 - of the store
    sealed = case_content.with_bin(connection, "attachment", [one.attachment_id for one in records])
    by_id = {one.id: one for one in sealed if isinstance(one, Attachment)}
    yield from ((one, by_id[one.attachment_id]) for one in records if one.attachment_id in by_id)


def _lacks(connection: Any, record: Any, sealed: Attachment) -> bool:  # noqa: ANN401 - of the store
    """Return whether a record at home is about these bytes and has them not."""
    if isinstance(record, Document | OfficialForm) and record.sha256 != sealed.sha256:
        return False
    own = case_content.with_bin(connection, table_for(Attachment).noun, [record.attachment_id])
    return not any(isinstance(one, Attachment) and one.sha256 == sealed.sha256 for one in own)
