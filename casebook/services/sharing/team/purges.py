"""What other members purged: out of sight here at once, and destroyed only when a person here says so.

A member who is coerced must not empty every machine.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.declaration.going import GoingDeclaration
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.admission.admitting import Admission
from casebook.services.sharing.team.admission.handing_on import hand_on
from casebook.services.sharing.team.admission.held import laid_by
from casebook.services.sharing.team.admission.late_work import (
    cases_of_late,
    deleted_whole,
    wholes_here,
)
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView, read_team, team_of
from casebook.services.vault.record_bin import forget_purged, purge_with_files
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.declaration.declaration import refuse_held
from casebook.store.declaration.sealed_going import going_among, require_asked
from casebook.store.registry import table_named
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.store.transaction import Transaction


@entity
class PurgeRequest:
    """A record that another member purged, or what others wrote into a case, person or form deleted here.

    Attributes:
        noun: of the record; of what was deleted here, where others wrote into it.
        id: of the record, or of what was deleted here.
        title: as search shows it, "" where it is not here; of several the first ones.
        by: the member, or all members who purged or wrote it, "" where unknown.
        at: when it came here.
        sealed: signed declarations that would be destroyed, or could not be reached without their case.
        count: how many records go if that is confirmed.
        later: how many of them nobody purged elsewhere: written here, or by others since.
        is_late: others wrote these records into what was deleted permanently here.
        deleted_since: how many of those who wrote them have deleted permanently since.
    """

    noun: str
    id: str
    title: str
    by: str
    at: datetime
    sealed: tuple[GoingDeclaration, ...] = ()
    count: int = 1
    later: int = 0
    is_late: bool = False
    deleted_since: int = 0


class ContactIsGone(Refused):
    """Roles cannot be kept: their contact was deleted permanently here, and the files have no whole one."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "The contact of these roles was deleted permanently here, and its content is in no file."
            ),
            field="id",
            remedy=Message("Ask who wrote them to keep the contact. Exchange, then keep them here."),
        )


_Row = tuple[str, str, bytes, str]
"""Noun and ID of a record, the device that purged or wrote it, and when that came here."""
_MAX_TITLES = 5
"""Of records that came late together so many are named."""


def purge_requests(session: Session) -> list[PurgeRequest]:
    """Return what others purged, or wrote into what was deleted here, and nobody decided; oldest first."""
    view = team_of(session)
    with session.store.reading() as connection:
        together = _together(connection)
        late = cases_of_late(connection).keys()
        purged_ids = {row[1] for rows in together.values() for row in rows if row[:2] not in late}
        purged_by = _purged_by(view) if together else set()
        return [
            replace(
                _request(connection, view, about, rows, purged_ids, purged_by),
                deleted_since=sum((row[2], row[1]) in purged_by for row in rows) if about[1] else 0,
            )
            for about, rows in together.items()
        ]


def _purged_by(view: TeamView | None) -> set[tuple[bytes, str]]:
    """Return what each device has purged, by their heads: the device, and the ID of the record."""
    logs = [view.log_of(space) for space in view.spaces.values()] if view else []
    return {(head.device, one) for log in logs for head in log.heads.values() for one in head.purged}


def _together(connection: TeamConnection) -> dict[tuple[Key, bool], list[_Row]]:
    """Return what waits for a decision by what one question is about, and whether that was deleted here."""
    together: dict[tuple[Key, bool], list[_Row]] = {}
    rows = team_store.purge_requests(connection)
    requested, cases = {row[:2] for row in rows}, cases_of_late(connection)
    for row in rows:
        key = row[:2]
        whole = cases.get(key) or deleted_whole(connection, *key)
        if whole is None and key[0] in record_bin.HIDDEN:  # it has no title, and goes with its form
            whole = next((one for one in wholes_here(connection, *key) if one in requested), None)
        together.setdefault((whole or key, whole is not None and whole not in requested), []).append(row)
    return together


