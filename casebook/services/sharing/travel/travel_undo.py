"""Taking back what came home of a trip, while the casebook that travelled still has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from casebook.base.errors import Refused
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_trip
from casebook.services.sharing.travel.travel_home import WITH_FILES, TravelReturn
from casebook.store.registry import table_named
from casebook.store.sharing import case_content, untake
from casebook.store.sharing.untake import RecordState, TakenState
from casebook.store.transaction import Transaction

WORD_NOUNS = ("document-text", "recognition")
"""What is read in a file, which has no versions."""
Names = Iterable[tuple[str, str]]
"""Noun and ID of records."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HomeState:
    """Records at home before a trip is joined. Its `repr` shows none of its content.

    Attributes:
        records: with all their versions.
        words: noun and ID of what is read in their files, and what stood there, or None.
    """

    records: tuple[RecordState, ...]
    words: tuple[tuple[str, str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JoinedStates:
    """What joining a trip changed, for as long as it can be taken back. Its `repr` shows none of its content.

    Attributes:
        vault_id: of the casebook that travelled.
        states: of each record before and after.
        words: noun and ID of what is read in files, what stood there, and what came.
    """

    vault_id: str
    states: tuple[TakenState, ...]
    words: tuple[tuple[str, str, Any, Any], ...]


def state_before(home: Session, brought: TravelReturn) -> HomeState:
    """Return all records at home, as they are, that a trip may change."""
    nouns = [noun for noun in WITH_FILES if table_named(noun).merge]
    names = {(one.noun, one.id) for one in brought.changes}
    names |= {(noun, one) for noun in nouns for one in brought.file_ids}
    names |= {("document", one.id) for one in brought.words.coming}
    return _state_of(home, names)


def _state_of(home: Session, names: Names) -> HomeState:
    by_noun: dict[str, list[str]] = {}
    for noun, record_id in sorted(set(names)):
        by_noun.setdefault(noun, []).append(record_id)
    every_id = sorted({one for some in by_noun.values() for one in some})
    with home.store.reading() as connection:
        records = [
            state
            for noun, some in by_noun.items()
            for state in untake.states_of(connection, noun, some).values()
        ]
        words = []
        for noun in WORD_NOUNS:
            there = {one.id: one for one in case_content.with_bin(connection, noun, every_id)}
            words += [(noun, one, there.get(one)) for one in every_id]
    return HomeState(records=tuple(records), words=tuple(words))


def changed_since(home: Session, vault_id: str, before: HomeState) -> JoinedStates:
    """Return what was changed at home since its records were read.

    Args:
        home: the casebook at home.
        vault_id: of the casebook that travelled.
        before: as `state_before` gave it.
    """
    now = _state_of(home, ((one.noun, one.id) for one in before.records))
    pairs = zip(before.records, now.records, strict=True)
    words = zip(before.words, now.words, strict=True)
    return JoinedStates(
        vault_id=vault_id,
        states=tuple(TakenState(before=was, after=now) for was, now in pairs if was != now),
        words=tuple((*was, now[2]) for was, now in words if was[2] != now[2]),
    )


def undo_join(home: Session, joined: JoinedStates) -> int:
    """Take back what came home; returns how many records were changed since and stay.

    Args:
        home: the casebook at home.
        joined: as `travel_home.join` returned it.

    Raises:
        Refused: the casebook that travelled was removed, so that nothing else has what would go.
        DiskProblem: the disk refuses; nothing was taken back.
    """
    trip = travel_trip.trip_of(home, joined.vault_id)
    if trip is None or trip.removed_from or trip.home_at:
        raise Refused(
            "The casebook that travelled was removed: nothing else has what you wrote on the journey.",
            field="trip",
            remedy="Change the records one by one. Their history shows what stood there before.",
        )
    with home.store.write("travel.undo") as transaction:
        untaken = transaction.untake(joined.states)
        staying = {one.after.id for one in (*untaken.left, *untaken.back)}
        in_bin = {one.after.id for one in untaken.handed_on if one.before.record is None}
        _put_words_back(transaction, joined, staying | in_bin)
        files = [
            file for one in joined.states if (file := _new_file(one)) and one.after.id not in staying | in_bin
        ]
        for file in files:
            transaction.discard(Attachment, file)
    for file in files:
        home.vault.attachments.remove(file)
    travel_trip.keep(home, replace(trip, taken_at=None))
    return len(untaken.left)


def _put_words_back(transaction: Transaction, joined: JoinedStates, staying: set[str]) -> None:
    for noun, record_id, before, after in joined.words:
        there = case_content.with_bin(transaction.connection, noun, [record_id])
        if record_id in staying or there != [after]:
            continue
        if before is None:
            transaction.discard(type(after), record_id)
        else:
            transaction.replace(before)


def _new_file(one: TakenState) -> str:
    """Return the ID of the file that a record got, or ""."""
    before, after = (_file_of(state) for state in (one.before, one.after))
    return after if after != before else ""


def _file_of(state: RecordState) -> str:
    if state.record is None or "attachment_id" not in table_named(state.noun).merge:
        return ""
    return str(state.record[0].attachment_id)  # type: ignore[attr-defined]
