"""What the shared folder of a team holds over a year: run it, with or without PEOPLE and CASES.

A model of who saves when, with the program's own bodies, sealing and rules: a file for the saves of a minute
in a case, checkpoints of each person's own files, what goes 14 days after they were signed, a head of each
device in each space.
Nothing of it runs a vault. Without arguments a year of five people with 100,000 changes is played, and a team
of 50 people with 5,000 cases.
"""

from __future__ import annotations

import base64
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from casebook.base.ids import seeded_ids  # noqa: E402 - the root must be on the path first
from casebook.crypto.device_keys import DeviceKeys  # noqa: E402
from casebook.crypto.secret import Secret  # noqa: E402
from casebook.domain.sharing.checkpoint import KEPT_FOR  # noqa: E402
from casebook.domain.sharing.encoding import encoded  # noqa: E402
from casebook.domain.sharing.stamp import next_tick, stamp  # noqa: E402
from casebook.domain.sharing.version import RecordVersion  # noqa: E402
from casebook.services.sharing.team.checkpoints import is_due  # noqa: E402
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace  # noqa: E402
from casebook.vault.sharing.carrier_folder import CarrierFolder  # noqa: E402
from casebook.vault.sharing.carrier_header import CarrierKind, SharePlace, SpaceKey  # noqa: E402

WORKING_DAYS, SAVES_A_MINUTE = 250, 4
KEY = SpaceKey(place=SharePlace(team=b"t" * 16, space=b"s" * 16), epoch=1, key=Secret(bytes(range(32))))
FIELDS = ("title", "text", "place", "status", "kind", "remarks", "on", "source")
CHANCE = random.Random(20260302)  # noqa: S311 - the same year each time
IDS = seeded_ids(20260302)
BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
WORDS = ["".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=CHANCE.randint(2, 10))) for _ in range(3000)]


class _Counter:
    """Takes what is written and keeps how much it was."""

    def __init__(self) -> None:
        self.size_bytes = 0

    def write(self, data: bytes, /) -> int:
        self.size_bytes += len(data)
        return len(data)


SEALER = CarrierSealer(DeviceKeys(Secret(bytes(range(32)))), KEY)


def sealed_bytes(kind: CarrierKind, body: Any) -> int:  # noqa: ANN401 - any JSON
    """How long a file is."""
    counter, is_numbered = _Counter(), kind is CarrierKind.CHANGES
    place = LinePlace(line=bytes(8), number=int(is_numbered))
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    SEALER.seal_body(counter, CarrierFolder.new_name(), kind, place, text)
    return counter.size_bytes


@dataclass
class Own:
    """What one person laid in a case; files and checkpoints with the day they were laid and their bytes."""

    said: dict[str, RecordVersion] = field(default_factory=dict)
    files: list[tuple[int, int]] = field(default_factory=list)
    checkpoints: list[tuple[int, int, int]] = field(default_factory=list)
    """Day, bytes, and how many files were laid before it."""
    laid: int = 0
    since: int = 0
    first_since: int = 0
    line: bytes = field(default_factory=lambda: CHANCE.randbytes(8))
    tick: int = 0

    def next_stamp(self, at: datetime) -> bytes:
        """Return the stamp of a save."""
        self.tick = next_tick(self.tick, at)
        return stamp(self.tick, self.line)

    def lay(self, day: int, changes: Sequence[RecordVersion]) -> None:
        """Lay what was saved in a minute."""
        for one in changes:
            known = self.said.setdefault(one.id, RecordVersion(noun=one.noun, id=one.id))
            known.take(_copy(one))
        body = {"v": 1, "c": "c" * 16, "r": [encoded(one) for one in changes], "p": [], "f": []}
        self.files.append((day, sealed_bytes(CarrierKind.CHANGES, body)))
        self.laid += 1
        if not self.since:
            self.first_since = day
        self.since += 1

    def end_of_day(self, day: int) -> None:
        """Lay a checkpoint of what this person said if one is due; what an older one stands for goes."""
        age = timedelta(days=day - self.checkpoints[-1][0]) if self.checkpoints else None
        if is_due(self.since, days=day - self.first_since, last=age):
            body = {
                "v": 1,
                "c": "c" * 16,
                "at": [],
                "r": [encoded(one) for one in self.said.values()],
                "p": [],
                "f": [],
            }
            self.checkpoints.append((day, sealed_bytes(CarrierKind.CHECKPOINT, body), self.laid))
            self.since = 0
        settled = [one for one in self.checkpoints if day - one[0] >= KEPT_FOR.days]
        if settled:
            self.checkpoints = self.checkpoints[self.checkpoints.index(settled[-1]) :]
            gone = settled[-1][2] - (self.laid - len(self.files))
            del self.files[: max(0, gone)]


