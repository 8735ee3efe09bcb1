"""Opening what a team shares: the space of a case, and of what the office has beside its cases."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from casebook.base.errors import Conflict
from casebook.domain.sharing.roster_statement import SpaceKind, StatementKind, case_digest
from casebook.services.base.session import Session
from casebook.services.sharing.team.binding import allow_case
from casebook.services.sharing.team.renewal import begin_epochs
from casebook.services.sharing.team.statements import say
from casebook.services.sharing.team.team_view import TeamView, require_team
from casebook.store.sharing import team_store
from casebook.store.sharing.team_store import SpaceRow

_ID_BYTES = 16
"""Length of the id of a space."""


def open_case(session: Session, case_id: str, devices: Collection[bytes] = ()) -> bytes:
    """Open a space for a case, to this device and others; returns its id.

    Raises:
        Refused: this device may not.
        Conflict: the case has a space.
    """
    view = require_team(session)
    if any(one.case_id == case_id for one in view.spaces.values()):
        raise Conflict(
            "This case is shared with the team.", field="case", remedy="Give it to more members instead."
        )
    return _open(session, view, SpaceKind.CASE, case_id, devices)


def ensure_open(session: Session, case_id: str) -> bytes:
    """Return the id of the space of a case, which is opened where it has none.

    Raises:
        Refused: this device may not open it.
    """
    view = require_team(session)
    known = [one.id for one in view.spaces.values() if one.case_id == case_id]
    return known[0] if known else open_case(session, case_id)


def open_office(session: Session, devices: Collection[bytes] = ()) -> bytes:
    """Open the space of what the office has beside its cases; returns its id."""
    view = require_team(session)
    if any(one.kind == SpaceKind.OFFICE for one in view.spaces.values()):
        raise Conflict(
            "The office is shared with the team.", field="space", remedy="Give it to more members instead."
        )
    return _open(session, view, SpaceKind.OFFICE, "", devices)


def _open(
    session: Session, view: TeamView, kind: SpaceKind, case_id: str, devices: Collection[bytes]
) -> bytes:
    space = secrets.token_bytes(_ID_BYTES)
    with session.store.exchange() as connection:
        say(
            session,
            connection,
            view,
            StatementKind.OPEN,
            space=space,
            space_kind=kind,
            devices=tuple(sorted({view.device.id, *devices})),
            case=case_digest(space, case_id) if case_id else b"",
        )
        row = SpaceRow(id=space, kind=kind, case_id=case_id, log="")
        team_store.keep_space(connection, row)
        if case_id:
            allow_case(session, connection, row)
        view.spaces[space] = row
        begin_epochs(session, connection, view, [space])
    return space
