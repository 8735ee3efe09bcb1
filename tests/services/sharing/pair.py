"""Two open casebooks that began as one and each know nothing of what the other writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from casebook.domain.base.entity import Entity
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.services.base.session import Session, open_session
from casebook.store.registry import table_for
from casebook.store.sharing.give import versions_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Pair:
    """Two sessions and their clocks, of which the second is three hours ahead."""

    first: Session
    second: Session
    now: list[datetime]

    def give(self, giver: Session, taker: Session, *records: Entity) -> None:
        """Give all that one knows of records to the other."""
        give(giver, taker, *records)

    def swap(self, *records: Entity) -> None:
        """Give each what the other knows."""
        give(self.first, self.second, *records)
        give(self.second, self.first, *records)


def give(giver: Session, taker: Session, *records: Entity) -> None:
    """Give all that one casebook knows of records to another, as a file would."""
    for record in records:
        with giver.store.reading() as connection:
            versions = versions_of(connection, table_for(type(record)).noun, [record.id])
        sent = [decoded(encoded(version)) for version in versions]
        with taker.store.write("parcel.take") as transaction:
            transaction.take(sent)


def add(session: Session, *records: Entity) -> None:
    with session.store.write("record.add") as transaction:
        transaction.add_all(records)


def save(session: Session, record: Any, **values: Any) -> None:  # noqa: ANN401 - of any noun and field
    with session.store.write("record.change") as transaction:
        now = table_for(type(record)).find(transaction.connection, record.id)
        transaction.replace(replace(now, **values))


def stored(session: Session, record: Any) -> Any:  # noqa: ANN401 - of any noun
    with session.store.reading() as connection:
        return table_for(type(record)).find(connection, record.id)


@contextmanager
def opened_pair(vault: Path, code: str, *records: Entity, start: datetime = START) -> Iterator[Pair]:
    """Open a vault with these records, and a copy of it that writes on a line of its own."""
    now = [start]
    first = open_session(vault, code, clock=lambda: now[0], who="tester")
    add(first, *records)
    first.lock()
    copy = vault.with_name(f"copy-{vault.name}")
    shutil.copytree(vault, copy)
    first = open_session(vault, code, clock=lambda: now[0], who="tester")
    second = open_session(copy, code, clock=lambda: now[0] + timedelta(hours=3), who="tester")
    with second.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE line SET is_own = 0")
    try:
        yield Pair(first, second, now)
    finally:
        first.close()
        second.close()
