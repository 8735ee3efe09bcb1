"""What was taken in a space, line by line, and what others last said they have of it; kept as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from casebook.domain.sharing import wire_value
from casebook.domain.sharing.line_head import LineHead, head_as_json, read_head
from casebook.domain.sharing.line_log import LineLog, LineName
from casebook.domain.sharing.wire_value import as_text


@dataclass(slots=True, kw_only=True, repr=False)
class SpaceLog:
    """The log of a space.

    Attributes:
        lines: what was taken of each line, our own included.
        heads: the newest head of each other device.
    """

    lines: dict[LineName, LineLog] = field(default_factory=dict)
    heads: dict[bytes, LineHead] = field(default_factory=dict)

    def line(self, signer: bytes, line: bytes) -> LineLog:
        """Return the log of a line, a new one where nothing of it was taken."""
        return self.lines.setdefault(LineName(signer, line), LineLog())

    @classmethod
    def read(cls, text: str) -> SpaceLog:
        """Return the log that `written` wrote; an empty one of ""."""
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
        }
        return json.dumps(data, separators=(",", ":"))
