"""Settings and drafts, the only rows written without an audit entry."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    RowMapping,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    text,
)

from casebook.domain.base.setting import FILTERS, PARCELS, Draft, Setting
from casebook.store.base.table import METADATA

_SHORTEST_NAME = 2
"""Characters; a single one also occurs within other words."""
SETTING = Table(
    "setting",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)
DRAFT = Table(
    "draft",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("kept_at", Text, nullable=False),
)
_EVERY = select(SETTING)
_VALUE = select(SETTING.c.value).where(SETTING.c.name == bindparam("name"))
_HAS_SETTINGS = text(f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{SETTING.name}'")  # noqa: S608 - ours


def keep(connection: Connection, kept: Setting | Draft) -> None:
    """Save a setting or a draft, replacing an earlier one; an empty one is deleted."""
    if isinstance(kept, Setting):
        connection.execute(delete(SETTING).where(SETTING.c.name == kept.name))
        if kept.value is not None:
            connection.execute(insert(SETTING).values(name=kept.name, value=kept.value))
        return
    connection.execute(delete(DRAFT).where(DRAFT.c.id == kept.id))
    if kept.fields:
        values = {"id": kept.id, "fields": dict(kept.fields), "kept_at": kept.kept_at.isoformat()}
        connection.execute(insert(DRAFT).values(values))


def forget_about(connection: Connection, record_id: str, names: Collection[str] = ()) -> None:
    """Delete the drafts of a record, drafts and saved filters that contain its ID or one of its names.

    Names that are noted of parcels are emptied.
    """
    words = [record_id, *(name.casefold() for name in names if len(name) >= _SHORTEST_NAME)]
    for draft_id, fields in connection.execute(select(DRAFT.c.id, DRAFT.c.fields)).all():
        content = f"{draft_id}\n{json.dumps(fields, ensure_ascii=False)}".casefold()
        if any(word in content for word in words):
            connection.execute(delete(DRAFT).where(DRAFT.c.id == draft_id))
    for name, filters in settings(connection).items():
        if name.startswith(FILTERS) and isinstance(filters, list):
            left = [each for each in filters if not _contains(each, words)]
            if left != filters:
                keep(connection, Setting(name=name, value=left or None))
        if name.startswith(PARCELS) and isinstance(filters, dict):
            blanked = {key: _without(noted, words) for key, noted in filters.items()}
            if blanked != filters:
                keep(connection, Setting(name=name, value=blanked))


def _without(note: object, words: Collection[str]) -> object:
    """Return what is noted of a parcel without texts in which a name stands."""
    if isinstance(note, str):
        return "" if _contains(note, words) else note
    if isinstance(note, dict):
        return {key: _without(value, words) for key, value in note.items()}
    return note


def _contains(value: object, words: Collection[str]) -> bool:
    text = json.dumps(value, ensure_ascii=False).casefold()
    return any(word in text for word in words)


def settings(connection: Connection) -> dict[str, object]:
    """Return every setting by name; none if the database is older than its table."""
    if not connection.execute(_HAS_SETTINGS).first():
        return {}
    return {row.name: row.value for row in connection.execute(_EVERY)}


def setting(connection: Connection, name: str) -> object:
    """Return the value of a setting, or None."""
    return connection.execute(_VALUE, {"name": name}).scalar()


def drafts(connection: Connection) -> list[Draft]:
    """Return every draft, the last saved first."""
    rows = connection.execute(select(DRAFT).order_by(DRAFT.c.kept_at.desc(), DRAFT.c.id)).mappings()
    return [_draft(row) for row in rows]


def draft(connection: Connection, draft_id: str) -> Draft | None:
    """Return the draft of a form."""
    row = connection.execute(select(DRAFT).where(DRAFT.c.id == draft_id)).mappings().first()
    return _draft(row) if row else None


def _draft(row: RowMapping) -> Draft:
    return Draft(id=row["id"], fields=row["fields"], kept_at=datetime.fromisoformat(row["kept_at"]))
