"""Write docs/export.md: what the open copy of a vault holds, with the fields of every noun.

Run after a change of a noun: ``python packaging/field_lists.py``. A test compares it with the nouns.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

from casebook.domain.base.field import FieldDescription, described
from casebook.store import json_export
from casebook.store.registry import tables

TARGET = Path(__file__).resolve().parent.parent / "docs" / "export.md"
INTRODUCTION = """\
# The open copy of a vault

`casebook export VAULT DIR` writes everything in a vault into a new folder, in formats that need no Casebook:

| | |
|---|---|
| `index.html`, `person.html`, `contact.html`, `cases/ID.html` | pages for any browser, without scripts |
| `records/NOUN.json` | `{"noun": ..., "rows": [...]}`: every record by its fields, those in the bin too |
| `fields.json` | what each field takes |
| `history.json` | who changed what and when, with old and new values; what was purged is not there |
| `files/ID.EXT` | every document as it was received, named by its id |

**The copy is not encrypted.** Anyone who has it can read it: it names people, whereabouts and sources. It is
never written inside a vault or among its backups. Keep it no longer than it is needed; a disk that was not
encrypted may give it back after it was deleted.

Left out: the keys of the sealed files, the files of templates for letters, settings and drafts. The copy
cannot be opened as a vault again; to move a vault, take its folder or a backup.

Every row also has `binned_at`: when the record went to the bin, or `null`. Calendar dates are `2026-03-02`,
instants carry their offset, and a date as stated is `{"edtf": ..., "words": ...}`: EDTF (ISO 8601-2 level 1),
and how it was said. A field that ends in `_id` or `_ids` names other records by their ids.

The lists below are made from the nouns by `packaging/field_lists.py`; do not edit them here.
"""


def page() -> str:
    """The page as Markdown."""
    lines = [INTRODUCTION]
    for noun in json_export.nouns():
        kind = next(entity_table.kind for entity_table in tables() if entity_table.noun == noun)
        lines += [f"## {noun}\n", _sentence(kind), "", "| field | takes | meaning |", "|---|---|---|"]
        lines += _rows(described(kind), _meanings(kind), "")
        lines.append("")
    return "\n".join(lines)


def _rows(fields: tuple[FieldDescription, ...], meanings: dict[str, str], within: str) -> list[str]:
    rows = []
    for field in fields:
        allowed = ", ".join(f"`{value}`" if value else "nothing" for value in field.allowed)
        takes = f"{field.takes.replace('one of a list', '').strip()} {allowed}".strip()
        rows.append(f"| `{within}{field.name}` | {takes} | {meanings.get(field.name, '')} |")
        rows += _rows(field.parts, {}, f"{within}{field.name}.")
    return rows


def _sentence(kind: type[Any]) -> str:
    return " ".join((inspect.getdoc(kind) or "").partition("\n\n")[0].split())


def _meanings(kind: type[Any]) -> dict[str, str]:
    """What the noun says of its fields: ``name: meaning`` or ``name, other: meaning``."""
    _, _, attributes = (inspect.getdoc(kind) or "").partition("Attributes:\n")
    meanings = {}
    for part in re.split(r"\n(?=    \w)", attributes.partition("\n\n")[0]):
        names, _, meaning = part.partition(": ")
        for name in names.split(","):
            meanings[name.strip()] = " ".join(meaning.split()).replace("|", "\\|")
    return meanings


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
