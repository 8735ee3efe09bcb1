"""Versions of records as JSON for files that leave the casebook, and read from files nobody vouches for.

A record is an object: ``n`` its noun, ``i`` its ID, ``b`` the stamp of its beginning ("" for one older than
all stamps, absent where its beginning is left out), ``v`` the values that are as old as it, by key, ``e`` a
list of other values ``[key, stamp, value]`` and ``x`` a list of what was replaced, ``[key, stamp]``. Stamps
are base64url (RFC 4648, 5) without padding.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.domain.base.field import with_sound_texts
from casebook.domain.sharing.merge import BLOCK, is_fixed
from casebook.domain.sharing.stamp import STAMP_BYTES, is_stamp
from casebook.domain.sharing.version import PART_SIZES, RecordVersion, as_arrived, list_of
from casebook.domain.sharing.wire_value import as_text

MAX_DEPTH = 8
"""Of values within values; no field of ours has as many."""
_NOUN = re.compile(r"[a-z][a-z-]{0,39}")
_ID = re.compile(r"[0-9A-Za-z._:-]{1,120}")
_MAX_KEY_LETTERS = 200
_MAX_NUMBER = (1 << 63) - 1
"""What SQLite holds as a whole number."""
_FAULT = "This file was not written by Casebook, or was changed since."


def encoded(version: RecordVersion) -> dict[str, Any]:
    """Return a record as JSON has it."""
    values: dict[str, Any] = {}
    others: list[list[Any]] = []
    for key, register in sorted(version.entries.items()):
        for stamp, value in register.items() if is_fixed(key) else sorted(register.items()):
            if version.is_begun and key not in values and stamp == version.beginning(key, value):
                values[key] = value
            else:
                others.append([key, as_text(stamp), value])
    data: dict[str, Any] = {"n": version.noun, "i": version.id}
    if version.is_begun:
        data |= {"b": as_text(version.began), "v": values}
    if others:
        data["e"] = others
    if version.spent:
        data["x"] = [[key, as_text(stamp)] for key, stamp in sorted(version.spent)]
    return data


def decoded(data: object) -> RecordVersion:
    """Return a record from JSON that may be of anybody's making.

    Control characters are left out of its texts, which would otherwise be of no use here and arrive empty.

    Raises:
        InvalidInput: it is not as `encoded` writes it.
    """
    if not isinstance(data, dict) or data.keys() - {"n", "i", "b", "v", "e", "x"}:
        raise InvalidInput(_FAULT)
    version = RecordVersion(noun=_matching(_NOUN, data.get("n")), id=_matching(_ID, data.get("i")))
    values = data.get("v", {})
    if "b" in data:
        version.is_begun, version.began = True, _stamp(data["b"], may_be_empty=True)
    elif values:
        raise InvalidInput(_FAULT)
    if not isinstance(values, dict):
        raise InvalidInput(_FAULT)
    for key, value in values.items():
        stamp = version.beginning(_key(key), _value(key, value))
        version.entries[key] = {stamp: with_sound_texts(value)}
    for key, stamp, value in _rows(data.get("e", []), 3):
        register = version.entries.setdefault(_key(key), {})
        register[_stamp(stamp)] = with_sound_texts(_value(key, value))
    version.spent = {(_key(key), _stamp(stamp)) for key, stamp in _rows(data.get("x", []), 2)}
    return as_arrived(version)


def _rows(data: object, size: int) -> list[list[Any]]:
    if not isinstance(data, list) or not all(isinstance(row, list) and len(row) == size for row in data):
        raise InvalidInput(_FAULT)
    return data


def _matching(form: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise InvalidInput(_FAULT)
    return value


def _key(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_KEY_LETTERS or not value.isprintable():
        raise InvalidInput(_FAULT)
    return value


def _value(key: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value of the form its key says: a part of a list with its place, a block by field."""
    if list_of(key):
        is_part = isinstance(value, list) and len(value) in PART_SIZES
        place = value[0] if is_part else None
        if not isinstance(place, int | float) or isinstance(place, bool):
            raise InvalidInput(_FAULT)
    if key.startswith(BLOCK) and not isinstance(value, dict):
        raise InvalidInput(_FAULT)
    return _bounded(value)


def _stamp(value: object, *, may_be_empty: bool = False) -> bytes:
    if may_be_empty and value == "":
        return b""
    try:
        stamp = (
            base64.b64decode(f"{value}==", altchars=b"-_", validate=True) if isinstance(value, str) else b""
        )
    except (binascii.Error, ValueError):
        stamp = b""
    if len(stamp) != STAMP_BYTES or not is_stamp(stamp):
        raise InvalidInput(_FAULT)
    return stamp


def _bounded(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - any JSON
    """Return a value that is no deeper than ours, nor holds a number or half of a pair that cannot be kept.

    Raises:
        InvalidInput: it is or does.
    """
    if depth > MAX_DEPTH:
        raise InvalidInput(_FAULT)
    if isinstance(value, dict):
        for key, part in value.items():
            _bounded(key, depth + 1)
            _bounded(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            _bounded(part, depth + 1)
    elif isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InvalidInput(_FAULT) from None
    elif (isinstance(value, float) and not math.isfinite(value)) or (
        isinstance(value, int) and not -_MAX_NUMBER <= value <= _MAX_NUMBER
    ):
        raise InvalidInput(_FAULT)
    return value