def _request(
    connection: TeamConnection,
    view: TeamView | None,
    about: tuple[Key, bool],
    rows: Sequence[_Row],
    purged_ids: Collection[str],
    purged_by: Collection[tuple[bytes, str]],
) -> PurgeRequest:
    """Return one question about records."""
    key, is_late = about
    here = [row[:2] for row in rows if team_store.is_there(connection, *row[:2])]
    whole = {
        (part.noun, part_id)
        for one in here
        for part, part_id in _whole(connection, *one)
        if part.noun not in record_bin.HIDDEN
    }
    named = [row for row in rows if is_late or row[:2] == key]
    titles = [_title(connection, *row[:2]) for row in named if row[:2] in here][:_MAX_TITLES]
    devices = {row[2] for row in named}
    if not is_late:  # whose file was read first may have confirmed what another deleted
        devices |= {device for device, one in purged_by if one == key[1]}
    return PurgeRequest(
        noun=key[0],
        id=key[1],
        title=", ".join(filter(None, titles)),
        by=", ".join(sorted({view.name_of(device) for device in devices})) if view else "",
        at=datetime.fromisoformat(rows[0][3]),
        sealed=going_among(connection, [row[:2] for row in rows]),
        count=len(whole) or len(here),
        later=0 if is_late else sum(part_id not in purged_ids for _, part_id in whole),
        is_late=is_late,
    )


def _title(connection: TeamConnection, noun: str, record_id: str) -> str:
    """Return the title of a record that is here, or of what it is a part of where it has none."""
    several = ((noun, record_id), *reversed(wholes_here(connection, noun, record_id)))
    titles = (
        record_bin.title_of(connection, *one) for one in several if team_store.is_there(connection, *one)
    )
    return next(filter(None, titles), "")


def confirm_purge(session: Session, record_id: str, *, codes: Collection[str] = ()) -> None:
    """Purge here what another member purged, or wrote late, with all that goes with it, files and texts too.

    What of it nobody had purged is stated as purged by who confirms, so that it leaves every casebook.

    SECURITY: a member who is forced, or a device that was taken, must not destroy a signed declaration here.

    Args:
        session: the open vault.
        record_id: of what was asked for, or of what was deleted here and others wrote into.
        codes: first letters of the seals of the signed declarations that go, or are out of reach then.

    Raises:
        NotFound: nobody asked for it.
        Refused: such a code is missing, or it is a file that a signed declaration names.
    """
    about, keys = _asked(session, record_id)
    with session.store.write(f"{keys[0][0]}.purge") as transaction:
        connection = transaction.connection
        whole = {
            (part.noun, part_id): part
            for key in keys
            if team_store.is_there(connection, *key)
            for part, part_id in _whole(connection, *key)
        }
        require_asked(connection, list(whole), codes)
        for noun, part_id in whole if about[0] != "case" else ():
            if noun == "document":
                _refuse_held(connection, part_id)
        sealed = purge_with_files(transaction, [(part, part_id) for (_, part_id), part in whole.items()])
        for _, one_id in (*keys, *whole):
            team_store.forget_purge_request(connection, one_id)
    forget_purged(session, sealed)


def _refuse_held(connection: TeamConnection, document_id: str) -> None:
    """Refuse to delete a file alone that a signed declaration names."""
    try:
        refuse_held(connection, Document, document_id)
    except Refused as error:
        if deleted_whole(connection, "document", document_id):
            error.remedy = Message("Leave it. It goes with all that came late for its deleted case.")
        raise


def _whole(connection: TeamConnection, noun: str, record_id: str) -> list[tuple[EntityTable[Any], str]]:
    """Return a record with all that goes with it, in sight or not: without it none is reached."""
    table = table_named(noun)
    whole = {(noun, record_id): table}
    for at in dict.fromkeys((None, record_bin.binned_at(connection, table, record_id))):
        parts = record_bin.purged_with(connection, table, record_id, at)
        whole |= {(part.noun, part_id): part for part, part_id in parts}
    return [(part, part_id) for (_, part_id), part in whole.items()]


