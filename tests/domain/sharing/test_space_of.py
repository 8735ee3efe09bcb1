"""Into which spaces a change goes, alone and in random histories over two spaces."""

from __future__ import annotations

import random
from typing import Any

import pytest

from casebook.domain.person.relation import Relation
from casebook.domain.sharing.space_of import (
    CaseCircle,
    RecordPlace,
    SpaceMap,
    SpaceRule,
    purges_to_say,
    space_rule,
)
from casebook.store.registry import tables
from tests.domain.sharing.team_model import Change, Checkpoint, Key, LoggedDevice, Op
from tests.domain.sharing.teams import key

S1, S2, OFFICE = (key(name, 16) for name in ("s1", "s2", "office"))


def relation(person: str, other: str) -> Relation:
    return Relation(id=f"{person}-{other}", person_id=person, other_id=other, kind="brother")


def two_cases(**more: Any) -> SpaceMap:  # noqa: ANN401 - of any circle
    cases = {
        "c1": CaseCircle(space=S1, parties={"p1", "p2"}, contacts={"k1"}, **more),
        "c2": CaseCircle(space=S2, parties={"p2"}),
    }
    return SpaceMap(cases, OFFICE, [relation("p1", "r1"), relation("r2", "p2"), relation("r1", "far")])


@pytest.mark.parametrize(
    ("place", "spaces"),
    [
        (RecordPlace(noun="case", id="c1", case_id="c1"), {S1}),
        (RecordPlace(noun="event", id="e", case_id="c2"), {S2}),
        (RecordPlace(noun="event", id="e", case_id="c3"), set()),
        (RecordPlace(noun="task", id="t"), {OFFICE}),
        (RecordPlace(noun="closure", id="x"), {OFFICE}),
        (RecordPlace(noun="finding", id="x", case_id="c1"), {OFFICE}),
        (RecordPlace(noun="person", id="p1"), {S1}),
        (RecordPlace(noun="person", id="p2"), {S1, S2}),
        (RecordPlace(noun="person", id="r1"), {S1}),
        (RecordPlace(noun="person", id="r2"), {S1, S2}),
        (RecordPlace(noun="person", id="far"), set()),
        (RecordPlace(noun="contact", id="k1"), {S1}),
        (RecordPlace(noun="contact", id="k2"), set()),
        (RecordPlace(noun="relation", id="x", people=("p1", "r1")), {S1}),
        (RecordPlace(noun="relation", id="x", people=("r1", "far")), set()),
        (RecordPlace(noun="relation", id="x", people=("p2", "r2")), {S1, S2}),
        (RecordPlace(noun="relation", id="x"), set()),
        (RecordPlace(noun="note", id="n", people=("p2",)), {S1, S2}),
        (RecordPlace(noun="note", id="n", people=("far",)), set()),
        (RecordPlace(noun="note", id="n", case_id="c2", people=("p2",)), {S2}),
    ],
)
def test_the_spaces_of_a_change(place: RecordPlace, spaces: set[bytes]) -> None:
    assert two_cases().spaces_of(place) == spaces


def test_a_purge_of_a_person_is_said_in_every_space_and_no_other_is() -> None:
    spaces = two_cases()
    assert spaces.spaces_of_purge(RecordPlace(noun="person", id="p1")) == {S1, S2}
    assert spaces.spaces_of_purge(RecordPlace(noun="event", id="e", case_id="c1")) == {S1}
    assert purges_to_say({S1: {"p1"}, S2: {"p2"}}, [S1, S2]) == {S1: {"p2"}, S2: {"p1"}}
    assert purges_to_say({S1: {"p1"}, S2: {"p1"}}, [S1, S2]) == {}


def test_who_enters_a_space_is_given_whole() -> None:
    before = SpaceMap({"c1": CaseCircle(space=S1, parties={"p1"})}, None)
    after = two_cases(named={"k9"})
    assert after.entered(before) == {S1: {"p2", "k1", "k9", "r1", "r2"}, S2: {"p2", "r2"}}
    assert after.entered(after) == {}
    assert after.people(S2) == {"p2", "r2"}


def test_without_an_office_what_has_no_case_stays() -> None:
    assert SpaceMap({}, None).spaces_of(RecordPlace(noun="own-rule", id="x")) == frozenset()


def test_every_carried_noun_has_a_rule_of_its_own() -> None:
    """A new noun with a case goes with it; one without is named here and in the module."""
    rules = {table.noun: space_rule(table.noun) for table in tables() if table.merge}
    with_case = {
        table.noun for table in tables() if table.merge and "case_id" in table.kind.__dataclass_fields__
    }
    assert {noun for noun, rule in rules.items() if rule is SpaceRule.CASE} == with_case | {"case"}
    assert {noun for noun, rule in rules.items() if rule is SpaceRule.PEOPLE} == {"person", "contact"}


