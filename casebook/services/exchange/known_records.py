"""Existing records when a list is imported, and the outcome of each record of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import Entity, entity
from casebook.domain.exchange.import_plan import Fate

E = TypeVar("E", bound=Entity)


@entity
class Settled(Generic[E]):
    """The outcome of a record of a list.

    Attributes:
        fate: as of its row.
        record: as it would be written, or None.
        former: as it is, where it would be changed.
        why: the reason, or what is to be known.
    """

    fate: Fate
    record: E | None = None
    former: E | None = None
    why: Message = NO_MESSAGE


class KnownRecords(Protocol[E]):
    """Existing records, and those accepted as new since."""

    def settle(self, record: E, /) -> Settled[E]:
        """Return the outcome of a record of a list."""
        ...


class KnownByKeys(Generic[E]):
    """Records that are the same if they have a key in common.

    Args:
        standing: what is there.
        keys: what two records of the same thing have in common.
    """

    def __init__(self, standing: Iterable[E], keys: Callable[[E], frozenset[str]]) -> None:
        self._keys = keys
        self._seen = {key for record in standing for key in keys(record)}

    def settle(self, record: E) -> Settled[E]:
        """Return the outcome of a record: new, or a duplicate of a known one."""
        keys = self._keys(record)
        if keys & self._seen:
            return Settled(fate="duplicate")
        self._seen |= keys
        return Settled(fate="new", record=record)
