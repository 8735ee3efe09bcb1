"""What was taken in a space, line by line, and what others last said they have of it; kept as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from casebook.domain.sharing import wire_value
from casebook.domain.sharing.checkpoint import SpaceCheckpoint
from casebook.domain.sharing.line_head import (
    MAX_LINES,
    LineGap,
    LineHead,
    Spans,
    gaps,
    head_as_json,
    lines_as_json,
    of_devices,
    of_strangers,
    read_head,
    read_lines,
)
from casebook.domain.sharing.line_log import LineArrival, LineFile, LineLog, LineName, LinePoint
from casebook.domain.sharing.number_spans import NumberSpans
from casebook.domain.sharing.wire_value import as_text

MAX_WAITING = 256
"""Files of a line that are kept as waiting for one before them; more follow as these are taken."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownCheckpoint:
    """A checkpoint that was laid here, or taken and leaves out nothing that is known here.

    Attributes:
        checkpoint: what it stands for.
        at: when it was seen here first.
        name: of its file.
    """

    checkpoint: SpaceCheckpoint
    at: datetime
    name: str

    def stands_for(self, other: KnownCheckpoint) -> bool:
        """Return whether it stands for another checkpoint of its author, and for all that this one covers."""
        later, earlier = self.checkpoint, other.checkpoint
        ends = {**{name: at.number for name, at in earlier.lines.items()}, earlier.place: earlier.number}
        is_of_author = later.place.signer == earlier.place.signer
        return is_of_author and all(later.covers(name.line, number) for name, number in ends.items())


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LargeSpace:
    """That what a device laid in a space did not fit into a checkpoint.

    Attributes:
        files: it had laid.
        purged: records that were purged there.
    """

    files: int
    purged: int


