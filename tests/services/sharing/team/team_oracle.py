"""What must be true of casebooks that belong to a team, worked out without anything that joins or carries.

Every save is noted as it was made: which values it wrote, which it replaced, what it purged. What stands in
the end is what was written and not replaced, of records that nobody purged: the rule of the model in
`tests/domain/sharing/team_model.py`, over sets, whatever came first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, text

from casebook.domain.sharing.choice import rivals
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.session import Session
from casebook.store.registry import table_named
from casebook.store.sharing.give import versions_of
from tests.vault.independent.second_reader import decrypted_pages

NOUNS = ("person", "case", "event", "deadline", "note")
Record = tuple[str, str]
"""Noun and ID."""
Entry = tuple[str, bytes]
"""Key and stamp of a value."""


@dataclass(frozen=True)
class Save:
    """What one save did to one record.

    Attributes:
        record: of which it is.
        written: the values it wrote, by key and stamp.
        replaced: those in whose place it did.
    """

    record: Record
    written: Mapping[Entry, Any]
    replaced: frozenset[Entry]


@dataclass
class Oracle:
    """Every save of a history that is not lost with the disk on which alone it was."""

    saves: dict[int, Save] = field(default_factory=dict)
    purged: set[Record] = field(default_factory=set)
    secrets: dict[Record, set[str]] = field(default_factory=dict)
    """What notes ever said, which must be nowhere once they are purged."""

    def note(self, record: Record, before: RecordVersion | None, after: RecordVersion | None) -> int | None:
        """Note what a save did; returns its number, or None where nothing was saved."""
        if after is None:
            return None
        new, old = _entries(after), _entries(before) if before else {}
        written = {key: value for key, value in new.items() if key not in old}
        replaced = frozenset(after.spent - (before.spent if before else set()))
        if before and not written and not replaced:
            return None
        number = len(self.saves) + 1
        self.saves[number] = Save(record, written, replaced)
        texts = {value for (key, _), value in written.items() if key == "text"}
        self.secrets.setdefault(record, set()).update(texts)
        return number

    def lose(self, numbers: Iterable[int]) -> None:
        """Forget saves that nobody has any more, as a disk does that was put back to an older state."""
        for number in numbers:
            self.saves[number] = Save(self.saves[number].record, {}, frozenset())

    def standing(self) -> dict[Record, dict[Entry, Any]]:
        """Return what stands of each record."""
        written: dict[Record, dict[Entry, Any]] = {}
        replaced: set[tuple[Record, Entry]] = set()
        for save in self.saves.values():
            written.setdefault(save.record, {}).update(save.written)
            replaced |= {(save.record, one) for one in save.replaced}
        return {
            record: {one: value for one, value in values.items() if (record, one) not in replaced}
            for record, values in written.items()
            if values and record not in self.purged
        }

    def purged_texts(self) -> set[str]:
        """Return what purged notes said."""
        return {one for record in self.purged for one in self.secrets.get(record, ())}


def _entries(version: RecordVersion) -> dict[Entry, Any]:
    return {
        (key, stamp): value for key, register in version.entries.items() for stamp, value in register.items()
    }


def version_of(connection: Connection, record: Record) -> RecordVersion | None:
    """Return all that a casebook knows of a record, or None where it is not there."""
    return next(iter(versions_of(connection, record[0], [record[1]])), None)


def stored(session: Session, ids: Collection[str]) -> dict[Record, dict[Entry, Any]]:
    """Return what stands of records in a casebook."""
    with session.store.reading() as connection:
        known = [one for noun in NOUNS for one in versions_of(connection, noun, ids)]
    return {(one.noun, one.id): _entries(one) for one in known}


def content(session: Session, ids: Collection[str] | None = None) -> Iterator[tuple[str, Any]]:
    """All that must be alike in every casebook: rows, versions, what was replaced, rivals, the index."""
    with session.store.reading() as connection:
        for noun in NOUNS:
            table = table_named(noun)
            rows = connection.execute(select(table.table).order_by(table.table.c.id)).mappings().all()
            of = [dict(row) for row in rows if ids is None or row["id"] in ids]
            yield f"rows of {noun}", of
            versions = sorted(
                versions_of(connection, noun, [row["id"] for row in of]), key=lambda one: one.id
            )
            yield f"versions of {noun}", [(one.id, one.entries, one.spent) for one in versions]
            yield f"rivals of {noun}", [(one.id, rivals(one.entries)) for one in versions]
        searched = connection.execute(text("SELECT noun, record_id, shown, body, names FROM searched"))
        yield "index", sorted(tuple(row) for row in searched if ids is None or row.record_id in ids)


def every_page(session: Session) -> bytes:
    """Every decrypted page of the database of an open casebook, those that are free too."""
    vault = session.vault
    return decrypted_pages(vault.database_path.read_bytes(), vault.database_key)