def refuse_purge(session: Session, record_id: str) -> None:
    """Keep here what another member purged, for good; it comes back into sight, and stays gone there.

    What others wrote into a case or person that was deleted here comes into sight without it; the roles of a
    contact that was deleted here come with the contact, as the files of the team have it.

    What came of it until a person decided is read now, from the files that are kept. From now on it is laid
    here: what who purged it wrote of it goes with the next checkpoint of theirs.

    Raises:
        NotFound: nobody asked for it.
        ContactIsGone: these are roles, and no file has the contact whole; they wait on.
    """
    about, keys = _asked(session, record_id)
    with session.store.write(f"{keys[0][0]}.restore") as transaction:
        if about[0] == "contact" and not team_store.is_there(transaction.connection, *about):
            _bring_back(session, transaction, about)
        undecided = {one for _, one, _, _ in team_store.purge_requests(transaction.connection)}
        for key in keys:
            _keep(session, transaction.connection, *key)
            undecided.discard(key[1])
            if team_store.is_there(transaction.connection, *key):
                transaction.show(*key, but=undecided)
            _take_missed(session, transaction, key)
            _hand_on(session, transaction.connection, key)


def _bring_back(session: Session, transaction: Transaction, contact: Key) -> None:
    """Take a contact again that was deleted here: its roles, which are kept, would not say whose they are."""
    connection = transaction.connection
    team_store.free_id(connection, *contact)
    _take_missed(session, transaction, contact)
    if not team_store.is_there(connection, *contact):
        raise ContactIsGone
    _hand_on(session, connection, contact)


def _hand_on(session: Session, connection: TeamConnection, key: Key) -> None:
    """Lay in each space what its files say of a record that is kept here, whoever wrote it."""
    view = read_team(session, connection)
    for space in view.spaces.values() if view else ():
        if view is None or key not in team_store.records_of(connection, space.id):
            continue
        records, log = dict[Key, RecordVersion](), SpaceLog.read(space.log)
        for laid in laid_by(connection, view, space, {key}):
            join_records(records, laid.versions)
        hand_on(session, connection, view, space, log, records.values())
        team_store.keep_space(connection, replace(space, log=log.written()))


def _take_missed(session: Session, transaction: Transaction, key: Key) -> None:
    """Take what came of a record while nobody had decided whether it stays."""
    connection = transaction.connection
    view = read_team(session, connection)
    for space in view.spaces.values() if view else ():
        if view is None or key not in team_store.records_of(connection, space.id):
            continue
        for laid in laid_by(connection, view, space, {key}):
            fit = Admission(session, connection, view, space, laid).taken()
            transaction.take(fit, signer=laid.signed_by)


def keep_all(session: Session) -> int:
    """Keep here all that other members purged, or wrote late, as far as that can stand; returns how many."""
    with session.store.reading() as connection:
        together, kept = _together(connection), 0
    for ((_, record_id), _), rows in together.items():
        with suppress(ContactIsGone):
            refuse_purge(session, record_id)
            kept += len(rows)
    return kept


def _keep(session: Session, connection: TeamConnection, noun: str, record_id: str) -> None:
    """Note that a person kept a record; what others purge of it again is passed over from then on."""
    team_store.forget_purge_request(connection, record_id)
    row = WaitingRow(
        space=b"",
        kind=WaitingKind.PURGE,
        noun=noun,
        record_id=record_id,
        device=b"",
        state=WaitingState.DECLINED,
        at=session.clock().isoformat(),
    )
    team_waiting.decide(connection, [row])


def _asked(session: Session, record_id: str) -> tuple[Key, list[Key]]:
    """Return what a question is about, and its records: the one with an ID, or what came for what had it."""
    with session.store.reading() as connection:
        together = _together(connection)
    for (key, _), rows in together.items():
        if key[1] == record_id:
            return key, [row[:2] for row in rows]
    single = [row[:2] for rows in together.values() for row in rows if row[1] == record_id]
    if single:
        return single[0], single
    raise NotFound("Nobody asked to purge this.", field="id", remedy="Choose one from the list.")
