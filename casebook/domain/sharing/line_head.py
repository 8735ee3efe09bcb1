"""Heads: how far a device is with each line of a space, and what the heads of all show together.

A carrier may hold an old copy of everything, or withhold what it likes. Numbers, and what others say they
have, are what shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from casebook.domain.sharing import wire_value
from casebook.domain.sharing.line_log import LineLog, LineName, LinePoint
from casebook.domain.sharing.number_spans import NumberSpans
from casebook.domain.sharing.wire_value import MAX_NAMED, MAX_NUMBER, as_text, several, unusable

MAX_HOLES = 1_000
"""Named in one head; of more the first and last of each line, as if all between were missing."""
MAX_LINES = 256
"""Of a device: it begins one at each restore from a backup, and where two copies of it are in use."""
Logs = Mapping[LineName, LineLog]
"""What was taken of each line of a space."""
Spans = tuple[tuple[int, int], ...]
"""First and last numbers of files of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineHead:
    """What a device says it has of a space; signed as a file of a carrier.

    Attributes:
        device: who says it, 32 bytes.
        tick: of its clock when it said so, which only grows (`stamp.next_tick`).
        lines: the last file of each line up to which it took everything or went on without.
        holes: first and last numbers of what it went on without and still takes, by line.
        purged: ids of records whose purge was confirmed there, sorted.
    """

    device: bytes
    tick: int
    lines: Mapping[LineName, LinePoint]
    holes: Mapping[LineName, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    purged: tuple[str, ...] = ()

    def number(self, name: LineName) -> int:
        """Return up to which file it has a line; 0 for a line it does not name."""
        return self.lines[name].number if name in self.lines else 0

    def lacks(self, name: LineName, until: int) -> NumberSpans:
        """Return which files of a line it does not have, of those up to a number."""
        lacking = NumberSpans(self.holes.get(name, ()))
        lacking.remove(until + 1, MAX_NUMBER)
        lacking.add(self.number(name) + 1, until)
        return lacking


def head_of(device: bytes, tick: int, logs: Logs, *, purged: Iterable[str] = ()) -> LineHead:
    """Return what a device says it has.

    Args:
        device: its id, 32 bytes.
        tick: of its clock now.
        logs: what it took of each line of the space, its own included.
        purged: ids of records whose purge was confirmed there.
    """
    holes = {name: tuple(log.holes) for name, log in logs.items() if log.holes}
    if sum(map(len, holes.values())) > MAX_HOLES:
        holes = {name: ((spans[0][0], spans[-1][1]),) for name, spans in holes.items()}
    return LineHead(
        device=device,
        tick=tick,
        lines={name: log.head for name, log in logs.items() if log.head.number},
        holes=holes,
        purged=tuple(sorted(set(purged))),
    )


class HeadNews(StrEnum):
    """What a head is beside the one of the same device that was known.

    Attributes:
        NEWER: the device went on.
        SAME: the known one.
        OLDER: the device had said more before: the carrier shows an earlier state.
        SET_BACK: the device has less than before: it was restored from a backup.
    """

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    SET_BACK = "set-back"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGap:
    """Files of a line that exist and are not here.

    Attributes:
        name: of the line.
        spans: first and last number of what is missing.
        holders: devices that say they have it all: first the author, then who was heard of last.
    """

    name: LineName
    spans: tuple[tuple[int, int], ...]
    holders: tuple[bytes, ...]


def compared(known: LineHead, seen: LineHead) -> HeadNews:
    """Return what a head is beside the one known of the same device."""
    if seen == known:
        return HeadNews.SAME
    if seen.tick <= known.tick:
        return HeadNews.OLDER
    is_less = any(seen.number(name) < point.number for name, point in known.lines.items())
    return HeadNews.SET_BACK if is_less else HeadNews.NEWER


def gaps(
    logs: Logs, heads: Collection[LineHead], but: Mapping[LineName, Spans] | None = None
) -> list[LineGap]:
    """Return what is missing of each line, by the files held and by the heads of others, in a fixed order.

    Args:
        logs: what was taken here.
        heads: the newest of each other device.
        but: numbers of each line that are not missing though they were not taken.
    """
    names = {*logs, *(name for head in heads for name in head.lines)}
    found_gaps: list[LineGap] = []
    for name in sorted(names):
        log = logs.get(name) or LineLog()
        until = max((head.number(name) for head in heads), default=0)
        missing = NumberSpans(log.missing(until))
        for span in (but or {}).get(name, ()):
            missing.remove(*span)
        if spans := tuple(missing):
            holding = [head for head in heads if _has_all(head, name, spans)]
            holding.sort(key=lambda head: (head.device != name.signer, -head.tick, head.device))
            holders = tuple(head.device for head in holding)
            found_gaps.append(LineGap(name=name, spans=spans, holders=holders))
    return found_gaps


def without_lost(gap: LineGap, until: int, heads: Collection[LineHead]) -> LineGap | None:
    """Return a gap of a line that its author no longer writes on, without what nobody can lay again.

    Args:
        gap: in the line.
        until: the last file of it that counts.
        heads: the newest of each other device that is in the team.

    Returns:
        None if nothing is left of it.
    """
    lost = NumberSpans(gap.spans)
    lost.remove(1, until)
    for head in heads:
        there = NumberSpans(lost)
        for span in head.lacks(gap.name, MAX_NUMBER):
            there.remove(*span)
        for span in there:
            lost.remove(*span)
    left = NumberSpans(gap.spans)
    for span in lost:
        left.remove(*span)
    return replace(gap, spans=tuple(left)) if left else None


def who_lays_again(gap: LineGap, awake: Collection[bytes]) -> bytes | None:
    """Return the device that puts missing files on the carrier again: the first awake one that has them.

    None is a person's turn, who goes on without, until a checkpoint holds them.
    """
    return next((device for device in gap.holders if device in awake), None)


def to_lay_again(
    logs: Logs,
    heads: Collection[LineHead],
    own: bytes,
    awake: Collection[bytes],
    owners: Collection[bytes] = (),
) -> list[LineGap]:
    """Return the files that others lack and this device puts on the carrier again.

    Of several that have them one does it, found by all from the same heads: the author, else the first by id,
    of owners where any of them has them.

    SECURITY: a member may say that they have files, and never lay them.

    Args:
        logs: what was taken here.
        heads: the newest of each other device.
        own: id of this device.
        awake: devices that others wait for.
        owners: devices of owners.
    """
    lacking: list[LineGap] = []
    for name, log in sorted(logs.items()):
        wanted = NumberSpans(
            span for head in heads if head.device in awake for span in head.lacks(name, log.number)
        )
        wanted.remove(1, log.base.number)
        for span in log.holes:
            wanted.remove(*span)
        spans = tuple(wanted)
        if spans and own == _next(name, [own, *_having(heads, awake, name, spans)], owners):
            lacking.append(LineGap(name=name, spans=spans, holders=(own,)))
    return lacking


def _having(
    heads: Iterable[LineHead], awake: Collection[bytes], name: LineName, spans: Sequence[tuple[int, int]]
) -> Iterator[bytes]:
    return (head.device for head in heads if head.device in awake and _has_all(head, name, spans))


def _has_all(head: LineHead, name: LineName, spans: Sequence[tuple[int, int]]) -> bool:
    lacking = head.lacks(name, spans[-1][1])
    return not any(lacking.meets(*span) for span in spans)


def _next(name: LineName, devices: Iterable[bytes], owners: Collection[bytes]) -> bytes:
    return min(devices, key=lambda device: (device != name.signer, device not in owners, device))


def split_lines(logs: Logs, heads: Collection[LineHead]) -> frozenset[LineName]:
    """Return the lines of which there are two branches, by the files here or by what heads say."""
    digests_at: dict[tuple[LineName, int], set[bytes]] = defaultdict(set)
    for head in heads:
        for name, point in head.lines.items():
            digests_at[name, point.number].add(point.digest)
    split = {name for name, log in logs.items() if log.forks}
    split |= {name for (name, _), digests in digests_at.items() if len(digests) > 1}
    for (name, number), digests in digests_at.items():
        log = logs.get(name)
        if log and not all(log.agrees(LinePoint(number, digest)) for digest in digests):
            split.add(name)
    return frozenset(split)


def head_as_json(head: LineHead) -> dict[str, Any]:
    """Return a head as JSON has it; who says it stands in the header of its file."""
    return {
        "tick": head.tick,
        "lines": lines_as_json(head.lines),
        "holes": [
            [as_text(signer), as_text(line), *span]
            for (signer, line), spans in sorted(head.holes.items())
            for span in spans
        ],
        "purged": list(head.purged),
    }


def read_head(data: object, device: bytes) -> LineHead:
    """Return the head that a device signed.

    Raises:
        InvalidInput: it is not as `head_as_json` writes it.
    """
    if not isinstance(data, dict) or data.keys() != {"tick", "lines", "holes", "purged"}:
        raise unusable()
    return LineHead(
        device=device,
        tick=wire_value.number(data["tick"]),
        lines=read_lines(data["lines"]),
        holes=_read_holes(data["holes"]),
        purged=several(wire_value.record_id)(data["purged"]),
    )


def of_devices(head: LineHead, devices: Collection[bytes]) -> LineHead:
    """Return a head without lines of devices that the team never had, and without more than a device has.

    SECURITY: what a head names counts as there and is missed by everybody; a line can be made up.
    """
    names: dict[bytes, list[LineName]] = defaultdict(list)
    for name in sorted(head.lines):
        names[name.signer].append(name)
    named = {name for signer in names.keys() & {*devices} for name in names[signer][:MAX_LINES]}
    lines = {name: point for name, point in head.lines.items() if name in named}
    return replace(head, lines=lines, holes={name: head.holes[name] for name in head.holes.keys() & named})


def of_strangers(head: LineHead, devices: Collection[bytes]) -> LineHead | None:
    """Return a head with lines alone of devices that are not known yet, `MAX_LINES` in all; None for none.

    The welcome of one may come after the head of another who has its files.
    """
    named = {name for name in sorted(head.lines) if name.signer not in devices}
    names = sorted(named)[:MAX_LINES]
    if not names:
        return None
    lines = {name: head.lines[name] for name in names}
    return replace(
        head, lines=lines, holes={name: head.holes[name] for name in head.holes.keys() & lines.keys()}
    )


def lines_as_json(lines: Mapping[LineName, LinePoint]) -> list[list[Any]]:
    """Return points of lines as JSON has them."""
    return [
        [as_text(signer), as_text(line), point.number, as_text(point.digest)]
        for (signer, line), point in sorted(lines.items())
    ]


def read_lines(data: object) -> dict[LineName, LinePoint]:
    """Return points of lines.

    Raises:
        InvalidInput: they are not as `lines_as_json` writes them.
    """
    if not isinstance(data, list) or len(data) > MAX_NAMED:
        raise unusable()
    lines: dict[LineName, LinePoint] = {}
    for row in data:
        signer, line, number, digest = wire_value.row(
            row, wire_value.device, wire_value.line, wire_value.counted, wire_value.digest
        )
        lines[LineName(signer, line)] = LinePoint(number, digest)
    if len(lines) != len(data):
        raise unusable()
    return lines


def _read_holes(data: object) -> dict[LineName, tuple[tuple[int, int], ...]]:
    if not isinstance(data, list) or len(data) > MAX_HOLES:
        raise unusable()
    holes: dict[LineName, NumberSpans] = defaultdict(NumberSpans)
    for row in data:
        signer, line, first, last = wire_value.row(
            row, wire_value.device, wire_value.line, wire_value.counted, wire_value.counted
        )
        if first > last:
            raise unusable()
        holes[LineName(signer, line)].add(first, last)
    return {name: tuple(spans) for name, spans in holes.items()}
