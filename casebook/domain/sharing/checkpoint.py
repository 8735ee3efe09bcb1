"""Checkpoints: all that the files of one device say of a space, so that these files may go.

One is a file of its author's line like any other, which needs none before it. It holds nothing that another
device wrote, and is joined with what is here, never put in its place, so that a wrong one takes nothing away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from casebook.domain.sharing.line_head import MAX_LINES, LineHead
from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineName, LinePoint
from casebook.domain.sharing.wire_value import unusable

KEPT_FOR = timedelta(days=14)
"""After a checkpoint was laid, until the files that it stands for may go."""


@dataclass(frozen=True, kw_only=True, repr=False)
class SpaceCheckpoint:
    """What a checkpoint stands for.

    Attributes:
        place: the line that it is a file of.
        number: its own in this line.
        lines: the last file that it stands for of each line of its author; of its own the one before it.

    Raises:
        InvalidInput: a line is another's, its own does not end before it, or there are too many.
    """

    place: LineName
    number: int
    lines: Mapping[LineName, LinePoint]

    def __post_init__(self) -> None:
        # SECURITY: the lines of what is joined stand in every head from then on, made-up ones too
        is_own = all(name.signer == self.place.signer for name in self.lines)
        if not is_own or len(self.lines) > MAX_LINES or self.before.number != self.number - 1:
            raise unusable()

    @property
    def before(self) -> LinePoint:
        """Return the file before it in its own line."""
        return self.lines.get(self.place, LinePoint(0, NOTHING_BEFORE))

    def covers(self, line: bytes, number: int) -> bool:
        """Return whether it stands for a file of its author."""
        point = self.lines.get(LineName(self.place.signer, line))
        return point is not None and 0 < number <= point.number

    def __repr__(self) -> str:
        return "SpaceCheckpoint()"


def is_settled(
    checkpoint: SpaceCheckpoint,
    *,
    heads: Collection[LineHead],
    waited_for: Collection[bytes],
    laid_at: datetime,
    now: datetime,
) -> bool:
    """Return whether its author may remove from the carrier what a checkpoint stands for.

    Those that are lost, removed or asleep hold nothing up, nor does a device of which nothing was heard yet,
    which begins with the checkpoint.

    Args:
        checkpoint: that holds what was in them.
        heads: the newest of each other device.
        waited_for: other devices that are awake and read the space.
        laid_at: when it was laid, by the clock of its author.
        now: by the same clock.

    Returns:
        False while the checkpoint is not 14 days old, or a device that is waited for does not have it, and
        all that it stands for.
    """
    by_device = {head.device: head for head in heads}
    waited = [by_device.get(device) for device in waited_for]
    return now - laid_at >= KEPT_FOR and all(
        head is not None and _is_past(head, checkpoint) for head in waited
    )


def _is_past(head: LineHead, checkpoint: SpaceCheckpoint) -> bool:
    ends = {**{name: at.number for name, at in checkpoint.lines.items()}, checkpoint.place: checkpoint.number}
    return not any(head.lacks(name, number) for name, number in ends.items())