@dataclass
class Space:
    """A case as the folder holds it: what each of its people laid there."""

    people: Sequence[int]
    records: list[RecordVersion] = field(default_factory=list)
    by_person: dict[int, Own] = field(default_factory=dict)

    def save(self, day: int, count: int) -> None:
        """Lay what one person saved in a minute."""
        own = self.by_person.setdefault(CHANCE.choice(self.people), Own())
        minute = BEGIN + timedelta(days=day, seconds=CHANCE.random() * 8 * 3600)
        changes: dict[str, RecordVersion] = {}
        for at in range(count):
            one = self._change(own.next_stamp(minute + timedelta(seconds=at * 60 / count)))
            known = changes.setdefault(one.id, one)
            if known is not one:
                known.take(one)
        own.lay(day, [*changes.values()])

    def _change(self, saved: bytes) -> RecordVersion:
        """One field of a record of late, or a new record, under the stamp of a save."""
        if not self.records or CHANCE.random() < 0.12:
            new = RecordVersion(noun="fact", id=IDS(), is_begun=True, began=saved)
            new.entries = {name: {saved: _text(6)} for name in FIELDS}
            self.records.append(new)
            return _copy(new)
        record = CHANCE.choice(self.records[-40:])
        name = CHANCE.choice(FIELDS)
        change = RecordVersion(noun=record.noun, id=record.id)
        change.entries = {name: {saved: _text(CHANCE.randint(3, 40))}}
        change.spent = {(name, one) for one in record.entries[name]}
        record.take(_copy(change))
        return change

    def end_of_day(self, day: int) -> None:
        """Let each person lay a checkpoint of their own files where one is due."""
        for one in self.by_person.values():
            one.end_of_day(day)

    @property
    def totals(self) -> tuple[int, int]:
        """Files and bytes, with a head of each device."""
        own = self.by_person.values()
        sizes = [size for one in own for _, size in one.files]
        sizes += [size for one in own for _, size, _ in one.checkpoints]
        heads = len(self.people) if own else 0
        return len(sizes) + heads, sum(sizes) + heads * HEAD_BYTES


def _text(words: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=words))


def _copy(one: RecordVersion) -> RecordVersion:
    entries = {key: dict(register) for key, register in one.entries.items()}
    return replace(one, entries=entries, spent=set(one.spent))


def _head_bytes() -> int:
    name = base64.urlsafe_b64encode(bytes(32)).decode()
    lines = [[name, name[:11], 100, name] for _ in range(5)]
    return sealed_bytes(CarrierKind.HEAD, {"tick": 1 << 60, "lines": lines, "holes": [], "purged": []})


HEAD_BYTES = _head_bytes()


def year(people: int, cases: int, people_a_case: int, changes: int) -> str:
    """Play a year; returns what the folder held at most and in the end, in words."""
    spaces = [Space(CHANCE.sample(range(people), people_a_case)) for _ in range(cases)]
    minutes_a_day = changes / SAVES_A_MINUTE / WORKING_DAYS
    peak_files = peak_bytes = files = size = 0
    saves = minute = 0
    for working_day in range(WORKING_DAYS):
        day = working_day * 7 // 5
        active = CHANCE.sample(spaces, min(cases, 3 * people))
        while minute < (working_day + 1) * minutes_a_day:
            CHANCE.choice(active).save(day, SAVES_A_MINUTE)
            minute, saves = minute + 1, saves + SAVES_A_MINUTE
        for space in spaces:
            space.end_of_day(day)
        totals = [space.totals for space in spaces]
        files, size = sum(one for one, _ in totals), sum(one for _, one in totals)
        peak_files, peak_bytes = max(peak_files, files), max(peak_bytes, size)
    largest = max(spaces, key=lambda one: one.totals[1]).totals
    return (
        f"{people} people, {cases} cases of {people_a_case} each, {saves:,} changes in a year: at most"
        f" {peak_files:,} files and {peak_bytes / 1e6:.1f} MB, in the end {files:,} and {size / 1e6:.1f} MB;"
        f" a new member of the largest case reads {largest[0]} files, {largest[1] / 1e3:.0f} kB"
    )


def main(arguments: Sequence[str]) -> None:
    """Say what each year holds."""
    wanted = [(int(arguments[0]), int(arguments[1]), 5, 100_000)] if arguments else []
    for people, cases, together, changes in wanted or [
        (5, 5, 5, 100_000),
        (5, 40, 5, 100_000),
        (5, 100, 5, 100_000),
        (50, 5_000, 5, 1_000_000),
    ]:
        sys.stdout.write(year(people, cases, together, changes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
