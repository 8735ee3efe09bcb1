"""A search index in memory, for records outside a vault such as those of a pack."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from typing import Self

from casebook.domain.base.entity import Entity
from casebook.language.synonym import Synonyms
from casebook.store.base import search
from casebook.store.base.connection import RAW_KEY_BYTES, open_engine
from casebook.store.registry import table_for


class Lookup:
    """A search index like that of a vault; closing it deletes it."""

    def __init__(self, records: Iterable[Entity]) -> None:
        self._engine = open_engine(None, secrets.token_bytes(RAW_KEY_BYTES))
        with self._engine.begin() as connection:
            search.make(connection)
            for record in records:
                search.index(connection, table_for(type(record)), [record])

    def keys(
        self, query: str, nouns: Collection[str], synonyms: Synonyms = search.NO_SYNONYMS
    ) -> list[tuple[str, str]]:
        """Return noun and ID of every record that contains every word of the query, best first."""
        with self._engine.connect() as connection:
            return search.keys(connection, query, nouns, synonyms)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()