@dataclass(slots=True, kw_only=True, repr=False)
class SpaceLog:
    """The log of a space.

    Attributes:
        lines: what was taken of each line, our own included.
        heads: the newest head of each device.
        early: of heads the lines of devices whose welcome is not here yet, by the device of the head.
        checkpoints: those that stand for files, the oldest first.
        wrong: those that leave out what files here say: these are laid again whenever they are lost.
        waiting: files that lie in the shared folder and wait for one before them, by line.
        late: numbers of files that lie there, laid after access of their author ended: they are not missing.
        decided: numbers of such files that a person decided about.
        forced: digests of those of them that a person let through.
        handed_on: digests of what was laid here of records that a person kept.
        purged_at: when a record of the space was purged here last; None for never.
        holds_purged: whether files of this device may hold it, since no checkpoint was laid after it.
        misled: how often a line was left by the word of one device alone, by device.
        large: that what this device laid did not fit into a checkpoint when that was tried last, or None.
        lost_at: when files of this device were found to be kept nowhere last; None for never.
    """

    lines: dict[LineName, LineLog] = field(default_factory=dict)
    heads: dict[bytes, LineHead] = field(default_factory=dict)
    early: dict[bytes, LineHead] = field(default_factory=dict)
    checkpoints: list[KnownCheckpoint] = field(default_factory=list)
    wrong: list[KnownCheckpoint] = field(default_factory=list)
    waiting: dict[LineName, set[LineFile]] = field(default_factory=dict)
    late: dict[LineName, Spans] = field(default_factory=dict)
    decided: dict[LineName, Spans] = field(default_factory=dict)
    forced: set[bytes] = field(default_factory=set)
    handed_on: set[bytes] = field(default_factory=set)
    purged_at: datetime | None = None
    holds_purged: bool = False
    misled: dict[bytes, int] = field(default_factory=dict)
    large: LargeSpace | None = None
    lost_at: datetime | None = None

    def keep_head(self, head: LineHead, devices: Collection[bytes]) -> LineHead:
        """Keep a head of a device, and return what of it counts.

        Args:
            head: as its device signed it.
            devices: that are known; lines of others wait until these are.
        """
        self.heads[head.device] = of_devices(head, devices)
        self.early.pop(head.device, None)
        if early := of_strangers(head, devices):
            self.early[head.device] = early
        return self.heads[head.device]

    def let_in(self, devices: Collection[bytes]) -> bool:
        """Let lines count that heads name, of devices which are known now; returns whether there are any."""
        is_any = False
        for device, early in list(self.early.items()):
            known = self.heads.get(device)
            if known is None or not any(name.signer in devices for name in early.lines):
                continue
            lines, holes = {**known.lines, **early.lines}, {**known.holes, **early.holes}
            self.keep_head(replace(known, lines=lines, holes=holes), devices)
            is_any = True
        return is_any

    def without_checkpoints(self, names: Collection[str]) -> SpaceLog:
        """Return the log without checkpoints of these files, for which others stand."""
        return replace(self, checkpoints=[one for one in self.checkpoints if one.name not in names])

    def checkpoints_of(self, device: bytes) -> list[KnownCheckpoint]:
        """Return the checkpoints of a device, the oldest first."""
        return [one for one in self.checkpoints if one.checkpoint.place.signer == device]

    def wrong_of(self, device: bytes) -> list[KnownCheckpoint]:
        """Return the checkpoints of a device that leave something out."""
        return [one for one in self.wrong if one.checkpoint.place.signer == device]

    def keep_checkpoint(self, known: KnownCheckpoint, *, is_own: bool, is_less: bool) -> None:
        """Keep a checkpoint; of another device without those that it stands for.

        One that leaves nothing out says also what earlier ones of its author left out.

        Args:
            known: the checkpoint.
            is_own: whether this device laid it.
            is_less: whether it leaves out what files here say.
        """
        self.wrong = [one for one in self.wrong if not known.stands_for(one)]
        if is_less:
            self.wrong.append(known)
            return
        self.checkpoints = [one for one in self.checkpoints if is_own or not known.stands_for(one)]
        self.checkpoints.append(known)

    def has_holes_of(self, device: bytes) -> bool:
        """Return whether somebody here went on without files of a device."""
        return any(log.holes for name, log in self.lines.items() if name.signer == device)

    def covering(self, signer: bytes, line: bytes, number: int) -> list[KnownCheckpoint]:
        """Return the checkpoints of a device that stand for one of its files."""
        return [one for one in self.checkpoints_of(signer) if one.checkpoint.covers(line, number)]

    def count_from(self, now: datetime, device: bytes) -> bool:
        """Count the age of checkpoints of a device from now on, if its clock was ahead when it laid them.

        Returns:
            Whether there is any.
        """
        ahead = [one for one in self.checkpoints_of(device) if one.at > now]
        self.checkpoints = [replace(one, at=now) if one in ahead else one for one in self.checkpoints]
        return bool(ahead)

    def distrust(self, standing: Collection[KnownCheckpoint]) -> None:
        """Let checkpoints stand for files no longer, since they leave out what one of them says."""
        self.wrong += standing
        self.checkpoints = [one for one in self.checkpoints if one not in standing]

    def adopt(self, checkpoint: SpaceCheckpoint) -> None:
        """Count as taken what a checkpoint stands for.

        SECURITY: of lines of which nothing was here only as many as one may name, or every head would grow.
        """
        known = sum(name.signer == checkpoint.place.signer for name in self.lines)
        for name, point in checkpoint.lines.items():
            if name in self.lines or known < MAX_LINES:
                known += name not in self.lines
                self.line(*name).adopt(point)

    def line(self, signer: bytes, line: bytes) -> LineLog:
        """Return the log of a line, a new one where nothing of it was taken."""
        return self.lines.setdefault(LineName(signer, line), LineLog())

    def is_new(self, content: bytes) -> bool:
        """Return whether this was not handed on before, and note that it is."""
        digest = hashlib.sha256(content).digest()
        is_new = digest not in self.handed_on
        self.handed_on.add(digest)
        return is_new

    def heads_of_others(self, own: bytes) -> list[LineHead]:
        """Return the newest head of each device but one's own."""
        return [head for device, head in self.heads.items() if device != own]

    def gaps(self, heads: Collection[LineHead]) -> list[LineGap]:
        """Return what is missing of each line, given up or not.

        Args:
            heads: the newest of each other device.
        """
        names = {*self.late, *self.decided}
        but = {
            name: (*self.late.get(name, ()), *self.decided.get(name, ()))
            for name in names
            if not self.still_waiting(name)
        }
        return gaps(self._with_waiting(), heads, but)

    def note_decided(self, name: LineName, number: int) -> None:
        """Note that a person decided about a file which was laid after its author's access ended."""
        spans = NumberSpans(self.decided.get(name, ()))
        spans.add(number, number)
        self.decided[name] = tuple(spans)

    def is_expected(self, gap: LineGap) -> bool:
        """Return whether files of a gap may yet come: others than those that are damaged or were given up."""
        spans, log = NumberSpans(gap.spans), self.lines.get(gap.name)
        for hole in log.holes if log else ():
            spans.remove(*hole)
        return bool(spans)

    def go_on(self, name: LineName) -> int:
        """Let through what waits in a line though files before it are missing; returns how many files."""
        let = {one.digest for one in self.still_waiting(name)}
        self.forced |= let
        return len(let)

    def take_file(self, name: LineName, file: LineFile, *, is_checkpoint: bool = False) -> LineArrival:
        """Take a file of a line, or note that it waits for one before it, as no checkpoint does."""
        log = self.line(*name)
        if is_checkpoint:
            return log.take_checkpoint(file)
        if file.digest in self.forced:
            self.forced.discard(file.digest)
            return log.force(file)
        arrival = log.take(file)
        waiting = self.waiting.setdefault(name, set())
        if not arrival.taken and not arrival.is_known and len(waiting) < MAX_WAITING:
            waiting.add(file)
        return arrival

    def still_waits(self, name: LineName, file: LineFile) -> bool:
        """Return whether a file that waited for one before it waits still, and nobody let it through."""
        waiting = self.waiting.get(name, ())
        is_known = file in waiting or len(waiting) >= MAX_WAITING
        return (
            is_known and file.digest not in self.forced and not self.lines.get(name, LineLog()).may_take(file)
        )

    def _with_waiting(self) -> dict[LineName, LineLog]:
        """Return the logs; of lines in which files wait, copies that hold these."""
        logs = dict(self.lines)
        for name in self.waiting:
            if files := self.still_waiting(name):
                known = self.lines.get(name)
                logs[name] = LineLog.of_json(known.as_json()) if known else LineLog()
                for file in files:
                    logs[name].hold(file)
        return logs

    @classmethod
    def read(cls, text: str) -> SpaceLog:
        """Return the log of a space that `written` wrote; an empty one of ""."""
        if not text:
            return cls()
        data = json.loads(text)
        return cls(
            lines={
                LineName(wire_value.digest(signer), wire_value.line(line)): LineLog.of_json(log)
                for signer, line, log in data["lines"]
            },
            heads=_heads(data["heads"]),
            early=_heads(data.get("early", ())),
            checkpoints=[*map(_checkpoint, data["checkpoints"])],
            wrong=[*map(_checkpoint, data.get("wrong", ()))],
            waiting={
                LineName(wire_value.digest(signer), wire_value.line(line)): {
                    LineFile(
                        number=number, digest=wire_value.digest(digest), before=wire_value.digest(before)
                    )
                    for number, digest, before in files
                }
                for signer, line, files in data.get("waiting", ())
            },
            late=_spans(data.get("late", ())),
            decided=_spans(data.get("decided", ())),
            forced={wire_value.digest(one) for one in data.get("forced", ())},
            handed_on={wire_value.digest(one) for one in data.get("handed_on", ())},
            purged_at=_instant(data.get("purged_at")),
            holds_purged=data.get("holds_purged", False),
            misled={wire_value.digest(device): times for device, times in data.get("misled", ())},
            large=_large(data.get("large")),
            lost_at=_instant(data.get("lost_at")),
        )

    def written(self) -> str:
        """Return the log as text.

        Files that wait for one before them are not held: they lie in the shared folder, and are met again.
        """
        data = {
            "lines": [
                [as_text(signer), as_text(line), {**log.as_json(), "held": []}]
                for (signer, line), log in sorted(self.lines.items())
            ],
            "heads": [[as_text(device), head_as_json(head)] for device, head in sorted(self.heads.items())],
            "early": [[as_text(device), head_as_json(head)] for device, head in sorted(self.early.items())],
            "checkpoints": [*map(_row_of, self.checkpoints)],
            "wrong": [*map(_row_of, self.wrong)],
            "waiting": [
                [
                    as_text(name.signer),
                    as_text(name.line),
                    sorted([one.number, as_text(one.digest), as_text(one.before)] for one in files),
                ]
                for name in sorted(self.waiting)
                if (files := self.still_waiting(name))
            ],
            "late": _rows_of(self.late),
            "decided": _rows_of(self.decided),
            "forced": sorted(map(as_text, self.forced)),
            "handed_on": sorted(map(as_text, self.handed_on)),
            "purged_at": self.purged_at.isoformat() if self.purged_at else "",
            "holds_purged": self.holds_purged,
            "misled": sorted([as_text(device), times] for device, times in self.misled.items()),
            "large": [self.large.files, self.large.purged] if self.large else None,
            "lost_at": self.lost_at.isoformat() if self.lost_at else "",
        }
        return json.dumps(data, separators=(",", ":"))

    def still_waiting(self, name: LineName) -> list[LineFile]:
        """Return the files of a line that wait and were not taken meanwhile."""
        log = self.lines.get(name, LineLog())
        waiting = self.waiting.get(name, ())
        return [one for one in waiting if not log.has(LinePoint(one.number, one.digest))]