class Member(LoggedDevice):
    """A device with spaces: one line in each, and one clock for all."""

    def __init__(self, name: str, spaces: str) -> None:
        super().__init__(name, name)
        self.spaces = spaces
        circles = {one: CaseCircle(space=one.encode(), parties={"p1", "p2"}) for one in spaces}
        self.map = SpaceMap(circles, None)
        self.said: set[str] = set()

    def place(self, record: str) -> RecordPlace:
        if record[0] == "p":
            return RecordPlace(noun="person", id=record)
        return RecordPlace(noun="event", id=record, case_id=record[0])

    def commit(self, wall: int, wanted: list[tuple[str, Key, str | None]]) -> list[Change]:
        self.values.clock = tick = max(self.values.clock + 1, wall * 16)
        by_space: dict[str, list[Op]] = {}
        for at, (kind, register, value) in enumerate(wanted):
            over = () if kind == "purge" else tuple(sorted(self.values.standing.get(register, {})))
            op, place = Op(kind, register, value, (tick, self.name, at), over), self.place(register[0])
            spaces = self.map.spaces_of_purge(place) if kind == "purge" else self.map.spaces_of(place)
            for space in spaces:
                by_space.setdefault(space.decode(), []).append(op)
        changes = []
        for suffix, ops in sorted(by_space.items()):
            line = f"{self.name}/{suffix}"
            number = self.numbers.get(line, 0) + 1
            before = self.points[line].digest if number > 1 else bytes(32)
            changes.append(Change(line, number, tuple(ops), before))
            self.take(changes[-1])
        return changes

    def hears(self, line: str) -> bool:
        return line[-1] in self.spaces


def pass_on(member: Member) -> list[Change]:
    """Say in the other space which people were purged in one."""
    new = {one for one in member.values.purged if one[0] == "p"} - member.said
    member.said |= new
    return [
        change
        for record in sorted(new)
        if len(member.spaces) > 1
        for change in member.commit(0, [("purge", (record, ""), None)])
    ]


class TwoSpaces:
    """A random history of devices with one space, the other, or both."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)  # noqa: S311 - a test that repeats
        spaces = ["AB", *self.source.choices(["A", "B", "AB"], k=self.source.randint(2, 5))]
        self.members = [Member(f"d{at}", some) for at, some in enumerate(spaces)]
        self.carrier: dict[tuple[str, int], Change] = {}
        self.checkpoints: dict[str, list[Checkpoint]] = {"A": [], "B": [], "AB": []}
        for moment in range(self.source.randint(20, 100)):
            self._step(self.source.choice(self.members), moment)
        for _ in range(4):
            for member in self.members:
                self._deliver(member, len(self.carrier))

    def _step(self, member: Member, moment: int) -> None:
        chance, held = self.source.random(), self.checkpoints[member.spaces]
        records = [one for one in ("A1", "A2", "B1", "p1", "p2") if one[0] in f"{member.spaces}p"]
        if chance < 0.5:
            alive = [one for one in records if one not in member.values.purged]
            keys = {(self.source.choice(alive), self.source.choice("ab")) for _ in range(2) if alive}
            wall = moment + self.source.randint(-30, 30)
            self._lay(member.commit(wall, [("set", one, f"{moment}") for one in sorted(keys)]))
        elif chance < 0.52:
            self._lay(member.commit(moment, [("purge", (self.source.choice(records), ""), None)]))
        elif chance < 0.9:
            self._deliver(member, self.source.randint(0, len(self.carrier)))
        elif chance < 0.95:
            held.append(member.checkpoint())
        elif held:
            member.adopt(self.source.choice(held))

    def _lay(self, changes: list[Change]) -> None:
        self.carrier |= {(change.line, change.number): change for change in changes}

    def _deliver(self, member: Member, count: int) -> None:
        changes = [change for change in self.carrier.values() if member.hears(change.line)]
        self.source.shuffle(changes)
        for change in changes[:count]:
            member.take(change)
        self._lay(pass_on(member))


def test_equal_spaces_are_equal_and_nothing_of_another_space_is_in_one() -> None:
    for seed in range(100):
        members = TwoSpaces(seed).members
        for member in members:
            assert all(one[0][0] in f"{member.spaces}p" for one in member.values.standing), seed
            others = [other for other in members if set(other.spaces) == set(member.spaces)]
            assert all(other.values.standing == member.values.standing for other in others), seed
            people = {one for one in member.values.purged if one[0] == "p"}
            assert people == {one for one in members[0].values.purged if one[0] == "p"}, seed
