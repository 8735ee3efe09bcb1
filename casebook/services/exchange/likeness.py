"""Whom a row of a list may be: someone of the casebook, or of a row above, in another script or spelling.

It is a question, never an answer: two people can bear one name, and one person many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.language.match import forms
from casebook.services.exchange.known_records import Settled, comparable

MAX_COMPARED = 5_000
"""So many new rows of a list are compared: the spellings of a name take a millisecond or two."""
_STATED = "as-stated"
E = TypeVar("E", bound=Entity)


_SPELLING = Message("The names differ in script or spelling.")
_NAMESAKE = Message("The name is the same, the date of birth and document number are not known to be.")
_OTHER_BIRTH = Message("The name is the same, the date of birth is another.")


class _Bearer(NamedTuple, Generic[E]):
    """Who bears a name: a record of the casebook, or of a row above; 0 where it is of no row."""

    record: E
    line: int


class NameLikeness(Generic[E]):
    """Compares the names of a list's rows with those of the casebook and with each other.

    Two names meet where one as it is written is the other in another script or system of spelling, whatever
    the order of its parts. Two that meet only in spellings of both do not: many Chinese names share one.

    Args:
        standing: the records of the casebook.
        names: the names of a record.
        born: its date of birth; two that are known and exclude each other are two people in a list. People
            are known with two dates of birth, so that of a namesake in the casebook is asked about.
        title: how a record is shown.
        differences: the fields in which two records of one name differ.
    """

    def __init__(
        self,
        standing: Sequence[E],
        names: Callable[[E], Sequence[str]],
        born: Callable[[E], StatedDate | None],
        title: Callable[[E], str],
        differences: Callable[[E, E], Sequence[Message]],
    ) -> None:
        self._names, self._born, self._title, self._differences = names, born, title, differences
        self._plain: dict[str, list[_Bearer[E]]] = {}
        self._of_casebook: dict[str, list[_Bearer[E]]] = {}
        self._stated: dict[str, _Bearer[E]] = {}
        self._derived: dict[str, _Bearer[E]] = {}
        self._standing: Sequence[E] | None = standing
        self._left = MAX_COMPARED

    def alike(self, record: E, line: int) -> Settled[E] | None:
        """Return what to ask about a record that no key knows, or None where there is nothing to ask."""
        for known in self._standing or ():
            self._know(_Bearer(known, 0), is_spelled=True)
            for name in self._names(known):
                self._of_casebook.setdefault(_parts(name), []).append(_Bearer(known, 0))
        self._standing = None  # they are known from now on
        namesake = next(self._namesakes(record), None)
        bearer, is_spelled = namesake, self._left > 0
        if is_spelled:
            self._left -= 1
            bearer = namesake or next(self._met(record), None)
        bearer = bearer or next(self._born_otherwise(record), None)
        self._know(_Bearer(record, line), is_spelled=is_spelled)
        if bearer is None:
            return None
        why = self._why(bearer, self._reason(record, bearer, is_namesake=bearer is namesake))
        return Settled(fate="ask", record=record, why=why, known_id=bearer.record.id)

    def _reason(self, record: E, bearer: _Bearer[E], *, is_namesake: bool) -> Message:
        if self._are_two(record, bearer.record):
            return _OTHER_BIRTH
        if not is_namesake:
            return _SPELLING
        fields = self._differences(record, bearer.record)
        return (
            Message("{reason} They differ in: {fields}.", reason=_NAMESAKE, fields=tuple(fields))
            if fields
            else _NAMESAKE
        )

    def _why(self, bearer: _Bearer[E], reason: Message) -> Message:
        if bearer.line:
            return Message("It may be the same as line {line}. {reason}", line=bearer.line, reason=reason)
        return Message(
            "“{name}” is already present; the same name may be another person. {reason}",
            name=self._title(bearer.record),
            reason=reason,
        )

    def _namesakes(self, record: E) -> Iterator[_Bearer[E]]:
        """Those who bear a name as it is written here, in whatever width and kind of characters."""
        for name in self._names(record):
            for bearer in self._plain.get(comparable(name), ()):
                if not self._are_two(record, bearer.record):
                    yield bearer

    def _met(self, record: E) -> Iterator[_Bearer[E]]:
        for key, is_stated in self._keys(record):
            for known in (self._stated, self._derived) if is_stated else (self._stated,):
                bearer = known.get(key)
                if bearer is not None and not self._are_two(record, bearer.record):
                    yield bearer

    def _born_otherwise(self, record: E) -> Iterator[_Bearer[E]]:
        """Those of the casebook with this name as written, its parts in any order, and another birth."""
        for name in self._names(record):
            yield from self._of_casebook.get(_parts(name), ())

    def _know(self, bearer: _Bearer[E], *, is_spelled: bool) -> None:
        for name in self._names(bearer.record):
            self._plain.setdefault(comparable(name), []).append(bearer)
        for key, is_stated in self._keys(bearer.record) if is_spelled else ():
            (self._stated if is_stated else self._derived).setdefault(key, bearer)

    def _keys(self, record: E) -> Iterator[tuple[str, bool]]:
        """The spellings of all its names with their parts in one order, and whether each is as written."""
        for name in self._names(record):
            for form in forms(name):
                yield " ".join(sorted(form.folded.split())), form.system == _STATED

    def _are_two(self, record: E, other: E) -> bool:
        return exclude_each_other(self._born(record), self._born(other))


def _parts(name: str) -> str:
    return " ".join(sorted(comparable(part) for part in name.split()))


def exclude_each_other(first: StatedDate | None, second: StatedDate | None) -> bool:
    """Whether two dates of birth are known and cannot be of one person."""
    if first is None or second is None or first.is_unknown or second.is_unknown:
        return False
    return first.latest_on < second.earliest_on or second.latest_on < first.earliest_on
