"""What came from other members: which records and fields, from whom, as a page lists it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, fields
from enum import StrEnum
from typing import Any

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.services.base.session import Session
from casebook.services.sharing.team.team_view import team_of
from casebook.store import record_bin
from casebook.store.case import case as stored_cases
from casebook.store.registry import table_named
from casebook.store.sharing.take import TakenRecord

_READ_HERE = frozenset({"document-text", "recognition"})
_UNSEEN = frozenset({"id", "case_id"})
"""Fields that say nothing to a person."""


class ArrivalKind(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    BINNED = "binned"
    RESTORED = "restored"
    VERSION = "version"
    """A value came that is not shown, or the record is still to come."""


@entity
class Arrival:
    """What one file brought of a record.

    Attributes:
        noun: of the record.
        id: of the record.
        kind: what became of it.
        fields: that have another value now, in the order of the record; none of one that is new.
        device: whose file it was, 32 bytes.
        taken: the record before and after, by which it can be undone.
    """

    noun: str
    id: str
    kind: ArrivalKind
    fields: tuple[str, ...]
    device: bytes
    taken: TakenRecord


@entity
class EarlierArrival:
    """What came of a record before this session, as its history says.

    Attributes:
        noun: of the record.
        id: of the record.
        kind: what became of it.
        fields: that got another value; none of one that was new.
        device: whose it was, 32 bytes; b"" where that is not known.
    """

    noun: str
    id: str
    kind: ArrivalKind
    fields: tuple[str, ...]
    device: bytes


@entity
class ArrivedRecord:
    """A record of which something came, as it stands now.

    Attributes:
        noun: of the record.
        id: of the record.
        title: as search shows it, "" where it is not here any more or not yet, or out of sight until a
            person decides about it, since others deleted it permanently.
        case_id: of its case; "" for one of several cases or of none.
        reference: of that case.
        by: names of the members, sorted; "" for one who is not known any more.
        kind: what became of it, all in all.
        fields: that changed, in the order in which they came.
        values: of these, as JSON has them before and after what came in this session; none of a new record.
        is_here: it is here, though it may have no title of its own.
    """

    noun: str
    id: str
    title: str
    case_id: str
    reference: str
    by: tuple[str, ...]
    kind: ArrivalKind
    fields: tuple[str, ...]
    values: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    is_here: bool = True


def arrival_of(taken: TakenRecord, device: bytes) -> Arrival:
    """Return what was new of a record in the file of a device, 32 bytes."""
    return Arrival(
        noun=taken.noun,
        id=taken.id,
        kind=_kind(taken),
        fields=tuple(_changed(taken)),
        device=device,
        taken=taken,
    )


def arrived_records(session: Session, arrivals: Iterable[Arrival | EarlierArrival]) -> list[ArrivedRecord]:
    """Return the records of arrivals, each once, as they stand now; the latest first.

    The words of files are none of them: each casebook reads them for itself.
    """
    by_record: dict[tuple[str, str], list[Arrival | EarlierArrival]] = {}
    for one in (each for each in arrivals if each.noun not in _READ_HERE):
        by_record.setdefault((one.noun, one.id), []).append(one)
    view = team_of(session)
    with session.store.reading() as connection:
        there = {key: _there(connection, *key) for key in by_record}
        unseen = {
            (noun, record_id)
            for (noun, record_id), (_, _, is_here) in there.items()
            if is_here and record_bin.is_undecided(connection, table_named(noun), record_id)
        }
        references = stored_cases.references_with_bin(
            connection, {case_id for _, case_id, _ in there.values()} - {""}
        )
    records = [
        ArrivedRecord(
            noun=noun,
            id=record_id,
            title="" if (noun, record_id) in unseen else there[noun, record_id][0],
            case_id=there[noun, record_id][1],
            reference=references.get(there[noun, record_id][1], ""),
            by=tuple(sorted({view.name_of(one.device) if view else "" for one in came})),
            kind=_together(came),
            fields=tuple(dict.fromkeys(name for one in came for name in one.fields)),
            values={} if (noun, record_id) in unseen else _values(came),
            is_here=there[noun, record_id][2],
        )
        for (noun, record_id), came in by_record.items()
    ]
    return records[::-1]


def _kind(taken: TakenRecord) -> ArrivalKind:
    before, after = taken.before, taken.after
    if after is None or before == after:
        return ArrivalKind.VERSION
    if before is None:
        return ArrivalKind.ADDED
    if before[1] != after[1]:
        return ArrivalKind.RESTORED if after[1] is None else ArrivalKind.BINNED
    return ArrivalKind.CHANGED


def _changed(taken: TakenRecord) -> Iterable[str]:
    if taken.before is None or taken.after is None:
        return
    before, after = taken.before[0], taken.after[0]
    for one in fields(after):  # type: ignore[arg-type]  # every noun is a dataclass
        if one.name not in _UNSEEN and getattr(before, one.name) != getattr(after, one.name):
            yield one.name


def _together(came: Sequence[Arrival | EarlierArrival]) -> ArrivalKind:
    """Return what became of a record by several files: one that is new is so, unless it lies in the bin."""
    kinds = [one.kind for one in came]
    shown = [one for one in kinds if one is not ArrivalKind.VERSION]
    if ArrivalKind.ADDED in kinds and shown[-1] is not ArrivalKind.BINNED:
        return ArrivalKind.ADDED
    return shown[-1] if shown else ArrivalKind.VERSION


def _values(came: Sequence[Arrival | EarlierArrival]) -> dict[str, tuple[Any, Any]]:
    """Return what stood in each field before, and what does after the last that came."""
    values: dict[str, tuple[Any, Any]] = {}
    for one in came:
        if not isinstance(one, Arrival) or one.taken.before is None or one.taken.after is None:
            continue
        before, after = (
            table_named(one.noun).audited(each[0]) for each in (one.taken.before, one.taken.after)
        )
        for name in one.fields:
            first = values[name][0] if name in values else before.get(name)
            values[name] = (first, after.get(name))
    return values


def _there(connection: Any, noun: str, record_id: str) -> tuple[str, str, bool]:  # noqa: ANN401 - the store's own
    """Return title and case of a record, "" for both where it cannot be shown, and whether it is here."""
    try:
        record = table_named(noun).find(connection, record_id)
        title = record_bin.title_of(connection, noun, record_id)
    except NotFound:
        return "", "", False
    if not title:  # what is stated beside a document bears its ID, and no title
        with suppress(NotFound):
            title = record_bin.title_of(connection, "document", record_id)
    return title, record_id if noun == "case" else str(getattr(record, "case_id", "")), True
