"""What of an arrived file may be taken: what touches records of its space, and new ones that belong there.

SECURITY: a member may lay a change of any record whose ID they know. What is here and does not belong to the
space of the file waits for a person, and so does what would tie a record of the space to one of another case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from casebook.domain.sharing.origin import Beginning
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import FOLLOWED, ids_within
from casebook.services.sharing.space_content import OFFICE, Key, is_known
from casebook.services.sharing.team.admission.entering import Entrance
from casebook.services.sharing.team.admission.vouching import Vouching
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.registry import table_named
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow

_PACK, _CASE, _RELATION = "pack", "case", "relation"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LaidRecords:
    """What a file says of records.

    Attributes:
        author: device that signed it.
        versions: what is in it.
        is_own: changes that this device laid, before it was restored from a backup: all of them are taken.
    """

    author: bytes
    versions: Sequence[RecordVersion]
    is_own: bool = False

    @property
    def signed_by(self) -> bytes:
        """Return whose it is in the history of records; b"" for this device."""
        return b"" if self.is_own else self.author


class Admission:
    """Which of the changes in a file are taken.

    Args:
        session: the open casebook.
        connection: of a transaction, in which what waits is kept.
        view: of the team.
        space: in which the file lies.
        laid: what it says.
    """

    def __init__(
        self,
        session: Session,
        connection: TeamConnection,
        view: TeamView,
        space: SpaceRow,
        laid: LaidRecords,
    ) -> None:
        self._session, self._connection, self._view = session, connection, view
        self._space, self._laid, versions = space, laid, laid.versions
        self._door = Entrance(
            session=session, connection=connection, view=view, space=space, author=laid.author
        )
        ids = {one.id for one in versions}
        self._named = {id(one): {*_named_in(one)} for one in versions}
        self._here = case_content.keys_among(connection, ids.union(*self._named.values()))
        self.had = team_store.records_of(connection, space.id)
        new = {(one.noun, one.id) for one in versions if one.is_begun} - self._here
        self._own = self.had | new | self._door.keys(WaitingState.ALLOWED)
        self.asked = 0
        """Of how many records a change waits for a person."""
        self._held: list[RecordVersion] = []
        self._early: list[RecordVersion] = []
        self._nouns: dict[str, str] = {}
        """Noun of what of the file is taken and begins, by ID: of two under one ID the second is held."""
        self._others_of_id: set[Key] = set()
        """What begins here under the ID of another record, which came by another space and stays there."""

    def taken(self) -> list[RecordVersion]:
        """Return what is taken; all else waits for a person, and whoever is named waits at the door."""
        if self._laid.is_own:
            return [*self._laid.versions]
        self._tell_apart()
        fit: list[RecordVersion] = []
        for one in self._laid.versions:
            is_held = self._is_of_another(one) or self._is_foreign(one)
            (self._early if self._is_early(one) else self._held if is_held else fit).append(one)
        self._hold()
        team_waiting.note(self._connection, [self._row(one, WaitingKind.EARLY) for one in self._early])
        self._door.ask(key for key in self._others_of_id if key[0] in FOLLOWED)
        if self._space.kind == SpaceKind.CASE:
            named = {key for one in fit for key in self._people(one)}
            self._door.ask(key for key in named if not self._door.is_known_to_all(key))
        return fit

    def _hold(self) -> None:
        """Let what is held wait; what was declined waits again only where another member lays it."""
        rows = {(one.noun, one.id): self._row(one) for one in self._held}
        team_waiting.note(self._connection, rows.values())
        author = self._vouching.members([self._laid.author])
        for row in team_waiting.rows(self._connection, WaitingKind.CHANGE) if rows else ():
            if row.space != self._space.id or row.key not in rows:
                continue
            is_declined = row.state is WaitingState.DECLINED
            if is_declined and author != self._vouching.members([row.device]):
                team_waiting.decide(self._connection, [rows[row.key]])
                is_declined = False
            self.asked += not is_declined

    def _is_early(self, one: RecordVersion) -> bool:
        """Return whether a change is of a record that is not here and did not begin in this space."""
        key = (one.noun, one.id)
        is_begun = one.is_begun or key in self._own or key == (_CASE, self._space.case_id)
        return is_known(one.noun) and not is_begun and key not in self._here

    def _tell_apart(self) -> None:
        """Find which records that begin in this space came by others, and whether they are these."""
        if self._space.kind != SpaceKind.CASE:
            return
        for one in self._laid.versions:
            key = (one.noun, one.id)
            if not one.is_begun or key not in self._here or key in self._own:
                continue
            others = [other for other, had in self._others if key in had]
            if others:
                (self._own if self._is_one(one, others) else self._others_of_id).add(key)

    def _is_one(self, one: RecordVersion, others: Iterable[SpaceRow]) -> bool:
        """Return whether a record that begins in this space is the one that came by others."""
        came = Beginning(version=one, author=self._vouching.members([self._laid.author]))
        return self._vouching.is_one(came, self._space, others)

    @cached_property
    def _vouching(self) -> Vouching:
        return Vouching(connection=self._connection, view=self._view, may_lack=self._names_any)

    def _names_any(self, value: object) -> bool:
        return bool(case_content.of_cases_among(self._connection, {*ids_within(value)}))

    def _is_of_another(self, one: RecordVersion) -> bool:
        """Return whether a record would begin under an ID that is one of another noun.

        SECURITY: what is deleted permanently is known by its ID. Whoever takes the ID of another's record for
        one of their own, and deletes that, would take the other one from everybody.
        """
        key = (one.noun, one.id)
        if key in self._here or key in self.had:
            return False
        keys = {other for other in self._known if other[1] == one.id}
        if one.id in self._purged:
            keys |= team_store.had_under(self._connection, one.id)
        noun, nouns = case_content.noun_of_id(one.noun), {case_content.noun_of_id(other) for other, _ in keys}
        is_free = noun in nouns or not nouns
        return not is_free or self._nouns.setdefault(one.id, noun) != noun

    @cached_property
    def _known(self) -> set[Key]:
        """What is here, or was had by the space, under the IDs of the file."""
        ids = {one.id for one in self._laid.versions}
        return {key for key in (*self._here, *self.had) if key[1] in ids}

    @cached_property
    def _purged(self) -> set[str]:
        """IDs of the file under which anything was deleted permanently, or is to be decided about."""
        return case_content.purged_among(self._connection, {one.id for one in self._laid.versions})

    def _is_foreign(self, one: RecordVersion) -> bool:
        if not is_known(one.noun):  # of a later version: it is kept unread
            return False
        key = (one.noun, one.id)
        is_here = key in self._here
        if key in self._others_of_id:
            return True
        if not self._is_in_place(one, is_here=is_here) or (is_here and not self._belongs(key)):
            return True
        people = self._people(one)
        if one.noun == _RELATION and any(not self._door.is_known_to_all(person) for person in people):
            return True
        return any(not self._belongs(other) for other in self._of_cases(one))

    def _is_in_place(self, one: RecordVersion, *, is_here: bool) -> bool:
        """Return whether a record may be of this space by what is said of it."""
        if any(one.entries.get(_PACK, {}).values()):
            return False
        if self._space.kind == SpaceKind.OFFICE:
            return one.noun in OFFICE
        if one.noun == _CASE:
            return one.id == self._space.case_id
        if "case_id" not in table_named(one.noun).table.c:
            return one.noun == _RELATION or one.noun in FOLLOWED
        cases = {*map(str, one.entries.get("case_id", {}).values())}
        if one.is_begun and not is_here:
            return cases == {self._space.case_id}
        return cases <= {self._space.case_id, ""}

    def _belongs(self, key: Key) -> bool:
        """Return whether a record that is here is of this space, or of another in which the author writes."""
        noun, record_id = key
        if key in self._own or (noun == _CASE and record_id == self._space.case_id):
            return True
        if self._space.kind == SpaceKind.OFFICE and noun in OFFICE:
            return not case_content.packs_of(self._connection, noun, [record_id]).get(record_id)
        if (
            self._space.case_id
            and case_content.case_of(self._connection, noun, record_id) == self._space.case_id
        ):
            return True
        return any(key in had for had in self._written_elsewhere)

    @cached_property
    def _others(self) -> list[tuple[SpaceRow, set[Key]]]:
        """The other spaces, and what each has had."""
        spaces = [one for one in self._view.spaces.values() if one.id != self._space.id]
        return [(one, team_store.records_of(self._connection, one.id)) for one in spaces]

    @property
    def _written_elsewhere(self) -> list[set[Key]]:
        """What the other spaces have had in which the author writes."""
        roster = self._view.roster
        return [had for other, had in self._others if self._laid.author in roster.may_write(other.id)]

    def _people(self, one: RecordVersion) -> set[Key]:
        """Return the persons and own entries that are here, are named and are not of the space."""
        named = {key for key in self._here if key[0] in FOLLOWED and key[1] in self._named[id(one)]}
        named -= self._own | {(one.noun, one.id)}
        return {
            (noun, record_id)
            for noun, record_id in named
            if not case_content.packs_of(self._connection, noun, [record_id]).get(record_id)
        }

    def _of_cases(self, one: RecordVersion) -> list[Key]:
        """Return the records of cases that are here and are named."""
        return [
            (noun, record_id)
            for noun, record_id in self._here
            if record_id in self._named[id(one)]
            and (noun, record_id) != (one.noun, one.id)
            and (noun in {_CASE, _RELATION} or "case_id" in table_named(noun).table.c)
        ]

    def _row(self, one: RecordVersion, kind: WaitingKind = WaitingKind.CHANGE) -> WaitingRow:
        return WaitingRow(
            space=self._space.id,
            kind=kind,
            noun=one.noun,
            record_id=one.id,
            device=self._laid.author,
            state=WaitingState.WAITS,
            at=self._session.clock().isoformat(),
        )


def _named_in(one: RecordVersion) -> Iterable[str]:
    for key, register in one.entries.items():
        yield from ids_within(key.partition("/")[2])
        for value in register.values():
            yield from ids_within(value)