def without_earlier(checkpoints: Collection[KnownCheckpoint]) -> list[KnownCheckpoint]:
    """Return those checkpoints of a device for which no other of these stands."""
    return [
        one
        for one in checkpoints
        if not any(
            other.checkpoint.covers(one.checkpoint.place.line, one.checkpoint.number) for other in checkpoints
        )
    ]


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _heads(rows: Iterable[Any]) -> dict[bytes, LineHead]:
    return {(device := wire_value.digest(text)): read_head(head, device) for text, head in rows}


def _checkpoint(row: Sequence[Any]) -> KnownCheckpoint:
    signer, line, number, lines, at, name = row
    place = LineName(wire_value.digest(signer), wire_value.line(line))
    checkpoint = SpaceCheckpoint(place=place, number=number, lines=read_lines(lines))
    return KnownCheckpoint(checkpoint=checkpoint, at=datetime.fromisoformat(at), name=name)


def _row_of(one: KnownCheckpoint) -> list[Any]:
    checkpoint = one.checkpoint
    lines = lines_as_json(checkpoint.lines)
    return [*map(as_text, checkpoint.place), checkpoint.number, lines, one.at.isoformat(), one.name]


def _spans(rows: Iterable[Any]) -> dict[LineName, Spans]:
    return {
        LineName(wire_value.digest(signer), wire_value.line(line)): tuple(
            (first, last) for first, last in spans
        )
        for signer, line, spans in rows
    }


def _rows_of(spans: Mapping[LineName, Spans]) -> list[list[Any]]:
    return [[as_text(name.signer), as_text(name.line), some] for name, some in sorted(spans.items())]


def _large(value: Sequence[int] | None) -> LargeSpace | None:
    return LargeSpace(files=value[0], purged=value[1]) if value else None
