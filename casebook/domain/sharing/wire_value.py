"""Values in files that anybody may have written: bytes as text, numbers, lists; read within bounds.

Source: RFC 4648, 5 for base64url, written without padding; RFC 8259 for JSON.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.message import Message

DEVICE_BYTES = 32
DIGEST_BYTES = 32
LINE_BYTES = 8
SPACE_BYTES = 16
MAX_NAMED = 50_000
"""Of anything in one list."""
_ID = re.compile(r"[0-9A-Za-z._:-]{1,120}")
MAX_NUMBER = (1 << 63) - 1
"""What SQLite holds."""
_REMEDY = Message("It stays where it is and nothing was taken from it. Its author can lay it again.")


def canonical(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    """Return JSON in the one form that is signed: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def as_text(data: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def bytes_of(*sizes: int) -> Callable[[object], bytes]:
    """Return what reads bytes of these sizes.

    It raises InvalidInput for all else.
    """

    def read(value: object) -> bytes:
        if not isinstance(value, str) or len(value) > 2 * max(sizes):
            raise unusable()
        try:
            data = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise unusable() from None
        if len(data) not in sizes or as_text(data) != value:  # of several texts for the same bytes, one
            raise unusable()
        return data

    return read


device = bytes_of(DEVICE_BYTES)
digest = bytes_of(DIGEST_BYTES)
line = bytes_of(LINE_BYTES)
space = bytes_of(SPACE_BYTES)


def number(value: object) -> int:
    """Return a whole number from 0 on.

    Raises:
        InvalidInput: it is none, or more than a database holds.
    """
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_NUMBER:
        raise unusable()
    return value


def counted(value: object) -> int:
    """Return a whole number from 1 on.

    Raises:
        InvalidInput: it is none.
    """
    if not number(value):
        raise unusable()
    return number(value)


def record_id(value: object) -> str:
    """Return the ID of a record.

    Raises:
        InvalidInput: it is none.
    """
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise unusable()
    return value


def row(value: object, *reads: Callable[[object], Any]) -> tuple[Any, ...]:
    """Return a list of as many values as there are readers.

    Raises:
        InvalidInput: it is none.
    """
    if not isinstance(value, list) or len(value) != len(reads):
        raise unusable()
    return tuple(read(part) for read, part in zip(reads, value, strict=True))


def several(
    read: Callable[[object], Any], max_count: int = MAX_NAMED, *, may_be_none: bool = True
) -> Callable[[object], Any]:
    """Return what reads a list that is sorted and names nothing twice.

    It raises InvalidInput for all else.
    """

    def read_all(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > max_count or not (value or may_be_none):
            raise unusable()
        values = tuple(read(part) for part in value)
        if any(one >= after for one, after in pairwise(values)):
            raise unusable()
        return values

    return read_all


def unusable() -> InvalidInput:
    """Return the error of a file that holds what we do not write."""
    return InvalidInput(
        "A file in the shared folder does not hold what it should.", field="share", remedy=_REMEDY
    )


def rows(value: object) -> list[Any]:
    """Return rows of whatever is in them.

    Raises:
        InvalidInput: it is no list.
    """
    if not isinstance(value, list):
        raise unusable()
    return value
