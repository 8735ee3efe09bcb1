"""What was taken in a space, line by line, and what others last said they have of it; kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from casebook.domain.sharing import wire_value
from casebook.domain.sharing.checkpoint import SpaceCheckpoint, holds
from casebook.domain.sharing.line_head import (
    LineGap,
    LineHead,
    gaps,
    head_as_json,
    lines_as_json,
    read_head,
    read_lines,
)
from casebook.domain.sharing.line_log import LineArrival, LineFile, LineLog, LineName, LinePoint
from casebook.domain.sharing.number_spans import NumberSpans
from casebook.domain.sharing.wire_value import as_text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownCheckpoint:
    """A checkpoint that was laid or taken.

    Attributes:
        checkpoint: what it says of itself.
        at: when it was seen here first.
        name: of its file.
    """

    checkpoint: SpaceCheckpoint
    at: datetime
    name: str = ""

    def stands_for(self, other: KnownCheckpoint) -> bool:
        """Return whether another is needed no more beside this one; of two that hold the same, one is."""
        if self.name == other.name or not holds(self.checkpoint, other.checkpoint):
            return False
        is_same = holds(other.checkpoint, self.checkpoint)
        return not is_same or self._rank < other._rank

    @property
    def _rank(self) -> tuple[bytes, str]:
        return self.checkpoint.author, self.name


@dataclass(slots=True, kw_only=True, repr=False)
class SpaceLog:
    """The log of a space.

    Attributes:
        lines: what was taken of each line, our own included.
        heads: the newest head of each device.
        checkpoints: those laid or taken, the oldest first: what each says of itself, so that its file, which
            holds the whole space, is not read again at every exchange.
        waiting: files that lie in the shared folder and wait for one before them, by line.
        forced: digests of those of them that a person let through.
        adopted: digests of checkpoints that were joined here for files that never came.
        purged_at: when a record of the space was purged here last; None for never.
    """

    lines: dict[LineName, LineLog] = field(default_factory=dict)
    heads: dict[bytes, LineHead] = field(default_factory=dict)
    checkpoints: list[KnownCheckpoint] = field(default_factory=list)
    waiting: dict[LineName, set[LineFile]] = field(default_factory=dict)
    forced: set[bytes] = field(default_factory=set)
    adopted: set[bytes] = field(default_factory=set)
    purged_at: datetime | None = None

    def without_checkpoints(self, names: Collection[str]) -> SpaceLog:
        """Return the log without checkpoints of these files, for which others stand."""
        return replace(self, checkpoints=[one for one in self.checkpoints if one.name not in names])

    def checkpoints_of(self, own: bytes) -> list[KnownCheckpoint]:
        """Return the checkpoints that a device laid or found right."""
        head = self.heads.get(own)
        cosigned = head.cosigned if head else ()
        return [
            one
            for one in self.checkpoints
            if one.checkpoint.author == own or one.checkpoint.digest in cosigned
        ]

    def line(self, signer: bytes, line: bytes) -> LineLog:
        """Return the log of a line, a new one where nothing of it was taken."""
        return self.lines.setdefault(LineName(signer, line), LineLog())

    def heads_of_others(self, own: bytes) -> list[LineHead]:
        """Return the newest head of each device but one's own."""
        return [head for device, head in self.heads.items() if device != own]

    def gaps(self, heads: Collection[LineHead]) -> list[LineGap]:
        """Return what is missing of each line, given up or not.

        Args:
            heads: the newest of each other device.
        """
        return gaps(self._with_waiting(), heads)

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

    def take_file(self, name: LineName, file: LineFile) -> LineArrival:
        """Take a file of a line, or note that it waits for one before it."""
        log = self.line(*name)
        if file.digest in self.forced:
            self.forced.discard(file.digest)
            return log.force(file)
        arrival = log.take(file)
        if not arrival.taken and not arrival.is_known:
            self.waiting.setdefault(name, set()).add(file)
        return arrival

    def _with_waiting(self) -> dict[LineName, LineLog]:
        """Return copies of the logs in which the files that wait are held."""
        logs = {name: LineLog.of_json(log.as_json()) for name, log in self.lines.items()}
        for name in self.waiting:
            for file in self.still_waiting(name):
                logs.setdefault(name, LineLog()).hold(file)
        return logs

    @classmethod
    def read(cls, space: bytes, text: str) -> SpaceLog:
        """Return the log of a space that `written` wrote; an empty one of ""."""
        if not text:
            return cls()
        data = json.loads(text)
        return cls(
            lines={
                LineName(wire_value.digest(signer), wire_value.line(line)): LineLog.of_json(log)
                for signer, line, log in data["lines"]
            },
            heads={
                (device := wire_value.digest(text_of)): read_head(head, device)
                for text_of, head in data["heads"]
            },
            checkpoints=[
                KnownCheckpoint(
                    checkpoint=SpaceCheckpoint(
                        space=space,
                        author=wire_value.digest(author),
                        lines=read_lines(lines),
                        content=wire_value.digest(content),
                    ),
                    at=datetime.fromisoformat(at),
                    name=str(*name),
                )
                for author, lines, content, at, *name in data["checkpoints"]
            ],
            waiting={
                LineName(wire_value.digest(signer), wire_value.line(line)): {
                    LineFile(
                        number=number, digest=wire_value.digest(digest), before=wire_value.digest(before)
                    )
                    for number, digest, before in files
                }
                for signer, line, files in data.get("waiting", ())
            },
            forced={wire_value.digest(one) for one in data.get("forced", ())},
            adopted={wire_value.digest(one) for one in data.get("adopted", ())},
            purged_at=datetime.fromisoformat(purged_at) if (purged_at := data.get("purged_at")) else None,
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
            "checkpoints": [
                [
                    as_text(one.checkpoint.author),
                    lines_as_json(one.checkpoint.lines),
                    as_text(one.checkpoint.content),
                    one.at.isoformat(),
                    one.name,
                ]
                for one in self.checkpoints
            ],
            "waiting": [
                [
                    as_text(name.signer),
                    as_text(name.line),
                    sorted([one.number, as_text(one.digest), as_text(one.before)] for one in files),
                ]
                for name in sorted(self.waiting)
                if (files := self.still_waiting(name))
            ],
            "forced": sorted(map(as_text, self.forced)),
            "adopted": sorted(map(as_text, self.adopted)),
            "purged_at": self.purged_at.isoformat() if self.purged_at else "",
        }
        return json.dumps(data, separators=(",", ":"))

    def still_waiting(self, name: LineName) -> list[LineFile]:
        """Return the files of a line that wait and were not taken meanwhile."""
        log = self.lines.get(name, LineLog())
        waiting = self.waiting.get(name, ())
        return [one for one in waiting if not log.has(LinePoint(one.number, one.digest))]
