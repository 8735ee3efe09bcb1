"""``tag list``, ``tag rename`` and ``tag remove``, and the tags of several records of a noun."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.base.errors import InvalidInput, RecordNotFound
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.noun import kind_of
from casebook.cli.base.session import reading, unlocked
from casebook.cli.case.record import id_typed
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.tag import TagEdit, tags_in
from casebook.services.base import bulk_edit, tag
from casebook.services.base.flow import run_in_line


def list_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = tag.in_use(session)
    words = (
        table(["tag", "records"], [[row.tag, str(row.number)] for row in rows]) if rows else "No tags yet."
    )
    answer({"rows": rows}, words, json_wanted=json)


def edit(
    *,
    noun: str,
    vault: Path,
    record_ids: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    change = TagEdit(added=_typed(add), removed=_typed(remove))
    if change == TagEdit():
        raise InvalidInput("No tag was entered.", field="add", remedy="Use --add TAG or --remove TAG.")
    with unlocked(vault, passphrase_file) as session:
        ids = [id_typed(session, noun, record_id) for record_id in record_ids]
        if len(bulk_edit.some(session, kind_of(noun), ids)) < len(set(ids)):
            raise RecordNotFound(Message("There is no {noun} with this ID.", noun=Message(noun)), field="id")
        change = TagEdit(added=tag.spelled(session, change.added), removed=change.removed)
        changed = run_in_line(bulk_edit.edit(session, kind_of(noun), ids, "tags", change))
    _answer(changed, json=json)


def rename(*, vault: Path, given: str, new: str, passphrase_file: Path | None, json: bool) -> None:
    old, wanted = _read(given), _read(new)
    with unlocked(vault, passphrase_file) as session:
        changed = tag.rename(session, old, wanted)
    _answer(changed, json=json)


def remove(*, vault: Path, given: str, passphrase_file: Path | None, json: bool) -> None:
    old = _read(given)
    with unlocked(vault, passphrase_file) as session:
        changed = tag.remove(session, old)
    _answer(changed, json=json)


def _answer(changed: BulkEdit, *, json: bool) -> None:
    number = len(changed.rows)
    answer({"changed": number}, f"Records changed: {number}.", json_wanted=json)


def _typed(given: tuple[str, ...]) -> tuple[str, ...]:
    return tags_in(",".join(map(_read, given)))


def _read(typed: str) -> str:
    """Return a tag, or the next line of standard input for ``-``."""
    return (sys.stdin.readline() if typed == "-" else typed).strip()
