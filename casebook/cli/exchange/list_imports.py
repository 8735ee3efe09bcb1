"""``imports list|show|undo``: the imports of lists that were made, and how one is undone."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.cli.exchange.bulk_edits import answer_undone, undone_words
from casebook.domain.exchange.list_import import ListImport
from casebook.services.exchange import list_undo


def list_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        imports = list_undo.every(session)
    rows = [_row(one) for one in imports]
    words = table(
        ["imported", "rows are", "file", "written", "undone", "id"],
        [
            [
                f"{list_import.imported_at:%Y-%m-%d %H:%M}",
                one["listed"],
                one["file"],
                one["written"],
                undone_words(list_import, len(list_import.written)),
                one["id"],
            ]
            for one, list_import in zip(rows, imports, strict=True)
        ],
    )
    answer({"rows": rows}, words, json_wanted=json)


def show(*, vault: Path, import_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        list_import = list_undo.named(session, import_id)
    rows = [
        {
            "line": row.line,
            "noun": row.noun,
            "id": row.record,
            "is_new": row.is_new,
            "standing": row.standing,
        }
        for row in list_import.rows
    ]
    words = table(["line", "record", "id"], [[row["line"], row["noun"], row["id"]] for row in rows])
    answer({**_row(list_import), "rows": rows}, words, json_wanted=json)


def undo(*, vault: Path, import_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        list_import = list_undo.named(session, import_id)
        undone = list_undo.undo(session, list_import.id)
    answer_undone(undone, {row.record: row.line for row in list_import.rows}, json=json)


def _row(one: ListImport) -> dict[str, object]:
    return {
        "id": one.id,
        "listed": one.listed,
        "case_id": one.case_id,
        "file": one.file_name,
        "sha256": one.sha256,
        "form": one.form,
        "imported_at": one.imported_at,
        "row_count": one.row_count,
        "refused": one.refused_count,
        "written": len(one.written),
        "undone": one.undone_count,
        "undone_at": one.undone_at,
    }
