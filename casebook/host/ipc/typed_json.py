"""Frozen values as JSON, validated field by field, for answers of untrusted processes."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from casebook.base.message import Message
from casebook.host.ipc.message import ProtocolError

T = TypeVar("T")


def written_answer(value: object) -> bytes:
    """A frozen value of frozen values, messages, texts, numbers and tuples, as JSON in UTF-8.

    Args:
        value: a dataclass; characters that are no text become question marks.
    """
    return json.dumps(asdict(value), ensure_ascii=False).encode("utf-8", "replace")  # type: ignore[call-overload]


def read_answer(kind: type[T], data: bytes | bytearray) -> T:
    """The value that was written, if it has the fields of its kind and each is what it should be.

    Args:
        kind: the dataclass that is expected.
        data: what came.

    Raises:
        ProtocolError: it is anything else.
    """
    try:
        value = _checked(kind, json.loads(data))
    except (ValueError, RecursionError) as error:
        raise ProtocolError from error
    return value  # type: ignore[no-any-return]


def _checked(kind: Any, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if kind is Message:
        return Message.from_data(value)
    if is_dataclass(kind):
        return _object(kind, value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if get_origin(kind) is Literal:
        is_right = value in get_args(kind)
    elif kind is float:
        is_right = type(value) in {int, float} and math.isfinite(value)
    else:
        is_right = type(value) is kind
    if not is_right:
        raise ProtocolError
    return value


def _object(kind: Any, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    expected = _fields(kind)
    if not isinstance(value, dict) or value.keys() != expected.keys():
        raise ProtocolError
    return kind(**{name: _checked(expected[name], part) for name, part in value.items()})


def _tuple(parts: tuple[Any, ...], value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, list):
        raise ProtocolError
    if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004 - a tuple of any length
        return tuple(_checked(parts[0], part) for part in value)
    if len(parts) != len(value):
        raise ProtocolError
    return tuple(_checked(part, one) for part, one in zip(parts, value, strict=True))


@cache
def _fields(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
