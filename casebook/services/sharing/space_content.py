"""What belongs in a space: one case with its people, or what the office has beside its cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import unusable
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import records_of_cases, without_other_cases
from casebook.store import record_bin
from casebook.store.registry import known_table
from casebook.store.sharing import case_content
from casebook.store.sharing.arrived_values import names_known_nouns
from casebook.store.sharing.give import versions_of
from casebook.store.sharing.team_store import SpaceRow

Key = tuple[str, str]
"""Noun and ID of a record."""
OFFICE = (
    "own-rule",
    "closure",
    "rule-confirmation",
    "own-profile",
    "letter-template",
    "source",
    "finding",
    "argument",
)
"""Nouns without a case that an office shares; of those that packs bring too, its own."""
_JOINING = frozenset({"case", "relation", "role"})
"""Nouns by which persons and contacts come to belong to a case."""


@dataclass(slots=True, kw_only=True, repr=False)
class SpaceContent:
    """The records of a space.

    Attributes:
        session: the open casebook.
        ids: noun and ID of each.
    """

    session: Session
    ids: set[Key]

    def versions(self, keys: Iterable[Key]) -> list[RecordVersion]:
        """Return whole records, without values that name what is of another space."""
        by_noun: dict[str, list[str]] = {}
        for noun, record_id in sorted(keys):
            by_noun.setdefault(noun, []).append(record_id)
        with self.session.store.reading() as connection:
            whole = [one for noun, ids in by_noun.items() for one in versions_of(connection, noun, ids)]
        return self.allowed(whole)

    def allowed(self, changes: Collection[RecordVersion]) -> list[RecordVersion]:
        """Return changes without values that name what is of another space."""
        own = {record_id for _, record_id in self.ids}
        return list(without_other_cases(self.session, changes, own).versions)


def content_of(
    session: Session,
    space: SpaceRow,
    had: Collection[Key],
    changes: Mapping[Key, RecordVersion],
    *,
    without: Collection[str] = (),
    is_wanted: bool = False,
) -> SpaceContent | None:
    """Return the content of a space, or None where no change concerns it, or its case is not here.

    Args:
        session: the open casebook.
        space: of which it is.
        had: the records it has had.
        changes: of any records.
        without: IDs of records that stay out of it, with what they alone name.
        is_wanted: whether or not a change concerns it.
    """
    if space.kind == SpaceKind.OFFICE:
        ids = {(noun, one) for noun in OFFICE for one in _ids(session, noun)}
    elif (
        not is_wanted
        and had
        and not any(key in had or _may_join(key, change, space) for key, change in changes.items())
    ) or not is_case_here(session, space):
        return None
    else:
        records = records_of_cases(session, [space.case_id], without=without)
        ids = {(noun, one) for noun, held in records.ids.items() for one in held}
    return SpaceContent(session=session, ids=ids)


def people_who_go(session: Session, case_ids: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return who goes along when cases are shared, and which relatives stay for another case; titles, sorted.

    Raises:
        NotFound: one of the cases is not there.
    """
    records = records_of_cases(session, case_ids)
    going = [(noun, one) for noun in ("person", "contact") for one in records.ids.get(noun, ())]
    staying = [("person", one) for one in records.kept_back]
    with session.store.reading() as connection:
        titles = [[record_bin.title_of(connection, *key) for key in keys] for keys in (going, staying)]
    return sorted(titles[0]), sorted(titles[1])


def is_case_here(session: Session, space: SpaceRow) -> bool:
    """Return whether the case of a space has come, and was not purged since."""
    with session.store.reading() as connection:
        return bool(space.case_id) and bool(case_content.with_bin(connection, "case", [space.case_id]))


def _may_join(key: Key, change: RecordVersion, space: SpaceRow) -> bool:
    """Return whether a changed record may belong to a space that has not had it."""
    noun, record_id = key
    if noun in _JOINING or record_id == space.case_id:
        return True
    return any(value == space.case_id for value in change.entries.get("case_id", {}).values())


def _ids(session: Session, noun: str) -> list[str]:
    """Return the IDs of the records of a noun, those in the bin too."""
    with session.store.reading() as connection:
        return case_content.every_id(connection, noun)


def is_known(noun: str) -> bool:
    """Return whether this version has records of a noun."""
    return known_table(noun) is not None


def require_carried(records: Iterable[RecordVersion], purged: Iterable[Key] = ()) -> None:
    """Require that no noun is of what stays in a casebook: its keys, cards, sealed files.

    Args:
        records: that came; a noun that their values state beside an ID is one of this program.
        purged: noun and ID of what another purged.

    Raises:
        InvalidInput: one is, or is no noun.
    """
    versions = [*records]
    for noun in {*(one.noun for one in versions), *(noun for noun, _ in purged)}:
        table = known_table(noun)
        if table is not None and not table.merge:
            raise unusable()
    for one in versions:
        table = known_table(one.noun)
        if table is not None and not names_known_nouns(table, one):
            raise unusable()
