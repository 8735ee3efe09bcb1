"""One change of records, and what comes to them from other casebooks or is settled between several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update

from casebook.base.errors import RecordNotFound
from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.sharing.merge import MergeKind, is_fixed
from casebook.domain.sharing.stamp import line_of, written_at
from casebook.domain.sharing.version import BINNED, RecordVersion, as_arrived
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.store import record_bin
from casebook.store.base import search, version_tables
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.version_tables import link_of
from casebook.store.record_transaction import RecordTransaction
from casebook.store.registry import merge_rules, table_for, table_named
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.give import versions_of
from casebook.store.sharing.take import TakenRecord, take, values_of

if TYPE_CHECKING:
    from casebook.store.sharing.untake import TakenState, UntakenStates


_WITH_TRANSCRIPT = frozenset({"recording", "document"})


class Transaction(RecordTransaction):
    """The operations of an action, with those on versions of records."""

    def settle(self, entity: Entity, names: Collection[str]) -> None:
        """Write fields of a record so that no other version of them stands, whatever they are.

        Args:
            entity: as it is to be.
            names: of the fields that a person settled, having seen every version; keys of single parts of
                lists; `binned_at` for whether it is in the bin.

        Raises:
            NotFound: there is no record with its ID.
        """
        entity = self.replace(entity)
        entity_table = table_for(type(entity))
        at = record_bin.binned_at(self.connection, entity_table, entity.id)
        self._versions.settled(entity_table, {**entity_table.audited(entity), BINNED: at}, names)
        self._note(entity_table, entity.id, (), "", "{}")

    def set_beside(self, noun: str, record_id: str, key: str, values: Sequence[Any]) -> None:
        """Write several versions of a key in place of what stands there, as they were before it was settled.

        They are new ones, of this casebook and of now: what was replaced never stands again. Those of a fixed
        block, which is settled by each casebook for itself, stand again as they were.

        Args:
            noun: of the record.
            record_id: its ID.
            key: of a field, block or part.
            values: as versions have them; where the later is shown, that is the last.

        Raises:
            NotFound: there is no such record.
        """
        known = next(iter(versions_of(self.connection, noun, [record_id])), None)
        if known is None:
            raise RecordNotFound(Message("There is no {noun} with this ID.", noun=Message(noun)), field="id")
        if is_fixed(key):
            beside = {known.beginning(key, value): value for value in values}
            version_tables.unspend(link_of(self.connection), noun, record_id, key, beside)
        else:
            beside = {self._versions.clock.next(): value for value in values}
        change = RecordVersion(
            noun=noun,
            id=record_id,
            entries={key: beside} if values else {},
            spent={(key, stamp) for stamp in known.entries.get(key, {}).keys() - beside.keys()},
        )
        self._versions.hand_on(change)
        self._join([change])

    def take(
        self, versions: Iterable[RecordVersion], *, hands_on: bool = False, signer: bytes = b""
    ) -> list[TakenRecord]:
        """Join what other casebooks know of records with those that are here.

        Nothing is refused: a record that others name may come later. Nothing follows from it either.

        Args:
            versions: of records of any nouns, in any order.
            hands_on: whether it goes on to the others of a team, who do not get it where it came from.
            signer: device that signed what came, for the history; b"" where the lines of its values say whose
                it is. SECURITY: who signs may write stamps on the line of another.

        Returns:
            The records of which anything was new.
        """
        arrived = (as_arrived(one, merge_rules(one.noun)) for one in versions)
        return self._join(arrived, hands_on=hands_on, signer=signer)

    def _join(
        self, versions: Iterable[RecordVersion], *, hands_on: bool = False, signer: bytes = b""
    ) -> list[TakenRecord]:
        arrived = list(versions)
        for version in arrived if hands_on else ():
            self._versions.hand_on(deepcopy(version))
        taken = list(take(self.connection, arrived))
        self._versions.clock.pass_over(one.stamp for one in taken if one.stamp)
        by_noun: dict[str, list[TakenRecord]] = defaultdict(list)
        for one in taken:
            if one.after and one.after != one.before:
                by_noun[one.noun].append(one)
            elif one.after:  # a version that is not shown: what shows the record may say that it is there
                self._touch(table_named(one.noun), one.id)
        for noun, changed in by_noun.items():
            entity_table = table_named(noun)
            self._index_taken(entity_table, changed)
            for one in changed:
                self._note_taken(entity_table, one, signer or line_of(one.stamp))
        self._follow_transcripts(taken)
        self._raise_early(taken)
        if taken:
            team_waiting.note_arrival(self.connection)
        if hands_on:
            self.show_late({(one.noun, one.id) for one in arrived} | self._late_named_by(taken))
        return taken

    def _late_named_by(self, taken: Sequence[TakenRecord]) -> set[tuple[str, str]]:
        """Return the persons, contacts and entries among what came late that the cases of these name."""
        late = {row.key for row in team_waiting.rows(self.connection, WaitingKind.LATE)}
        of_cases: dict[str, list[str]] = defaultdict(list)
        for one in taken if late else ():
            if one.after and _is_of_case(one.noun):
                of_cases[one.noun].append(one.id)
        case_ids = {
            case_id
            for case_id in case_content.cases_of(self.connection, of_cases)
            if team_store.is_there(self.connection, "case", case_id)
            and not record_bin.is_binned(self.connection, table_named("case"), case_id)
        }
        return {
            (noun, late_id)
            for noun, late_id in late
            if case_ids and case_ids.intersection(case_content.cases_of(self.connection, {noun: [late_id]}))
        }

    def show_late(self, keys: Collection[tuple[str, str]]) -> None:
        """Bring into sight what waited as what came by a deleted case alone, and came another way since.

        Args:
            keys: noun and ID of what came; others than those that wait so are passed over.
        """
        rows = team_waiting.rows(self.connection, WaitingKind.LATE) if keys else []
        shown = sorted({row.key for row in rows}.intersection(keys))
        for _, record_id in shown:
            team_store.forget_purge_request(self.connection, record_id)
        undecided = {one for _, one, _, _ in team_store.purge_requests(self.connection)} if shown else ()
        for key in shown:
            self.show(*key, but=undecided)

    def _raise_early(self, taken: Sequence[TakenRecord]) -> None:
        """Ask about changes that members of a team laid of records before these came."""
        begun = {(one.noun, one.id) for one in taken if one.after and not one.before}
        if begun:
            team_waiting.raise_early(self.connection, team_waiting.early(self.connection) & begun)

    def _follow_transcripts(self, taken: Sequence[TakenRecord]) -> None:
        """Let the text of recordings follow from transcripts that came, before or after their documents."""
        ids = {one.id for one in taken if one.noun in _WITH_TRANSCRIPT and one.after}
        emptied = {
            one.id for one in taken if one.before and _transcript(one.before) and not _transcript(one.after)
        }
        if ids:
            from casebook.store.evidence.transcript_words import follow_transcripts  # what few writes need

            follow_transcripts(self, ids, emptied)

    def _index_taken(self, entity_table: EntityTable[Any], taken: Sequence[TakenRecord]) -> None:
        """Index what came: what is new or back from the bin, what changed; not what went there."""
        stood = [one for one in taken if one.before and one.before[1] is None]
        hidden = [one.id for one in stood if one.after and one.after[1] is not None]
        search.forget_all(self.connection, entity_table.noun, hidden)
        changed = [
            (one.before[0], one.after[0])
            for one in stood
            if one.before and one.after and one.after[1] is None
        ]
        self._index_replaced(entity_table, changed)
        new = [
            one.after[0]
            for one in taken
            if one.after and one.after[1] is None and not (one.before and one.before[1] is None)
        ]
        search.index(self.connection, entity_table, new)

    def _note_taken(self, entity_table: EntityTable[Any], taken: TakenRecord, origin: bytes) -> None:
        before, after = values_of(entity_table, taken.before), values_of(entity_table, taken.after)
        if before is None and after and after["binned_at"] is None:
            del after["binned_at"]
        at = written_at(taken.stamp)
        self._note_change(entity_table, taken.id, before, after)
        self._entries[-1] |= {
            "stamp": taken.stamp.hex(),
            "device": origin.hex(),
            "written_at": at.isoformat() if at else "",
        }

    def untake(self, states: Sequence[TakenState]) -> UntakenStates:
        """Take back what `take` brought, with all its versions, of records that nobody changed since.

        Args:
            states: of the records before and after it was taken.

        Returns:
            Those that are left as they are, since they were changed or are as before already; and those that
            others of the team have, who get the undo as a change.
        """
        from casebook.store.sharing import untake  # what few writes need

        going = [one for one in states if untake.is_unchanged(self.connection, one.after)]
        unchanged = {id(one) for one in going}
        handed_on = untake.handed_on(self.connection, going)
        shared = {id(one) for one in handed_on}
        for one in going:
            if id(one) in shared:
                self._undo_for_all(one)
            else:
                self._put_back(one)
        untake.put_versions(self.connection, [one.before for one in going if id(one) not in shared])
        kept = [one for one in states if id(one) not in unchanged]
        back = tuple(one for one in kept if untake.is_unchanged(self.connection, one.before))
        is_back = {id(one) for one in back}
        left = tuple(one for one in kept if id(one) not in is_back)
        return untake.UntakenStates(left=left, back=back, handed_on=tuple(handed_on))

    def _undo_for_all(self, one: TakenState) -> None:
        """Undo what others of the team have: what stood before is written again as a change of now."""
        from casebook.store.sharing import untake

        before, table = one.before, table_named(one.before.noun)
        if before.record is None:
            if one.after.record and one.after.record[1] is None:
                self.move_to_bin(table.kind, before.id)
            return
        for key, values in untake.earlier(one):
            self.set_beside(before.noun, before.id, key, values)
        own = {
            name: getattr(before.record[0], name)
            for name, rule in table.merge.items()
            if rule.kind is MergeKind.LOCAL
        }
        if own:  # such as which file here is that of a document
            self.replace(replace(table.find(self.connection, before.id), **own))

    def _put_back(self, one: TakenState) -> None:
        entity_table, before = table_named(one.before.noun), one.before.record
        now = values_of(entity_table, one.after.record)
        table = entity_table.table
        self._forget(entity_table, one.before.id)
        if before is None:
            self.connection.execute(delete(table).where(table.c.id == one.before.id))
        else:
            row = {**entity_table.row(before[0]), "binned_at": before[1]}
            self.connection.execute(update(table).where(table.c.id == one.before.id).values(row))
            if before[1] is None:
                self._index(entity_table, before[0])
        if one.before.noun == "recording" and _transcript(one.after.record) != _transcript(before):
            from casebook.store.evidence.transcript_words import follow_transcripts

            follow_transcripts(self, [one.before.id], [one.before.id])
        if now or before:
            self._note_change(entity_table, one.before.id, now, values_of(entity_table, before))

    def hide(self, noun: str, record_id: str) -> None:
        """Put a record that another casebook purged out of sight here alone, until a person decides."""
        entity_table = table_named(noun)
        if not record_bin.is_binned(self.connection, entity_table, record_id):
            parts = record_bin.parts_of(self.connection, entity_table, record_id, None)
            for part, part_id in [(entity_table, record_id), *parts]:
                self._set_binned(part, part_id, self._at.isoformat())
                self._forget(part, part_id)

    def hide_with(self, whole: str, whole_id: str, noun: str, record_id: str) -> None:
        """Put a record out of sight that came for what `hide` put out of it, until that is shown."""
        at = record_bin.binned_at(self.connection, table_named(whole), whole_id)
        table = table_named(noun)
        if at and not record_bin.is_binned(self.connection, table, record_id):
            self._set_binned(table, record_id, at)
            self._forget(table, record_id)

    def show(self, noun: str, record_id: str, *, but: Collection[str] = ()) -> None:
        """Bring back into sight what `hide` put out of it, with its parts.

        Args:
            noun: of the record.
            record_id: its ID.
            but: IDs of parts that stay out of sight, about which a person decides by themselves.

        Raises:
            NotFound: it is not there.
        """
        entity_table = table_named(noun)
        entity_table.find(self.connection, record_id)
        at = record_bin.binned_at(self.connection, entity_table, record_id)
        parts = record_bin.parts_of(self.connection, entity_table, record_id, at) if at else []
        for part, part_id in [(entity_table, record_id), *(one for one in parts if one[1] not in but)]:
            self._set_binned(part, part_id, None)
            self._index(part, part.find(self.connection, part_id))


def _is_of_case(noun: str) -> bool:
    return noun == "case" or "case_id" in table_named(noun).table.c


def _transcript(record: tuple[Entity, str | None] | None) -> str:
    return getattr(record[0], "transcript", "") if record else ""
