"""Undoing what came in from a team, until the casebook is locked.

The others have it, too: so nothing vanishes, but what stood before is written again as a change, which they
get like any other. New records go to the bin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.services.base.session import Session
from casebook.services.sharing.team.arrivals import Arrival
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import table_named
from casebook.store.sharing import untake
from casebook.store.sharing.untake import TakenState
from casebook.store.transaction import Transaction


@entity
class UndoneArrivals:
    """What was undone.

    Attributes:
        states: of the records that were changed, before and after.
        left: noun and ID of the records of which anything stays, since it was changed here meanwhile.
    """

    states: tuple[TakenState, ...]
    left: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class _Came:
    """All that came of one record, the first file first."""

    noun: str
    id: str
    arrivals: Sequence[Arrival]

    @property
    def first(self) -> Any:  # noqa: ANN401 - a record of any noun with its day in the bin, or None
        return self.arrivals[0].taken.before

    @property
    def last(self) -> Any:  # noqa: ANN401 - as above
        return self.arrivals[-1].taken.after


def undo_arrivals(session: Session, arrivals: Iterable[Arrival]) -> UndoneArrivals:
    """Write what stood before these arrivals again, where nobody changed it here since.

    Args:
        session: the open casebook.
        arrivals: in the order in which they came.
    """
    by_record: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in arrivals:
        by_record.setdefault((arrival.noun, arrival.id), []).append(arrival)
    came = [_Came(noun, record_id, each) for (noun, record_id), each in by_record.items()]
    came.sort(key=lambda one: one.noun != "case")  # a case takes its records to the bin with it
    states: list[TakenState] = []
    left: list[tuple[str, str]] = []
    with session.store.write("team.undo") as transaction:
        connection = transaction.connection
        for one in came:
            before = untake.states_of(connection, one.noun, [one.id])[one.id]
            if not _undone(transaction, table_named(one.noun), one):
                left.append((one.noun, one.id))
            after = untake.states_of(connection, one.noun, [one.id])[one.id]
            if before != after:
                states.append(TakenState(before=before, after=after))
    return UndoneArrivals(states=tuple(states), left=tuple(left))


def redo_arrivals(session: Session, undone: UndoneArrivals) -> None:
    """Take back an undo, where nothing was changed since."""
    with session.store.write("team.redo") as transaction:
        transaction.untake(undone.states)


def _undone(transaction: Transaction, table: EntityTable[Any], one: _Came) -> bool:
    """Undo what came of a record; returns whether all of it could be."""
    connection = transaction.connection
    if one.last is None:
        return False
    try:
        now = table.find(connection, one.id)
    except NotFound:
        return False
    is_binned = record_bin.is_binned(connection, table, one.id)
    if one.first is None:
        if is_binned:
            return True
        if now != one.last[0]:
            return False
        transaction.move_to_bin(table.kind, one.id)
        return True
    is_whole = _put_fields_back(transaction, one, now)
    was_binned, came_binned = one.first[1] is not None, one.last[1] is not None
    may_be_put = was_binned != came_binned and is_binned == came_binned
    if may_be_put and not record_bin.is_undecided(connection, table, one.id):
        put = transaction.move_to_bin if was_binned else transaction.restore
        put(table.kind, one.id)
    return is_whole


def _put_fields_back(transaction: Transaction, one: _Came, now: Any) -> bool:  # noqa: ANN401 - of any noun
    names = dict.fromkeys(name for each in one.arrivals for name in each.fields)
    unchanged = [name for name in names if getattr(now, name) == getattr(one.last[0], name)]
    values = {name: getattr(one.first[0], name) for name in unchanged}
    if values:
        transaction.replace(replace(now, **values))
    return len(unchanged) == len(names)
