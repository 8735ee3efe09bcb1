"""Checkpoints: all that the files of one device say of a space, so that these files may go.

None holds what another device wrote. It is joined with what is here, never put in its place, so that a wrong
one takes nothing away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from casebook.domain.sharing.line_head import MAX_LINES, LineHead, lines_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.wire_value import as_text, canonical

KEPT_FOR = timedelta(days=14)
"""After a checkpoint was laid, until the files that it stands for may go."""


@dataclass(frozen=True, kw_only=True, repr=False)
class SpaceCheckpoint:
    """A checkpoint of what one device laid in a space.

    Attributes:
        space: 16 bytes.
        author: device that signed it, 32 bytes.
        lines: the last file of each of its lines that it holds.
        content: SHA-256 of all that it holds, in one form.
    """

    space: bytes
    author: bytes
    lines: Mapping[LineName, LinePoint]
    content: bytes

    @cached_property
    def digest(self) -> bytes:
        """By which others sign it, who find that it says what the files say."""
        place = [as_text(self.space), lines_as_json(self.lines), as_text(self.content)]
        return hashlib.sha256(b"casebook checkpoint\0" + canonical(place)).digest()

    def __repr__(self) -> str:
        return "SpaceCheckpoint()"


def is_of_author(checkpoint: SpaceCheckpoint) -> bool:
    """Return whether all lines of a checkpoint are of its author, and not too many.

    SECURITY: the lines of what is joined stand in every head from then on, made-up ones too.
    """
    lines = checkpoint.lines
    return len(lines) <= MAX_LINES and all(name.signer == checkpoint.author for name in lines)


def signers(checkpoint: SpaceCheckpoint, heads: Iterable[LineHead], roster: Roster) -> frozenset[bytes]:
    """Return the devices that signed a checkpoint and may write in its space now, its author among them.

    SECURITY: without any it does not count. Whoever was put out may sign another one later, of which nobody
    in the team says that it agrees with the files that were accepted of them. In a closed space that is so of
    everybody: another has to say it.
    """
    signed = {head.device for head in heads if checkpoint.digest in head.cosigned}
    space = roster.spaces.get(checkpoint.space)
    if space is not None and space.is_closed:
        return roster.could_write(checkpoint.space) & signed - {checkpoint.author}
    return roster.may_write(checkpoint.space) & (signed | {checkpoint.author})


def holds(checkpoint: SpaceCheckpoint, other: SpaceCheckpoint) -> bool:
    """Return whether a checkpoint holds all files that another does."""
    return all(
        name in checkpoint.lines and point.number <= checkpoint.lines[name].number
        for name, point in other.lines.items()
    )


def is_settled(
    checkpoint: SpaceCheckpoint,
    *,
    own: bytes,
    signed: Collection[bytes],
    heads: Collection[LineHead],
    waited_for: Collection[bytes],
    laid_at: datetime,
    now: datetime,
) -> bool:
    """Return whether a device may remove from the carrier what a checkpoint stands for.

    Those that are lost, removed or asleep hold nothing up, nor does a device of which nothing was heard yet,
    which begins with the checkpoint.

    Args:
        checkpoint: that holds what was in them.
        own: id of this device.
        signed: who signed the checkpoint, as `signers` gives them.
        heads: the newest of each other device.
        waited_for: devices that are awake and read the space.
        laid_at: when this device saw the checkpoint first, by its own clock.
        now: by its own clock.

    Returns:
        False while the checkpoint is not signed by this device and another, not 14 days old, or a device that
        is waited for is not past it.
    """
    is_signed = own in signed and len({*signed}) > 1
    if not is_signed or now - laid_at < KEPT_FOR:
        return False
    by_device = {head.device: head for head in heads}
    passed = [by_device.get(device) for device in {*waited_for} - {own}]
    return all(head is not None and _is_past(head, checkpoint) for head in passed)


def _is_past(head: LineHead, checkpoint: SpaceCheckpoint) -> bool:
    """Return whether a device has all that a checkpoint holds, file by file or by the checkpoint itself."""
    if checkpoint.digest in head.cosigned:
        return True
    return not any(head.lacks(name, point.number) for name, point in checkpoint.lines.items())
