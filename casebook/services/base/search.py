"""Search over everything in the vault, in any script."""

from __future__ import annotations

from typing import TypeVar

from casebook.domain.base.entity import Entity
from casebook.language.match import load
from casebook.language.synonym import SynonymMatch
from casebook.services.base.session import Session
from casebook.services.base.synonym import synonyms
from casebook.store.base import search
from casebook.store.base.search import SearchHit
from casebook.store.base.snippet import Cover
from casebook.store.registry import table_for

__all__ = ["SearchHit", "SynonymMatch", "find", "records"]

E = TypeVar("E", bound=Entity)

load()  # who imports this is about to search: the first search takes no longer than those that follow


def find(session: Session, query: str, *, most: int = 50, cover: Cover = str) -> list[SearchHit]:
    """The records that hold every word of the query, best first.

    Args:
        session: the open vault.
        query: names or words in any script; part of a Chinese name, pinyin with or without tones. Terms with
            one meaning stand for each other, except within quotation marks.
        most: at most so many hits.
        cover: puts code names in place of names in the words around a match, before these are cut.
    """
    with session.store.reading() as connection:
        return search.find(connection, query, most=most, synonyms=synonyms(), cover=cover)


def prepare(session: Session) -> None:
    """Load the index, so that the first search is not delayed."""
    synonyms()
    with session.store.reading() as connection:
        search.prepare(connection)


def records(session: Session, kind: type[E], query: str, *, most: int) -> list[E]:
    """The records of one noun that hold every word of the query, best first; none for no words.

    Args:
        session: the open vault.
        kind: the noun.
        query: as `find` takes it.
        most: at most so many.
    """
    if not query:
        return []
    table = table_for(kind)
    with session.store.reading() as connection:
        hits = search.find(connection, query, most=most * _HITS_A_RECORD, synonyms=synonyms())
        ids = [hit.id for hit in hits if hit.noun == table.noun][:most]
        found = table.some(connection, ids)
    return [found[record_id] for record_id in ids if record_id in found]


_HITS_A_RECORD = 5
"""Hits examined for each record wanted: most are of other nouns."""
