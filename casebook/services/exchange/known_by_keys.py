"""Records that are there already by what two records of one thing have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, TypeVar

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import Entity
from casebook.domain.exchange.import_plan import joined
from casebook.services.exchange.known_records import BuiltRow, Settled
from casebook.services.exchange.restated import restated

E = TypeVar("E", bound=Entity)
_SAME_KEY = gettext_noop(
    "The name and the date of birth or document number are those of “{name}”. They differ in: {fields}."
)
_SAME_NUMBER = gettext_noop("The document number is that of “{name}”.")
_OTHER_OF_NUMBER = gettext_noop("The document number is that of “{name}”. They differ in: {fields}.")
_PRESENT = Message("It is already present.")
_ABOVE = Message("It is in a row above.")


def _nothing(_record: Entity, _known: Entity) -> tuple[Message, ...]:
    return ()


class KnownByKeys(Generic[E]):
    """Records that are the same if they have a key in common and nothing contradicts it.

    Args:
        standing: what is there.
        keys: what two records of the same thing have in common.
        contradictions: the fields in which two records exclude each other.
        title: how a record is shown, where there are contradictions.
        titles: the fields that are compared where a record is there already, with their titles.
        numbers: what only one can bear, so that two who share it are asked about, whatever else they state.
    """

    def __init__(
        self,
        standing: Iterable[E],
        keys: Callable[[E], frozenset[str]],
        contradictions: Callable[[E, E], Sequence[Message]] = _nothing,
        title: Callable[[E], str] = lambda _: "",
        numbers: Callable[[E], frozenset[str]] = lambda _: frozenset(),
        *,
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._keys, self._contradictions, self._title = keys, contradictions, title
        self._numbers, self._titles = numbers, titles
        self._of_list: set[str] = set()
        self._seen: dict[str, list[E]] = {}
        self._bearers: dict[str, list[E]] = {}
        for known in standing:
            self._see(known)

    def settle(self, built: BuiltRow[E]) -> Settled[E]:
        """Return the outcome of a row: new, already present, a change of what is, or to be asked about."""
        record = built.record
        bearers = [known for key in sorted(self._keys(record)) for known in self._seen.get(key, ())]
        doubts = [(known, tuple(self._contradictions(record, known))) for known in bearers]
        if same := next((known for known, fields in doubts if not fields), None):
            return self._again(same, built)
        is_same_key = bool(doubts)
        if not doubts:
            others = [known for key in sorted(self._numbers(record)) for known in self._bearers.get(key, ())]
            doubts = [(known, tuple(self._contradictions(record, known))) for known in others]
        self._see(record)
        self._of_list.add(record.id)
        if not doubts:
            return Settled(fate="new", record=record)
        known, fields = doubts[0]
        text = _SAME_KEY if is_same_key else _OTHER_OF_NUMBER if fields else _SAME_NUMBER
        why = Message(text, name=self._title(known), fields=fields)
        return Settled(fate="ask", record=record, why=why, known_id=known.id)

    def take(self, former: E, record: E) -> None:
        """Know a record as a row changes it."""
        for known in (*self._seen.values(), *self._bearers.values()):
            if former in known:
                known[known.index(former)] = record
        self._see(record)

    def _again(self, same: E, built: BuiltRow[E]) -> Settled[E]:
        """The outcome of a row whose record is there: what fills a gap is taken, all else is asked about."""
        change = restated(same, built, self._titles)
        if change is None:
            return Settled(fate="duplicate", known_id=same.id)
        if same.id in self._of_list:
            why = joined([_ABOVE, change.why])
            return Settled(fate="ask", record=built.record, why=why, known_id=same.id)
        return Settled(
            fate="ask" if change.is_otherwise else "changed",
            record=change.record,
            former=same,
            why=joined([_PRESENT, change.why]),
            known_id=same.id,
        )

    def _see(self, record: E) -> None:
        for key in self._keys(record):
            self._seen.setdefault(key, []).append(record)
        for key in self._numbers(record):
            self._bearers.setdefault(key, []).append(record)
