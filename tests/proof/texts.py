"""The text fields of each record, found by the types of its noun, so that none is forgotten.

A place is a path of field names with a dot between them ("accounts.words"), through every value inside the
record and every list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from casebook.base.errors import CasebookError
from casebook.domain.base.field import hints
from casebook.domain.base.reference import REFERS_TO

Step = str | int
_CODES = ("id", "ids", "sha256", "digest", "language", "languages", "edtf", "noun")
"""Last words of fields that hold what a program made or chose from a list."""
_PLAIN: dict[str, Any] = {
    "edtf": "2016",
    "language": "en",
    "languages": ("en", "zh-Hans"),
    "left": 0.1,
    "top": 0.1,
    "right": 0.9,
    "bottom": 0.9,
}
"""What such fields take in a record made here."""
_REFERENCES = frozenset(name.rpartition(".")[2] for name in REFERS_TO)
"""Fields that name another record."""
_VALUES: dict[Any, Any] = {
    bytes: bytes(32),
    bool: False,
    int: 1,
    float: 1.0,
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, 9, tzinfo=UTC),
}


def is_code(field: str) -> bool:
    """Whether a field holds no words of anybody's."""
    return (
        field in _REFERENCES | {*_CODES}
        or field.endswith(tuple(f"_{word}" for word in _CODES))
        or "sha256" in field
    )


def places(kind: type[Any]) -> set[str]:
    """Return every text place of a noun."""
    return {
        f"{name}.{inner}" if inner else name
        for name, hint in hints(kind).items()
        if not is_code(name)
        for inner in _places(hint)
    }


def _places(hint: Any) -> set[str]:  # noqa: ANN401 - a type of any field
    if hint is str:
        return {""}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return places(hint)
    parts = () if get_origin(hint) is Literal else get_args(hint)
    return {inner for part in parts for inner in _places(part)}


def specimen(kind: type[Any], word: str, given: Callable[[str], Any] = lambda _: "") -> Any:  # noqa: ANN401
    """A record in which each field that takes a word holds it, lists and the values inside them too.

    Args:
        kind: of the record.
        word: what it says.
        given: the value of a code, by its field.
    """
    types, values = hints(kind), {}
    for field in dataclasses.fields(kind):
        if is_code(field.name):
            values[field.name] = given(field.name) or _PLAIN.get(field.name, "")
            if get_origin(types[field.name]) is tuple and not values[field.name]:
                values[field.name] = ()
        else:
            values[field.name] = _PLAIN.get(field.name) or _value(types[field.name], word, given)
    return kind(**values)


def _value(hint: Any, word: str, given: Callable[[str], Any]) -> Any:  # noqa: ANN401 - a type of any field
    origin = get_origin(hint)
    if hint is str:
        return word
    if origin is Literal:
        return next(one for one in get_args(hint) if one)
    if origin is tuple:
        return tuple(_value(part, word, given) for part in get_args(hint) if part is not Ellipsis)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return specimen(hint, word, given)
    if origin is not None or hint not in _VALUES:
        return _value(_held(hint), word, given)
    return _VALUES[hint]


def _held(hint: Any) -> Any:  # noqa: ANN401 - a type of any field
    """What a field holds when it holds anything."""
    return next((part for part in get_args(hint) if part is not NoneType), hint)


def sown(record: Any, word: str, only: str = "") -> tuple[Any, set[str]]:  # noqa: ANN401 - of any noun
    """The record with the word at every place that takes it, and these places; what was empty is filled.

    Args:
        record: of any noun.
        word: what is put there, before what it says already.
        only: at this place alone.
    """
    for steps, hint in _nodes(record, type(record), ()):
        if not only and _value_at(record, steps) in (None, ()) and _places(hint):
            filled = _value(hint if get_origin(hint) is tuple else _held(hint), word, lambda _: "")
            record = _tried(record, steps, filled)
    sown_places = set()
    for steps, hint in _nodes(record, type(record), ()):
        place = ".".join(step for step in steps if isinstance(step, str))
        if hint is str and only in {"", place}:
            text = _value_at(record, steps)
            record = record if word in text else _tried(record, steps, f"{word} {text}")
            if word in _value_at(record, steps):
                sown_places.add(place)
    return record, sown_places


def _nodes(value: Any, hint: Any, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Any]]:  # noqa: ANN401
    """Every place inside a value with its type, the outer ones first."""
    if get_origin(hint) not in {tuple, Literal, None} and value is not None:
        hint = _held(hint)
    if steps:
        yield steps, hint
    if dataclasses.is_dataclass(value):
        for name, inner in hints(type(value)).items():
            if not is_code(name):
                yield from _nodes(getattr(value, name), inner, (*steps, name))
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            inner = get_args(hint)[0 if Ellipsis in get_args(hint) else at]
            yield from _nodes(one, inner, (*steps, at))


def _value_at(value: Any, steps: tuple[Step, ...]) -> Any:  # noqa: ANN401 - whatever stands there
    for step in steps:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _tried(record: Any, steps: tuple[Step, ...], new: object) -> Any:  # noqa: ANN401
    """The record with one place changed, or as it was where the noun does not take that."""
    try:
        return _changed(record, steps, new)
    except (CasebookError, ValueError):
        return record


def _changed(value: Any, steps: tuple[Step, ...], new: object) -> Any:  # noqa: ANN401
    if not steps:
        return new
    first, *rest = steps
    inner = _changed(_value_at(value, (first,)), tuple(rest), new)
    if isinstance(first, int):
        return (*value[:first], inner, *value[first + 1 :])
    return dataclasses.replace(value, **{first: inner})
