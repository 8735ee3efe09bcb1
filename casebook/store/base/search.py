"""Full text search over every noun, in every script: SQLite FTS5 with Chinese indexed by character.

Traditional characters are folded to simplified ones on both sides, diacritics are dropped, and the last word
of a query may be a beginning. Names are indexed in every form that follows from them; `store.name_key` finds
them by form and with typing errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    text,
    update,
)

from casebook.base.ignorable import SOFT_BREAK, in_sight
from casebook.domain.base.entity import Entity
from casebook.domain.base.entity import entity as noun_value
from casebook.language.fold import words as folded_words
from casebook.language.hanzi import has_han, set_apart, simplified
from casebook.language.spelling import System
from casebook.language.synonym import QueryPart, SynonymMatch, Synonyms, met
from casebook.store.base import name_key
from casebook.store.base.snippet import Cover, around
from casebook.store.base.table import METADATA, among
from casebook.store.base.table import text as words_column

if TYPE_CHECKING:
    from casebook.store.base.entity_table import EntityTable, SearchText

E = TypeVar("E", bound=Entity)
NO_SYNONYMS = Synonyms()

SEARCHED = Table(
    "searched",
    METADATA,
    Column("id", Integer, primary_key=True),
    words_column("noun"),
    words_column("found_as"),
    words_column("record_id", is_indexed=True),
    words_column("case_id"),
    Column("page", Integer, nullable=False),
    words_column("shown"),
    words_column("body"),
    Column("names", Text, nullable=False),
)
"""The displayed search data; the words are in the index under the same number."""

_MAKE = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "body, content='', contentless_delete=1, tokenize = \"unicode61 remove_diacritics 2\")"
)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_FILLED = re.compile(r"(?<![^\W_])0+([1-9]\d{2,})(?![^\W_])")
"""A number filled with zeros, which is also found without them."""
_INSERT = text("INSERT INTO search (rowid, body) VALUES (:id, :body)")
_COLUMNS = "s.id, s.noun, s.found_as, s.record_id, s.case_id, s.page, s.shown, s.body, s.names"
_FIND = text(
    f"SELECT {_COLUMNS} FROM search JOIN searched AS s ON s.id = search.rowid"  # noqa: S608 - our own columns
    " WHERE search MATCH :query ORDER BY rank LIMIT :most"
)
_NAMES = text(
    "SELECT s.names FROM search JOIN searched AS s ON s.id = search.rowid"
    " WHERE search MATCH :query AND instr(s.names, :part) LIMIT :most"
)
_NAMES_EXAMINED = 20
_OWNED = re.compile("['’ʼ]s$")
_KEYS = text(
    "SELECT s.found_as, s.record_id FROM search JOIN searched AS s ON s.id = search.rowid"
    " WHERE search MATCH :query AND s.found_as IN (SELECT value FROM json_each(:nouns)) ORDER BY rank"
)
_WORDS = text(
    "SELECT record_id, shown, body FROM searched WHERE record_id IN (SELECT value FROM json_each(:ids))"
)
_FORGET = text("DELETE FROM search WHERE rowid = :id")
_NEWEST = (
    text("SELECT max(length(body || names)) FROM (SELECT * FROM searched ORDER BY id DESC LIMIT 2000)"),
    text("SELECT max(length(sz)) FROM (SELECT sz FROM search_docsize ORDER BY id DESC LIMIT 20000)"),
    text("SELECT max(length(block)) FROM (SELECT block FROM search_data ORDER BY id DESC LIMIT 250)"),
)
"""Read what a search decrypts, some 2 MB at most: rows, their lengths for the rank, and leaves of the index.

