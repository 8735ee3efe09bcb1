"""The fields of a noun: their types, and the construction of a record from external values.

Values are those of JSON. Every fault names its field and what would be right, never what was written there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate, entered
from casebook.domain.base.date_typed import typed
from casebook.domain.base.entity import entity

T = TypeVar("T")
_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
"""Control characters, surrogates, and overrides that change how a text is displayed."""


@entity
class FieldDescription:
    """The description of a field, for import and export of files.

    Attributes:
        name: of the field.
        takes: what it takes, in words.
        allowed: its allowed values where it is one of a closed list.
        parts: the fields of the value inside it, where it has such.
        is_needed: a record cannot be without it.
    """

    name: str
    takes: str
    allowed: tuple[str, ...]
    parts: tuple[FieldDescription, ...]
    is_needed: bool


def hints(kind: type[Any]) -> Mapping[str, Any]:
    """Return the types of a noun's fields: worked out once, since evaluating them costs a millisecond."""
    return _hints(cast("Any", kind))  # mypy takes no class for hashable


@cache
def _hints(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a class
    return MappingProxyType(get_type_hints(kind))


def described(kind: type[Any]) -> tuple[FieldDescription, ...]:
    """Return every field of a noun in its order."""
    descriptions, types = [], hints(kind)
    for part in fields(kind):
        takes, allowed, inner = _takes(types[part.name])
        descriptions.append(
            FieldDescription(
                name=part.name,
                takes=takes,
                allowed=allowed,
                parts=described(inner) if inner else (),
                is_needed=_is_needed(part),
            )
        )
    return tuple(descriptions)


def made(kind: type[T], values: Mapping[str, object], *, within: str = "", may_be_empty: bool = False) -> T:
    """Return a record with these values.

    Args:
        kind: of the record.
        values: by field.
        within: leads the names of fields in errors.
        may_be_empty: whether a text that is needed may be empty, as in a record that the program wrote.

    Raises:
        InvalidInput: a field is unknown, missing, or does not take its value.
    """
    known = {part.name: part for part in fields(kind)}  # type: ignore[arg-type]
    for name in values:
        if name not in known:
            raise InvalidInput(
                Message("There is no field {field}.", field=_path(within, name)),
                field=_path(within, name),
                remedy=Message("The fields are: {fields}.", fields=tuple(known)),
            )
    for name, part in known.items():
        if _is_needed(part) and name not in values:
            raise _fault(_path(within, name), Message("is missing"), _missing(kind, name, within))
    types = hints(kind)
    field_values = {
        name: read(types[name], value, _path(within, name), may_be_empty=may_be_empty)
        for name, value in values.items()
    }
    for name, value in () if may_be_empty else field_values.items():
        if _is_needed(known[name]) and isinstance(value, str) and not value.strip():
            raise _fault(_path(within, name), Message("is empty"))
    return kind(**field_values)


def read(
    hint: Any,  # noqa: ANN401 - a type of any field
    value: object,
    path: str,
    *,
    may_be_empty: bool = False,
) -> Any:  # noqa: ANN401 - as above
    """Convert a value to the type of a field; `may_be_empty` as for `made`.

    Raises:
        InvalidInput: it does not take this value.
    """
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        if NoneType in get_args(hint) and (value is None or value == ""):
            return None
        return read(_whole_of(hint), value, path, may_be_empty=may_be_empty)
    if origin is Literal:
        if value not in get_args(hint):
            allowed = ", ".join(str(one) or "“”" for one in get_args(hint))
            raise _fault(
                path,
                Message("must be one of the allowed values"),
                Message("Allowed: {allowed}.", allowed=allowed),
            )
        return value
    if origin is tuple:
        return _several(hint, value, path, may_be_empty=may_be_empty)
    if isinstance(hint, type) and is_dataclass(hint):
        return _whole(hint, value, path, may_be_empty=may_be_empty)
    return _plain(hint, value, path)


def _whole_of(union: Any) -> Any:  # noqa: ANN401 - types
    """Return what a value is that may be none, or the one closed list that several make."""
    parts = get_args(union)
    if NoneType in parts:
        return next(part for part in parts if part is not NoneType)
    words = tuple(word for part in parts for word in get_args(part))
    return Literal[words]


def _whole(kind: type[Any], value: object, path: str, *, may_be_empty: bool) -> object:
    if kind is StatedDate:
        return _date_as_stated(value, path)
    if not isinstance(value, dict):
        raise _fault(path, Message("must be an object with its fields"))
    return made(kind, value, within=path, may_be_empty=may_be_empty)


def _several(
    hint: Any,  # noqa: ANN401 - a type of any field
    value: object,
    path: str,
    *,
    may_be_empty: bool,
) -> tuple[Any, ...]:
    kinds = get_args(hint)
    if not isinstance(value, list | tuple):
        raise _fault(path, Message("must be a list"))
    if Ellipsis not in kinds:
        if len(value) != len(kinds):
            raise _fault(path, Message("must be a list of {kinds} values", kinds=len(kinds)))
        pairs = zip(kinds, value, strict=True)
        return tuple(read(one, part, path, may_be_empty=may_be_empty) for one, part in pairs)
    return tuple(
        read(kinds[0], part, f"{path}[{number}]", may_be_empty=may_be_empty)
        for number, part in enumerate(value)
    )


def _date_as_stated(value: object, path: str) -> StatedDate:
    if isinstance(value, str):
        return typed(sound(value, path)) or StatedDate(edtf="XXXX")
    if isinstance(value, dict):
        return _edtf(value, path)
    raise _fault(
        path,
        Message("must be a date as it was stated"),
        Message("Enter 2016, 2016-05~ or the date in the words it was stated in."),
    )


_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
"""What the command line takes for a switch (`--set is_grouped=yes`)."""


def _edtf(value: dict[str, object], path: str) -> StatedDate:
    if set(value) - {"edtf", "words"} or not all(isinstance(part, str) for part in value.values()):
        raise _fault(path, Message("must have edtf and words, both text"))
    edtf, words = (sound(str(value.get(name, "")), path) for name in ("edtf", "words"))
    return entered(edtf if "edtf" in value else "XXXX", words)


def _plain(hint: Any, value: object, path: str) -> object:  # noqa: ANN401 - a type of any field
    if hint is str and isinstance(value, str):
        return sound(value, path)
    if hint is bool and isinstance(value, bool):
        return value
    if hint is bool and isinstance(value, str) and value in _YES_OR_NO:
        return _YES_OR_NO[value]
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if hint is datetime and isinstance(value, str):
        return _instant(value, path)
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise _fault(
                path, Message("must be a calendar date"), Message("Enter it as 2026-03-02.")
            ) from error
    raise _fault(path, Message("must have a value of this type: {kind}", kind=_takes(hint)[0]))


def _instant(value: str, path: str) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _fault(
            path,
            Message("must be a time with its UTC offset"),
            Message("Write it like 2026-03-02T14:30+02:00."),
        )
    return instant


def sound(value: str, path: str) -> str:
    """Return the text if it is displayed as it is stored.

    Raises:
        InvalidInput: it holds control characters or an override of its direction; `path` names its field.
    """
    if _UNSOUND.search(value):
        raise _fault(
            path,
            Message("contains a hidden character that reverses or cuts off the text"),
            Message("Type the text again, or copy it as plain text."),
        )
    return value


def without_unsound(value: str) -> str:
    r"""Return a text without what `sound` refuses; the breaks of a word processor become line ends.

    >>> without_unsound("one\x0btwo\x00\u202e")
    'one\ntwo'
    """
    return _UNSOUND.sub("", value.replace("\x0b", "\n").replace("\x0c", "\n"))


def with_sound_texts(value: T) -> T:
    r"""Return a record or JSON in which each text is as `without_unsound` makes it; itself if all are sound.

    >>> with_sound_texts({"a": ["one\x0btwo", 3]})
    {'a': ['one\ntwo', 3]}
    """
    whole: Any = value
    if isinstance(whole, str):
        is_sound = whole.isprintable() or not _UNSOUND.search(whole)
        return cast("T", whole if is_sound else without_unsound(whole))
    if isinstance(whole, dict):
        parts = {name: with_sound_texts(part) for name, part in whole.items()}
        return cast("T", parts if any(parts[name] is not part for name, part in whole.items()) else whole)
    if isinstance(whole, list | tuple):
        items = [with_sound_texts(part) for part in whole]
        is_same = all(new is old for new, old in zip(items, whole, strict=True))
        return cast("T", whole if is_same else type(whole)(items))
    if is_dataclass(whole) and not isinstance(whole, type):
        held = {name: getattr(whole, name) for name in hints(type(whole))}
        changed = {name: new for name, old in held.items() if (new := with_sound_texts(old)) is not old}
        return cast("T", replace(whole, **changed) if changed else whole)
    return value


def _takes(hint: Any) -> tuple[str, tuple[str, ...], type[Any] | None]:  # noqa: ANN401 - a type of any field
    """Return what a type accepts in words, its allowed values, and the type inside it."""
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        return _takes(next(part for part in get_args(hint) if part is not NoneType))
    if origin is Literal:
        return "one of a list", tuple(map(str, get_args(hint))), None
    if origin is tuple:
        takes, allowed, inner = _takes(get_args(hint)[0])
        return f"list of {takes}", allowed, inner
    if hint is StatedDate:
        return "date as stated", (), None
    if is_dataclass(hint) and isinstance(hint, type):
        return "object", (), hint
    words = {
        str: "text",
        bool: "true or false",
        int: "whole number",
        float: "number",
        date: "date",
        datetime: "instant",
    }
    return words.get(hint, "value"), (), None


def _is_needed(part: Field[Any]) -> bool:
    return part.default is MISSING and part.default_factory is MISSING


def _path(within: str, name: str) -> str:
    return f"{within}.{name}" if within else name


_MEND = Message("Correct it and try again.")


def _missing(kind: type[Any], name: str, within: str) -> Message:
    """Return what a field takes that is missing: words of a closed list, or a text beside other fields."""
    takes = {each.name: each for each in described(kind)}
    if allowed := takes[name].allowed:
        return Message("Allowed: {allowed}.", allowed=", ".join(one or "“”" for one in allowed))
    if not within:
        return _MEND
    if takes[name].takes == "text":
        return Message("It takes a text in your own words. The fields are: {fields}.", fields=tuple(takes))
    return Message("The fields are: {fields}.", fields=tuple(takes))


def _fault(path: str, what: Message, remedy: Message = _MEND) -> InvalidInput:
    return InvalidInput(
        Message("The field {field} {fault}.", field=path, fault=what),
        field=path,
        remedy=remedy,
    )
