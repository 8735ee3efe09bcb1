"""What a person is asked, by whose files: read from those that are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.merge import block_of
from casebook.domain.sharing.version import RecordVersion, list_of
from casebook.domain.sharing.waiting_kind import ASKED, WaitingKind, WaitingState
from casebook.domain.sharing.wire_value import canonical
from casebook.services.sharing.space_content import Key
from casebook.services.sharing.team.admission.admitting import LaidRecords
from casebook.services.sharing.team.admission.held import laid_by
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow

_ID_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenQuestion:
    """What a person is asked, what a change says, and whose it is.

    Attributes:
        row: of what waits.
        version: what was laid of a change, also of a person who is named and not shared.
        devices: whose it is.
        said: each field that it sets, with its value as a text and whose that is.
        known_in: spaces that have another record of its ID.
        known_by: who began that one.
    """

    row: WaitingRow
    version: RecordVersion | None
    devices: Collection[bytes]
    said: Sequence[tuple[str, str, Collection[bytes]]] = ()
    known_in: Sequence[SpaceRow] = ()
    known_by: Collection[bytes] = ()


def questions_of(connection: TeamConnection, view: TeamView) -> dict[str, OpenQuestion]:
    """Return what a person is asked, by an id of exactly what was laid; laying more makes it another."""
    rows = [*_rows(connection, view)]
    keys: dict[bytes, set[Key]] = {}
    for row in rows:
        if row.kind is WaitingKind.CHANGE:
            keys.setdefault(row.space, set()).add(row.key)
    laid = {space: [*laid_by(connection, view, view.spaces[space], wanted)] for space, wanted in keys.items()}
    had = {space.id: team_store.records_of(connection, space.id) for space in view.spaces.values() if keys}
    every = [
        _asked_change(connection, view, row, laid[row.space], _others_of(view, had, row))
        if row.kind is WaitingKind.CHANGE
        else OpenQuestion(row=row, version=None, devices=_who_shared(view, row))
        for row in rows
    ]
    return {_id(one.row, one.version): one for one in _joined(every)}


def _joined(every: Sequence[OpenQuestion]) -> Iterator[OpenQuestion]:
    """Yield one question about each record: whether it is shared, with what was laid of it already."""
    changes = {_about(one): one for one in every if one.row.kind is WaitingKind.CHANGE}
    named = {_about(one) for one in every if one.row.kind is WaitingKind.PERSON}
    for one in every:
        change = changes.get(_about(one))
        if one.row.kind is WaitingKind.PERSON and change is not None:
            if not change.known_in:  # of who began twice and is named the change alone is asked
                yield replace(one, version=change.version, said=change.said)
        elif one is not change or change.known_in or _about(one) not in named:
            yield one


def _about(question: OpenQuestion) -> tuple[bytes, Key, WaitingState]:
    return question.row.space, question.row.key, question.row.state


def _who_shared(view: TeamView, row: WaitingRow) -> Collection[bytes]:
    """Return whose question it is: of a case of ours those who shared theirs, of a name who wrote it."""
    known = view.roster.spaces.get(row.space) if row.kind is WaitingKind.CASE else None
    return (known.openers if known else ()) or {row.device}


def _others_of(view: TeamView, had: Mapping[bytes, Collection[Key]], row: WaitingRow) -> list[SpaceRow]:
    """Return the other spaces that have a record of which another begins in a space, if one does."""
    if row.kind is not WaitingKind.CHANGE or row.key in had[row.space]:
        return []
    return [one for one in view.spaces.values() if one.case_id and row.key in had[one.id]]


def _asked_change(
    connection: TeamConnection,
    view: TeamView,
    row: WaitingRow,
    laid: Iterable[LaidRecords],
    others: Sequence[SpaceRow],
) -> OpenQuestion:
    version: RecordVersion | None = None
    by: dict[tuple[str, bytes], set[bytes]] = {}
    for part in laid:
        if part.author == view.device.id:  # nobody is asked about what this device says itself
            continue
        for one in part.versions:
            if (one.noun, one.id) == row.key:
                for key, register in one.entries.items():
                    for at in register:
                        by.setdefault((key, at), set()).add(part.author)
                if version is None:
                    version = deepcopy(one)
                else:
                    version.take(one)
    devices = {device for authors in by.values() for device in authors} or {row.device}
    is_begun = version is not None and version.is_begun
    return OpenQuestion(
        row=row,
        version=version,
        devices=devices,
        said=[*_said(version, by)] if version else (),
        known_in=others if is_begun else (),
        known_by=_who_began(connection, view, others, row.key) if is_begun else (),
    )


def _who_began(
    connection: TeamConnection, view: TeamView, spaces: Iterable[SpaceRow], key: Key
) -> set[bytes]:
    """Return whose files begin a record in spaces; this device where none that came does."""
    by = {
        part.author
        for space in spaces
        for part in laid_by(connection, view, space, {key})
        if any(one.is_begun for one in part.versions)
    }
    return by or ({view.device.id} if spaces else set())


def names_of(view: TeamView, devices: Iterable[bytes]) -> str:
    """Return the names of those whose devices these are."""
    return ", ".join(sorted({view.name_of(device) for device in devices}))


def _said(
    version: RecordVersion, by: Mapping[tuple[str, bytes], Collection[bytes]]
) -> Iterator[tuple[str, str, Collection[bytes]]]:
    for key, register in sorted(version.entries.items()):
        for at, value in sorted(register.items()):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield list_of(key) or block_of(key), text, by.get((key, at), ())


def _rows(connection: TeamConnection, view: TeamView) -> Iterable[WaitingRow]:
    for row in team_waiting.rows(connection, *ASKED):
        if row.state is not WaitingState.ALLOWED and row.space in view.spaces:
            yield row


def _id(row: WaitingRow, version: RecordVersion | None) -> str:
    said = encoded(version) if version else None
    return short_id([row.space.hex(), row.kind, row.noun, row.record_id, said])


def short_id(asked: Sequence[Any]) -> str:
    """Return the short word for exactly what is asked, by which it is decided."""
    return hashlib.sha256(canonical(asked)).hexdigest()[:_ID_DIGITS]
