"""Existing records when a list is imported, and the outcome of each record of the list."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.case import Standing
from casebook.domain.exchange.import_plan import Fate
from casebook.language.fold import without_case
from casebook.language.hanzi import simplified

E = TypeVar("E", bound=Entity)


@entity
class BuiltRow(Generic[E]):
    """What a row of a list says.

    Attributes:
        record: as it would be.
        why: what is to be known of it.
        beside: further records that belong to it, such as a note about a person.
        standing: the role in the case that the row gives the person, or None.
        is_doubtful: `why` must be confirmed before the row is written.
        assumed: fields of the record that the row does not state, so that they replace nothing.
        emptied: fields of the record that the row states to be empty.
    """

    record: E
    why: Message = NO_MESSAGE
    beside: tuple[Entity, ...] = ()
    standing: Standing | None = None
    is_doubtful: bool = False
    assumed: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()


@entity
class Settled(Generic[E]):
    """The outcome of a record of a list.

    Attributes:
        fate: as of its row.
        record: as it would be written, or None.
        former: as it is, where it would be changed.
        why: the reason, or what is to be known.
        known_id: id of the record that it is, or may be, or "".
        is_certain: it rests on nothing that is doubtful in the row, whose notes are left out.
    """

    fate: Fate
    record: E | None = None
    former: E | None = None
    why: Message = NO_MESSAGE
    known_id: str = ""
    is_certain: bool = False


class KnownRecords(Protocol[E]):
    """Existing records, and those accepted as new since."""

    def settle(self, built: BuiltRow[E], /) -> Settled[E]:
        """Return the outcome of a row of a list."""
        ...

    def take(self, former: E, record: E, /) -> None:
        """Know a record as a row changes it."""
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
