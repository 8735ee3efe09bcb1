"""Whether two versions of one ID are of one record: both know the values with which it began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from casebook.domain.sharing.stamp import tick_of
from casebook.domain.sharing.version import BINNED, RecordVersion

_Key = tuple[str, bytes]


def is_one_record(
    known: RecordVersion,
    other: RecordVersion,
    *,
    may_lack: Callable[[Any], bool],
) -> bool:
    """Return whether two versions that are begun are of one record.

    Both have the stamp of its beginning, and each value of the beginning that stands in the other stands here
    or was replaced here. Of a beginning older than all stamps at least one such value is shared: its stamp is
    made from the value, so that whoever does not know it cannot write it.

    Args:
        known: what is here.
        other: what came.
        may_lack: whether a value may have been left out of what is here, since it names another record.
    """
    if known.began != other.began:
        return False
    firsts = dict(_firsts(other))
    seen = {(key, stamp) for key, register in known.entries.items() for stamp in register} | known.spent
    lacking = [value for key, value in firsts.items() if key not in seen]
    if any(not may_lack(value) for value in lacking):
        return False
    return bool(other.began) or len(firsts) > len(lacking)


def _firsts(version: RecordVersion) -> Iterator[tuple[_Key, Any]]:
    """Yield the values of the beginning that stand and say something."""
    for key, register in version.entries.items():
        for stamp, value in register.items():
            is_first = stamp == version.began if version.began else not tick_of(stamp)
            if is_first and value and key != BINNED:
                yield (key, stamp), value
