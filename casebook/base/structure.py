"""Plain data into frozen values by the types of their fields: what cattrs is used for, and with which hooks.

cattrs is loaded when the first value is read: the lock screen and a command that reads none do without it.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_origin

from casebook.base.message import Message

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def read_json(kind: type[T], data: bytes | bytearray | str) -> T:
    """A value from untrusted JSON.

    Nothing is guessed: each number, text and list is written as one, each field without a default is there,
    and no other is. The first fault ends the reading, so that a long answer costs no more than a short one.

    Args:
        kind: the dataclass that is expected, of dataclasses, messages, tuples and plain values.
        data: what came; the caller has bounded its size.

    Raises:
        ValueError: it is anything else.
    """
    from cattrs.errors import CattrsError

    try:
        return _strict().structure(json.loads(data), kind)
    except (CattrsError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ValueError(f"no {kind.__name__}") from None  # those of libraries cite what was written


@cache
def stored() -> Converter:
    """Return the converter of rows and history values, written by the program, to records and back."""
    from cattrs.preconf.json import make_converter

    return make_converter()


@cache
def _strict() -> Converter:
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    items = converter.get_structure_hook(tuple)
    for kind in (int, bool):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(float, _finite)
    converter.register_structure_hook(Message, lambda value, _: Message.from_data(value))
    converter.register_structure_hook_func(_is_tuple, lambda value, kind: items(_exactly(value, list), kind))
    return converter


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _exactly(value: Any, kind: type[T]) -> T:  # noqa: ANN401 - whatever JSON holds
    if type(value) is not kind:
        raise TypeError(kind)
    return value


def _text(value: Any, kind: type[str]) -> str:  # noqa: ANN401 - whatever JSON holds
    _exactly(value, kind).encode()  # half of a surrogate pair is no text, and no file or database takes it
    return value  # type: ignore[no-any-return]


def _finite(value: Any, _: type[float]) -> float:  # noqa: ANN401 - whatever JSON holds
    if type(value) not in {int, float} or not math.isfinite(value):
        raise TypeError(float)
    return value  # type: ignore[no-any-return]
