"""Making statements about the team, and queueing what is to be laid in the shared folder."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from casebook.domain.sharing.member_name import checked_name
from casebook.domain.sharing.roster_decoding import checked, signed_as_json
from casebook.domain.sharing.roster_statement import RosterStatement, SignedStatement, StatementKind
from casebook.domain.sharing.space_body import FORMAT
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import ROSTER_USE, TeamView, statement_row
from casebook.store.base.version_tables import LineClock, link_of
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import ShareFileRow, SpaceRow, TeamConnection
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import NUMBERED, CarrierKind

MAX_BODY_BYTES = 4 * 1024 * 1024
"""Of the records in one file; a reader takes at most 16 MiB."""


def own_line(session: Session, connection: TeamConnection) -> bytes:
    """Return the line of this casebook, 8 bytes."""
    clock = LineClock(link_of(connection), session.clock())
    line = clock.line
    clock.save()
    return line


def say(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    kind: StatementKind,
    **values: Any,  # noqa: ANN401 - of any field
) -> RosterStatement:
    """Make a statement, sign it, keep it and queue it for the shared folder; the view then has it.

    Raises:
        Refused: this device may not make it.
        InvalidInput: others could not read it, such as for a name with signs that are not shown.
    """
    if values.get("name"):
        values["name"] = checked_name(values["name"])
    line = own_line(session, connection)
    statement = RosterStatement(
        kind=kind,
        team=view.row.id,
        author=view.device.id,
        line=line,
        number=view.roster.next_number(view.device.id, line),
        saw=view.roster.seen,
        at=int(session.clock().timestamp() * 1000),
        **values,
    )
    checked(statement)
    view.roster = view.roster.with_statement(statement)
    keep_said(session, connection, view, statement)
    return statement


def keep_said(
    session: Session, connection: TeamConnection, view: TeamView, statement: RosterStatement
) -> None:
    """Sign a statement of this device, keep it and queue it."""
    signed = SignedStatement(statement=statement, signature=view.device.sign(statement.data, ROSTER_USE))
    view.signed = (*view.signed, signed)
    team_store.keep_statement(connection, *statement_row(signed))
    body = {"v": FORMAT, "s": [signed_as_json(signed)]}
    epoch = view.writing_number(view.roster_space)
    queue(session, connection, view.roster_space, CarrierKind.ROSTER, body, epoch=epoch)


def queue(
    session: Session,
    connection: TeamConnection,
    space: bytes,
    kind: CarrierKind,
    body: dict[str, Any],
    *,
    epoch: int = 0,
) -> str:
    """Queue a body for the shared folder under a name of its own; returns the name.

    It takes its number now, and is laid under this name however often that is tried until the casebook is
    opened anew.

    Args:
        session: the open casebook.
        connection: of a transaction.
        space: it is of.
        kind: what it is.
        body: JSON.
        epoch: of the key to seal it with, for what those must read who get a new one by it; 0 for the one
            there is when it is laid.
    """
    line = own_line(session, connection)
    number = next_number(session, connection, space, line) if kind in NUMBERED else 0
    name = CarrierFolder.new_name()
    session.queued_names.add(name)
    kept = ShareFileRow(
        name=name,
        space=space,
        kind=int(kind),
        line=line,
        number=number,
        epoch=epoch,
        sha256=b"",
        is_own=True,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        at=session.clock().isoformat(),
    )
    team_store.keep_file(connection, kept)
    return name


def queue_records(
    session: Session,
    connection: TeamConnection,
    space: SpaceRow,
    records: Sequence[Mapping[str, Any]],
    *,
    purged: Collection[tuple[str, str]] = (),
    exhibits: Sequence[Sequence[object]] = (),
) -> int:
    """Queue changes of a space, in as many files as their records need; returns how many.

    Args:
        session: the open casebook.
        connection: of a transaction.
        space: of which they are.
        records: each as it stands in a body.
        purged: noun and ID of what was purged.
        exhibits: where files of documents lie, each as it stands in a body.
    """
    bodies = list(_bodies(space, records, purged, exhibits))
    for body in bodies:
        queue(session, connection, space.id, CarrierKind.CHANGES, body)
    return len(bodies)


def _bodies(
    space: SpaceRow,
    records: Sequence[Mapping[str, Any]],
    purged: Collection[tuple[str, str]],
    exhibits: Sequence[Sequence[object]],
) -> list[dict[str, Any]]:
    """Return what goes into each file."""
    if not records and not purged:
        return []
    bodies: list[dict[str, Any]] = [
        {"v": FORMAT, "c": space.case_id, "r": [], "p": sorted(purged), "f": [*exhibits]}
    ]
    size = 0
    for one in records:
        size += len(json.dumps(one, ensure_ascii=False).encode())
        if size > MAX_BODY_BYTES and bodies[-1]["r"]:
            bodies.append({"v": FORMAT, "c": space.case_id, "r": [], "p": [], "f": []})
            size = 0
        bodies[-1]["r"].append(one)
    return bodies


def queue_again(session: Session, connection: TeamConnection, one: ShareFileRow) -> None:
    """Queue what was queued on a line that this casebook left, on its present one and under another name.

    An exhibit keeps its name, which others know already. A checkpoint, which ends with a file of that line,
    is made again when it is due.
    """
    team_store.forget_files(connection, [one.name])
    if one.kind == CarrierKind.CHECKPOINT:
        return
    line = own_line(session, connection)
    number = next_number(session, connection, one.space, line) if one.number else 0
    name = CarrierFolder.new_name() if one.number else one.name
    session.queued_names.add(name)
    team_store.keep_file(connection, replace(one, name=name, line=line, number=number))


def next_number(session: Session, connection: TeamConnection, space: bytes, line: bytes) -> int:
    """Return the number of this device's next file in a space."""
    row = next((one for one in team_store.spaces(connection) if one.id == space), None)
    logs = SpaceLog.read(row.log).lines if row else {}
    own = device.own_keys(session).id  # a casebook that was copied may write on a line of the same name
    taken = max((log.number for name, log in logs.items() if name == (own, line)), default=0)
    return 1 + max(taken, team_store.last_number(connection, space, line))
