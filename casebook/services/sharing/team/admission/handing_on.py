"""What a person here kept of what another purged, laid again as the files of its space say it."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import canonical
from casebook.services.base.session import Session
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.statements import queue_records
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing.give import versions_of
from casebook.store.sharing.team_store import SpaceRow, TeamConnection


def hand_on(
    session: Session,
    connection: TeamConnection,
    view: TeamView,
    space: SpaceRow,
    log: SpaceLog,
    versions: Iterable[RecordVersion],
) -> None:
    """Lay again in a space what its files say of records, as far as it was taken here: each once, by the log.

    SECURITY: it is what the files of this space say and nothing that another space brought of these records;
    what a person here declined is not in it.

    Args:
        session: the open casebook.
        connection: of a transaction.
        view: of the team.
        space: whose files they are.
        log: of the space, which notes what was laid; the caller keeps it.
        versions: what the files say.
    """
    if view.device.id not in view.roster.may_write(space.id):
        return
    parts = (_taken_part(connection, one) for one in versions)
    records = [row for one in parts if one and log.is_new(canonical(row := encoded(one)))]
    queue_records(session, connection, space, records)


def _taken_part(connection: TeamConnection, version: RecordVersion) -> RecordVersion | None:
    """Return of a version of a record what was taken here, replaced since or not; None of nothing."""
    here = next(iter(versions_of(connection, version.noun, [version.id])), None)
    if here is None:
        return None
    known = here.spent | {(key, stamp) for key, values in here.entries.items() for stamp in values}
    entries = {
        key: {stamp: value for stamp, value in values.items() if (key, stamp) in known}
        for key, values in version.entries.items()
    }
    is_begun = version.is_begun and here.began == version.began
    part = RecordVersion(
        noun=version.noun,
        id=version.id,
        is_begun=is_begun,
        began=version.began if is_begun else b"",
        entries={key: values for key, values in entries.items() if values},
        spent=version.spent & known,
    )
    return part if part.is_begun or part.entries or part.spent else None
