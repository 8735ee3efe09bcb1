"""What was taken in a space, line by line, and what others last said they have of it; kept as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from casebook.domain.sharing import wire_value
from casebook.domain.sharing.checkpoint import SpaceCheckpoint
from casebook.domain.sharing.line_head import LineHead, head_as_json, lines_as_json, read_head, read_lines
from casebook.domain.sharing.line_log import LineLog, LineName
from casebook.domain.sharing.wire_value import as_text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownCheckpoint:
    """A checkpoint that was laid or taken.

    Attributes:
        checkpoint: what it says of itself.
        at: when it was seen here first.
    """

    checkpoint: SpaceCheckpoint
    at: datetime


@dataclass(slots=True, kw_only=True, repr=False)
class SpaceLog:
    """The log of a space.

    Attributes:
        lines: what was taken of each line, our own included.
        heads: the newest head of each device.
        checkpoints: those laid or taken, the oldest first: what each says of itself, so that its file, which
            holds the whole space, is not read again at every exchange.
    """

    lines: dict[LineName, LineLog] = field(default_factory=dict)
    heads: dict[bytes, LineHead] = field(default_factory=dict)
    checkpoints: list[KnownCheckpoint] = field(default_factory=list)

    def line(self, signer: bytes, line: bytes) -> LineLog:
        """Return the log of a line, a new one where nothing of it was taken."""
        return self.lines.setdefault(LineName(signer, line), LineLog())

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
                )
                for author, lines, content, at in data["checkpoints"]
            ],
        )

    def written(self) -> str:
        """Return the log as text.

        Files that wait for one before them are not kept: they lie in the shared folder, and are met again.
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
                ]
                for one in self.checkpoints
            ],
        }
        return json.dumps(data, separators=(",", ":"))
