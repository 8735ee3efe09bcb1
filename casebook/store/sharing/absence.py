"""Records that others refer to and that are not here yet: a part of a casebook came without them.

One that was here once is not among them, whether it was deleted permanently or withdrawn by an update.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from casebook.domain.base.entity import Entity
from casebook.domain.base.reference import RecordReference, references
from casebook.domain.vault.attachment import Attachment
from casebook.store.base import version_tables
from casebook.store.base.audit import AUDIT
from casebook.store.base.table import among, ids_among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import known_table, table_for

FILE = RecordReference(field="attachment_id", nouns=("attachment",), id="")
"""The file of a document that came without it: it bears no ID before it is here."""


def absent_of(connection: Connection, records: Iterable[Entity]) -> tuple[RecordReference, ...]:
    """Return what these records refer to that never was here, each once; of documents their file too."""
    return absent(connection, [one for record in records for one in _references(record)])


def _references(record: Entity) -> Iterator[RecordReference]:
    yield from references(record)
    from casebook.domain.evidence.document import Document  # no list of others loads it

    if isinstance(record, Document) and not record.attachment_id:
        yield FILE


def absent(connection: Connection, named: Iterable[RecordReference]) -> tuple[RecordReference, ...]:
    """Return those of these references whose record never was here, each once. One in the bin is here."""
    wanted = tuple(dict.fromkeys(named))
    by_noun: dict[str, set[str]] = {}
    for reference in wanted:
        for noun in reference.nouns:
            by_noun.setdefault(noun, set()).add(reference.id)
    known = {(noun, one) for noun, ids in by_noun.items() for one in known_ids(connection, noun, ids)}
    return tuple(
        reference
        for reference in wanted
        if not any((noun, reference.id) in known for noun in reference.nouns)
    )


def known_ids(connection: Connection, noun: str, ids: Iterable[str]) -> set[str]:
    """Return which of these IDs a record of a noun bears that is here, in the bin or not, or was.

    None of a noun that is not known here: a record that came may name any.
    """
    entity_table, wanted = known_table(noun), set(ids)
    if entity_table is None:
        return set()
    known = ids_among(connection, entity_table.table, wanted)
    if missing := wanted - known:
        was_here = select(AUDIT.c.record_id).where(AUDIT.c.noun == noun, among(AUDIT.c.record_id, missing))
        known.update(connection.execute(was_here).scalars())
        known |= version_tables.purged_of(link_of(connection), missing)
    return known


def without_file(connection: Connection, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return which of these records, noun and ID, are here in sight and without their file."""
    by_noun: dict[str, set[str]] = {}
    for noun, record_id in keys:
        by_noun.setdefault(noun, set()).add(record_id)
    lacking = set[tuple[str, str]]()
    for noun, ids in by_noun.items():
        table = known_table(noun)
        records = table.some(connection, ids) if table else {}
        files = table_for(Attachment).some(connection, {one.attachment_id for one in records.values()})
        lacking |= {(noun, one.id) for one in records.values() if one.attachment_id not in files}
    return lacking
