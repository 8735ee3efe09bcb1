"""What every noun has in common: frozen, compared by value, and silent about its content when printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar, dataclass_transform, runtime_checkable

T = TypeVar("T")


@runtime_checkable
class Entity(Protocol):
    """A record of its own, known by its id."""

    @property
    def id(self) -> str:
        """The record's identifier."""
        ...


def _silent_repr(self: object) -> str:
    """Noun and id only: a repr ends in logs and tracebacks, and those must name nobody."""
    name = type(self).__name__
    return f"{name}({getattr(self, 'id', '')})"


@dataclass_transform(frozen_default=True, kw_only_default=True)
def entity(cls: type[T]) -> type[T]:
    """Make a noun, or a value inside one: frozen, slotted, keyword-only, with a repr of noun and id.

    >>> @entity
    ... class Word:
    ...     id: str
    ...     text: str
    >>> Word(id="1", text="secret")
    Word(1)
    """
    cls.__repr__ = _silent_repr  # type: ignore[method-assign]
    return dataclass(frozen=True, slots=True, kw_only=True, repr=False)(cls)
