"""Files that hold what no Casebook writes: whose they are, and that the files after them go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.line_log import LineFile
from casebook.domain.sharing.space_epoch import ChangeVerdict
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.domain.sharing.wire_value import DIGEST_BYTES, number
from casebook.services.base.session import Session
from casebook.services.sharing.team.judging import is_in_place, verdict_on
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow
from casebook.vault.sharing.carrier_taking import TakenFile


def before_damaged(damaged: Iterable[WaitingRow]) -> dict[bytes, bytes]:
    """Return the digest of the file before each damaged one in its line, by its own."""
    pairs = [bytes.fromhex(row.noun) for row in damaged]
    return {both[:DIGEST_BYTES]: both[DIGEST_BYTES:] for both in pairs if both}


def forget_damaged(session: Session, names: frozenset[str]) -> None:
    """Forget the damaged files that no longer lie in the shared folder; names are of those there."""
    with session.store.reading() as connection:
        rows = team_waiting.rows(connection, WaitingKind.DAMAGED)
    if gone := [one for one in rows if one.record_id not in names]:
        with session.store.exchange() as connection:
            team_waiting.forget(connection, gone)


def note_damaged(session: Session, one: TakenFile, before: Mapping[bytes, bytes]) -> str:
    """Keep whose file it was, for the status, and go on after it; returns the name of the member."""
    row = WaitingRow(
        space=one.place.space,
        kind=WaitingKind.DAMAGED,
        noun=(one.sha256 + one.header.before).hex() if one.header.number else "",
        record_id=one.name,
        device=one.header.signer,
        state=WaitingState.WAITS,
        at=session.clock().isoformat(),
    )
    with session.store.exchange() as connection:
        team_waiting.forget_file(connection, one.name)
        team_waiting.note(connection, [row])
        view = read_team(session, connection)
        space = view.spaces.get(one.place.space) if view else None
        if view and space:
            _pass_over(connection, view, space, one, before)
    return view.name_of(one.header.signer) if view else ""


def _pass_over(
    connection: TeamConnection, view: TeamView, space: SpaceRow, one: TakenFile, before: Mapping[bytes, bytes]
) -> None:
    """Leave a hole in the line where a damaged file stands, so that later files of its author are taken."""
    header, log = one.header, SpaceLog.read(space.log)
    if not is_in_place(view, one):
        return
    try:
        file = LineFile(number=number(header.number), digest=one.sha256, before=header.before)
    except InvalidInput:  # it has no place in a line
        return
    is_taken = verdict_on(view, log, one, before) is ChangeVerdict.TAKE
    if is_taken and log.line(header.signer, header.line).pass_over(file):
        team_store.keep_space(connection, replace(space, log=log.written()))
