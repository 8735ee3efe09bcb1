"""The model by which the merge was tried: registers, lines, gaps, holes and checkpoints, in plain sets.

A value is a register of a record: a value a stamp. It was tried with thousands of random histories before the
program was written; here it judges the program's own logs of lines.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineFile, LineLog, LineName, LinePoint
from tests.domain.sharing.teams import key

Stamp = tuple[int, str, int]
Key = tuple[str, str]


class Op(NamedTuple):
    kind: str
    key: Key
    value: str | None
    stamp: Stamp
    over: tuple[Stamp, ...]


class Change(NamedTuple):
    line: str
    number: int
    ops: tuple[Op, ...]
    before: bytes

    @property
    def digest(self) -> bytes:
        return _digest(self)


@cache
def _digest(change: Change) -> bytes:
    return key(tuple(change))


class Checkpoint(NamedTuple):
    lines: dict[str, LinePoint]
    standing: dict[Key, dict[Stamp, str | None]]
    spent: set[Stamp]
    purged: set[str]


@dataclass
class Values:
    """What a device holds: a function of the set of writes that were applied."""

    clock: int = 0
    standing: dict[Key, dict[Stamp, str | None]] = field(default_factory=dict)
    spent: set[Stamp] = field(default_factory=set)
    purged: set[str] = field(default_factory=set)

    def apply(self, op: Op) -> None:
        self.clock = max(self.clock, op.stamp[0])
        if op.kind == "purge":
            self.purged.add(op.key[0])
            self.standing = {one: values for one, values in self.standing.items() if one[0] != op.key[0]}
            return
        if op.key[0] in self.purged:
            return
        register = self.standing.setdefault(op.key, {})
        self.spent.update(op.over)
        for stamp in op.over:
            register.pop(stamp, None)
        if op.kind == "drop":
            self.spent.add(op.stamp)
        elif op.stamp not in self.spent:
            register[op.stamp] = op.value
        if not register:
            self.standing.pop(op.key)

    def adopt(self, other: Checkpoint) -> None:
        self.purged |= other.purged
        self.spent |= other.spent
        for one, register in other.standing.items():
            self.standing.setdefault(one, {}).update(register)
        for one in list(self.standing):
            kept = {stamp: value for stamp, value in self.standing[one].items() if stamp not in self.spent}
            self.standing[one] = kept
            if not kept or one[0] in self.purged:
                self.standing.pop(one)
        stamps = [stamp[0] for register in other.standing.values() for stamp in register]
        self.clock = max(self.clock, *stamps, 0)


class Device:
    """A device of the model, which keeps numbers by itself."""

    def __init__(self, name: str, line: str) -> None:
        self.name, self.line = name, line
        self.values = Values()
        self.numbers: dict[str, int] = {}
        self.held: dict[tuple[str, int], Change] = {}
        self.holes: set[tuple[str, int]] = set()
        self.taken: dict[tuple[str, int], Change] = {}
        self.points: dict[str, LinePoint] = {}
        self.copies: list[Device] = []

    def write(self, wall: int, wanted: Iterable[tuple[str, Key, str | None]]) -> Change:
        self.values.clock = tick = max(self.values.clock + 1, wall * 16)
        ops = []
        for place, (kind, register, value) in enumerate(wanted):
            over = () if kind == "purge" else tuple(sorted(self.values.standing.get(register, {})))
            ops.append(Op(kind, register, value, (tick, self.line, place), over))
        number = self.numbers.get(self.line, 0) + 1
        before = self.points[self.line].digest if number > 1 else NOTHING_BEFORE
        change = Change(self.line, number, tuple(ops), before)
        self.take(change)
        return change

    def take(self, change: Change) -> None:
        name = (change.line, change.number)
        if name in self.holes:
            self.holes.discard(name)
            self._apply(change)
        elif change.number == self.numbers.get(change.line, 0) + 1:
            self.numbers[change.line] = change.number
            self._apply(change)
            if following := self.held.pop((change.line, change.number + 1), None):
                self.take(following)
        elif change.number > self.numbers.get(change.line, 0):
            self.held[name] = change

    def _apply(self, change: Change) -> None:
        self.taken[change.line, change.number] = change
        if change.number == self.numbers[change.line]:
            self.points[change.line] = LinePoint(change.number, change.digest)
        for op in change.ops:
            self.values.apply(op)

    def go_on(self) -> None:
        while self.held:
            line, number = min(self.held)
            change = self.held.pop((line, number))
            if number > self.numbers.get(line, 0):
                self.holes |= {(line, one) for one in range(self.numbers.get(line, 0) + 1, number)}
                self.numbers[line] = number - 1
                self.take(change)

    def checkpoint(self) -> Checkpoint:
        values = copy.deepcopy(self.values)
        lines = {line: LinePoint(number, self.points[line].digest) for line, number in self.numbers.items()}
        return Checkpoint(lines, values.standing, values.spent, values.purged)

    def adopt(self, other: Checkpoint) -> None:
        self.values.adopt(other)
        for line, point in other.lines.items():
            if point.number > self.numbers.get(line, 0):
                self.numbers[line], self.points[line] = point.number, point
        for line in other.lines:
            if following := self.held.pop((line, self.numbers[line] + 1), None):
                self.take(following)


class LoggedDevice(Device):
    """The same device, with the program's logs of lines in place of its own numbers."""

    def __init__(self, name: str, line: str) -> None:
        super().__init__(name, line)
        self.logs: dict[LineName, LineLog] = {}
        self.waiting: dict[bytes, Change] = {}

    def take(self, change: Change) -> None:
        file = LineFile(number=change.number, digest=change.digest, before=change.before)
        arrival = self._log(change.line).take(file)
        if not arrival.is_known:
            self.waiting[change.digest] = change
        self._read(change.line, arrival.taken)

    def go_on(self) -> None:
        for name, log in sorted(self.logs.items()):
            while files := log.go_on():
                self._read(name.line.decode(), files)

    def adopt(self, other: Checkpoint) -> None:
        self.values.adopt(other)
        for line, point in other.lines.items():
            self._read(line, self._log(line).adopt(point))

    def _log(self, line: str) -> LineLog:
        return self.logs.setdefault(LineName(b"", line.encode()), LineLog())

    def _read(self, line: str, files: Iterable[LineFile]) -> None:
        log = self._log(line)
        for file in files:
            change = self.waiting.pop(file.digest)
            self.taken[change.line, change.number] = change
            for op in change.ops:
                self.values.apply(op)
        if log.number:
            self.numbers[line], self.points[line] = log.number, log.head


