"""What was changed in a casebook that travelled, by record and field, against the casebook at home."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.person.relation import Relation
from casebook.domain.sharing.comparison import Suspect
from casebook.domain.sharing.merge import BLOCK, MergeRules
from casebook.domain.sharing.version import BINNED, RecordVersion, as_arrived, list_of
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import ids_named, why_suspect
from casebook.services.sharing.deletions import deletion_states
from casebook.services.sharing.travel.travel_binned import with_their_cases
from casebook.services.sharing.travel.travel_change import (
    BARRED,
    ChangeState,
    FieldState,
    TravelFieldChange,
    TravelRecordChange,
)
from casebook.store import record_bin
from casebook.store.registry import table_named, tables
from casebook.store.sharing import case_content
from casebook.store.sharing.give import versions_of

Stamps = dict[str, set[bytes]]


def changes_of(
    home: Session, travel: Session, carried: Collection[str]
) -> tuple[list[TravelRecordChange], list[RecordVersion]]:
    """Return the records that were written on the trip, and all versions of them there.

    Args:
        home: the casebook at home.
        travel: the casebook that travelled.
        carried: IDs of the records that were sent along.
    """
    changes: list[TravelRecordChange] = []
    versions: list[RecordVersion] = []
    with travel.store.reading() as there, home.store.reading() as here:
        for entity_table in tables():
            if not entity_table.merge:
                continue
            noun, rules = entity_table.noun, entity_table.merge
            came = versions_of(there, noun, case_content.every_id(there, noun))
            arrived = [as_arrived(one, rules) for one in came]
            ids = [one.id for one in arrived]
            known = {one.id: one for one in versions_of(here, noun, ids)}
            purged = case_content.purged_among(here, ids)
            values = _Values(here, there, noun)
            written = [
                (one, names) for one in arrived if (names := dict(_written(rules, one, known.get(one.id))))
            ]
            deletions = deletion_states(here, entity_table, [one for one, _ in written])
            for version, names in written:
                at_home = version.id in known
                state = deletions.get(version.id) or _state(version.id, carried, purged, is_at_home=at_home)
                fields = tuple(values.change(version.id, name, one) for name, one in names.items())
                title = _title(there, noun, version.id)
                changes.append(
                    TravelRecordChange(noun=noun, id=version.id, state=state, fields=fields, title=title)
                )
                versions.append(version)
        reasons = _suspects(here, changes, versions, carried)
        judged = [replace(one, suspect=reasons.get(one.id, "")) for one in changes]
        return with_their_cases(there, judged), versions


def _suspects(
    here: Any,  # noqa: ANN401 - of the store
    changes: Sequence[TravelRecordChange],
    versions: Iterable[RecordVersion],
    carried: Collection[str],
) -> dict[str, Suspect]:
    """Return by ID why new records are not joined by themselves."""
    new = {one.id for one in changes if one.state == "new"}
    came = [one for one in versions if one.id in new]
    named = {named_id for one in came for named_id in ids_named(one)}
    ungiven = case_content.of_cases_among(here, named.difference(carried))
    return {one.id: why_suspect(one, ungiven) for one in came}


def chosen(
    changes: Sequence[TravelRecordChange],
    versions: Iterable[RecordVersion],
    leave: Collection[str],
    include: Collection[str] = (),
) -> list[RecordVersion]:
    """Return the versions to be joined: without records and fields that are left, or that nobody carried.

    Args:
        changes: of the trip.
        versions: of their records; those of which a field is left are changed.
        leave: IDs of records, or "ID:field"; with the move of a case to the bin those of its records stay.
        include: IDs of suspect records that are joined nevertheless.

    Raises:
        InvalidInput: one of these was not changed on the trip, or is not suspect.
    """
    away = {one.id for one in changes if stays_away(one, leave, include)}
    known = {name for one in changes for name in (one.id, *(f"{one.id}:{part.field}" for part in one.fields))}
    if not {*leave} <= known:
        raise InvalidInput(
            Message("A record or field to be left was not changed on the trip."),
            field="leave",
            remedy="Take the IDs and fields from the list of changes.",
        )
    if not {*include} <= {one.id for one in changes if one.suspect}:
        raise InvalidInput(
            Message("A record to be included needs no leave, or was not written on the trip."),
            field="include",
            remedy="Take its ID from the list of changes.",
        )
    kept = []
    for version in versions:
        if version.id in away:
            continue
        rules = table_named(version.noun).merge
        left = {name for name in _names(rules, version) if f"{version.id}:{name}" in leave}
        for key in [key for key in version.entries if left.intersection(_fields(rules, key))]:
            del version.entries[key]
        version.spent = {one for one in version.spent if not left.intersection(_fields(rules, one[0]))}
        kept.append(version)
    return kept


def stays_away(change: TravelRecordChange, leave: Collection[str], include: Collection[str]) -> bool:
    """Return whether nothing of a record is joined."""
    with_case = {change.with_case, f"{change.with_case}:{BINNED}"} if change.with_case else set[str]()
    is_left = not with_case.isdisjoint(leave) or change.id in leave
    is_barred = change.state in BARRED
    return is_left or is_barred or (bool(change.suspect) and change.id not in include)


class _Values:
    """Reads the values of records of a noun as they are shown, here and there."""

    def __init__(self, here: Any, there: Any, noun: str) -> None:  # noqa: ANN401 - connections of the store
        self._here, self._there, self._noun = here, there, noun
        self._known: dict[tuple[bool, str], Mapping[str, Any]] = {}

    def change(self, record_id: str, name: str, state: FieldState) -> TravelFieldChange:
        """Return a change with the value at home and that of the trip."""
        home, trip = (self._of(record_id, is_here=is_here).get(name) for is_here in (True, False))
        return TravelFieldChange(field=name, state=state, home=home, trip=trip)

    def _of(self, record_id: str, *, is_here: bool) -> Mapping[str, Any]:
        if (is_here, record_id) not in self._known:
            connection = self._here if is_here else self._there
            self._known[is_here, record_id] = case_content.values_with_bin(connection, self._noun, record_id)
        return self._known[is_here, record_id]


def _written(
    rules: MergeRules, version: RecordVersion, home: RecordVersion | None
) -> Iterator[tuple[str, FieldState]]:
    """Yield the fields of a record that home does not have as they are on the trip."""
    if home is None:
        for name in _names(rules, version):
            yield name, "new"
        return
    trip_wrote, home_wrote = Stamps(), Stamps()
    for key in version.entries.keys() | {key for key, _ in version.spent}:
        stamps = {*version.entries.get(key, {})}
        trip_wrote[key] = {one for one in stamps if one not in home.entries.get(key, {})}
        trip_wrote[key] -= {one for spent_key, one in home.spent if spent_key == key}
        replaced = {one for spent_key, one in version.spent if spent_key == key}
        trip_wrote[key] |= replaced & {*home.entries.get(key, {})}
        home_wrote[key] = {*home.entries.get(key, {})} - stamps - replaced
    for name in _names(rules, version):
        keys = [key for key in trip_wrote if name in _fields(rules, key)]
        if any(trip_wrote[key] for key in keys):
            is_both = any(trip_wrote[key] and home_wrote[key] for key in keys)
            yield name, "both" if is_both else "theirs"


def _names(rules: MergeRules, version: RecordVersion) -> list[str]:
    keys = {*version.entries, *(key for key, _ in version.spent)}
    named = {name for key in keys for name in _fields(rules, key)}
    return [name for name in (*rules, BINNED) if name in named]


def _fields(rules: MergeRules, key: str) -> tuple[str, ...]:
    """Return the fields that a key is about: one, or those of a block."""
    return rules.by_key.get(key, ()) if key.startswith(BLOCK) else (list_of(key) or key,)


def _title(connection: Any, noun: str, record_id: str) -> str:  # noqa: ANN401 - of the store
    try:
        title = record_bin.title_of(connection, noun, record_id)
        if noun != "relation":
            return title
        (relation,) = cast("list[Relation]", case_content.with_bin(connection, noun, [record_id]))
        return f"{title} · {record_bin.title_of(connection, 'person', relation.person_id)}"
    except NotFound:
        return ""


def _state(
    record_id: str, carried: Collection[str], purged: Collection[str], *, is_at_home: bool
) -> ChangeState:
    if record_id in purged:
        return "purged-at-home"
    if not is_at_home:
        return "new"
    return "changed" if record_id in carried else "not-carried"
