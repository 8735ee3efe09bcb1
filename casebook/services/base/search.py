"""Search over everything in the vault, in any script."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TypeVar

from casebook.domain.base.entity import Entity
from casebook.domain.library.country import Country
from casebook.language.country_name import countries_called
from casebook.language.fold import without_script
from casebook.language.match import load
from casebook.language.synonym import SynonymMatch
from casebook.services.base.session import Session
from casebook.services.base.synonym import synonyms
from casebook.store.base import search
from casebook.store.base.search import SearchHit
from casebook.store.base.snippet import Cover
from casebook.store.registry import table_for

__all__ = ["SearchHit", "SynonymMatch", "choices", "find", "records"]

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

    The sheet of a country is also found by its code, and by how its name in any of our languages begins.
    """
    table = table_for(Country)
    with session.store.reading() as connection:
        hits = search.find(connection, query, most=most, synonyms=synonyms(), cover=cover)
        called, begun = countries_called(query)
        sheets = table.some(connection, [*called, *begun])
    named = {
        code: SearchHit(noun=table.noun, id=code, title=sheet.name, snippet="", case_id="", page=0)
        for code, sheet in sheets.items()
        if all((hit.noun, hit.id) != (table.noun, code) for hit in hits)
    }
    first, last = ([named[code] for code in codes if code in named] for codes in (called, begun))
    return [*first, *hits, *last][:most]


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
    return [found for found, _ in _found(session, kind, query, most)][:most]


def choices(session: Session, kind: type[E], query: str, title: Callable[[E], str], *, most: int) -> list[E]:
    """The records of one noun that are called so, best first; where none is, those that `records` finds.

    Who is called so is chosen, and not who is so by a remark, such as everyone who has no ties to an embassy.

    Args:
        session: the open vault.
        kind: the noun.
        query: as `find` takes it.
        title: by which it is chosen.
        most: at most so many.
    """
    sought, called = without_script(query).split(), list[tuple[int, E]]()
    matches = _found(session, kind, query, most)
    for one, hit in matches:
        words = without_script(title(one))
        if all(word in words for word in sought):
            called.append((_fit(words, " ".join(sought)), one))
        elif hit.likeness:
            called.append((_EXACT if hit.likeness == 1 else _ALIKE, one))
    if not called:
        return [one for one, _ in matches][:most]
    return [one for _, one in sorted(called, key=itemgetter(0))][:most]


_EXACT, _BEGINS, _WORD, _WITHIN, _ALIKE = range(5)
"""How well a title fits, the best first."""


def _fit(title: str, sought: str) -> int:
    if title.startswith(sought):
        return _EXACT if title == sought else _BEGINS
    return _WORD if f" {sought}" in title else _WITHIN


def _found(session: Session, kind: type[E], query: str, most: int) -> list[tuple[E, SearchHit]]:
    """Return the records of one noun that hold every word of the query, each with how it was found."""
    if not query:
        return []
    table = table_for(kind)
    with session.store.reading() as connection:
        hits = search.find(connection, query, most=most * _HITS_A_RECORD, synonyms=synonyms())
        hits = [hit for hit in hits if hit.noun == table.noun]
        found = table.some(connection, [hit.id for hit in hits])
    return [(found[hit.id], hit) for hit in hits if hit.id in found]


_HITS_A_RECORD = 5
"""Hits examined for each record wanted: most are of other nouns."""
