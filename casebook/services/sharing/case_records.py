"""What belongs to cases and goes with them to another casebook, and nothing of any other case.

Persons, contacts and relationships have no case of their own: they are worked out from parties, roles and
from what the records of the case name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from casebook.base.errors import RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.entity import Entity, entity
from casebook.domain.base.reference import references
from casebook.domain.case.case import Case
from casebook.domain.sharing.comparison import Suspect
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.base.session import Session
from casebook.store.registry import table_for
from casebook.store.sharing import case_content, team_waiting
from casebook.store.sharing.give import versions_of

LIBRARY = ("finding", "source", "argument")
"""Nouns of which a casebook has its own beside those of packs."""
FOLLOWED = ("person", "contact", "official-form", *LIBRARY)
"""Nouns without a case that go because a record of the case names them."""
_ID_WITHIN = re.compile(r"(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{16}(?![0-9a-z])")
_CITED_WITHIN = re.compile(r"\[\[[@=]([^\s\]]{1,120})")
"""What a text of a dossier cites: a source by ``[[@source § 83]]``, a fact by ``[[=fact]]``."""
_MAX_ID_LETTERS = 120


@entity
class CitedEntry:
    """An entry of the reference data that the records cite; it does not go, the receiver has the pack.

    Attributes:
        noun: of the entry.
        id: of the entry.
        pack: version of the pack it came with.
    """

    noun: str
    id: str
    pack: str


@entity
class CaseRecords:
    """The records that go with cases.

    Attributes:
        case_ids: of which cases.
        ids: of the records by noun, those in the bin too.
        cited: entries of packs that they cite.
        may_name: IDs of records of these cases that do not go, and may be named.
        kept_back: IDs of relatives of clients who are party to a case that does not go, and so stay.
    """

    case_ids: tuple[str, ...]
    ids: Mapping[str, tuple[str, ...]]
    cited: tuple[CitedEntry, ...] = ()
    may_name: frozenset[str] = frozenset()
    kept_back: tuple[str, ...] = ()

    @property
    def all_ids(self) -> frozenset[str]:
        """Return the IDs of all of them."""
        return frozenset(one for ids in self.ids.values() for one in ids)


@entity
class SharedVersions:
    """Records with their versions, as they may leave.

    Attributes:
        versions: without any value that names what does not go with them.
        left_out: noun, ID and key of those values.
    """

    versions: tuple[RecordVersion, ...]
    left_out: tuple[tuple[str, str, str], ...] = ()


def records_of_cases(
    session: Session, case_ids: Iterable[str], *, without: Collection[str] = ()
) -> CaseRecords:
    """Return the carried records of cases.

    Those are everything in the cases, in the bin too; their parties, relatives of clients and whoever their
    records name, with the relationships among these; contacts named there; the casebook's own findings,
    sources and arguments that they cite. Who is party to a case that does not go comes along where records of
    these cases name them, and never as a relative.

    Args:
        session: the open vault.
        case_ids: of which cases.
        without: IDs of records that stay, with what they alone name.

    Raises:
        NotFound: one of the cases is not there, or stays.
    """
    wanted = tuple(dict.fromkeys(case_ids))
    with session.store.reading() as connection:
        ids_of_cases = case_content.ids_of_cases(connection, wanted)
        by_noun = {noun: {*ids}.difference(without) for noun, ids in ids_of_cases.items()}
        if by_noun.get("case", set()) != {*wanted}:
            raise RecordNotFound(
                Message("There is no {noun} with this ID.", noun=Message("case")), field="case_id"
            )
        late = {row.record_id for row in team_waiting.rows(connection, WaitingKind.LATE)}
        gathering = _Gathering(connection, by_noun, late.union(without))
        gathering.follow(by_noun)
        gathering.add_relatives(wanted)
    ids = {noun: tuple(sorted(found)) for noun, found in gathering.ids.items() if found}
    return CaseRecords(
        case_ids=wanted,
        ids=ids,
        cited=tuple(gathering.cited.values()),
        kept_back=tuple(sorted(gathering.kept_back)),
    )


def records_out_of_bin(
    session: Session, case_ids: Iterable[str]
) -> tuple[CaseRecords, tuple[tuple[str, str], ...]]:
    """Return what goes of cases, and noun and ID of what stays since it is in the bin.

    Raises:
        NotFound: one of the cases is not there, or in the bin.
    """
    wanted = tuple(case_ids)
    with session.store.reading() as connection:
        in_bin = case_content.binned_ids(connection)
        of_cases = case_content.ids_of_cases(connection, wanted)
    binned = [(noun, one) for noun, ids in of_cases.items() for one in ids if one in in_bin]
    return records_of_cases(session, wanted, without=in_bin), tuple(binned)


def shared_versions(session: Session, records: CaseRecords) -> SharedVersions:
    """Return records with all their versions, but for values that name a record of another case."""
    with session.store.reading() as connection:
        versions = [
            version for noun, ids in records.ids.items() for version in versions_of(connection, noun, ids)
        ]
    return without_other_cases(session, versions, records.all_ids | records.may_name)


def without_other_cases(
    session: Session, versions: Iterable[RecordVersion], ids: Collection[str]
) -> SharedVersions:
    """Return versions of records, or changes of them, but for values that name a record of another case.

    Args:
        session: the open casebook.
        versions: stay as they are.
        ids: of the records that go along.
    """
    held = tuple(replace(one, entries=dict(one.entries)) for one in versions)  # other spaces get them
    named = {
        one
        for version in held
        for register in version.entries.values()
        for value in register.values()
        for one in ids_within(value)
    }
    with session.store.reading() as connection:
        foreign = case_content.of_cases_among(connection, named - {*ids})
    left_out = [(one.noun, one.id, key) for one in held for key in _leave_out(one, foreign)]
    return SharedVersions(versions=held, left_out=tuple(left_out))


class _Gathering:
    """Follows what records of cases name."""

    def __init__(
        self,
        connection: Any,  # noqa: ANN401 - of the store
        by_noun: Mapping[str, Collection[str]],
        without: Collection[str],
    ) -> None:
        self._connection, self._without = connection, frozenset(without)
        self.ids = {noun: {*ids} for noun, ids in by_noun.items()}
        self.cited: dict[tuple[str, str], CitedEntry] = {}
        self.kept_back = set[str]()

    def follow(self, by_noun: Mapping[str, Collection[str]]) -> None:
        """Take in what these records name, and what that names in turn."""
        while by_noun:
            named: dict[str, set[str]] = {}
            for noun, ids in by_noun.items():
                for one in case_content.with_bin(self._connection, noun, ids):
                    for other_noun, record_id in _named_by(one):
                        named.setdefault(other_noun, set()).add(record_id)
            by_noun = {noun: new for noun, ids in sorted(named.items()) if (new := self._take(noun, ids))}

    def add_relatives(self, case_ids: Collection[str]) -> None:
        """Take in the relatives of clients, and the relationships among all persons that go."""
        cases = cast("list[Case]", case_content.with_bin(self._connection, "case", self.ids.get("case", ())))
        clients = {client_id for case in cases for client_id in case.client_ids}
        relatives = {
            one.other_id
            for one in case_content.relations_of(self._connection, clients)
            if one.person_id in clients
        }
        new = relatives - self.ids.get("person", set())
        self.kept_back = case_content.parties_elsewhere(self._connection, new, case_ids)
        self._take("person", new - self.kept_back)
        persons = self.ids.get("person", set())
        self.ids["relation"] = {
            one.id
            for one in case_content.relations_of(self._connection, persons)
            if one.person_id in persons and one.other_id in persons and one.id not in self._without
        }

    def _take(self, noun: str, ids: Collection[str]) -> set[str]:
        """Take in records of a noun that are here; returns those that are new. Entries of packs are cited."""
        packs = case_content.packs_of(self._connection, noun, ids)
        for record_id, pack in sorted(packs.items()):
            if pack:
                self.cited[noun, record_id] = CitedEntry(noun=noun, id=record_id, pack=pack)
        if noun not in FOLLOWED:
            return set()
        here = {one.id for one in case_content.with_bin(self._connection, noun, ids)}
        own = {record_id for record_id in here if not packs.get(record_id)}
        new = own - self.ids.get(noun, set()) - self._without
        self.ids.setdefault(noun, set()).update(new)
        return new


def _named_by(record: Entity) -> Iterator[tuple[str, str]]:
    """Yield noun and ID of what a record refers to; what its texts cite may be any noun of the library."""
    for reference in references(record):
        yield from ((noun, reference.id) for noun in reference.nouns)
    for one in ids_within(table_for(type(record)).audited(record)):
        yield from ((noun, one) for noun in LIBRARY)


def ids_named(version: RecordVersion) -> Iterator[str]:
    """Yield what may be the ID of another record in any value of a record, as they came."""
    for register in version.entries.values():
        for value in register.values():
            yield from (one for one in ids_within(value) if one != version.id)


def why_suspect(came: RecordVersion, ungiven: Collection[str]) -> Suspect:
    """Return why a record that is new here is not taken by itself.

    Args:
        came: from elsewhere.
        ungiven: IDs of what is here and was never given to whom it comes from.
    """
    if not case_content.is_of_cases(came.noun):
        return "office-wide"
    return "" if {*ungiven}.isdisjoint(ids_named(came)) else "names-ungiven"


def ids_within(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield what may be an ID in a value as JSON has it: a text without blanks, and IDs within others."""
    if isinstance(value, str):
        if value and len(value) <= _MAX_ID_LETTERS and not any(map(str.isspace, value)):
            yield value
        yield from _ID_WITHIN.findall(value)
        yield from _CITED_WITHIN.findall(value)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from ids_within(key)
            yield from ids_within(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from ids_within(part)


def _leave_out(version: RecordVersion, foreign: Collection[str]) -> list[str]:
    """Take the values that name one of these away from a record; returns their keys."""
    keys: list[str] = []
    for key, register in list(version.entries.items()):
        kept = {
            stamp: value
            for stamp, value in register.items()
            if not any(one in foreign for one in ids_within(value))
        }
        if len(kept) < len(register):
            keys.append(key)
            version.entries[key] = kept
            if not kept:
                del version.entries[key]
    return keys
