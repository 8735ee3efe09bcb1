"""Frozen values as JSON, validated field by field, for answers of untrusted processes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TypeVar

from casebook.base.message import json_value
from casebook.base.structure import read_json
from casebook.host.ipc.message import ProtocolError

T = TypeVar("T")


def written_answer(value: object) -> bytes:
    """Return a frozen value of frozen values, messages, texts, numbers and tuples as JSON in UTF-8.

    Args:
        value: a dataclass; characters that are no text become question marks.
    """
    return json.dumps(asdict(value), ensure_ascii=False, default=json_value).encode(  # type: ignore[call-overload]
        "utf-8", "replace"
    )


def read_answer(kind: type[T], data: bytes | bytearray) -> T:
    """Return the value from JSON, after validating its fields and their types.

    Args:
        kind: the dataclass that is expected.
        data: what came.

    Raises:
        ProtocolError: it is anything else.
    """
    try:
        return read_json(kind, data)
    except ValueError as error:
        raise ProtocolError from error
