"""What came from members of a team and waits for a person here, and what was decided about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.store.base.version_tables import link_of


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WaitingRow:
    """What waits or was decided.

    Attributes:
        space: 16 bytes; b"" for what holds of all.
        kind: what it is.
        noun: of the record.
        record_id: of the record.
        device: whose file it came in, b"" where that is not known.
        state: whether somebody decided.
        at: when it came here, ISO instant.
    """

    space: bytes
    kind: WaitingKind
    noun: str
    record_id: str
    device: bytes
    state: WaitingState
    at: str

    @property
    def key(self) -> tuple[str, str]:
        """Return noun and ID of the record."""
        return self.noun, self.record_id


def rows(connection: Connection, *kinds: WaitingKind) -> list[WaitingRow]:
    """Return what waits or was decided, of these kinds or of all, the oldest first."""
    query = (
        "SELECT space, kind, noun, record_id, device, state, at FROM team_waiting"
        " WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY at, record_id"
    )
    wanted = json.dumps([*map(str, kinds or WaitingKind)])
    return [
        WaitingRow(
            space=space,
            kind=WaitingKind(kind),
            noun=noun,
            record_id=record_id,
            device=device,
            state=WaitingState(state),
            at=at,
        )
        for space, kind, noun, record_id, device, state, at in connection.exec_driver_sql(query, (wanted,))
    ]


def keys(
    connection: Connection, space: bytes, kind: WaitingKind, *states: WaitingState
) -> set[tuple[str, str]]:
    """Return noun and ID of what of a space waits or was decided so; of any state where none is given."""
    query = (
        "SELECT noun, record_id FROM team_waiting"
        " WHERE space = ? AND kind = ? AND state IN (SELECT value FROM json_each(?))"
    )
    wanted = json.dumps([*map(str, states or WaitingState)])
    rows = connection.exec_driver_sql(query, (space, str(kind), wanted))
    return {(noun, record_id) for noun, record_id in rows}


def note(connection: Connection, waiting: Iterable[WaitingRow]) -> None:
    """Keep what waits; what is known stays as it is, with what was decided."""
    link_of(connection).executemany(
        "INSERT OR IGNORE INTO team_waiting VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (one.space, str(one.kind), one.noun, one.record_id, one.device, str(one.state), one.at)
            for one in waiting
        ],
    )


def decide(connection: Connection, decided: Iterable[WaitingRow]) -> None:
    """Keep what was decided, in place of what was known."""
    held = list(decided)
    forget(connection, held)
    note(connection, held)


def forget(connection: Connection, rows_gone: Iterable[WaitingRow]) -> None:
    """Forget what no longer waits."""
    link_of(connection).executemany(
        "DELETE FROM team_waiting WHERE space = ? AND kind = ? AND noun = ? AND record_id = ?",
        [(one.space, str(one.kind), one.noun, one.record_id) for one in rows_gone],
    )


def forget_file(connection: Connection, name: str) -> None:
    """Forget that a file was damaged, by its name."""
    query = "DELETE FROM team_waiting WHERE kind = ? AND record_id = ?"
    link_of(connection).execute(query, (str(WaitingKind.DAMAGED), name))


def raise_early(connection: Connection, begun: Iterable[tuple[str, str]]) -> None:
    """Let a person be asked about changes that came before their records, which are here now.

    What stands already of such a change, or was decided about it, stays.

    Args:
        connection: of a transaction.
        begun: noun and ID of the records.
    """
    link = link_of(connection)
    for noun, record_id in begun:
        of_record = (str(WaitingKind.EARLY), noun, record_id)
        link.execute(
            "UPDATE OR IGNORE team_waiting SET kind = ? WHERE kind = ? AND noun = ? AND record_id = ?",
            (str(WaitingKind.CHANGE), *of_record),
        )
        link.execute("DELETE FROM team_waiting WHERE kind = ? AND noun = ? AND record_id = ?", of_record)


def early(connection: Connection) -> set[tuple[str, str]]:
    """Return noun and ID of the records of which changes came before them."""
    query = "SELECT DISTINCT noun, record_id FROM team_waiting WHERE kind = ?"
    return {*map(tuple, link_of(connection).execute(query, (str(WaitingKind.EARLY),)))}


def note_arrival(connection: Connection) -> None:
    """Keep that records came, if this casebook is of a team, until somebody looks who is in a case by them.

    SECURITY: this is of the transaction in which they come, by whatever way. Only what was saved before may
    name persons: a later change of a list goes on with parts that others wrote.
    """
    link_of(connection).execute(
        "INSERT INTO team_waiting "
        "SELECT x'', ?, '', (SELECT coalesce(max(number), 0) FROM outgoing), x'', ?, '' "
        "WHERE EXISTS (SELECT 1 FROM team) AND NOT EXISTS (SELECT 1 FROM team_waiting WHERE kind = ?)",
        (str(WaitingKind.NEWCOMERS), str(WaitingState.WAITS), str(WaitingKind.NEWCOMERS)),
    )


def last_save_before_arrival(connection: Connection) -> int | None:
    """Return the number of the last save before records came about which nobody looked; None for none."""
    query = "SELECT record_id FROM team_waiting WHERE kind = ?"
    row = link_of(connection).execute(query, (str(WaitingKind.NEWCOMERS),)).fetchone()
    return int(row[0]) if row else None


def forget_arrival(connection: Connection) -> None:
    """Keep that somebody looked who is in a case by what came."""
    link_of(connection).execute("DELETE FROM team_waiting WHERE kind = ?", (str(WaitingKind.NEWCOMERS),))
