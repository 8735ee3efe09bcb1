"""What was changed, by whom and when: of one record, or of a whole case."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from casebook.domain.base.entity import entity
from casebook.domain.vault.audit import AuditEntry
from casebook.services.base.session import Session
from casebook.store import record_bin
from casebook.store.base import audit
from casebook.store.registry import table_named
from casebook.store.rekeyed_copy import NOUN

COPIED = "packs.copy"
"""The action with which the supplied library is copied into a vault."""


@entity
class FieldChange:
    """A field's value before and after, as JSON would hold them; None where there was or is none."""

    field: str
    before: object
    after: object


@entity
class HistoryEntry:
    """One change of a record.

    Attributes:
        number: its place in the audit chain of the vault.
        who: as named at unlocking, or ""; of what came from elsewhere, who took it in.
        action: verb of the work ("fact.change").
        fields: what changed; empty where the values were purged.
        is_purged: the values are gone for good.
        origin: of what came from elsewhere, in hex: the device that signed it, or the line of its author.
    """

    number: int
    at: datetime
    who: str
    action: str
    noun: str
    record_id: str
    fields: tuple[FieldChange, ...]
    is_purged: bool = False
    origin: str = ""

    @property
    def id(self) -> str:
        """Its number, written."""
        return str(self.number)


def of_record(session: Session, record_id: str) -> list[HistoryEntry]:
    """Every change of a record, oldest first."""
    with session.store.reading() as connection:
        return [_change(entry) for entry in audit.history(connection, record_id)]


def of_case(session: Session, case_id: str, *, most: int = 500) -> list[HistoryEntry]:
    """The last changes of a case and of everything in it, newest first."""
    with session.store.reading() as connection:
        ids = record_bin.ids_of_case(connection, case_id)
        return [_change(entry) for entry in audit.last_of(connection, ids, most)]


def of_vault(session: Session, *, most: int = 500, before: int | None = None) -> list[HistoryEntry]:
    """The last changes of everything, newest first; what the program copied from its own packs is left out.

    Args:
        session: the open vault.
        most: so many at most.
        before: older than the change with this number.
    """
    with session.store.reading() as connection:
        entries = audit.last(connection, most, before=before, leaving_out=COPIED)
    return [_change(entry) for entry in entries]


def named_record(session: Session, record_id: str) -> tuple[list[HistoryEntry], dict[str, str]]:
    """Every change of a record, oldest first, with `titles` of what was changed."""
    entries = of_record(session, record_id)
    return entries, titles(session, entries)


def named_case(session: Session, case_id: str) -> tuple[list[HistoryEntry], dict[str, str]]:
    """The last changes in a case, newest first, with `titles` of what was changed."""
    entries = of_case(session, case_id)
    return entries, titles(session, entries)


def titles(session: Session, changes: Iterable[HistoryEntry]) -> dict[str, str]:
    """Return the current titles of the records of these changes by ID, without deleted ones."""
    ids: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        ids[change.noun].add(change.record_id)
    titles_by_id = {}
    with session.store.reading() as connection:
        for noun, wanted in ids.items():
            if noun == NOUN:  # the vault itself, which is no record
                continue
            entity_table = table_named(noun)
            for record_id, record in entity_table.some(connection, wanted).items():
                words = next(iter(entity_table.words(record)), None)
                if words is not None:
                    titles_by_id[record_id] = words.title
    return titles_by_id


def _change(entry: AuditEntry) -> HistoryEntry:
    before, after = _values(entry.before), _values(entry.after)
    return HistoryEntry(
        number=entry.number,
        at=entry.at,
        who=entry.who,
        action=entry.action,
        noun=entry.noun,
        record_id=entry.record_id,
        fields=tuple(
            FieldChange(field=name, before=before.get(name), after=after.get(name))
            for name in entry.fields
            if name in before or name in after
        ),
        is_purged=bool(entry.fields) and not entry.before and not entry.after,
        origin=entry.device,
    )


def _values(text: str) -> dict[str, object]:
    values: dict[str, object] = json.loads(text) if text else {}
    return values
