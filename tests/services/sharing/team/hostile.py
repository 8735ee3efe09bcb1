"""Files that a member signs and no Casebook would write."""

from __future__ import annotations

import json
from typing import Any

from casebook.services.base.session import Session
from casebook.services.sharing.team.laying import lay_queued
from casebook.services.sharing.team.statements import queue
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing.team_store import SpaceRow
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind


def space_of(session: Session, case_id: str = "c1") -> SpaceRow:
    """Return the space of a case."""
    return next(one for one in require_team(session).spaces.values() if one.case_id == case_id)


def body(case_id: str = "c1", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return the body of a file of changes, empty but for what is given."""
    return {"v": 1, "c": case_id, "r": [], "p": [], "f": [], **more}


def forge(session: Session, *bodies: dict[str, Any], space: bytes = b"", kind: int = 1) -> None:
    """Lay bodies in a space, by default that of the shared case, signed by the member's device."""
    where = space or space_of(session).id
    with session.store.exchange() as connection:
        for one in bodies:
            queue(session, connection, where, CarrierKind(kind), one)
    lay_queued(session)


def lay_in(session: Session, space: bytes, kind: CarrierKind, place: LinePlace, body: dict[str, Any]) -> None:
    """Lay a body in a place that its author chose, signed by the member's device."""
    view, name = require_team(session), CarrierFolder.new_name()
    sealer, text = CarrierSealer(view.device, view.key_of(space)), json.dumps(body).encode()
    view.folder.put(name, lambda target: sealer.seal_body(target, name, kind, place, text))
