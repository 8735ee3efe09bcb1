"""Files of documents in the shared folder that are damaged there: found by who has them, and laid again."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from casebook.base.errors import CasebookError, VaultTooNew
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.evidence.document import Document
from casebook.domain.sharing.device_state import QUIET_AFTER, awake
from casebook.domain.sharing.space_body import read_changes
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.domain.vault.attachment import Attachment
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.team.checkpoints import SAYING, kept_bodies
from casebook.services.sharing.team.exhibits import is_of, queue_and_tell
from casebook.services.sharing.team.renewal import states_of
from casebook.services.sharing.team.team_view import TeamView, read_team, require_team
from casebook.store.registry import table_for
from casebook.store.sharing import shared_exhibits, team_store, team_waiting
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_header import CarrierKind

READ_BYTES = 64 << 20
"""Read whole at an exchange of the files of documents, chosen at random; of all others the header alone."""
_CHECKING = Message("reading the shared folder")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CheckedExhibit:
    """The file of a document that is here, as it is to lie in the shared folder.

    Attributes:
        document: of which it is the file.
        name: in the shared folder.
        space: in which it was laid.
        row: what is known of it if this device laid it; None where another did.
        is_awaited: another device laid it that is awake, and may lay it again itself.
    """

    document: Document
    name: str
    space: bytes
    row: ShareFileRow | None
    is_awaited: bool


async def queue_damaged(session: Session, *, is_whole: bool = False, progress: Progress = silent) -> int:
    """Queue again the files of documents that are damaged in the shared folder; returns how many.

    One that this device laid keeps its name. Where who laid one is out or asleep, or has not laid it again
    within `QUIET_AFTER`, a device that has the document lays it under another name, and tells the others.

    Args:
        session: the open casebook.
        is_whole: read all of them and wait for no author; otherwise no more than `READ_BYTES` are read.
        progress: how far it is.

    Raises:
        Refused: this casebook belongs to no team.
        Cancelled: the person stopped.
    """
    view, exhibits, noted = await on_vault(partial(_to_check, session))
    damaged: list[CheckedExhibit] = []
    left = READ_BYTES
    for place, one in enumerate(_shuffled(exhibits, noted)):
        progress(place, len(exhibits), _CHECKING)
        is_read = is_whole or one.document.size_bytes <= left or left == READ_BYTES  # one too large, too
        is_read = is_read or one.document.id in noted
        left -= one.document.size_bytes if is_read else 0
        if not await off_thread(partial(is_undamaged, view, one.name, one.document, is_read=is_read)):
            damaged.append(one)
    due = await on_vault(partial(_due, session, damaged)) if damaged or noted else []
    due = damaged if is_whole else due
    lost = [one for one in due if not await _is_elsewhere(session, view, one)]
    if lost:
        await on_vault(partial(_queue, session, lost))
    return len(lost)


def is_undamaged(view: TeamView, name: str, document: Document, *, is_read: bool = True) -> bool:
    """Return whether the file of a document lies in the shared folder as a device signed it.

    Args:
        view: the team.
        name: of the file.
        document: whose file it is to be.
        is_read: read it whole; otherwise its header alone, which shows another length and other files.
    """
    try:
        with view.folder.open(name) as file:
            opened = open_carrier_file(file, name, [*view.all_keys()])
            public = view.public_of(opened.header.signer) if opened else None
            if opened is None or public is None or opened.header.kind is not CarrierKind.FILE:
                return False
            if not is_read:
                return True
            content, digest = opened.content(public), hashlib.sha256()
            while piece := content.read(1 << 20):
                digest.update(piece)
            return digest.hexdigest() == document.sha256
    except VaultTooNew:  # a later version laid it
        return True
    except CasebookError:
        return False


def lay_elsewhere(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    document_ids: Collection[str],
) -> None:
    """Queue the files of documents under other names than those under which they cannot be read.

    Args:
        session: the open casebook.
        connection: of a transaction.
        view: the team.
        space: in which this device writes.
        document_ids: of documents whose files are here.
    """
    places = [shared_exhibits.exhibit(connection, one) for one in document_ids]
    shared_exhibits.forget_exhibits(connection, [one[0] for one in places if one])
    queue_and_tell(session, connection, view, space, document_ids)


def _shuffled(exhibits: Iterable[CheckedExhibit], first: Collection[str]) -> list[CheckedExhibit]:
    shuffled = [*exhibits]
    secrets.SystemRandom().shuffle(shuffled)
    return sorted(shuffled, key=lambda one: one.document.id not in first)


def _due(session: Session, damaged: Iterable[CheckedExhibit]) -> list[CheckedExhibit]:
    """Note which damaged files others may lay again; returns those that are to be laid now.

    A file may look damaged while the folder is being synchronised, and its author may lay it again.
    """
    now = session.clock()
    with session.store.exchange() as connection:
        rows = {one.record_id: one for one in team_waiting.rows(connection, WaitingKind.EXHIBIT)}
        awaited = {one.document.id: one for one in damaged if one.is_awaited}
        team_waiting.forget(connection, [row for key, row in rows.items() if key not in awaited])
        team_waiting.note(connection, [_noted(one, now) for key, one in awaited.items() if key not in rows])
    since = {key: datetime.fromisoformat(row.at) for key, row in rows.items()}
    waiting = {key for key in awaited if now - since.get(key, now) < QUIET_AFTER}
    return [one for one in damaged if one.document.id not in waiting]


def _noted(one: CheckedExhibit, now: datetime) -> WaitingRow:
    return WaitingRow(
        space=one.space,
        kind=WaitingKind.EXHIBIT,
        noun="document",
        record_id=one.document.id,
        device=b"",
        state=WaitingState.WAITS,
        at=now.isoformat(),
    )


async def _is_elsewhere(session: Session, view: TeamView, one: CheckedExhibit) -> bool:
    """Return whether another member laid the file under another name, which is kept from then on."""
    places = await on_vault(partial(_other_places, session, view, one)) if one.is_awaited else []
    for where in places:
        if await off_thread(partial(is_undamaged, view, where[0], one.document)):
            await on_vault(partial(_keep_place, session, one, where))
            return True
    return False


def _other_places(
    session: Session, view: TeamView, one: CheckedExhibit
) -> list[tuple[str, int, bytes, bytes]]:
    """Return name, bytes, SHA-256 and signer of where else members say that the file of a document lies."""
    with session.store.reading() as connection:
        return [
            (laid.name, laid.size_bytes, laid.sha256, signer)
            for (_, signer), body in kept_bodies(connection, view, view.spaces[one.space], SAYING)
            for laid in read_changes(body).files
            if laid.document_id == one.document.id and laid.name != one.name
            if is_of(one.document, laid.size_bytes, laid.sha256)
        ]


def _keep_place(session: Session, one: CheckedExhibit, where: tuple[str, int, bytes, bytes]) -> None:
    with session.store.exchange() as connection:
        shared_exhibits.keep_exhibit(connection, one.document.id, one.space, where)


def _to_check(session: Session) -> tuple[TeamView, list[CheckedExhibit], set[str]]:
    view = require_team(session)
    with session.store.reading() as connection:
        waited_for = awake(states_of(session, connection, view)) - {view.device.id}
        undecided = {record_id for noun, record_id, *_ in team_store.purge_requests(connection)}
        undecided |= {record_id for _, record_id in team_waiting.keys(connection, b"", WaitingKind.PURGE)}
        writable = [one for one in view.spaces.values() if view.device.id in view.roster.may_write(one.id)]
        exhibits = [
            exhibit
            for space in writable
            for exhibit in _exhibits(connection, view, space, waited_for)
            if exhibit.document.id not in undecided
        ]
        noted = {row.record_id for row in team_waiting.rows(connection, WaitingKind.EXHIBIT)}
    return view, exhibits, noted


def _exhibits(
    connection: TeamConnection, view: TeamView, space: SpaceRow, waited_for: Collection[bytes]
) -> Iterator[CheckedExhibit]:
    """Yield the files of documents of a space for which this device has to see."""
    ids = [record_id for noun, record_id in team_store.records_of(connection, space.id) if noun == "document"]
    documents = table_for(Document).some(connection, ids)
    here = table_for(Attachment).some(connection, [one.attachment_id for one in documents.values()])
    rows = {row.name: row for row in team_store.files_of(connection, space.id)}
    for document in documents.values():
        where = shared_exhibits.exhibit(connection, document.id)
        if where is None or where[1] != space.id or document.attachment_id not in here:
            continue
        row, is_own = rows.get(where[0]), where[4] == view.device.id
        if is_own and row is not None and row.body is not None:
            continue  # it is queued
        yield CheckedExhibit(
            document=document,
            name=where[0],
            space=space.id,
            row=row if is_own else None,
            is_awaited=where[4] in waited_for,
        )


def _queue(session: Session, damaged: Iterable[CheckedExhibit]) -> None:
    elsewhere: dict[bytes, list[str]] = defaultdict(list)
    with session.store.exchange() as connection:
        view = read_team(session, connection)
        if view is None:
            return
        for one in damaged:
            if one.row is not None:
                body = json.dumps({"d": one.document.id})
                team_store.keep_file(connection, replace(one.row, sha256=b"", body=body))
            else:
                elsewhere[one.space].append(one.document.id)
        for space, document_ids in elsewhere.items():
            with suppress(KeyError):
                lay_elsewhere(session, connection, view, view.spaces[space], document_ids)
