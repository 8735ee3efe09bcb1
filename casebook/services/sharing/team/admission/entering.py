"""Who comes into a space: by what a person here writes or decides, never by what arrived alone.

SECURITY: a member who names a person of ours in a case that they share would be given that person with all
that is known of them, and by their relatives whoever else we have. So whoever is not named by a change of
this device waits, but where all who read the space read a space that has that person already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.domain.sharing.stamp import line_of
from casebook.domain.sharing.version import RecordVersion, list_of
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import FOLLOWED, LIBRARY, ids_within
from casebook.services.sharing.space_content import Key, SpaceContent, content_of
from casebook.services.sharing.team.admission.bringing import who_brought
from casebook.services.sharing.team.team_view import TeamView
from casebook.store.base import device_tables
from casebook.store.registry import table_for
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_store import SpaceRow, TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow

_BY_ENTRIES = frozenset({"contact", *LIBRARY})
"""Nouns of which an entry that enters takes along those it names."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entrance:
    """The door of a space.

    Attributes:
        session: the open casebook.
        connection: of a transaction.
        view: of the team.
        space: whose door it is.
        author: whose files may have brought a name, b"" where that is not known.
    """

    session: Session
    connection: TeamConnection
    view: TeamView
    space: SpaceRow
    author: bytes = b""

    def content(
        self, had: Collection[Key], changes: Mapping[Key, RecordVersion], *, is_wanted: bool = False
    ) -> SpaceContent | None:
        """Return the content of the space as `content_of` does, without whoever waits at the door.

        Who was declined and is named by a later change of this device comes in: that decision is withdrawn.
        """
        allowed = self.keys(WaitingState.ALLOWED) - {*had}
        wanted = is_wanted or bool(allowed)
        whole = content_of(self.session, self.space, had, changes, is_wanted=wanted)
        if whole is None or self.space.kind != SpaceKind.CASE or ("case", self.space.case_id) not in had:
            return whole
        asked = self.keys(WaitingState.WAITS, WaitingState.DECLINED)
        self._forget_gone(asked - whole.ids)
        out = self._kept_out(whole, {*had}, changes)
        while out:
            without = {record_id for _, record_id in out}
            content = content_of(self.session, self.space, had, changes, without=without, is_wanted=True)
            if content is None:
                return None
            if not (more := self._kept_out(content, {*had}, changes) - out):
                return self._let_in(content, {*had})
            out |= more
        return self._let_in(whole, {*had})

    def _let_in(self, content: SpaceContent, had: set[Key]) -> SpaceContent:
        """Keep that those who were declined and are in the content are allowed; returns the content."""
        named = self.keys(WaitingState.DECLINED) & content.ids - had
        rows = [replace(self._row(key), state=WaitingState.ALLOWED) for key in sorted(named)]
        team_waiting.decide(self.connection, rows)
        return content

    def _kept_out(
        self, content: SpaceContent, had: set[Key], changes: Mapping[Key, RecordVersion]
    ) -> set[Key]:
        """Return who would be new in the space and is not let in; they wait."""
        new = {key for key in content.ids - had if key[0] in FOLLOWED}
        undecided = self.keys(WaitingState.WAITS, WaitingState.DECLINED)
        named = self._named_here(content, changes) if new else set[str]()
        allowed = self.keys(WaitingState.ALLOWED)
        if declined := self.keys(WaitingState.DECLINED) & new:
            own = self._written_here(content, changes)
            allowed |= {key for key in declined if key[1] in own}
        out = {key for key in new - allowed if key in undecided or key[1] not in named}
        out = {key for key in out if key in undecided or not self.is_known_to_all(key)}
        self.ask(out - undecided)
        return out

    def _named_here(self, content: SpaceContent, changes: Mapping[Key, RecordVersion]) -> set[str]:
        """Return the IDs that changes of this device name in records of the space, and whom these bring."""
        own = frozenset(device_tables.own_lines(self.connection))
        named = {one for key, change in changes.items() if key in content.ids for one in _named(change, own)}
        if of_case := changes.get(("case", self.space.case_id)):
            parties = {*_named(of_case, own)}  # who is party to another case, too, comes in alone
            parties -= case_content.parties_elsewhere(self.connection, parties, [self.space.case_id])
            for one in case_content.relations_of(self.connection, parties):
                named |= {one.other_id} if one.person_id in parties else set()
        entries = {key for key in content.ids if key[0] in _BY_ENTRIES and key[1] in named}
        while entries:
            more = {
                one
                for noun, record_id in entries
                for record in case_content.with_bin(self.connection, noun, [record_id])
                for one in ids_within(table_for(type(record)).audited(record))
            } - named
            named |= {one for one in more if any((noun, one) in content.ids for noun in _BY_ENTRIES)}
            entries = {key for key in content.ids if key[0] in _BY_ENTRIES and key[1] in more}
        return named

    def _written_here(self, content: SpaceContent, changes: Mapping[Key, RecordVersion]) -> set[str]:
        """Return the IDs in values that this device wrote; what it took of others keeps their stamps."""
        own = frozenset(device_tables.own_lines(self.connection))
        return {
            one
            for key, change in changes.items()
            if key in content.ids
            for one in _named(_only_of(change, own), own)
        }

    def is_known_to_all(self, key: Key) -> bool:
        """Return whether all who read the space read another one that has had a record."""
        readers = self.view.roster.may_read(self.space.id)
        return any(
            readers <= self.view.roster.may_read(other.id)
            and key in team_store.records_of(self.connection, other.id)
            for other in self.view.spaces.values()
            if other.id != self.space.id and other.kind != SpaceKind.ROSTER
        )

    def keys(self, *states: WaitingState) -> set[Key]:
        """Return who waits at the door, or about whom a person decided so."""
        return team_waiting.keys(self.connection, self.space.id, WaitingKind.PERSON, *states)

    def ask(self, keys: Iterable[Key]) -> None:
        """Let these wait for a person, as of who brought them; about whom one decided it stays so."""
        new = {*keys} - self.keys()
        brought = who_brought(self.connection, self.view, self.space, new) if new else {}
        rows = [replace(self._row(key), device=brought.get(key, self.author)) for key in sorted(new)]
        team_waiting.note(self.connection, rows)

    def _forget_gone(self, keys: Iterable[Key]) -> None:
        """Forget the question about those whom nothing in the space names now, unless it was declined."""
        declined = self.keys(WaitingState.DECLINED)
        team_waiting.forget(self.connection, [self._row(key) for key in keys if key not in declined])

    def _row(self, key: Key) -> WaitingRow:
        return WaitingRow(
            space=self.space.id,
            kind=WaitingKind.PERSON,
            noun=key[0],
            record_id=key[1],
            device=self.author,
            state=WaitingState.WAITS,
            at=self.session.clock().isoformat(),
        )


def _only_of(change: RecordVersion, own: Collection[bytes]) -> RecordVersion:
    """Return a change with the values alone that were written on these lines."""
    entries = {
        key: {at: value for at, value in register.items() if line_of(at) in own}
        for key, register in change.entries.items()
    }
    return replace(change, entries={key: register for key, register in entries.items() if register})


def _named(change: RecordVersion, own: Collection[bytes]) -> Iterable[str]:
    """Yield whom a change of this device names, but in parts of a list that another wrote."""
    others = {key for key, at in change.spent if list_of(key) and line_of(at) not in own}
    for key in change.entries.keys() - others:
        for value in change.entries[key].values():
            yield from ids_within(value)
        yield from [key.partition("/")[2]] if list_of(key) else ()
