"""Sets of numbers kept as spans, so that whoever names a number of nineteen digits costs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class NumberSpans:
    """A set of whole numbers.

    Args:
        spans: first and last number of each.

    >>> spans = NumberSpans([(1, 3), (4, 5), (9, 9)])
    >>> spans.remove(2)
    >>> list(spans), 2 in spans, len(spans)
    ([(1, 1), (3, 5), (9, 9)], False, 3)
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        for first, last in spans:
            self.add(first, last)

    def __contains__(self, number: int) -> bool:
        return self.last_from(number) is not None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def last_from(self, number: int) -> int | None:
        """Return the last number of the span that a number is in, or None."""
        return next((last for first, last in self._spans if first <= number <= last), None)

    def add(self, first: int, last: int) -> None:
        """Add the numbers from one to another; none if the last is the smaller."""
        if first > last:
            return
        apart = [span for span in self._spans if span[1] < first - 1 or span[0] > last + 1]
        for span in self._spans:
            if span not in apart:
                first, last = min(first, span[0]), max(last, span[1])
        self._spans = sorted([*apart, (first, last)])

    def remove(self, first: int, last: int | None = None) -> None:
        """Take away the numbers from one to another, or just one."""
        last = first if last is None else last
        spans, self._spans = self._spans, []
        for before, after in spans:
            self.add(before, min(after, first - 1))
            self.add(max(before, last + 1), after)

    def meets(self, first: int, last: int) -> bool:
        """Return whether any of the numbers from one to another is in it."""
        return any(before <= last and first <= after for before, after in self._spans)


def spans_of(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the spans of numbers, however many, in the time that it takes to sort them.

    >>> spans_of([5, 1, 2, 9, 6])
    ((1, 2), (5, 6), (9, 9))
    """
    spans: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        first = spans.pop()[0] if spans and spans[-1][1] == number - 1 else number
        spans.append((first, number))
    return tuple(spans)
