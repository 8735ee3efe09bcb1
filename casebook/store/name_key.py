"""Names in the index: every form that follows from them, and keys that lead to them despite typing errors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from casebook.language.fold import words
from casebook.language.match import Asked, Form, exact_keys, forms, near_keys

_MAKE = (
    "CREATE VIRTUAL TABLE name_key USING fts5("
    "keys, content='', contentless_delete=1, detail=none,"
    " tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
)
_INSERT = text("INSERT INTO name_key (rowid, keys) VALUES (:id, :keys)")
_FORGET = text("DELETE FROM name_key WHERE rowid = :id")
_FIND = text(
    "SELECT s.id, s.noun, s.found_as, s.record_id, s.case_id, s.page, s.shown, s.told, s.names"
    " FROM name_key JOIN searched AS s ON s.id = name_key.rowid"
    " WHERE name_key MATCH :keys LIMIT :most"
)
MOST_EXACT, MOST_NEAR = 60, 120
"""Candidates looked at: those that share a whole key, and those that share one with a letter left out."""


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """A name as stated with its forms."""

    of: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Match:
    """Which form of which name matched, and how well (1 for the same)."""

    of: str
    form: Form
    score: float


def make(connection: Connection) -> None:
    """An empty index."""
    connection.execute(text(_MAKE))


def forms_of(names: Iterable[str]) -> list[Named]:
    """Names with every form that follows from them."""
    return [Named(name, tuple(forms(name))) for name in dict.fromkeys(names) if name.strip()]


def packed(names: list[Named]) -> str:
    """Names as the table keeps them; "" for none."""
    if not names:
        return ""
    told = [[name.of, [[form.text, form.system, form.folded] for form in name.forms]] for name in names]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _unpacked(told: str) -> list[Named]:
    return [Named(of, tuple(Form(*form) for form in forms)) for of, forms in json.loads(told)]


def words_of(names: list[Named]) -> str:
    """The words of every form in letters, apart and run together, for the full text."""
    told = (form.folded for name in names for form in name.forms if not _is_set_apart(form))
    return " ".join(dict.fromkeys(way for folded in told for way in (folded, folded.replace(" ", ""))))


def _is_set_apart(form: Form) -> bool:
    return form.system in {"simplified", "traditional", "chinese-rendering"}


def keys_of(names: list[Named]) -> str:
    """Every key that leads to these names."""
    keys: dict[str, None] = {}
    for form in (form for name in names for form in name.forms):
        keys.update(dict.fromkeys(exact_keys(form)))
        keys.update(dict.fromkeys(near_keys(form)))
    return " ".join(keys)


def insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Put keys in under the numbers of what search shows."""
    connection.execute(_INSERT, rows)


def forget(connection: Connection, number: int) -> None:
    """Take the keys under a number out."""
    connection.execute(_FORGET, {"id": number})


def find(connection: Connection, query: str, *, most: int) -> list[tuple[Row[Any], Match]]:
    """The rows whose names are like the query, the likest first."""
    asked = Asked(query)
    rows: dict[int, Row[Any]] = {}
    for keys, limit in ((asked.exact, MOST_EXACT), (asked.near, MOST_NEAR)):
        for row in _rows(connection, keys, limit):
            rows.setdefault(row.id, row)
    found = ((row, best(asked, _unpacked(row.names))) for row in rows.values())
    told = [(row, match) for row, match in found if match is not None]
    told.sort(key=lambda pair: -pair[1].score)
    return told[:most]


def _rows(connection: Connection, keys: list[str], limit: int) -> Iterator[Row[Any]]:
    if keys:
        asked = " OR ".join(f'"{key}"' for key in dict.fromkeys(keys))
        yield from connection.execute(_FIND, {"keys": asked, "most": limit})


def best(asked: Asked, names: list[Named]) -> Match | None:
    """The form of these names that is most like what was asked; None where none is like it."""
    found: Match | None = None
    for name in names:
        likeness = asked.best(name.forms)
        if likeness.score > (found.score if found else 0.0):
            found = Match(name.of, name.forms[likeness.at], likeness.score)
    return found


def begun_by(told: str, query: str) -> Match | None:
    """The form whose words begin with what was typed, where no whole name was."""
    asked = words(query)
    for name in _unpacked(told):
        for form in name.forms:
            parts = [*form.folded.split(), form.folded.replace(" ", "")]
            if asked and all(any(part.startswith(word) for part in parts) for word in asked):
                return Match(name.of, form, 0.0)
    return None
