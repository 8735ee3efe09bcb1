"""Versions of one field beside each other: of a record, of a case, of the whole casebook.

Where two people changed a field unseen by each other, both values stand until somebody settles them; see
`settling`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from casebook.base.errors import Conflict, NotFound
from casebook.base.structure import stored
from casebook.domain.base.reference import references
from casebook.domain.case.case import Case
from casebook.domain.person.role import Role
from casebook.domain.sharing.choice import rivals, rule_of, shown_because, shown_stamp
from casebook.domain.sharing.merge import BLOCK, FieldMerge, MergeKind
from casebook.domain.sharing.rival import Rival, RivalCount, RivalKind, RivalVersion
from casebook.domain.sharing.stamp import written_at
from casebook.domain.sharing.version import BINNED, RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.line_name import LineNames
from casebook.services.sharing.team.membership import is_in_team
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import known_table, table_for
from casebook.store.sharing import contested
from casebook.store.sharing.arrived_values import is_readable
from casebook.store.sharing.contested import RecordKey
from casebook.store.sharing.give import versions_of


def of_record(session: Session, noun: str, record_id: str) -> tuple[Rival, ...]:
    """Return what has several versions in a record; a record without any costs one question."""
    with session.store.reading() as connection:
        if not contested.is_contested(connection, noun, record_id):
            after_bin = contested.changed_in_bin(connection, [record_id])
            if (noun, record_id) not in after_bin:
                return ()
    return _of(session, [record_id])


def noun_of(kind: type[Any]) -> str:
    """Return the noun of a class of records."""
    return table_for(kind).noun


def of_case(session: Session, case_id: str) -> tuple[Rival, ...]:
    """Return what has several versions in a case, its records, its persons and its contacts."""
    with session.store.reading():
        return _of(session, _ids_of_case(session, case_id))


def of_records(session: Session, records: Collection[RecordKey]) -> dict[RecordKey, tuple[Rival, ...]]:
    """Return what has several versions in each of these records; none of those without any."""
    with session.store.reading() as connection:
        found = {*contested.contested(connection, {record_id for _, record_id in records})} & {*records}
    by_record = {one: of_record(session, *one) for one in sorted(found)}
    return {one: several for one, several in by_record.items() if several}


def every(session: Session) -> tuple[Rival, ...]:
    """Return what has several versions anywhere in the casebook."""
    return _of(session, None)


def undecided_in_team(session: Session) -> list[RecordKey]:
    """Return the record of each field that has several versions; none where the casebook has no team."""
    if not is_in_team(session):
        return []
    with session.store.reading() as connection:
        by_noun, after_bin = _contested_by_noun(connection, None)
        return [
            (noun, version.id)
            for noun in sorted(by_noun)
            if (table := known_table(noun)) is not None
            for version in versions_of(connection, noun, by_noun[noun])
            for _ in range(_count_of(connection, table, version, after_bin))
        ]


def _count_of(
    connection: Any,  # noqa: ANN401 - the store's own
    table: EntityTable[Any],
    version: RecordVersion,
    after_bin: Mapping[RecordKey, tuple[bytes, bytes]],
) -> int:
    """Return how many fields of a record have several versions, without what each says."""
    registers = rivals(version.entries)
    binned_at = record_bin.binned_at(connection, table, version.id)
    both = registers.pop(BINNED, None)
    is_after_bin = bool(not both and binned_at and (table.noun, version.id) in after_bin)
    is_of_bin = is_after_bin or bool(both and None in both.values())
    return is_of_bin + (len(registers) if binned_at is None else 0)


def count(session: Session, case_id: str = "") -> RivalCount:
    """Return how many fields have several versions.

    Args:
        session: the open vault.
        case_id: of the case that is asked about; "" for the whole casebook.
    """
    contested_fields = of_case(session, case_id) if case_id else every(session)
    counted_twice = sum(bool(rival.counted_days) for rival in contested_fields)
    return RivalCount(fields=len(contested_fields), counted_twice=counted_twice)


def named(session: Session, rival_id: str) -> Rival:
    """Return what has exactly the versions that were shown under this ID.

    Raises:
        Conflict: they were settled meanwhile, or others came.
    """
    for rival in every(session):
        if rival.id == rival_id:
            return rival
    raise Conflict(
        "These versions were settled or changed since they were shown.",
        field="conflict",
        remedy="List the conflicts again.",
    )


def _ids_of_case(session: Session, case_id: str) -> set[str]:
    with session.store.reading() as connection:
        case = table_for(Case).find(connection, case_id)
        contacts = (role.contact_id for role in table_for(Role).of_case(connection, case_id))
        persons = (party.person_id for party in case.parties)
        return {*record_bin.ids_of_case(connection, case_id), *persons, *contacts}


def _of(session: Session, ids: Collection[str] | None) -> tuple[Rival, ...]:
    with session.store.reading() as connection:
        by_noun, after_bin = _contested_by_noun(connection, ids)
        reading = _Reading(connection, LineNames(session), after_bin)
        return tuple(rival for noun in sorted(by_noun) for rival in reading.of_noun(noun, by_noun[noun]))


def _contested_by_noun(
    connection: Any,  # noqa: ANN401 - the store's own
    ids: Collection[str] | None,
) -> tuple[dict[str, list[str]], Mapping[RecordKey, tuple[bytes, bytes]]]:
    """Return the IDs of records that may have several versions, by noun, and what changed in the bin."""
    after_bin = contested.changed_in_bin(connection, ids)
    by_noun: dict[str, list[str]] = defaultdict(list)
    for noun, record_id in dict.fromkeys((*contested.contested(connection, ids), *after_bin)):
        by_noun[noun].append(record_id)
    return by_noun, after_bin


@dataclass(frozen=True, slots=True, repr=False)
class _Reading:
    """Reads the versions of records from one state of the database."""

    connection: Any  # the store's own
    names: LineNames
    after_bin: Mapping[RecordKey, tuple[bytes, bytes]]

    def of_noun(self, noun: str, ids: Collection[str]) -> Iterator[Rival]:
        """Yield what has several versions in records of a noun; one of a newer program is not shown."""
        table = known_table(noun)
        if table is None:
            return
        for version in versions_of(self.connection, noun, ids):
            yield from self._of_version(table, version)

    def _of_version(self, table: EntityTable[Any], version: RecordVersion) -> Iterator[Rival]:
        record = table.find(self.connection, version.id)
        binned_at = record_bin.binned_at(self.connection, table, version.id)
        words = next(iter(table.words(record)), None)
        empty = Rival(
            noun=table.noun,
            record_id=version.id,
            title=words.title if words else table.title(record),
            case_id=words.case_id if words else str(getattr(record, "case_id", "")),
            key=BINNED,
            kind="bin",
            names=(),
            versions=(),
            titles={},
        )
        registers = rivals(version.entries)
        if both := registers.pop(BINNED, None):
            if None in both.values():
                yield self._rival(table, record, empty, both)
        elif binned_at and (stamps := self.after_bin.get((table.noun, version.id))):
            removal, later = stamps
            both = {removal: binned_at, later: None}
            rival = self._rival(table, record, empty, both)
            removal_first = tuple(sorted(rival.versions, key=lambda version: version.content is None))
            yield replace(rival, kind="changed-in-bin", because="stated", versions=removal_first)
        if binned_at is None:  # what is in the bin is settled once it is back
            for key in sorted(registers):
                yield self._rival(table, record, replace(empty, key=key), registers[key])

    def _rival(
        self,
        table: EntityTable[Any],
        record: Any,  # noqa: ANN401 - of any noun
        empty: Rival,
        register: Mapping[bytes, Any],
    ) -> Rival:
        rule, key = rule_of(table.merge, empty.key), empty.key
        known = {one: value for one, value in register.items() if rule and is_readable(table, key, value)}
        shown = shown_stamp(rule, known) if rule and known else b""
        versions = tuple(
            RivalVersion(
                stamp=one,
                value=register[one],
                content=register[one][1] if empty.list_name and one in known else register[one],
                written_at=written_at(one),
                who=self.names.author_of(one),
                is_shown=one == shown,
                is_readable=one in known,
            )
            for one in sorted(register)
        )
        rival = replace(
            empty,
            kind=_kind(key, rule),
            names=_names(table, key),
            versions=versions,
            because=shown_because(rule, known) if rule and known else "later",
        )
        return replace(rival, titles=self._titles(table, record, rival))

    def _titles(self, table: EntityTable[Any], record: Any, rival: Rival) -> dict[str, str]:  # noqa: ANN401 - as above
        """Return the titles of the records that versions of a field or block name, by ID."""
        titles: dict[str, str] = {}
        for version in rival.versions:
            if rival.kind in {"field", "block"} and version.is_readable:
                content = version.content if rival.kind == "block" else {rival.key: version.content}
                named_in = references(with_values(table, record, content))
                for reference in named_in:
                    for noun in reference.nouns if reference.field in rival.names else ():
                        with suppress(NotFound):
                            titles[reference.id] = record_bin.title_of(self.connection, noun, reference.id)
        return titles


def with_values(table: EntityTable[Any], record: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any noun
    """Return a record with these values, as JSON has them, in place of its own."""
    now = json.loads(json.dumps(table.audited(record)))  # in JSON a tuple is a list
    whole = stored().structure({**now, **values}, table.kind)
    return replace(record, **{name: getattr(whole, name) for name in values})


def _kind(key: str, rule: FieldMerge | None) -> RivalKind:
    if rule is None:
        return "unknown"
    if key == BINNED:
        return "bin"
    if key.startswith(BLOCK):
        return "block"
    if rule.is_list:
        return "part"
    return "prose" if rule.kind is MergeKind.PROSE else "field"


def _names(table: EntityTable[Any], key: str) -> tuple[str, ...]:
    name, separator, _ = key.partition("/")
    return (name,) if separator else table.merge.by_key.get(key, ())
