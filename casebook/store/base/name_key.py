"""The name index: derived forms of names, and keys for search with typing errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from casebook.language.fold import words
from casebook.language.match import NameQuery, SpellingForm, exact_keys, forms, near_keys

_MAKE = (
    "CREATE VIRTUAL TABLE name_key USING fts5("
    "keys, content='', contentless_delete=1, detail=none,"
    " tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
)
_MAKE_INSTANCE = "CREATE VIRTUAL TABLE name_key_instance USING fts5vocab(name_key, instance)"
"""Each key with its records, for lookup without a query expression."""
_INSERT = text("INSERT INTO name_key (rowid, keys) VALUES (:id, :keys)")
_FORGET = text("DELETE FROM name_key WHERE rowid = :id")
_SHARING = text(
    "SELECT doc FROM name_key_instance WHERE term IN (SELECT value FROM json_each(:keys))"
    " GROUP BY doc ORDER BY count(*) DESC LIMIT :most"
)
_ROWS = text(
    "SELECT id, noun, found_as, record_id, case_id, page, shown, body, names FROM searched"
    " WHERE id IN (SELECT value FROM json_each(:ids))"
)
_NO_LETTERS = re.compile(r"[\W_]+")
MAX_EXACT, MAX_NEAR = 50, 40
"""Candidates examined: those that share a whole key, and those that share most keys with a letter omitted."""
SAME = 0.98
"""From this score a name is an exact match, and typing errors are not considered."""


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """A name as stated, with its forms."""

    of: str
    forms: tuple[SpellingForm, ...]


@dataclass(frozen=True, slots=True, repr=False)
class NameKeyMatch:
    """The matching form of a name, and its score (1 for an exact match)."""

    of: str
    form: SpellingForm
    score: float


def make(connection: Connection) -> None:
    """Create an empty index."""
    connection.execute(text(_MAKE))
    make_instance(connection)


def make_instance(connection: Connection) -> None:
    """Create the view of an index by key."""
    connection.execute(text(_MAKE_INSTANCE))


def forms_of(names: Iterable[str]) -> list[Named]:
    """Return names with every form derived from them."""
    return [Named(name, tuple(forms(name))) for name in dict.fromkeys(names) if name.strip()]


def packed(names: list[Named]) -> str:
    """Return names in stored form; "" for none."""
    if not names:
        return ""
    parts = [[name.of, [[form.text, form.system, form.folded] for form in name.forms]] for name in names]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def unpacked(packed_names: str) -> list[Named]:
    """Return names from their stored form; none of ""."""
    if not packed_names:
        return []
    return [Named(of, tuple(SpellingForm(*form) for form in forms)) for of, forms in json.loads(packed_names)]


def words_of(names: list[Named]) -> str:
    """Return the words of every form in letters, separate and joined, for full text search."""
    folded_forms = (form.folded for name in names for form in name.forms if not _is_set_apart(form))
    return " ".join(
        dict.fromkeys(way for folded in folded_forms for way in (folded, folded.replace(" ", "")))
    )


def _is_set_apart(form: SpellingForm) -> bool:
    return form.system in {"simplified", "traditional", "chinese-rendering"}


def keys_of(names: list[Named]) -> str:
    """Return every key of these names."""
    keys: dict[str, None] = {}
    for form in (form for name in names for form in name.forms):
        keys.update(dict.fromkeys(exact_keys(form)))
        keys.update(dict.fromkeys(near_keys(form)))
    return " ".join(keys)


def insert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Insert keys under the row numbers of the search table."""
    connection.execute(_INSERT, rows)


def forget(connection: Connection, number: int) -> None:
    """Delete the keys of a row."""
    connection.execute(_FORGET, {"id": number})


def prepare(connection: Connection) -> None:
    """Run each statement of `find` once, to compile it."""
    connection.execute(_SHARING, {"keys": '["azz"]', "most": 1}).all()
    connection.execute(_ROWS, {"ids": "[1]"}).all()


def find(connection: Connection, query: str, *, most: int) -> list[tuple[Row[Any], NameKeyMatch]]:
    """Return the rows with names similar to the query, the most similar first."""
    sought = NameQuery(query)
    matches = _matching(connection, sought, sought.exact, MAX_EXACT)
    if not any(match.score >= SAME for _, match in matches.values()):
        matches = _matching(connection, sought, sought.near, MAX_NEAR) | matches
    return sorted(matches.values(), key=lambda pair: -pair[1].score)[:most]


def _matching(
    connection: Connection, sought: NameQuery, keys: list[str], limit: int
) -> dict[int, tuple[Row[Any], NameKeyMatch]]:
    if not keys:
        return {}
    ids = connection.execute(_SHARING, {"keys": json.dumps(keys), "most": limit}).scalars().all()
    rows = connection.execute(_ROWS, {"ids": json.dumps(ids)}).all() if ids else []
    flat = [(row, name.of, form) for row in rows for name in unpacked(row.names) for form in name.forms]
    matches: dict[int, tuple[Row[Any], NameKeyMatch]] = {}
    for at, score in sought.scores([form for _, _, form in flat]).items():
        row, of, form = flat[at]
        if row.id not in matches or score > matches[row.id][1].score:
            matches[row.id] = (row, NameKeyMatch(of, form, score))
    return matches


def word_sets(packed_names: str) -> list[set[str]]:
    """Return the words of each form of stored names, and those of the names as stated, parted at hyphens."""
    names = unpacked(packed_names)
    stated = [{word for piece in _NO_LETTERS.split(name.of) for word in words(piece)} for name in names]
    return [*stated, *(set(form.folded.split()) for name in names for form in name.forms)]


def begun_by(packed_names: str, query: str) -> NameKeyMatch | None:
    """Return the form whose words begin with the query, if no whole name matches."""
    typed_words = words(query)
    for name in unpacked(packed_names):
        for form in name.forms:
            parts = [*form.folded.split(), form.folded.replace(" ", "")]
            if typed_words and all(any(part.startswith(word) for part in parts) for word in typed_words):
                return NameKeyMatch(name.of, form, 0.0)
    return None
