"""Two windows on one record of any noun: the second to save never undoes what the first one changed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest

from casebook.base.errors import Conflict
from casebook.domain.base.date import StatedDate
from casebook.domain.base.field import hints
from casebook.domain.base.reference import naming_fields
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import tables
from tests.paths import ROOT

REPLACING = {"transaction.replace", "transaction.replace_all"}
_REPLACE = {"replace", "replace_all"}
REVIEWED = {
    "base/bulk_edit.py",
    "base/bulk_undo.py",
    "base/deadline_recalculation.py",
    "base/own_entry.py",
    "base/record.py",
    "base/row_undo.py",
    "sharing/file_of_version.py",
    "sharing/parcels/parcel_take.py",
    "sharing/parcels/parcel_undo.py",
    "base/tag.py",
    "dossier/dossier.py",
    "evidence/document.py",
    "evidence/document_copy.py",
    "evidence/recognition.py",
    "evidence/transcript.py",
    "evidence/exhibit_numbering.py",
    "exchange/import_list.py",
    "exchange/list_undo.py",
    "library/collection.py",
    "library/packs/pack_update.py",
    "library/suggestion.py",
    "person/code_name.py",
    "person/person.py",
    "sharing/team/arrival_undo.py",
    "sharing/team/exhibits.py",
    "sharing/travel/travel_content.py",
    "sharing/travel/travel_text.py",
    "sharing/travel/travel_undo.py",
}
"""Services that replace records in a write of their own. Each reads the record in the same call, on the one
thread that writes, or refuses where it is no longer what was shown."""
_PLAIN: Mapping[Any, Callable[[int], object]] = {
    str: "text {}".format,
    bool: bool,
    int: lambda version: version,
    float: float,
    bytes: lambda version: bytes([version]),
    date: lambda version: date(2026, 1, 1 + version),
    datetime: lambda version: datetime(2026, 1, 1 + version, tzinfo=UTC),
    StatedDate: lambda version: StatedDate(edtf=f"201{version}"),
}


def version_of(kind: type[Any], version: int) -> Any:  # noqa: ANN401 - a record of any noun
    """Version 0 or 1 of a record that names no other; every field that can differ does."""
    types = hints(kind)
    values = {name: "" if types[name] is str else () for name in naming_fields(kind)}
    values |= {
        name: "one" if name == "id" else value_of(hint, version)
        for name, hint in types.items()
        if name not in values and name in {part.name for part in fields(kind)}
    }
    return kind(**values)


def value_of(hint: Any, version: int) -> Any:  # noqa: ANN401 - the value of any field
    """A value that a field of this type takes, another one for each version."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return value_of(next(one for one in inner if one is not NoneType), version)
    if origin is Literal:
        return inner[version % len(inner)]
    if origin is tuple:
        return tuple(value_of(one, version) for one in inner if one is not Ellipsis)
    if is_dataclass(hint) and isinstance(hint, type) and hint is not StatedDate:
        return version_of(hint, version)
    return _PLAIN[hint](version)


def test_no_save_of_any_noun_undoes_what_another_window_changed(session: Session) -> None:
    for table in tables():
        seen, other = version_of(table.kind, 0), version_of(table.kind, 1)
        names = [name for name in hints(table.kind) if getattr(seen, name) != getattr(other, name)]
        theirs, mine = (
            replace(seen, **{name: getattr(other, name) for name in half})
            for half in (names[::2], names[1::2])
        )
        record.add(session, seen)
        record.change(session, theirs, seen=seen)
        assert record.change(session, mine, seen=seen) == other, table.noun
        assert record.find(session, table.kind, seen.id) == other, table.noun


@pytest.mark.parametrize("noun", ["case", "deadline", "person"])
def test_a_field_that_both_changed_is_a_conflict(session: Session, noun: str) -> None:
    kind = next(table.kind for table in tables() if table.noun == noun)
    seen, other, third = (version_of(kind, version) for version in (0, 1, 2))
    record.add(session, seen)
    record.change(session, other, seen=seen)
    with pytest.raises(Conflict):
        record.change(session, third, seen=seen)
    assert record.find(session, kind, seen.id) == other


def test_every_change_says_what_it_was_made_from() -> None:
    without = [
        f"{name}:{call.lineno}"
        for name, call in _calls("casebook", {"change"})
        if ast.unparse(call.func) == "record.change" and "seen" not in {word.arg for word in call.keywords}
    ]
    assert without == []


def test_records_are_replaced_only_where_that_was_reviewed() -> None:
    replacing = {
        name for name, call in _calls("casebook/services", _REPLACE) if ast.unparse(call.func) in REPLACING
    }
    assert replacing == REVIEWED
    in_commands = {ast.unparse(call.func) for _, call in _calls("casebook/cli", _REPLACE)}
    assert in_commands.isdisjoint(REPLACING)


def _calls(folder: str, names: Container[str]) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a method so named in a folder of the program, with the module below it."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in names:
                yield path.relative_to(ROOT / folder).as_posix(), node
