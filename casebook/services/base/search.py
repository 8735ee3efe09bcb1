"""Search over everything in the vault, in any script."""

from __future__ import annotations

from casebook.language.match import load
from casebook.services.base.session import Session
from casebook.store.base import search
from casebook.store.base.search import SearchHit

__all__ = ["SearchHit", "find"]

load()  # who imports this is about to search: the first search takes no longer than those that follow


def find(session: Session, query: str, *, most: int = 50) -> list[SearchHit]:
    """The records that hold every word of the query, best first.

    Args:
        session: the open vault.
        query: names or words in any script; part of a Chinese name, pinyin with or without tones.
        most: at most so many hits.
    """
    with session.store.reading() as connection:
        return search.find(connection, query, most=most)


def prepare(session: Session) -> None:
    """Have the index at hand, so that the first search does not wait for it."""
    with session.store.reading() as connection:
        search.prepare(connection)
