"""What other members purged by what their files say: asked about here, or not given to who joins later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.sharing.case_records import FOLLOWED
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.admission.late_work import WITHOUT_CASE, wholes_here
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.store.base import version_tables
from casebook.store.base.version_tables import link_of
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.transaction import Transaction


def without_purged(
    connection: TeamConnection,
    log: SpaceLog,
    readers: Collection[bytes],
    fit: Sequence[RecordVersion],
    new: Collection[Key],
) -> list[RecordVersion]:
    """Return what is taken but new records that every other device has purged; these are noted as purged.

    What a removed device laid stays in the folder, and comes to who joins later. A device that was not heard
    has purged nothing.

    SECURITY: for a newcomer alone. Who laid anything in the space, and was restored from a backup, is asked:
    otherwise one coerced member could empty the casebook of another.

    Args:
        connection: of a transaction.
        log: of the space, with the heads of its devices.
        readers: other devices that read the space.
        fit: what may be taken.
        new: noun and ID of the records that the space has not had here; none for who is no newcomer.
    """
    heads = [log.heads.get(device) for device in readers] if new else []
    purged = set[str]().union(*(head.purged for head in heads[:1] if head))
    for head in heads:
        purged &= {*(head.purged if head else ())}
    gone = {key for key in new if key[1] in purged and not team_store.is_there(connection, *key)}
    for noun, record_id in gone:
        version_tables.purge(link_of(connection), noun, record_id)
    return [one for one in fit if (one.noun, one.id) not in gone]


def ask_to_purge(
    transaction: Transaction,
    space: SpaceRow,
    purged: Iterable[tuple[str, str]],
    device: bytes,
    at: str,
    *,
    before: Collection[str] = (),
) -> int:
    """Put out of sight what another member purged, until a person here decides; returns how many records.

    What a person here kept before stays in sight and is not asked about again, and so does what a device that
    deleted a case deletes of it, persons and contacts too, where the case was kept here. What other cases
    here name stays in sight, and so does who is in a case that was kept here, and is asked about.

    Args:
        transaction: of the file that says so.
        space: in which it lies.
        purged: noun and ID of records that the space has had.
        device: whose file it is.
        at: when it came here, ISO instant.
        before: IDs of what the device had purged before: what is part of it and was kept is not asked about.
    """
    connection, count = transaction.connection, 0
    kept = team_waiting.keys(connection, b"", WaitingKind.PURGE) if purged else set()
    kept_wholes = {key for key in kept if key[1] in before}
    for noun, record_id in purged:
        if (noun, record_id) in kept or _is_part_of(connection, noun, record_id, kept_wholes):
            continue
        if noun in WITHOUT_CASE and ("case", space.case_id) in kept_wholes:
            continue
        team_store.keep_purge_request(connection, noun, record_id, device, at)
        if team_store.is_there(connection, noun, record_id):
            count += 1
            is_of_kept = ("case", space.case_id) in kept and noun in WITHOUT_CASE
            if not is_of_kept and not _is_of_others(connection, space, noun, record_id):
                transaction.hide(noun, record_id)
    return count


def _is_part_of(connection: TeamConnection, noun: str, record_id: str, wholes: Collection[Key]) -> bool:
    """Return whether a record is a part of one of these."""
    return bool(wholes and {*wholes_here(connection, noun, record_id)} & {*wholes})


def _is_of_others(connection: TeamConnection, space: SpaceRow, noun: str, record_id: str) -> bool:
    """Return whether cases outside of a space name a person, contact or entry."""
    if noun not in FOLLOWED or space.kind != SpaceKind.CASE:
        return False
    return bool({*case_content.cases_of(connection, {noun: [record_id]})} - {space.case_id})
