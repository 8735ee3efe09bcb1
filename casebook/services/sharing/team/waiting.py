"""What came from others and waits for a person: cases to join, persons to share, changes elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from casebook.base.errors import InvalidInput
from casebook.domain.base.change import ARRIVING
from casebook.domain.base.entity import entity
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.merge import BLOCK
from casebook.domain.sharing.space_body import read_changes, read_contents
from casebook.domain.sharing.version import RecordVersion, join_records, list_of
from casebook.domain.sharing.waiting_kind import ASKED, WaitingKind, WaitingState
from casebook.domain.sharing.wire_value import canonical
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key, content_of, is_known
from casebook.services.sharing.team.admission.admitting import Admission, LaidRecords
from casebook.services.sharing.team.checkpoints import kept_bodies
from casebook.services.sharing.team.laying import queue_changes
from casebook.services.sharing.team.team_view import TeamView, read_team, team_of
from casebook.store import record_bin
from casebook.store.case import case as stored_cases
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.take import TakenRecord
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.store.transaction import Transaction
from casebook.vault.sharing.carrier_header import CarrierKind

_BEFORE_BEGINNING = (WaitingKind.EARLY, WaitingKind.CHANGE)
"""Kinds of what is taken once its record begins in its space."""
_ID_DIGITS = 12


@entity
class WaitingRecord:
    """What waits for a person here.

    Attributes:
        id: short word for exactly this, to decide by.
        kind: a case of ours that was shared, a person who was named, or a change of what is elsewhere.
        noun: of the record.
        record_id: of the record.
        title: as search shows it, "" where it is not here.
        reference: of the case that is shared, "" where there is none.
        by: the member, "" for one who is not known.
        at: when it came here.
        says: fields that a change would set, each with its value as a text.
        is_declined: a person decided against it; it can still be allowed.
    """

    id: str
    kind: WaitingKind
    noun: str
    record_id: str
    title: str
    reference: str
    by: str
    at: datetime
    says: tuple[tuple[str, str], ...] = ()
    is_declined: bool = False


def waiting(session: Session, *, with_declined: bool = False) -> list[WaitingRecord]:
    """Return what waits for a person, the oldest first; none of a casebook in no team."""
    view = team_of(session)
    if view is None:
        return []
    with session.store.reading() as connection:
        cases = [one.case_id for one in view.spaces.values() if one.case_id]
        references = stored_cases.references(connection, cases)
        return [
            WaitingRecord(
                id=asked_id,
                kind=row.kind,
                noun=row.noun,
                record_id=row.record_id,
                title=_title(connection, row),
                reference=references.get(view.spaces[row.space].case_id, ""),
                by=view.name_of(row.device),
                at=datetime.fromisoformat(row.at),
                says=tuple(_said(version)) if version else (),
                is_declined=row.state is WaitingState.DECLINED,
            )
            for asked_id, (row, version) in _asked(connection, view).items()
            if with_declined or row.state is WaitingState.WAITS
        ]


def count_waiting(session: Session) -> int:
    """Return how many questions `waiting` would list, without reading what was laid."""
    view = team_of(session)
    if view is None:
        return 0
    with session.store.reading() as connection:
        return sum(row.state is WaitingState.WAITS for row in _rows(connection, view))


def decide(session: Session, allow: Collection[str], decline: Collection[str]) -> int:
    """Allow some of what waits and decline other; returns how many.

    A case that is joined goes to the others as it stands here, and what they have of it comes; a person is
    shared with all who read the case; a change is taken once.

    Args:
        session: the open casebook.
        allow: ids of what is allowed, also of what was declined before.
        decline: ids of what is not asked about again.

    Raises:
        InvalidInput: an id is of nothing that waits, or is to be both.
        ReadOnly: the vault was opened to be read.
    """
    with session.store.write(ARRIVING) as transaction:
        view = read_team(session, transaction.connection)
        asked = _asked(transaction.connection, view) if view else {}
        known = {asked_id: row for asked_id, (row, _) in asked.items()}
        if {*allow} & {*decline} or {*allow, *decline} - known.keys() or view is None:
            raise InvalidInput(
                "This is not what waits for a decision.",
                field="id",
                remedy="List what waits again. Each may be allowed or declined, not both.",
            )
        declined = [replace(known[one], state=WaitingState.DECLINED) for one in {*decline}]
        team_waiting.decide(transaction.connection, declined)
        for row in (known[one] for one in {*allow}):
            _allow(session, transaction, view, row)
    queue_changes(session)
    return len({*allow, *decline})


def _allow(session: Session, transaction: Transaction, view: TeamView, row: WaitingRow) -> None:
    connection, space = transaction.connection, view.spaces[row.space]
    if row.kind is WaitingKind.CHANGE:
        team_waiting.forget(connection, [row])
        for versions in _laid_by(connection, view, space, {row.key}).values():
            transaction.take(versions)
        return
    team_waiting.decide(connection, [replace(row, state=WaitingState.ALLOWED)])
    if row.kind is WaitingKind.PERSON:
        _take_held(session, transaction, view, space, row.key)
        return
    joined = view.spaces[row.space] = replace(space, case_id=row.record_id)
    team_store.keep_space(connection, joined)
    if view.device.id not in view.roster.may_write(space.id):  # it lays nothing, and has what is of the case
        content = content_of(session, joined, (), {}, is_wanted=True)
        team_store.keep_records(connection, space.id, content.ids if content else ())


def _take_held(
    session: Session, transaction: Transaction, view: TeamView, space: SpaceRow, person: Key
) -> None:
    """Take what waited for a person who is shared now; changes of the person are asked about themselves."""
    connection = transaction.connection
    held = team_waiting.keys(connection, space.id, WaitingKind.CHANGE, WaitingState.WAITS)
    rows = [one for one in team_waiting.rows(connection, WaitingKind.CHANGE) if one.space == space.id]
    for row in rows:
        if row.key in held - {person}:
            for author, versions in _laid_by(connection, view, space, {row.key}).items():
                laid = LaidRecords(author=author, versions=versions)
                fit = Admission(session, connection, view, space, laid).taken()
                transaction.take(fit)
                team_waiting.forget(connection, [row] if fit else ())


def take_early(
    session: Session, transaction: Transaction, view: TeamView, space: SpaceRow, begun: Collection[Key]
) -> list[tuple[TakenRecord, bytes]]:
    """Take what came before records that begin now; returns what was new, and who wrote it.

    What came in another space is asked about from now on: whoever knows the ID of a record of another case
    may lay a change of it before it is here.

    Args:
        session: the open casebook.
        transaction: in which they began.
        view: of the team.
        space: in which they began.
        begun: noun and ID of each.
    """
    connection = transaction.connection
    rows: dict[bytes, list[WaitingRow]] = {}
    for row in team_waiting.rows(connection, *_BEFORE_BEGINNING) if begun else ():
        is_asked = row.kind is WaitingKind.CHANGE
        if (
            row.space in view.spaces
            and row.key in begun
            and row.state is WaitingState.WAITS
            and not (is_asked and row.space != space.id)
        ):
            rows.setdefault(row.space, []).append(row)
    taken: list[tuple[TakenRecord, bytes]] = []
    for space_id, waiting in rows.items():
        where, keys = view.spaces[space_id], {one.key for one in waiting}
        team_waiting.forget(connection, waiting)
        if space_id != space.id:  # a checkpoint holds what others wrote, too: a person decides about that
            team_waiting.note(connection, [replace(one, kind=WaitingKind.CHANGE) for one in waiting])
            continue
        for author, versions in _laid_by(connection, view, where, keys).items():
            laid = LaidRecords(author=author, versions=versions, is_own=author == view.device.id)
            admission = Admission(session, connection, view, where, laid)
            taken += [(one, author) for one in transaction.take(admission.taken())]
    return taken


def _laid_by(
    connection: TeamConnection, view: TeamView, space: SpaceRow, keys: Collection[Key]
) -> Mapping[bytes, list[RecordVersion]]:
    """Return what the files of a space that are kept here say of records, by who signed them.

    What a checkpoint says is nobody's, b"" and last: its author gathered what others wrote.
    """
    kinds = {CarrierKind.CHANGES, CarrierKind.CHECKPOINT}
    by_author: dict[bytes, dict[Key, RecordVersion]] = {}
    for (row, signer), body in kept_bodies(connection, view, space, kinds):
        is_changes = row.kind == CarrierKind.CHANGES
        versions = by_author.setdefault(signer if is_changes else b"", {})
        read = read_changes if is_changes else read_contents
        join_records(versions, (one for one in read(body).records if (one.noun, one.id) in keys))
    return {author: [*by_author[author].values()] for author in sorted(by_author, reverse=True)}


def _asked(connection: TeamConnection, view: TeamView) -> dict[str, tuple[WaitingRow, RecordVersion | None]]:
    """Return what a person is asked, by an id of exactly what was laid; laying more makes it another."""
    rows = [*_rows(connection, view)]
    keys: dict[bytes, set[Key]] = {}
    for row in rows:
        if row.kind is WaitingKind.CHANGE:
            keys.setdefault(row.space, set()).add(row.key)
    laid: dict[bytes, dict[Key, RecordVersion]] = {}
    for space, wanted in keys.items():
        for by_author in _laid_by(connection, view, view.spaces[space], wanted).values():
            join_records(laid.setdefault(space, {}), by_author)
    versions = [
        laid.get(row.space, {}).get(row.key) if row.kind is WaitingKind.CHANGE else None for row in rows
    ]
    return {_id(row, one): (row, one) for row, one in zip(rows, versions, strict=True)}


def _said(version: RecordVersion) -> Iterator[tuple[str, str]]:
    for key, register in sorted(version.entries.items()):
        for _, value in sorted(register.items()):
            yield (
                list_of(key) or key.removeprefix(BLOCK),
                value if isinstance(value, str) else json.dumps(value, ensure_ascii=False),
            )


def _rows(connection: TeamConnection, view: TeamView) -> Iterable[WaitingRow]:
    for row in team_waiting.rows(connection, *ASKED):
        if row.state is not WaitingState.ALLOWED and row.space in view.spaces:
            yield row


def _title(connection: TeamConnection, row: WaitingRow) -> str:
    is_here = is_known(row.noun) and team_store.is_there(connection, row.noun, row.record_id)
    return record_bin.title_of(connection, row.noun, row.record_id) if is_here else ""


def _id(row: WaitingRow, version: RecordVersion | None) -> str:
    said = encoded(version) if version else None
    whole = canonical([row.space.hex(), row.kind, row.noun, row.record_id, said])
    return hashlib.sha256(whole).hexdigest()[:_ID_DIGITS]
