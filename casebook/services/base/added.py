"""Records added in one step, which undoing takes away again unless newer ones have come to hang on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message, ngettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import table_for

Part = tuple[EntityTable[Any], str]

_COUNTED = {
    "document": ngettext_noop("{number} document", "{number} documents"),
    "dossier": ngettext_noop("{number} dossier", "{number} dossiers"),
    "proceeding": ngettext_noop("{number} proceeding", "{number} proceedings"),
    "event": ngettext_noop("{number} event", "{number} events"),
    "fact": ngettext_noop("{number} fact", "{number} facts"),
    "task": ngettext_noop("{number} task", "{number} tasks"),
    "deadline": ngettext_noop("{number} deadline", "{number} deadlines"),
}
_OTHER = ngettext_noop("{number} other record", "{number} other records")
_MAX_NAMED = 5


@entity
class Added:
    """Records added in one step.

    Attributes:
        records: those that take others with them, by kind and ID, in the order they were added.
        parts: noun and ID of everything that hung on them from the beginning.
    """

    records: tuple[tuple[type[Any], str], ...]
    parts: frozenset[tuple[str, str]]


def added(session: Session, records: Sequence[tuple[type[Any], str]]) -> Added:
    """Return records just added, with what hangs on them."""
    parts = frozenset((part.noun, part_id) for part, part_id in _parts(session, records))
    return Added(records=tuple(records), parts=parts)


def take_away(session: Session, what: Added) -> Added:
    """Move records that were added to the bin again, in one change, and return them.

    Raises:
        Refused: newer records hang on them, which would go with them; it says which.
        NotFound: one of them is there no longer.
    """
    own = {*what.parts, *((table_for(kind).noun, record_id) for kind, record_id in what.records)}
    newer = [
        (part, part_id)
        for part, part_id in _parts(session, what.records)
        if (part.noun, part_id) not in own and part.noun not in record_bin.HIDDEN
    ]
    if newer:
        raise Refused(
            Message(
                "Undoing this would also remove what was added since: {records}.",
                records=tuple(_named(session, newer)),
            ),
            remedy="Undo these newer changes first, or move the record to the bin on its own page.",
        )
    record.move_all_to_bin(session, list(reversed(what.records)))
    return what


def bring_back(session: Session, what: Added) -> None:
    """Bring records back from the bin that `take_away` moved there, in one change.

    Raises:
        NotFound: one of them is not there.
        Conflict: the case of one is in the bin.
    """
    record.restore_all(session, what.records)


def _parts(session: Session, records: Iterable[tuple[type[Any], str]]) -> list[Part]:
    with session.store.reading() as connection:
        return [
            part
            for kind, record_id in records
            for part in record_bin.parts_of(connection, table_for(kind), record_id, None)
        ]


def _named(session: Session, parts: Sequence[Part]) -> Iterable[Message | str]:
    """All by number and deadlines also by title, which names nobody."""
    with session.store.reading() as connection:
        chosen = [part_id for part, part_id in parts if part.noun == "deadline"]
        deadlines = table_for(Deadline).some(connection, chosen)
    counts = Counter(part.noun if part.noun in _COUNTED else "" for part, _ in parts)
    for noun, (one, many) in (*_COUNTED.items(), ("", _OTHER)):
        if count := counts[noun]:
            yield Message.plural(one, many, count)
    yield from [one.title for one in deadlines.values()][:_MAX_NAMED]


def titles(session: Session, touched: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return noun and title of records, in the bin or not, by noun and ID; what is purged is left out."""
    named: list[tuple[str, str]] = []
    with session.store.reading() as connection:
        for noun, record_id in touched:
            if noun not in record_bin.HIDDEN:
                with suppress(NotFound):
                    named.append((noun, record_bin.title_of(connection, noun, record_id)))
    return tuple(named)
