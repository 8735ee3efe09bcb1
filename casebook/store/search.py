"""Full text over every noun, in every script: SQLite FTS5 with Chinese indexed one character at a time.

Traditional characters are folded to simplified ones on both sides, diacritics are dropped, and the last word
of a query may be a beginning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, text

from casebook.domain.entity import Entity
from casebook.domain.entity import entity as noun_value
from casebook.language.hanzi import set_apart, simplified
from casebook.store.snippet import around

if TYPE_CHECKING:
    from casebook.store.shelf import Shelf

E = TypeVar("E", bound=Entity)

MAKE = text(
    "CREATE VIRTUAL TABLE search USING fts5("
    "noun UNINDEXED, found_as UNINDEXED, record_id UNINDEXED, case_id UNINDEXED, page UNINDEXED,"
    ' shown UNINDEXED, told UNINDEXED, body, tokenize = "unicode61 remove_diacritics 2")'
)
"""The index, as the first migration makes it: for records that are in no vault."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_INSERT = text(
    "INSERT INTO search (noun, found_as, record_id, case_id, page, shown, told, body)"
    " VALUES (:noun, :found_as, :record_id, :case_id, :page, :shown, :told, :body)"
)
_KEYS = text(
    "SELECT found_as, record_id FROM search"
    " WHERE search MATCH :query AND found_as IN (SELECT value FROM json_each(:nouns)) ORDER BY rank"
)
_FIND = text(
    "SELECT found_as, record_id, case_id, page, shown, told FROM search"
    " WHERE search MATCH :query ORDER BY rank LIMIT :most"
)


@noun_value
class Hit:
    """A record that search found.

    Attributes:
        noun: what it is.
        title: how it is shown.
        snippet: the words around the match, as they were given.
        case_id: the case it belongs to, or "".
        page: page of a document, 0 elsewhere.
    """

    noun: str
    id: str
    title: str
    snippet: str
    case_id: str
    page: int


@dataclass(frozen=True, slots=True)
class _Key:
    noun: str
    record_id: str


def folded(words: str) -> str:
    """The words as the index holds them."""
    return set_apart(simplified(words))


def index(connection: Connection, shelf: Shelf[E], entity: E) -> None:
    """Put the words of a record into the index."""
    rows: list[dict[str, Any]] = [
        {
            "noun": shelf.noun,
            "found_as": shelf.found_as or shelf.noun,
            "record_id": entity.id,
            "case_id": told.case_id,
            "page": told.page,
            "shown": told.title,
            "told": told.body,
            "body": folded(f"{told.title} {told.body}" if told.page == 0 else told.body),
        }
        for told in shelf.words(entity)
    ]
    if rows:
        connection.execute(_INSERT, rows)


def forget(connection: Connection, noun: str, record_id: str) -> None:
    """Take a record out of the index."""
    connection.execute(
        text("DELETE FROM search WHERE record_id = :id AND noun = :noun"), {"id": record_id, "noun": noun}
    )


def find(connection: Connection, query: str, *, most: int = 50) -> list[Hit]:
    """The records that hold every word of the query, best first, each once.

    Args:
        connection: inside a transaction.
        query: as typed, in any script; punctuation is passed over.
        most: at most so many hits.
    """
    asked = _match(query)
    if not asked:
        return []
    hits: dict[_Key, Hit] = {}
    for row in connection.execute(_FIND, {"query": asked, "most": most * 4}):
        key = _Key(row.found_as, row.record_id)
        if key not in hits and len(hits) < most:
            hits[key] = Hit(
                noun=row.found_as,
                id=row.record_id,
                title=row.shown,
                snippet=around(row.told, query),
                case_id=row.case_id,
                page=row.page,
            )
    return list(hits.values())


def keys(connection: Connection, query: str, nouns: Collection[str]) -> list[tuple[str, str]]:
    """Noun and id of each record of these nouns that holds every word of the query, best first."""
    asked = _match(query)
    if not asked:
        return []
    found = connection.execute(_KEYS, {"query": asked, "nouns": json.dumps(list(nouns))})
    return list(dict.fromkeys((row.found_as, row.record_id) for row in found))


def _match(query: str) -> str:
    """An FTS5 expression: each run of the query a phrase, all of them wanted, the last open-ended."""
    phrases = [" ".join(_WORD.findall(folded(word))) for word in query.split()]
    return " ".join(f'"{phrase}"*' for phrase in phrases if phrase)
