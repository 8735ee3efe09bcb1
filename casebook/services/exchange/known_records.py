"""Existing records when a list is imported, and the outcome of each record of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.case import Standing
from casebook.domain.exchange.import_plan import Fate
from casebook.language.fold import without_case
from casebook.language.hanzi import simplified

E = TypeVar("E", bound=Entity)
_SAME_KEY = gettext_noop(
    "The name and the date of birth or document number are those of “{name}”. They differ in: {fields}."
)
_SAME_NUMBER = gettext_noop("The document number is that of “{name}”.")
_OTHER_OF_NUMBER = gettext_noop("The document number is that of “{name}”. They differ in: {fields}.")


@entity
class BuiltRow(Generic[E]):
    """What a row of a list says.

    Attributes:
        record: as it would be.
        why: what is to be known of it.
        beside: further records that belong to it, such as a note about a person.
        standing: the role in the case that the row gives the person, or None.
        is_doubtful: `why` must be confirmed before the row is written.
    """

    record: E
    why: Message = NO_MESSAGE
    beside: tuple[Entity, ...] = ()
    standing: Standing | None = None
    is_doubtful: bool = False


@entity
class Settled(Generic[E]):
    """The outcome of a record of a list.

    Attributes:
        fate: as of its row.
        record: as it would be written, or None.
        former: as it is, where it would be changed.
        why: the reason, or what is to be known.
        known_id: id of the record that it is, or may be, or "".
    """

    fate: Fate
    record: E | None = None
    former: E | None = None
    why: Message = NO_MESSAGE
    known_id: str = ""


class KnownRecords(Protocol[E]):
    """Existing records, and those accepted as new since."""

    def settle(self, record: E, /) -> Settled[E]:
        """Return the outcome of a record of a list."""
        ...


class Likeness(Protocol[E]):
    """Finds whom a record may be that is there under another spelling."""

    def alike(self, record: E, line: int, /) -> Settled[E] | None:
        """Return what to ask about a record that no key knows, or None where there is nothing to ask."""
        ...


def comparable(text: str) -> str:
    """Return a text as keys hold it: one case and width, simplified, without spaces, its accents kept.

    >>> comparable("林 志遠"), comparable("Lin  Zhiyuan"), comparable("Lín")
    ('林志远', 'linzhiyuan', 'lín')
    """
    return "".join(simplified(without_case(text)).split())


def _nothing(_record: Entity, _known: Entity) -> tuple[Message, ...]:
    return ()


class KnownByKeys(Generic[E]):
    """Records that are the same if they have a key in common and nothing contradicts it.

    Args:
        standing: what is there.
        keys: what two records of the same thing have in common.
        contradictions: the fields in which two records exclude each other.
        title: how a record is shown, where there are contradictions.
        numbers: what only one can bear, so that two who share it are asked about, whatever else they state.
    """

    def __init__(
        self,
        standing: Iterable[E],
        keys: Callable[[E], frozenset[str]],
        contradictions: Callable[[E, E], Sequence[Message]] = _nothing,
        title: Callable[[E], str] = lambda _: "",
        numbers: Callable[[E], frozenset[str]] = lambda _: frozenset(),
    ) -> None:
        self._keys, self._contradictions, self._title = keys, contradictions, title
        self._numbers = numbers
        self._seen: dict[str, list[E]] = {}
        self._bearers: dict[str, list[E]] = {}
        for known in standing:
            self._see(known)

    def settle(self, record: E) -> Settled[E]:
        """Return the outcome of a record: new, a duplicate of a known one, or to be asked about."""
        bearers = [known for key in sorted(self._keys(record)) for known in self._seen.get(key, ())]
        doubts = [(known, tuple(self._contradictions(record, known))) for known in bearers]
        if same := next((known for known, fields in doubts if not fields), None):
            return Settled(fate="duplicate", known_id=same.id)
        is_same_key = bool(doubts)
        if not doubts:
            others = [known for key in sorted(self._numbers(record)) for known in self._bearers.get(key, ())]
            doubts = [(known, tuple(self._contradictions(record, known))) for known in others]
        self._see(record)
        if not doubts:
            return Settled(fate="new", record=record)
        known, fields = doubts[0]
        text = _SAME_KEY if is_same_key else _OTHER_OF_NUMBER if fields else _SAME_NUMBER
        why = Message(text, name=self._title(known), fields=fields)
        return Settled(fate="ask", record=record, why=why, known_id=known.id)

    def _see(self, record: E) -> None:
        for key in self._keys(record):
            self._seen.setdefault(key, []).append(record)
        for key in self._numbers(record):
            self._bearers.setdefault(key, []).append(record)
