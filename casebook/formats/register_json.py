"""Registers of people as JSON: a list of objects, one a line, or those within an answer of a web service.

FollowTheMoney keeps what it says of an entity as lists in "properties"; they become columns of their own.
Source: FollowTheMoney, "Entities and properties"; JSON Lines, https://jsonlines.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from casebook.base.message import Message
from casebook.domain.base.grid import BadRow, Grid, GridRow
from casebook.formats.fault import Damaged, OversizedFile

MAX_ROWS = 100_000
MAX_COLUMNS = 400
_MAX_CELL = 2_000
_MAX_DEPTH = 6
_INLINED = ("properties", "properties.", "metadata", "metadata.")
"""Objects whose fields count as those of the row: FollowTheMoney, Uwazi."""
_NO_OBJECT = Message("This is no JSON object.")


def read_register_json(data: bytes) -> Grid:
    """Return the objects of a file as rows under the names of their fields.

    Raises:
        Damaged: it is no JSON, or holds no objects.
        OversizedFile: it holds more rows or columns than are read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damaged from error
    whole = _parsed(text)
    rows: list[tuple[int, Mapping[str, str]]] = []
    bad: list[BadRow] = []
    listed = enumerate(_objects(whole), start=1) if whole is not None else _lines(text)
    for line, value in listed:
        if not isinstance(value, dict):
            bad.append(BadRow(line=line, why=_NO_OBJECT))
            continue
        rows.append((line, dict(_cells(value))))
        if len(rows) + len(bad) > MAX_ROWS:
            raise OversizedFile
    if not rows:
        raise Damaged
    head = tuple(dict.fromkeys(name for _, cells in rows for name in cells))
    if len(head) > MAX_COLUMNS:
        raise OversizedFile
    return Grid(
        form="json",
        head=head,
        rows=tuple(
            GridRow(line=line, cells=tuple(cells.get(name, "") for name in head)) for line, cells in rows
        ),
        bad_rows=tuple(bad),
        encoding="utf-8",
    )


def load_for_registers() -> None:
    """Load what reading takes, before files are given up."""
    read_register_json(b'[{"name": ["A"], "properties": {"birthDate": ["1970"]}}]')


def _parsed(text: str) -> object:
    """Return what a file holds as one value, or None where it holds one a line."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _objects(whole: object, depth: int = 0) -> Sequence[object]:
    """Return the longest list of objects within a value, or the value itself where it holds none."""
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict) or depth > _MAX_DEPTH:
        return ()
    lists: list[Sequence[object]] = [
        value
        for value in whole.values()
        if isinstance(value, list) and any(isinstance(one, dict) for one in value)
    ]
    if "properties" in whole:
        return (whole,)
    lists += [_objects(value, depth + 1) for value in whole.values() if isinstance(value, dict)]
    longest = max(lists, key=len, default=())
    return longest or ((whole,) if not depth else ())


def _cells(value: Mapping[str, object], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the fields of an object as name and text; fields of an object within it bear both names."""
    for key, inner in value.items():
        name = f"{before}{_text(key, depth)}"
        if isinstance(inner, dict) and depth < _MAX_DEPTH:
            yield from _cells(inner, "" if name in _INLINED else f"{name}.", depth + 1)
        elif text := _text(inner, depth):
            yield name, text[:_MAX_CELL]


def _text(value: object, depth: int) -> str:
    """Return a value as the text of a cell; of an object its value or label, or else all that it holds."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value).encode("utf-8", "replace").decode("utf-8").strip()  # half a pair is no character
    if depth > _MAX_DEPTH or not isinstance(value, list | dict):
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(one, depth + 1) for one in value)))
    shown = next((value[key] for key in ("value", "label", "caption") if key in value), None)
    parts = [shown] if shown is not None else list(value.values())
    return ", ".join(filter(None, (_text(one, depth + 1) for one in parts)))