class Twin:
    """A device of the model and a logged one that live through the same."""

    def __init__(self, name: str, line: str) -> None:
        self.model, self.logged = Device(name, line), LoggedDevice(name, line)

    @property
    def both(self) -> tuple[Device, LoggedDevice]:
        return self.model, self.logged

    def write(self, wall: int, wanted: list[tuple[str, Key, str | None]]) -> Change:
        self.model.values.clock = self.logged.values.clock = max(
            self.model.values.clock, self.logged.values.clock
        )
        change = self.model.write(wall, wanted)
        self.logged.take(change)
        return change

    def compare(self) -> None:
        assert self.model.numbers == self.logged.numbers
        assert self.model.points == self.logged.points
        ahead = {name for name in self.model.held if name[1] > self.model.numbers.get(name[0], 0)}
        assert ahead == {(one.line, one.number) for one in self.logged.waiting.values()}


class History:
    """A random history of several devices over one carrier that loses and repeats files."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)  # noqa: S311 - a test that repeats
        self.twins = [Twin(f"d{at}", f"L{at}.0") for at in range(self.source.randint(2, 6))]
        self.records = [f"r{at}" for at in range(self.source.randint(1, 6))]
        self.carrier: dict[tuple[str, int], Change] = {}
        self.checkpoints: list[tuple[Checkpoint, Checkpoint]] = []
        self.written: list[Change] = []
        for moment in range(self.source.randint(20, 120)):
            self._step(moment)

    def _step(self, moment: int) -> None:
        twin, chance = self.source.choice(self.twins), self.source.random()
        if chance < 0.45:
            self._write(twin, moment)
        elif chance < 0.46:
            self._lay(twin.write(moment, [("purge", (self.source.choice(self.records), ""), None)]))
        elif chance < 0.85:
            self._deliver(twin)
        elif chance < 0.92:
            self._restore(twin, moment)
        elif chance < 0.95:
            self.checkpoints.append((twin.model.checkpoint(), twin.logged.checkpoint()))
        elif chance < 0.985 and self.checkpoints:
            self._adopt(twin, moment if chance > 0.97 else None)
        if self.source.random() < 0.05 and self.carrier:
            self.carrier.pop(self.source.choice(list(self.carrier)))
        twin.compare()

    def _deliver(self, twin: Twin) -> None:
        """Take some files in any order, some of them twice."""
        changes = list(self.carrier.values())
        self.source.shuffle(changes)
        for change in changes[: self.source.randint(0, len(changes))]:
            for device in twin.both:
                device.take(change)
                if self.source.random() < 0.1:
                    device.take(change)

    def _adopt(self, twin: Twin, new_at: int | None) -> None:
        """Adopt a checkpoint on a device, or on a new one."""
        if new_at is not None and len(self.twins) < 8:
            twin = Twin(f"n{new_at}", f"N{new_at}")
            self.twins.append(twin)
        for device, checkpoint in zip(twin.both, self.source.choice(self.checkpoints), strict=True):
            device.adopt(checkpoint)
        twin.compare()

    def _write(self, twin: Twin, moment: int) -> None:
        wanted: dict[Key, tuple[str, Key, str | None]] = {}
        for at in range(self.source.randint(1, 3)):
            record = self.source.choice(self.records)
            register = (record, self.source.choice(["a", "b", "bin", "part/x", "part/y"]))
            if record not in twin.model.values.purged | twin.logged.values.purged:
                is_drop = register[1].startswith("part/") and self.source.random() < 0.3
                value = None if is_drop else f"{moment}.{at}"
                wanted[register] = ("drop" if is_drop else "set", register, value)
        if wanted:
            self._lay(twin.write(moment + self.source.randint(-50, 50), list(wanted.values())))

    def _lay(self, change: Change) -> None:
        self.carrier[change.line, change.number] = change
        self.written.append(change)

    def _restore(self, twin: Twin, moment: int) -> None:
        """Keep a copy, or begin a new line from an older one."""
        at = self.twins.index(twin)
        if self.source.random() < 0.5 or not twin.model.copies:
            twin.model.copies.append(copy.deepcopy(twin.model))
            twin.logged.copies.append(copy.deepcopy(twin.logged))
            return
        older = self.source.randrange(len(twin.model.copies))
        self.twins[at] = restored = Twin(f"d{at}", f"L{at}.{moment}")
        model, logged = copy.deepcopy((twin.model.copies[older], twin.logged.copies[older]))
        assert isinstance(logged, LoggedDevice)
        restored.model, restored.logged = model, logged
        model.line = logged.line = f"L{at}.{moment}"
        model.copies, logged.copies = [], []

    def finish(self) -> list[Device]:
        """Let all take whatever anybody has, go on without the rest, and adopt from each other."""
        for twin in self.twins:
            for device in twin.both:
                for change in device.taken.values():
                    self.carrier.setdefault((change.line, change.number), change)
        everything = list(self.carrier.values())
        sides = ([twin.model for twin in self.twins], [twin.logged for twin in self.twins])
        for side in sides:
            for device in side:
                self.source.shuffle(everything)
                for change in everything:
                    device.take(change)
                device.go_on()
            for device in [*side, *side]:
                for other in side:
                    device.adopt(other.checkpoint())
        return [*sides[0], *sides[1]]
