"""What came from others and waits for a person: cases to join, persons to share, changes elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from casebook.domain.base.entity import entity
from casebook.domain.sharing.merge import BLOCK, block_of
from casebook.domain.sharing.version import BINNED, PART_SIZES, list_of
from casebook.domain.sharing.waiting_kind import ASKED, WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.space_content import is_known
from casebook.services.sharing.team.admission.questions import OpenQuestion, names_of, questions_of, short_id
from casebook.services.sharing.team.team_view import TeamView, team_of
from casebook.store import record_bin
from casebook.store.case import case as stored_cases
from casebook.store.sharing import team_store, team_waiting
from casebook.store.sharing.give import versions_of
from casebook.store.sharing.team_store import TeamConnection
from casebook.store.sharing.team_waiting import WaitingRow

MAX_LISTED = 10
"""Questions of one kind that one member raised in one space and that are listed; the rest is one line."""
MORE = 5
"""Times as many are listed when a person asks for more."""


@entity
class WaitingRecord:
    """What waits for a person here.

    Attributes:
        id: short word for exactly this, to decide by.
        kind: a case of ours that was shared, a person who was named, or a change of what is elsewhere.
        noun: of the record.
        record_id: of the record.
        title: as search shows it, "" where it is not here.
        reference: of the case that is shared, "" where there is none.
        by: the member, or the members who laid such a change, "" for one who is not known.
        at: when it came here.
        members: IDs of those members.
        says: fields that a change would set, each with its value as a text, in the order of `said_by`.
        values: of each of these, by field of the record and as JSON has it, what is not here already.
        said_by: who laid each of these.
        known_in: references of the cases in which another record of this ID is; none where it is the same.
        known_by: who began that one.
        is_declined: a person decided against it; it can still be allowed.
        readers: the other members who read what is allowed.
    """

    id: str
    kind: WaitingKind
    noun: str
    record_id: str
    title: str
    reference: str
    by: str
    at: datetime
    members: tuple[str, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    values: tuple[Mapping[str, Any], ...] = ()
    said_by: tuple[str, ...] = ()
    known_in: tuple[str, ...] = ()
    known_by: str = ""
    is_declined: bool = False
    readers: tuple[str, ...] = ()


@entity
class WaitingRest:
    """Questions of one kind that one member raised in one space, beyond those that are listed.

    Attributes:
        id: short word for exactly these, to decide by.
        kind: of each.
        reference: of the case of the space, "" where there is none.
        by: the member.
        member: their ID.
        count: how many more there are.
    """

    id: str
    kind: WaitingKind
    reference: str
    by: str
    member: str
    count: int


@entity
class WaitingList:
    """What waits for a person, as it is listed.

    Attributes:
        records: the oldest of each member, space and kind, so that nobody floods the list.
        rests: of those who raised more.
    """

    records: tuple[WaitingRecord, ...]
    rests: tuple[WaitingRest, ...]

    @property
    def is_any(self) -> bool:
        """Return whether anything waits."""
        return bool(self.records)


def waiting(session: Session, *, with_declined: bool = False) -> list[WaitingRecord]:
    """Return all that waits for a person, the oldest first; none of a casebook in no team."""
    view = team_of(session)
    if view is None:
        return []
    with session.store.reading() as connection:
        cases = [one.case_id for one in view.spaces.values() if one.case_id]
        references = stored_cases.references(connection, cases)
        return [
            WaitingRecord(
                id=asked_id,
                kind=one.row.kind,
                noun=one.row.noun,
                record_id=one.row.record_id,
                title=_title(connection, one.row),
                reference=references.get(view.spaces[one.row.space].case_id, ""),
                by=names_of(view, one.devices),
                at=datetime.fromisoformat(one.row.at),
                members=tuple(sorted({_member(view, device) for device in one.devices})),
                says=tuple((field, text) for field, text, _ in one.said),
                values=tuple(_new_values(connection, one)),
                said_by=tuple(names_of(view, devices) for _, _, devices in one.said),
                known_in=tuple(sorted(references.get(other.case_id, "") for other in one.known_in)),
                known_by=names_of(view, one.known_by),
                is_declined=one.row.state is WaitingState.DECLINED,
                readers=_readers(view, one.row.space),
            )
            for asked_id, one in questions_of(connection, view).items()
            if with_declined or one.row.state is WaitingState.WAITS
        ]


def listed(records: Sequence[WaitingRecord], *, most: int = MAX_LISTED) -> WaitingList:
    """Return what waits as it is listed: of each member, space and kind the oldest, and how many more.

    What several members laid together is listed by itself, so that declining the rest of one declines nothing
    of another.

    Args:
        records: all that waits.
        most: so many of each are listed.
    """
    records = asked_once(records)
    shown: list[WaitingRecord] = []
    beyond: dict[tuple[str, str, WaitingKind], list[WaitingRecord]] = {}
    counts: Counter[tuple[str, str, WaitingKind]] = Counter()
    for one in records:
        if len(one.members) != 1 or one.is_declined:
            shown.append(one)
            continue
        group = (one.members[0], one.reference, one.kind)
        counts[group] += 1
        if counts[group] <= most:
            shown.append(one)
        else:
            beyond.setdefault(group, []).append(one)
    rests = tuple(
        WaitingRest(
            id=short_id(["rest", *sorted(one.id for one in more)]),
            kind=kind,
            reference=reference,
            by=more[0].by,
            member=member,
            count=len(more),
        )
        for (member, reference, kind), more in beyond.items()
    )
    return WaitingList(records=tuple(shown), rests=rests)


def asked_once(records: Sequence[WaitingRecord]) -> list[WaitingRecord]:
    """Return what is asked first: what changes a record, once it is decided whether it is shared at all."""
    named = {
        (one.noun, one.record_id, one.reference)
        for one in records
        if one.kind is WaitingKind.PERSON and not one.is_declined
    }
    return [
        one
        for one in records
        if one.kind is not WaitingKind.CHANGE or (one.noun, one.record_id, one.reference) not in named
    ]


def count_waiting(session: Session) -> int:
    """Return how many questions are listed, without reading what was laid."""
    view = team_of(session)
    if view is None:
        return 0
    with session.store.reading() as connection:
        return count_asked(view, team_waiting.rows(connection, *ASKED))


def count_asked(view: TeamView, rows: Iterable[WaitingRow]) -> int:
    """Return how many questions are listed of what waits; those beyond the listed count as one."""
    waits = [row for row in rows if row.state is WaitingState.WAITS and row.space in view.spaces]
    named = {(row.space, row.key) for row in waits if row.kind is WaitingKind.PERSON}
    counts = Counter(
        (_member(view, row.device), row.space, row.kind)
        for row in waits
        if row.kind is not WaitingKind.CHANGE or (row.space, row.key) not in named
    )
    return sum(min(count, MAX_LISTED + 1) for count in counts.values())


def standing_for(records: Sequence[WaitingRecord], ids: Collection[str]) -> set[str]:
    """Return the ids of single questions, in place of those of the rest of a list.

    Args:
        records: all that waits.
        ids: of questions and of rests.
    """
    single, most, records = {*ids}, MAX_LISTED, asked_once(records)
    while single - {one.id for one in records} and (now := listed(records, most=most)).rests:
        shown = {one.id for one in now.records}
        for rest in now.rests:
            if rest.id in single:
                group = (rest.member,), rest.reference, rest.kind
                more = [one for one in records if (one.members, one.reference, one.kind) == group]
                single = (single - {rest.id}) | {one.id for one in more} - shown
        most *= MORE
    return single


def _member(view: TeamView, device: bytes) -> str:
    one = view.roster.devices.get(device)
    return one.member if one else ""


def _readers(view: TeamView, space: bytes) -> tuple[str, ...]:
    """Return the other members with a device that reads a space."""
    own = view.name_of(view.device.id)
    return tuple(sorted({view.name_of(one) for one in view.roster.may_read(space)} - {own}))


def _new_values(connection: TeamConnection, question: OpenQuestion) -> Iterator[Mapping[str, Any]]:
    """Yield what each value that was laid says, in their order; nothing of one that stands here, too."""
    version = question.version
    if version is None:
        return
    is_here = is_known(version.noun) and not question.known_in
    here = versions_of(connection, version.noun, [version.id]) if is_here else []
    entries = here[0].entries if here else {}
    for key, register in sorted(version.entries.items()):
        for _, value in sorted(register.items()):
            is_new = value not in entries.get(key, {}).values()
            yield _by_field(key, value) if is_new else {}


def _by_field(key: str, value: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
    """Return what a value says by field: of a block each, of a list its part."""
    if key == BINNED and value is None:  # of every record that is in no bin
        return {}
    if key.startswith(BLOCK) and isinstance(value, Mapping):
        return value
    is_part = bool(list_of(key)) and isinstance(value, list) and len(value) in PART_SIZES
    return {list_of(key) or block_of(key): value[1] if is_part else value}


def _title(connection: TeamConnection, row: WaitingRow) -> str:
    is_here = is_known(row.noun) and team_store.is_there(connection, row.noun, row.record_id)
    return record_bin.title_of(connection, row.noun, row.record_id) if is_here else ""