Source: SQLite FTS5, section 9, the shadow tables and their columns.
"""

_REHEARSED = 10


@noun_value
class SearchHit:
    """A record found by search.

    Attributes:
        noun: what it is.
        title: how it is shown.
        snippet: the words around the match, as they were given.
        case_id: the case it belongs to, or "".
        page: page of a document, 0 elsewhere.
        form: the spelling of a name that matched, or "" where the words themselves did.
        system: how that spelling follows from the name, or "".
        form_of: the name it follows from, as stated.
        likeness: 1 for the same, less with errors; 0 where the words themselves matched.
        synonyms: terms by which it was found although it does not contain those typed.
    """

    noun: str
    id: str
    title: str
    snippet: str
    case_id: str
    page: int
    form: str = ""
    system: System | str = ""
    form_of: str = ""
    likeness: float = 0.0
    synonyms: tuple[SynonymMatch, ...] = ()


def as_indexed(words: str) -> str:
    r"""Return a text as the index holds it: simplified characters, each a word, without signs not shown.

    >>> as_indexed("extra\u00ad\ndi\u200btion")
    'extradition'
    """
    if not words.isascii():
        words = in_sight(SOFT_BREAK.sub("", words))
    return set_apart(simplified(words)) if has_han(words) else words


def make(connection: Connection) -> None:
    """Create an empty index in an empty database, for records outside a vault."""
    SEARCHED.create(connection)
    connection.execute(text(_MAKE))
    name_key.make(connection)


def complete(connection: Connection) -> None:
    """Complete the indexes of a new vault, so that the words of a purged record are deleted with it."""
    name_key.make_instance(connection)
    connection.execute(text("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)"))
    connection.execute(text("INSERT INTO name_key (name_key, rank) VALUES ('secure-delete', 1)"))


def index(connection: Connection, entity_table: EntityTable[E], entities: Iterable[E]) -> None:
    """Add the words and names of records to the index."""
    number = connection.execute(text("SELECT coalesce(max(id), 0) FROM searched")).scalar_one()
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    keys: list[dict[str, Any]] = []
    for entity in entities:
        names = name_key.forms_of(entity_table.names(entity))
        for entry in entity_table.words(entity):
            number += 1
            texts.append({"id": number, "body": _indexed(entry, names)})
            rows.append(
                {
                    "id": number,
                    "noun": entity_table.noun,
                    "found_as": entity_table.found_as or entity_table.noun,
                    "record_id": entity.id,
                    "case_id": entry.case_id,
                    "page": entry.page,
                    "shown": entry.title,
                    "body": entry.body,
                    "names": name_key.packed(names),
                }
            )
            if names:
                keys.append({"id": number, "keys": name_key.keys_of(names)})
    if rows:
        connection.execute(insert(SEARCHED), rows)
        connection.execute(_INSERT, texts)
    if keys:
        name_key.insert(connection, keys)


def _indexed(entry: SearchText, names: list[name_key.Named]) -> str:
    """Return what the index holds of a text and of names."""
    indexed = as_indexed(f"{entry.title} {entry.body}" if entry.page == 0 else entry.body)
    indexed = f"{indexed} {name_key.words_of(names)}" if names else indexed
    unfilled = set(_FILLED.findall(indexed))
    return " ".join((indexed, *sorted(unfilled))) if unfilled else indexed


def index_again(connection: Connection, entity_table: EntityTable[E], entities: Iterable[E]) -> None:
    """Update the words of records whose names and pages are as before: all that follows from names stays.

    Those of which the index has other pages, as of an older version, are indexed anew.
    """
    by_id = {entity.id: entity for entity in entities}
    mine = among(SEARCHED.c.record_id, by_id) & (SEARCHED.c.noun == entity_table.noun)
    columns = (SEARCHED.c.id, SEARCHED.c.record_id, SEARCHED.c.page, SEARCHED.c.names)
    entries = {(one.id, entry.page): entry for one in by_id.values() for entry in entity_table.words(one)}
    texts, shown = [], []
    rows = connection.execute(select(*columns).where(mine)).all()
    odd = {one for one, _ in entries.keys() ^ {(row.record_id, row.page) for row in rows}}
    for row in (row for row in rows if row.record_id not in odd):
        entry = entries[row.record_id, row.page]
        texts.append({"id": row.id, "body": _indexed(entry, name_key.unpacked(row.names))})
        shown.append({"of_id": row.id, "shown": entry.title, "body": entry.body, "case_id": entry.case_id})
    if texts:
        connection.execute(_FORGET, [{"id": one["id"]} for one in texts])
        connection.execute(_INSERT, texts)
        connection.execute(update(SEARCHED).where(SEARCHED.c.id == bindparam("of_id")), shown)
    if odd:
        index_anew(connection, entity_table, [by_id[one] for one in odd])


def index_anew(connection: Connection, entity_table: EntityTable[E], entities: Sequence[E]) -> None:
    """Index records again, with all that follows from their names."""
    forget_all(connection, entity_table.noun, [entity.id for entity in entities])
    index(connection, entity_table, entities)


def forget(connection: Connection, noun: str, record_id: str) -> None:
    """Remove a record from the index."""
    forget_all(connection, noun, [record_id])


def forget_all(connection: Connection, noun: str, record_ids: Iterable[str]) -> None:
    """Remove records of a noun from the index."""
    mine = among(SEARCHED.c.record_id, record_ids) & (SEARCHED.c.noun == noun)
    rows = connection.execute(select(SEARCHED.c.id, SEARCHED.c.names).where(mine)).all()
    if rows:
        connection.execute(_FORGET, [{"id": row.id} for row in rows])
        connection.execute(delete(SEARCHED).where(mine))
    for row in rows:
        if row.names:
            name_key.forget(connection, row.id)


def find(
    connection: Connection,
    query: str,
    *,
    most: int = 50,
    synonyms: Synonyms = NO_SYNONYMS,
    cover: Cover = str,
) -> list[SearchHit]:
    """Return records with a name like the query, then with one beginning so, then with every word of it.

    Each once, the best first.

    Args:
        connection: inside a transaction.
        query: as typed, in any script; punctuation is passed over.
        most: at most so many hits.
        synonyms: terms of the query that others stand for.
        cover: puts code names in place of names.
    """
    hits: dict[tuple[str, str], SearchHit] = {}
    for row, match in name_key.find(connection, query, most=most):
        hits.setdefault((row.found_as, row.record_id), _named(row, match, cover))
    parts = synonyms.parts(query)
    expression = _match(parts)
    if not expression or len(hits) >= most:
        return list(hits.values())[:most]
    text_hits = [
        _by_words(row, query, parts, cover)
        for row in connection.execute(_FIND, {"query": expression, "most": most * 2})
    ]
    for hit in sorted(text_hits, key=lambda hit: not hit.form):
        hits.setdefault((hit.noun, hit.id), hit)
    return list(hits.values())[:most]


def names_among(connection: Connection, words: Collection[str]) -> frozenset[str]:
    """Return those words that are part of a name of a record, in any of its spellings."""
    return frozenset(word for word in words if _is_name(connection, word))


def prepare(connection: Connection) -> None:
    """Decrypt the newest rows and their index, and search once in letters and once in characters."""
    for newest in _NEWEST:
        connection.execute(newest).all()
    name_key.prepare(connection)
    for query in ("a", "中"):
        find(connection, query, most=_REHEARSED)


def keys(
    connection: Connection, query: str, nouns: Collection[str], synonyms: Synonyms = NO_SYNONYMS
) -> list[tuple[str, str]]:
    """Return noun and ID of each record of these nouns that contains every word of the query, best first."""
    expression = _match(synonyms.parts(query))
    if not expression:
        return []
    found = connection.execute(_KEYS, {"query": expression, "nouns": json.dumps(list(nouns))})
    return list(dict.fromkeys((row.found_as, row.record_id) for row in found))


def synonyms_met(
    connection: Connection, query: str, record_ids: Collection[str], synonyms: Synonyms
) -> dict[str, tuple[SynonymMatch, ...]]:
    """Return by ID the terms by which records were found that do not contain those typed."""
    parts = synonyms.parts(query)
    if not any(part.terms for part in parts):
        return {}
    rows = connection.execute(_WORDS, {"ids": json.dumps(list(record_ids))})
    matches = ((row.record_id, met(parts, f"{row.shown} {row.body}")) for row in rows)
    return {record_id: terms for record_id, terms in matches if terms}


def sweep(connection: Connection) -> None:
    """Rebuild the indexes, whose segments otherwise retain the words of removed records."""
    connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
    connection.execute(text("INSERT INTO name_key (name_key) VALUES ('optimize')"))


def _is_name(connection: Connection, word: str) -> bool:
    stated = _OWNED.sub("", word)
    parts = folded_words(stated)
    longest = max(parts, key=len, default="")
    if not longest:
        return False
    named = {"query": f'"{longest}"* OR "{stated}"', "part": longest, "most": _NAMES_EXAMINED}
    rows = connection.execute(_NAMES, named).scalars()
    return any(set(parts) <= name_words for names in rows for name_words in name_key.word_sets(names))


def _named(row: Row[Any], match: name_key.NameKeyMatch, cover: Cover) -> SearchHit:
    return SearchHit(
        noun=row.found_as,
        id=row.record_id,
        title=row.shown,
        snippet=around(row.body, match.of, cover),
        case_id=row.case_id,
        page=row.page,
        form=match.form.text,
        system=match.form.system,
        form_of=match.of,
        likeness=match.score,
    )


def _by_words(row: Row[Any], query: str, parts: Sequence[QueryPart], cover: Cover) -> SearchHit:
    begun = name_key.begun_by(row.names, query) if row.names else None
    synonyms = met(parts, f"{row.shown} {row.body}")
    return SearchHit(
        noun=row.found_as,
        id=row.record_id,
        title=row.shown,
        snippet=around(row.body, synonyms[0].term if synonyms else query, cover),
        case_id=row.case_id,
        page=row.page,
        form=begun.form.text if begun else "",
        system=begun.form.system if begun else "",
        form_of=begun.of if begun else "",
        synonyms=synonyms,
    )


def _match(parts: Iterable[QueryPart]) -> str:
    """Return an FTS5 expression: all parts must match, each by any of its terms.

    Source: SQLite FTS5, section 3.8: next to parentheses AND is never implied.
    """
    sought = (" OR ".join(f"({_phrases(term)})" for term in part.searched or (part.typed,)) for part in parts)
    return " AND ".join(f"({part})" for part in sought if part != "()")


def _phrases(words: str) -> str:
    """Return an FTS5 expression: each run without a space is a prefix phrase, and all must match."""
    phrases = [" ".join(_WORD.findall(as_indexed(word))) for word in words.split()]
    return " ".join(f'"{phrase}"*' for phrase in phrases if phrase)
