"""What a list states of a record that is there already: what it adds, and where it states otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.day import date_value
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.exchange.import_plan import joined
from casebook.domain.person.contact import ContactDetail
from casebook.domain.person.person import IdentityDocument
from casebook.services.exchange.known_records import BuiltRow, comparable

E = TypeVar("E", bound=Entity)
_TEXTS = {"remark", "remarks", "explanation", "outcome"}
"""Fields of free words, which a list adds to and replaces nothing in."""
_OTHERWISE = gettext_noop("{field}: “{before}” in the record, “{after}” in the list.")
_ADDED = gettext_noop("{field}: the list adds “{after}”.")
_EMPTIED = gettext_noop("{field}: “{before}” in the record, none in the list.")


class Restated(NamedTuple, Generic[E]):
    """A record as a list states it.

    Attributes:
        record: with what the list states.
        why: what that is, field by field.
        is_otherwise: something would be replaced, or stand beside what is there; else it only fills gaps.
    """

    record: E
    why: Message
    is_otherwise: bool


def restated(known: E, built: BuiltRow[E], titles: Mapping[str, str]) -> Restated[E] | None:
    """Return what a row states of a record that is there, or None where it states nothing more.

    Args:
        known: the record.
        built: the row.
        titles: what is compared: field -> its title.
    """
    taken, whys, is_otherwise = known, [], False
    for name, title in titles.items():
        before, after = getattr(known, name), getattr(built.record, name)
        if not after and name not in built.emptied:
            continue
        if before and name in built.assumed:
            continue
        new = _taken(name, before, after)
        if _is_same(before, new):
            continue
        taken = replace(taken, **{name: new})  # type: ignore[type-var]  # every entity is a dataclass
        is_otherwise |= bool(before) and name not in _TEXTS
        whys.append(_why(title, before, after, new))
    return Restated(taken, joined(whys), is_otherwise) if whys else None


def differences(known: Entity, taken: Entity, titles: Mapping[str, str]) -> list[Message]:
    """What a record would have otherwise, one sentence for each field, by its title."""
    pairs = {title: (getattr(known, name), getattr(taken, name)) for name, title in titles.items()}
    return [_why(title, *pair, pair[1]) for title, pair in pairs.items() if pair[0] != pair[1]]


def _taken(name: str, before: object, after: object) -> object:
    """The value of a field with what a list states of it."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        known = {comparable(str(_shown(one))) for one in before}
        return (*before, *(one for one in after if _is_further(one, known)))
    if name in _TEXTS and before and isinstance(before, str) and isinstance(after, str):
        return before if comparable(after) in comparable(before) else f"{before}\n{after}"
    return after


def _is_further(one: object, known: set[str]) -> bool:
    """Whether a value is not among those known; another spelling of the name of somebody known is no news."""
    is_spelling = isinstance(one, Name) and one.kind != "alias"
    return not is_spelling and comparable(str(_shown(one))) not in known


def _is_same(before: object, after: object) -> bool:
    if isinstance(before, StatedDate) and isinstance(after, StatedDate):
        return before.edtf == after.edtf
    if isinstance(before, str) and isinstance(after, str):
        return comparable(before) == comparable(after)
    return before == after


def _why(title: str, before: object, after: object, new: object) -> Message:
    field = Message(title)
    if isinstance(before, tuple) and isinstance(new, tuple):
        added = tuple(_shown(one) for one in new[len(before) :])
        if not before:
            return Message(_ADDED, field=field, after=added)
        return Message(_OTHERWISE, field=field, before=tuple(map(_shown, before)), after=added)
    if not after:
        return Message(_EMPTIED, field=field, before=_shown(before))
    if not before or new not in {before, after}:
        return Message(_ADDED, field=field, after=_shown(after))
    return Message(_OTHERWISE, field=field, before=_shown(before), after=_shown(after))


def _shown(value: object) -> str | Message:
    """A value in words; of a document, a name or a way to reach somebody what they are known by."""
    if isinstance(value, IdentityDocument):
        return value.number
    if isinstance(value, Name):
        return value.text
    if isinstance(value, ContactDetail):
        return value.address
    if isinstance(value, StatedDate):
        return date_value(value)
    return value.isoformat() if isinstance(value, date) else str(value)
