"""``bulk-edits list|show|undo``: the bulk edits that were made, and how one is undone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.exchange.list_import import ListImport
from casebook.services.base import bulk_undo
from casebook.services.base.row_undo import Undone


def list_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        edits = bulk_undo.every(session)
    words = table(
        ["changed", "records are", "field", "records", "undone", "id"],
        [
            [
                f"{one.changed_at:%Y-%m-%d %H:%M}",
                ", ".join(one.nouns),
                one.field,
                len(one.rows),
                undone_words(one, len(one.rows)),
                one.id,
            ]
            for one in edits
        ],
    )
    answer({"rows": [_row(one) for one in edits]}, words, json_wanted=json)


def show(*, vault: Path, edit_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        bulk_edit = bulk_undo.named(session, edit_id)
    rows = [{"noun": row.noun, "id": row.record} for row in bulk_edit.rows]
    words = table(["record", "id"], [[row["noun"], row["id"]] for row in rows])
    answer({**_row(bulk_edit), "rows": rows}, words, json_wanted=json)


def undo(*, vault: Path, edit_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        undone = bulk_undo.undo(session, bulk_undo.named(session, edit_id).id)
    answer_undone(undone, {}, json=json)


def undone_words(one: BulkEdit | ListImport, count: int) -> str:
    """Return when it was undone; how much of it where a part was; "" where nothing was."""
    part = f"{one.undone_count} of {count}" if one.undone_count else ""
    return f"{one.undone_at:%Y-%m-%d %H:%M}" if one.undone_at else part


def answer_undone(undone: Undone, lines: Mapping[str, int], *, json: bool) -> None:
    """Say what was undone, and which records were left for which reason.

    Args:
        undone: what became of the records.
        lines: of the file that each record came from, by its id; none where there was no file.
        json: whether the answer is JSON.
    """
    kept = [
        {
            **({"line": lines[one.id]} if lines else {}),
            "noun": one.noun,
            "id": one.id,
            "title": one.title,
            "why": str(one.why),
        }
        for one in undone.kept
    ]
    words = f"{undone.count} undone, {len(kept)} left as they are."
    if kept:
        columns = [*(["line"] if lines else []), "noun", "title", "why"]
        heads = ["record" if name == "noun" else name for name in columns]
        words += "\n" + table(heads, [[one[name] for name in columns] for one in kept])
    answer({"undone": undone.count, "kept": kept}, words, json_wanted=json)


def _row(one: BulkEdit) -> dict[str, object]:
    return {
        "id": one.id,
        "nouns": one.nouns,
        "field": one.field,
        "case_id": one.case_id,
        "changed_at": one.changed_at,
        "records": len(one.rows),
        "undone": one.undone_count,
        "undone_at": one.undone_at,
    }
