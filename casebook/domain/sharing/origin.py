"""Whether files that begin one ID speak of one record: by who signed them, and what these know.

SECURITY: a stamp is a line, an instant and a counter. Whoever saw one earlier can write it again, and declare
every value replaced without knowing any. So neither proves where a record began; who signed a file does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from casebook.domain.sharing.stamp import tick_of
from casebook.domain.sharing.version import BINNED, RecordVersion

_Key = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Beginning:
    """A record as a file begins it.

    Attributes:
        version: what the file says of it.
        author: the member whose it is; none where the device is not known.
    """

    version: RecordVersion
    author: frozenset[str]


def is_vouched(
    one: Beginning,
    other: Beginning,
    *,
    readers: Collection[str],
    line_owner: str,
    may_lack: Callable[[Any], bool],
) -> bool:
    """Return whether whose beginning it is knew the record that another one speaks of.

    That is so of a member who reads where the other lies. Who does not read there wrote the record themselves
    if the line of its beginning is theirs, and if they know all that stands of the beginning.

    Args:
        one: that is to be vouched for.
        other: with the same beginning, in another space.
        readers: members who read that space.
        line_owner: the one member who lays files on the line of the beginning, "" for none or several.
        may_lack: whether a value may have been left out, since it names another record.
    """
    if one.author & {*readers}:
        return True
    if not one.version.began or line_owner not in one.author:
        return False
    return knows_beginning(one.version, other.version, may_lack)


def knows_beginning(one: RecordVersion, other: RecordVersion, may_lack: Callable[[Any], bool]) -> bool:
    """Return whether a version has the values with which another began, those of them that stand there.

    At least one is shared that says something.

    Args:
        one: of which it is asked.
        other: what it is to know.
        may_lack: whether a value may have been left out, since it names another record.
    """
    shared = 0
    for (key, stamp), value in _firsts(other):
        register = one.entries.get(key, {})
        if stamp in register and register[stamp] == value:
            shared += 1
        elif not may_lack(value):
            return False
    return shared > 0


def _firsts(version: RecordVersion) -> Iterator[tuple[_Key, Any]]:
    """Yield the values of the beginning that stand and say something."""
    for key, register in version.entries.items():
        for stamp, value in register.items():
            is_first = stamp == version.began if version.began else not tick_of(stamp)
            if is_first and value and key != BINNED:
                yield (key, stamp), value
