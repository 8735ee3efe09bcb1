"""What other members purged: out of sight here at once, and destroyed only when a person here says so.

A member who is coerced must not empty every machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.domain.declaration.going import GoingDeclaration
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.version import RecordVersion, join_records
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import FOLLOWED
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.admission.admitting import Admission
from casebook.services.sharing.team.admission.handing_on import hand_on
from casebook.services.sharing.team.admission.held import laid_by
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import read_team, team_of
from casebook.services.vault.record_bin import forget_purged, purge_with_files
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.declaration.declaration import refuse_held
from casebook.store.declaration.sealed_going import going_among, require_asked
from casebook.store.registry import table_named
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.store.transaction import Transaction


@entity
class PurgeRequest:
    """A record that another member purged.

    Attributes:
        noun: of the record.
        id: of the record.
        title: as search shows it, "" where it is not here.
        by: the member, "" where unknown.
        at: when it came here.
        sealed: signed declarations that would be destroyed, or could not be reached without their case.
    """

    noun: str
    id: str
    title: str
    by: str
    at: datetime
    sealed: tuple[GoingDeclaration, ...] = ()


def purge_requests(session: Session) -> list[PurgeRequest]:
    """Return what others purged and nobody decided here, the oldest first."""
    view = team_of(session)
    with session.store.reading() as connection:
        return [
            PurgeRequest(
                noun=noun,
                id=record_id,
                title=record_bin.title_of(connection, noun, record_id)
                if team_store.is_there(connection, noun, record_id)
                else "",
                by=view.name_of(device) if view else "",
                at=datetime.fromisoformat(at),
                sealed=going_among(connection, [(noun, record_id)]),
            )
            for noun, record_id, device, at in team_store.purge_requests(connection)
        ]


def ask_to_purge(
    transaction: Transaction, space: SpaceRow, purged: Iterable[tuple[str, str]], device: bytes, at: str
) -> int:
    """Put out of sight what another member purged, until a person here decides; returns how many records.

    What a person here kept before stays in sight and is not asked about again. What other cases here name
    stays in sight, too, and is asked about.

    Args:
        transaction: of the file that says so.
        space: in which it lies.
        purged: noun and ID of records that the space has had.
        device: whose file it is.
        at: when it came here, ISO instant.
    """
    connection, count = transaction.connection, 0
    kept = team_waiting.keys(connection, b"", WaitingKind.PURGE) if purged else set()
    for noun, record_id in purged:
        if (noun, record_id) in kept:
            continue
        team_store.keep_purge_request(connection, noun, record_id, device, at)
        if team_store.is_there(connection, noun, record_id):
            count += 1
            if not _is_of_others(connection, space, noun, record_id):
                transaction.hide(noun, record_id)
    return count


def _is_of_others(connection: TeamConnection, space: SpaceRow, noun: str, record_id: str) -> bool:
    """Return whether cases outside of a space name a person, contact or entry."""
    if noun not in FOLLOWED or space.kind != SpaceKind.CASE:
        return False
    return bool({*case_content.cases_of(connection, {noun: [record_id]})} - {space.case_id})


def confirm_purge(session: Session, record_id: str, *, codes: Collection[str] = ()) -> None:
    """Purge here what another member purged, with all that goes with it, files and texts too.

    SECURITY: a member who is forced, or a device that was taken, must not destroy a signed declaration here.

    Args:
        session: the open vault.
        record_id: of what was asked for.
        codes: first letters of the seals of the signed declarations that go, or are out of reach then.

    Raises:
        NotFound: nobody asked for it.
        Refused: such a code is missing, or it is a file that a signed declaration names.
    """
    noun, sealed = _noun_of(session, record_id), list[str]()
    with session.store.write(f"{noun}.purge") as transaction:
        connection = transaction.connection
        team_store.forget_purge_request(connection, record_id)
        if team_store.is_there(connection, noun, record_id):
            whole = _whole(connection, noun, record_id)
            require_asked(connection, [(part.noun, part_id) for part, part_id in whole], codes)
            for part, part_id in whole if noun != "case" else ():
                if part.kind is Document:
                    refuse_held(connection, Document, part_id)
            sealed = purge_with_files(transaction, whole)
            for _, part_id in whole:
                team_store.forget_purge_request(connection, part_id)
    forget_purged(session, sealed)


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

    What came of it until a person decided is read now, from the files that are kept. From now on it is laid
    here: what who purged it wrote of it goes with the next checkpoint of theirs.

    Raises:
        NotFound: nobody asked for it.
    """
    noun = _noun_of(session, record_id)
    with session.store.write(f"{noun}.restore") as transaction:
        _keep(session, transaction.connection, noun, record_id)
        if team_store.is_there(transaction.connection, noun, record_id):
            transaction.show(noun, record_id)
        _take_missed(session, transaction, (noun, record_id))
        _hand_on(session, transaction.connection, (noun, record_id))


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
    """Keep here all that other members purged; returns how many records."""
    requests = purge_requests(session)
    for one in requests:
        refuse_purge(session, one.id)
    return len(requests)


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


def _noun_of(session: Session, record_id: str) -> str:
    with session.store.reading() as connection:
        for noun, wanted, _, _ in team_store.purge_requests(connection):
            if wanted == record_id:
                return noun
    raise NotFound("Nobody asked to purge this.", field="id", remedy="Choose one from the list.")
