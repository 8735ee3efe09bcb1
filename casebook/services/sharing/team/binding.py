"""Which case a space is of: one that its opener named and that came by it, or that a person here put there.

SECURITY: whoever lays a file in a space may name any case whose ID they know. A case that is in this casebook
already is never shared by that; nothing is taken or laid for the space until a person here joins the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.domain.sharing.wire_value import unusable
from casebook.services.base.session import Session
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow

_CASE = "case"


def bound(
    session: Session, connection: TeamConnection, view: TeamView, space: SpaceRow, case_id: str, author: bytes
) -> SpaceRow | None:
    """Return a space with the case that a file of it names; None where a person here has to join the two.

    Args:
        session: the open casebook.
        connection: of a transaction, in which the question is kept.
        view: of the team.
        space: in which the file lies.
        case_id: that the file names.
        author: device that signed it.

    Raises:
        InvalidInput: the space is not of this case.
    """
    known = view.roster.spaces.get(space.id)
    if space.kind == SpaceKind.OFFICE and not case_id:
        return space
    if space.kind != SpaceKind.CASE or not case_id or known is None:
        raise unusable()
    if (space.case_id and space.case_id != case_id) or (
        not space.case_id and not known.is_of(case_id, author)
    ):
        raise unusable()
    of_case = replace(space, case_id=case_id)
    if is_ours(connection, of_case):
        return of_case
    if not team_store.is_there(connection, _CASE, case_id):
        return of_case
    if author == view.device.id:  # laid by this device before it was restored from a backup
        allow_case(session, connection, of_case)
        return of_case
    row = _row(session, of_case, WaitingState.WAITS, author)
    team_waiting.note(connection, [row])
    return None


def is_ours(connection: TeamConnection, space: SpaceRow) -> bool:
    """Return whether the case of a space came by it, or a person here put it there."""
    return space.id in ours(connection, [space])


def ours(connection: TeamConnection, spaces: Iterable[SpaceRow]) -> set[bytes]:
    """Return of which spaces the case came by the space, or a person here put it there."""
    rows = team_waiting.rows(connection, WaitingKind.CASE)
    allowed = {
        (row.space, row.record_id) for row in rows if row.noun == _CASE and row.state is WaitingState.ALLOWED
    }
    known = allowed | team_store.cases_of_spaces(connection)
    return {one.id for one in spaces if one.case_id and (one.id, one.case_id) in known}


def allow_case(session: Session, connection: TeamConnection, space: SpaceRow, author: bytes = b"") -> None:
    """Keep that a person here put a case into a space."""
    team_waiting.decide(connection, [_row(session, space, WaitingState.ALLOWED, author)])


def _row(session: Session, space: SpaceRow, state: WaitingState, author: bytes) -> WaitingRow:
    return WaitingRow(
        space=space.id,
        kind=WaitingKind.CASE,
        noun=_CASE,
        record_id=space.case_id,
        device=author,
        state=state,
        at=session.clock().isoformat(),
    )
