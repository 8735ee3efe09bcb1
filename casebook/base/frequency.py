"""What was counted most often."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def most_frequent(counts: Mapping[T, int]) -> T:
    """Return the key with the highest count, the first of several.

    `Counter.most_common` loads a module when it is first called, which a confined worker can no longer read.

    Raises:
        ValueError: nothing was counted.

    >>> most_frequent({"a": 1, "b": 2, "c": 2})
    'b'
    """
    return max(counts, key=counts.__getitem__)
