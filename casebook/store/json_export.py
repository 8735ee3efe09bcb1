"""Rows as plain JSON for export: every noun except the keys of encrypted files, the bin included."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from casebook.domain.base.field import FieldDescription, described
from casebook.store.base.audit import every
from casebook.store.registry import table_named, tables

_KEPT_BACK = {"attachment"}
"""Nouns never exported. SECURITY: file keys have no use outside the vault and would open its copies."""


def nouns() -> tuple[str, ...]:
    """Return the exported nouns, in order."""
    return tuple(entity_table.noun for entity_table in tables() if entity_table.noun not in _KEPT_BACK)


def rows(connection: Connection, noun: str) -> list[dict[str, Any]]:
    """Return every record of a noun by its fields, with when it went to the bin, or None."""
    entity_table = table_named(noun)
    found = connection.execute(select(entity_table.table).order_by(entity_table.table.c.id)).mappings()
    return [{**entity_table.row(entity_table.entity(row)), "binned_at": row["binned_at"]} for row in found]


def as_json(noun: str, records: list[dict[str, Any]]) -> str:
    """Return the JSON file of a noun."""
    derived = set(table_named(noun).table.c.keys()) - {
        field.name for field in described(table_named(noun).kind)
    }
    plain_rows = [{name: one[name] for name in one if name not in derived - {"binned_at"}} for one in records]
    return json.dumps({"noun": noun, "rows": plain_rows}, ensure_ascii=False, indent=1)


def fields_json() -> str:
    """Return the description of each noun's fields, for programs that read the files."""
    fields_by_noun = {
        noun: [_description(field) for field in described(table_named(noun).kind)] for noun in nouns()
    }
    return json.dumps(fields_by_noun, ensure_ascii=False, indent=1)


def history(connection: Connection) -> str:
    """Return the audit chain: who did what and when, with old and new values; purged ones are empty."""
    changes = [
        {
            "number": entry.number,
            "at": entry.at.isoformat(),
            "who": entry.who,
            "action": entry.action,
            "noun": entry.noun,
            "record_id": entry.record_id,
            "before": json.loads(entry.before or "null"),
            "after": json.loads(entry.after or "null"),
        }
        for entry in every(connection)
    ]
    return json.dumps({"rows": changes}, ensure_ascii=False, indent=1)


def _description(field: FieldDescription) -> dict[str, object]:
    description: dict[str, object] = {"name": field.name, "takes": field.takes}
    if field.allowed:
        description["allowed"] = list(field.allowed)
    if field.parts:
        description["parts"] = [_description(part) for part in field.parts]
    return description
