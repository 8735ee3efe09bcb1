"""What was taken of a line: a device's log in a space, file by file, each naming the one before.

A file is taken when the one before it was. Others are held, for good if need be; a person may go on without
what nobody has, and what comes later fills the hole. Two files of one number are two copies of a device that
write on one line: both branches are taken. To take a file twice does no harm, so in doubt it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from casebook.domain.sharing import wire_value
from casebook.domain.sharing.number_spans import NumberSpans
from casebook.domain.sharing.wire_value import DIGEST_BYTES, as_text, unusable

NOTHING_BEFORE = bytes(DIGEST_BYTES)
"""What the first file of a line names as the one before."""


class LineName(NamedTuple):
    """Whose log it is: nobody writes on a line of another, whatever a header says.

    Attributes:
        signer: id of the device, 32 bytes.
        line: 8 bytes.
    """

    signer: bytes
    line: bytes


class LinePoint(NamedTuple):
    """A file of a line.

    Attributes:
        number: from 1; 0 before the first.
        digest: SHA-256 of the file, 32 bytes; zeros before the first.
    """

    number: int
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFile:
    """What a file says of its place in its line.

    Attributes:
        number: from 1.
        digest: SHA-256 of the file, 32 bytes.
        before: that of the file before, zeros for the first.

    Raises:
        InvalidInput: just one of number and file before is that of a first file, or the number is none.
    """

    number: int
    digest: bytes
    before: bytes

    def __post_init__(self) -> None:
        if self.number < 1 or (self.number == 1) != (self.before == NOTHING_BEFORE):
            raise unusable()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineArrival:
    """What came of a file.

    Attributes:
        taken: what is to be read now, in order: none of a file that is held or known.
        is_known: whether it came before.
        is_fork: whether there is another file of its number.
    """

    taken: tuple[LineFile, ...]
    is_known: bool
    is_fork: bool


class LineLog:
    """What was taken of one line.

    Attributes:
        base: up to which a checkpoint holds all, or what was before the first file.
        number: up to which everything was taken, is in the checkpoint, or was given up.
        holes: numbers that were given up and did not come since.
    """

    def __init__(self) -> None:
        self.base = LinePoint(0, NOTHING_BEFORE)
        self.number = 0
        self.holes = NumberSpans()
        self._taken: dict[int, set[bytes]] = {}
        self._held: dict[int, dict[bytes, bytes]] = {}

    def take(self, file: LineFile) -> LineArrival:
        """Take a file, or hold it until the one before it is taken."""
        at_number = self._at(file.number)
        is_fork = bool(at_number - {file.digest})
        if file.digest in at_number:
            return LineArrival(taken=(), is_known=True, is_fork=is_fork)
        self._held.setdefault(file.number, {})[file.digest] = file.before
        return LineArrival(taken=tuple(self._released(file.number)), is_known=False, is_fork=is_fork)

    def go_on(self) -> tuple[LineFile, ...]:
        """Give up what is missing before the first files that are held, and return what is to be read."""
        if not self._held:
            return ()
        first = min(self._held)
        self.holes.add(self.number + 1, first - 1)
        forced = [self._accept(first, digest) for digest in sorted(self._held[first])]
        return (*forced, *self._released(first + 1))

    def may_take(self, file: LineFile) -> bool:
        """Return whether a file would be taken, not held: the one before it was, or it waits for none."""
        return self._is_ready(file.number, file.before)

    def hold(self, file: LineFile) -> None:
        """Hold a file, though the one before it may be here."""
        if file.digest not in self._at(file.number):
            self._held.setdefault(file.number, {})[file.digest] = file.before

    def force(self, file: LineFile) -> LineArrival:
        """Take a file and go on without what is missing before it; what comes late of that is taken."""
        arrival = self.take(file)
        if arrival.taken or arrival.is_known:
            return arrival
        self.holes.add(self.number + 1, file.number - 1)
        taken = (self._accept(file.number, file.digest), *self._released(file.number + 1))
        return LineArrival(taken=taken, is_known=False, is_fork=arrival.is_fork)

    def pass_over(self, file: LineFile) -> bool:
        """Leave a hole where a file stands that holds nothing that can be read, if it is its turn.

        What is after it is taken then; another file of its number fills the hole.

        Returns:
            Whether there is a hole now. None is made where another file of its number was taken, nor while
            files before it are missing.
        """
        if self._at(file.number) or not self._is_ready(file.number, file.before):
            return False
        self.holes.add(file.number, file.number)
        self._released(file.number + 1)
        return True

    def lose(self, spans: Iterable[tuple[int, int]]) -> None:
        """Count files that were taken and are kept nowhere as given up; the last ones as never taken."""
        lost = NumberSpans(spans)
        for number in [number for number in self._taken if number in lost]:
            del self._taken[number]
        for span in lost:
            self.holes.add(*span)
        for first, last in [span for span in self.holes if span[1] == self.number and self.number in lost]:
            self.holes.remove(first, last)
            self.number = max(self.base.number, first - 1)

    def adopt(self, point: LinePoint) -> tuple[LineFile, ...]:
        """Count as taken what a checkpoint holds, and return what of the files held is to be read."""
        holes = [*self.holes]
        self.holes.remove(1, point.number)
        if point.number > self.number:
            self.base, self.number = point, point.number
        elif point.number > self.base.number and [*self.holes] != holes:
            # or what was given up would be missing again once the log is read
            digests = self._taken.get(point.number, {point.digest})
            self.base = LinePoint(point.number, min(digests))
        covered = [number for number in sorted(self._held) if number <= self.base.number]
        taken = [file for number in covered for file in self._released(number)]
        return (*taken, *self._released(self.base.number + 1))

    def take_checkpoint(self, file: LineFile) -> LineArrival:
        """Take a checkpoint, which stands for all files before it, here or not."""
        self.adopt(LinePoint(file.number - 1, file.before))
        arrival = self.take(file)
        if arrival.taken or arrival.is_known:
            return arrival
        taken = (self._accept(file.number, file.digest), *self._released(file.number + 1))
        return LineArrival(taken=taken, is_known=False, is_fork=arrival.is_fork)

    def forget(self, number: int) -> None:
        """Drop the digests up to a number that was taken, for those who need no proof of a fork any more."""
        if self.base.number < number <= self.number and (digests := self._taken.get(number)):
            self.base = LinePoint(number, min(digests))
        for known in [known for known in self._taken if known < self.base.number]:
            del self._taken[known]

    @property
    def head(self) -> LinePoint:
        """Return the last file up to which everything was taken; of two branches the same on every copy.

        Where that number is a hole, it is the last one taken before.
        """
        number = self.number
        if number in self.holes:
            number = max((one for one in self._taken if one < number), default=0)
        digests = self._taken.get(number, set()) if number >= self.base.number else set[bytes]()
        return LinePoint(number, min(digests)) if digests else self.base

    @property
    def last_known(self) -> int:
        """Return the last number of which any file is here."""
        return max(self.number, max(self._held, default=0))

    def missing(self, until: int = 0) -> list[tuple[int, int]]:
        """Return the spans of numbers that exist and are not here, given up or not.

        Args:
            until: the last number that is known otherwise to exist.
        """
        missing = NumberSpans(self.holes)
        missing.add(self.number + 1, max(until, self.last_known))
        for number in self._held.keys() - self._taken.keys():
            missing.remove(number)
        return list(missing)

    def agrees(self, point: LinePoint) -> bool:
        """Return whether a file is one of ours, or of a number of which we know none."""
        known = self._taken.get(point.number, set()) | set(self._held.get(point.number, ()))
        if point.number == self.base.number:
            known.add(self.base.digest)
        return not known or point.digest in known

    def has(self, point: LinePoint) -> bool:
        """Return whether a file was taken, or is what a checkpoint ends with."""
        return point == self.base or point.digest in self._taken.get(point.number, ())

    def digests(self, number: int) -> frozenset[bytes]:
        """Return the digests of the files of a number that are known."""
        return frozenset(self._at(number))

    @property
    def forks(self) -> dict[int, tuple[bytes, ...]]:
        """Return the digests of each number that has several files."""
        numbers = sorted(self._taken.keys() | self._held.keys() | {self.base.number})
        digests = {number: tuple(sorted(self._at(number))) for number in numbers}
        return {number: some for number, some in digests.items() if len(some) > 1}

    def _at(self, number: int) -> set[bytes]:
        digests = self._taken.get(number, set()) | set(self._held.get(number, ()))
        return digests | ({self.base.digest} if number and number == self.base.number else set())

    def _is_ready(self, number: int, before: bytes) -> bool:
        if number == 1 or number <= self.base.number or number in self.holes:
            return True
        return number - 1 in self.holes or self.has(LinePoint(number - 1, before))

    def _accept(self, number: int, digest: bytes) -> LineFile:
        before = self._held[number].pop(digest)
        if not self._held[number]:
            del self._held[number]
        self.holes.remove(number)
        self._taken.setdefault(number, set()).add(digest)
        return LineFile(number=number, digest=digest, before=before)

    def _released(self, number: int) -> list[LineFile]:
        """Take the held files that may be taken now, from a number on, as far as they go."""
        released: list[LineFile] = []
        while ready := [
            digest
            for digest, before in sorted(self._held.get(number, {}).items())
            if self._is_ready(number, before)
        ]:
            released += [self._accept(number, digest) for digest in ready]
            number += 1
        self._advance()
        return released

    def _advance(self) -> None:
        while True:
            following = self.number + 1
            if last := self.holes.last_from(following):
                self.number = last
            elif following in self._taken:
                self.number = following
            else:
                return

    def as_json(self) -> dict[str, Any]:
        """Return the log as JSON has it, for the database."""
        return {
            "base": [self.base.number, as_text(self.base.digest)],
            "taken": [[number, as_text(one)] for number, some in self._taken.items() for one in sorted(some)],
            "held": [
                [number, as_text(digest), as_text(before)]
                for number, some in self._held.items()
                for digest, before in sorted(some.items())
            ],
            "holes": [list(span) for span in self.holes],
        }

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> LineLog:
        """Return the log that `as_json` wrote."""
        log = cls()
        log.base = _point(data["base"])
        log.number = log.base.number
        log.holes = NumberSpans((first, last) for first, last in data["holes"])
        for row in data["taken"]:
            number, digest = _point(row)
            log._taken.setdefault(number, set()).add(digest)
        for row in data["held"]:
            number, digest, before = wire_value.row(
                row, wire_value.number, wire_value.digest, wire_value.digest
            )
            log._held.setdefault(number, {})[digest] = before
        log._advance()
        return log

    def __repr__(self) -> str:
        return f"LineLog({self.number})"


def _point(row: object) -> LinePoint:
    return LinePoint(*wire_value.row(row, wire_value.number, wire_value.digest))
