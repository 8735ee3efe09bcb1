"""Records as bare as they can be, by reflection: what a record under test names has to be there."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args, get_origin

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import hints
from casebook.domain.base.reference import references
from casebook.store.registry import table_for, table_named

AT = datetime(2026, 5, 11, 11, 2, tzinfo=UTC)
_PLAIN: dict[Any, object] = {
    str: "",
    bool: False,
    int: 0,
    float: 0.0,
    bytes: b"",
    date: AT.date(),
    datetime: AT,
    StatedDate: StatedDate(edtf="2026"),
}


def bare(kind: type[Any], **given: object) -> Any:  # noqa: ANN401 - of any class
    """A record, or a value inside one, with its needed fields only; it names no record but those given."""
    types, values = hints(kind), dict(given)
    for part in fields(kind):
        is_needed = part.default is MISSING and part.default_factory is MISSING
        if is_needed and part.name not in values:
            values[part.name] = _bare_value(types[part.name])
    return kind(**values)


def _bare_value(hint: Any) -> object:  # noqa: ANN401 - a type of any field
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is tuple:
        return ()
    if type(None) in get_args(hint):
        return None
    return _PLAIN[hint] if hint in _PLAIN else bare(hint)


def stubs_of(*records: Entity) -> tuple[Entity, ...]:
    """A bare record for each that these name and that is not among them."""
    present = {(table_for(type(one)).noun, one.id) for one in records}
    missing = dict.fromkeys(
        (reference.nouns[0], reference.id)
        for one in records
        for reference in references(one)
        if not any((noun, reference.id) in present for noun in reference.nouns)
    )
    return tuple(_stub(noun, record_id) for noun, record_id in missing)


def _stub(noun: str, record_id: str) -> Entity:
    kind = table_named(noun).kind
    unique = {"reference": record_id} if noun == "case" else {}
    stub: Entity = bare(kind, id=record_id, **unique)
    return stub
