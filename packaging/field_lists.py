"""Write docs/export.md and docs/sharing.md: the fields of every noun, and how they merge.

The first says what the open copy of a vault holds. Run after a change of a noun: ``python
packaging/field_lists.py``. A test compares both with the nouns.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casebook.domain.base.field import FieldDescription, described
from casebook.domain.sharing.merge import FieldMerge, MergeKind
from casebook.store import json_export
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import tables

TARGET = Path(__file__).resolve().parent.parent / "docs" / "export.md"
MERGE_TARGET = TARGET.with_name("sharing.md")
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


MERGE_INTRODUCTION = """\
# How records of two casebooks merge

Two casebooks may change the same record unseen by each other. Each field then merges by its kind, which the
table of its noun declares (`merge=merging(...)` in `casebook/store`); `casebook/domain/sharing/merge.py` has
the kinds. A kind says what is shown first and what a person is asked. It never makes a value go away, and
equal values never conflict.

| kind | two values, written unseen by each other |
|---|---|
| one | both are kept, the later is shown |
| safest | both are kept, the stricter is shown |
| parts | lists are united by the key of their parts; a removal takes only what was seen |
| grown | lists are united; their parts are only ever added: no removal is taken from elsewhere |
| whole | the fields of a block stand or fall together; those of a *fixed* one are never written again |
| prose | as one; a person may join both |
| same | both stand; a value that two records have is reported, and stops a build |
| local | never carried: it is of this casebook alone |

Choices that protect a person:

- A consent is known by purpose and day, and withdrawn where either version withdraws it.
- An area to hide in copies is known by all it says: where one person accepted it and another rejected it,
  both stand, and it is hidden. What is known by all it says may stand twice after two people changed it.
- A deadline that still runs in one version is shown as running. Of two calculations the one that ends earlier
  is shown, of two times of an event the earlier day.
- Where two vettings differ, `do-not-use` is shown before `not-vetted`, and that before `vetted`.
- What identifies the file of a document or form (its SHA-256, size and type) is fixed: the version that was
  here first is shown and another one that comes, by whatever way, stands beside it. No replacement of it is
  taken from elsewhere, so that each casebook decides for itself. Who takes the other version lets the file go
  that is here: it stays sealed until the one of that version is fetched or comes with a parcel, which is
  offered again for it, or until its own version is taken again.
- A part of a list stands under the key of what it says, whatever key it came under: none takes the place of
  another.
- `privilege` of a document is words: `is_privileged` beside it decides, and the stricter value stands.

What a record refers to may come later, or never. A record is *not here yet* if it has no row, no entry in the
change history and was not deleted permanently; a document that came without its file has no `attachment_id`.
Nothing but a draft is made from what is incomplete.

| what two records bear | what happens |
|---|---|
| a case's reference | commands ask for the ID; no copy, letter, form, client paper or statement is made |
| the number of two exhibits of a dossier | no copy but a draft |
| a letter for two people in the copies of a case, or two letters for one | no pseudonymised copy |
| a code name | reported by `vault check` |
| the ID of two custom rules or court profiles whose texts differ | reported; neither is used |

A person settles what has several versions: `services/sharing/settling.py` replaces exactly the versions
that were shown, and refuses where others stand by then. An undo writes the versions beside each other again
as new ones of this casebook, since what was replaced never comes back. That a record was changed by one
after another had binned it is known from the stamps where the change is the later one; where it is not,
only the casebook in which it was binned knows, because the change came after.

Who belongs to a team, and what goes to whom, is in [teams.md](teams.md).

The lists below are made from the tables by `packaging/field_lists.py`; do not edit them here. Fields of the
kind *one* are not listed.
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


def merge_page() -> str:
    """The page on merging as Markdown."""
    lines = [MERGE_INTRODUCTION, "| noun | field | kind | how |", "|---|---|---|---|"]
    for table in tables():
        lines += _merge_rows(table)
    left_out = ", ".join(f"`{table.noun}`" for table in tables() if not table.merge)
    return "\n".join([*lines, "", f"Never carried: {left_out}.", ""])


def _merge_rows(table: EntityTable[Any]) -> Iterator[str]:
    special = {name: rule for name, rule in table.merge.items() if rule.kind is not MergeKind.ONE}
    if table.merge and not special:
        yield f"| {table.noun} | all | one | |"
    for name, rule in special.items():
        yield f"| {table.noun} | `{name}` | {rule.kind.value} | {_how(rule)} |"


def _how(rule: FieldMerge) -> str:
    """What a kind is told beside the field: order of strictness, key of a part, block."""
    match rule.kind:
        case MergeKind.SAFEST:
            return ", ".join(f"`{str(value).lower()}`" for value in rule.strictest)
        case MergeKind.PARTS:
            key = ", ".join(f"`{field}`" for field in rule.by) or "all it says"
            return f"by {key}" + (f"; a set `{rule.wins}` wins" if rule.wins else "")
        case MergeKind.WHOLE:
            earliest = f"; earliest `{rule.earliest}`" if rule.earliest else ""
            fixed = ", fixed" if rule.is_fixed else ""
            return f"block *{rule.block}*{fixed}{earliest}"
        case _:
            return ""


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    MERGE_TARGET.write_text(merge_page(), encoding="utf-8")
