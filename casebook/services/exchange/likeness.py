"""Whom a row of a list may be: someone of the casebook, or of a row above, under another spelling.

It is a question, never an answer: two people can bear one name, and one person many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.language.match import exact_keys, forms
from casebook.services.base.session import Session
from casebook.services.exchange.known_records import Settled
from casebook.services.person import similar_names

MAX_COMPARED = 5_000
"""So many rows of a list are compared with the casebook by spelling: each takes some milliseconds."""
_SAME = 0.99
_LEAST = 0.9
"""Below, names are too different to ask about every row: short Chinese names in pinyin differ by a letter."""
E = TypeVar("E", bound=Entity)


class NameLikeness(Generic[E]):
    """Compares the names of a list's rows with the casebook and with each other.

    Args:
        session: the open casebook.
        noun: of the rows; someone of another noun is no duplicate.
        names: the names of a record.
        born: its date of birth; two that are known and differ are two people.
    """

    def __init__(
        self,
        session: Session,
        noun: str,
        names: Callable[[E], Sequence[str]],
        born: Callable[[E], StatedDate | None],
        standing: Sequence[E],
    ) -> None:
        self._session, self._noun, self._names, self._born = session, noun, names, born
        self._standing = {record.id: record for record in standing}
        self._above: dict[str, tuple[int, E]] = {}
        self._left = MAX_COMPARED

    def alike(self, record: E, line: int) -> Settled[E] | None:
        """Return what to ask about a record that no key knows, or None where there is nothing to ask."""
        if self._left <= 0:
            return None
        self._left -= 1
        above = self._in_list(record, line)
        return self._in_casebook(record) or above

    def _in_casebook(self, record: E) -> Settled[E] | None:
        if not self._standing:
            return None
        for likely in similar_names.find(self._session, self._names(record)):
            known = self._standing.get(likely.id)
            is_other = likely.noun != self._noun or likely.likeness < _LEAST
            if is_other or known is None or self._are_two(record, known):
                continue
            if likely.likeness >= _SAME:
                why = Message(
                    "“{name}” is already present; the same name may be another person.", name=likely.title
                )
            else:
                why = Message("“{name}” is already present and has a similar name.", name=likely.title)
            return Settled(fate="ask", record=record, why=why, known_id=known.id)
        return None

    def _in_list(self, record: E, line: int) -> Settled[E] | None:
        keys = [key for name in self._names(record) for form in forms(name) for key in exact_keys(form)]
        keys = [key for key in keys if key.startswith("a")]
        question = None
        for key in keys:
            above = self._above.get(key)
            if above and not self._are_two(record, above[1]):
                why = Message(
                    "It may be the same as line {line}: the names differ in script or spelling.",
                    line=above[0],
                )
                question = Settled(fate="ask", record=record, why=why, known_id=above[1].id)
                break
        for key in keys:
            self._above.setdefault(key, (line, record))
        return question

    def _are_two(self, record: E, other: E) -> bool:
        """Whether both dates of birth are known and exclude each other."""
        first, second = self._born(record), self._born(other)
        if first is None or second is None or first.is_unknown or second.is_unknown:
            return False
        return first.latest_on < second.earliest_on or second.latest_on < first.earliest_on
