"""The base of every noun: not to be changed, compared by value, with a repr that shows no content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Protocol, TypeVar, dataclass_transform, runtime_checkable

T = TypeVar("T")


@runtime_checkable
class Entity(Protocol):
    """A record with an ID of its own."""

    @property
    def id(self) -> str:
        """The record's identifier."""
        ...


def _silent_repr(self: object) -> str:
    """Return noun and ID only: a repr may appear in logs and tracebacks, which must not contain names."""
    name = type(self).__name__
    return f"{name}({getattr(self, 'id', '')})"


def _values_of(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return the values by which an instance is compared, as one tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    if names:
        value = attrgetter(*names)
        return lambda one: (value(one),)
    return lambda _: ()


def _compare_by_value(cls: type[Any]) -> None:
    """Give a class the equality and hash of a frozen dataclass.

    ``dataclass`` writes and compiles both as source for each class, which is more than half the cost of
    making one; there are hundreds, and every start makes those it imports.
    """
    values = _values_of(tuple(field.name for field in fields(cls) if field.compare))

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    for name, method in (("__eq__", equal), ("__hash__", hashed)):
        if name not in cls.__dict__:
            method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def entity(cls: type[T]) -> type[T]:
    """Make a noun, or a value class inside one: slotted, keyword-only, with a repr of noun and ID.

    The type checker refuses assignments, as of a frozen dataclass. Python does not: to have it refuse them
    takes three times as long for each of the tens of thousands that a list is made of, and a start longer.

    >>> @entity
    ... class Word:
    ...     id: str
    ...     text: str
    >>> Word(id="1", text="secret")
    Word(1)
    >>> Word(id="1", text="a") == Word(id="1", text="a"), Word(id="1", text="a") == Word(id="1", text="b")
    (True, False)
    """
    cls.__repr__ = _silent_repr  # type: ignore[method-assign]
    made = dataclass(slots=True, kw_only=True, repr=False, eq=False)(cls)
    _compare_by_value(made)
    return made
