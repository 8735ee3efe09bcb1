"""``history``: changes of a record or a whole case, with time and author."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading
from casebook.cli.case.record import id_typed
from casebook.services.base import history, history_text
from casebook.services.base.history import HistoryEntry
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.sharing.line_name import with_origins


def history_(*, vault: Path, of_case: str, most: int, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        changes = (
            history.of_case(session, case.named(session, of_case).id, most=most)
            if of_case
            else history.of_vault(session, most=most)
        )
        changes = with_origins(session, changes)
        titles = history.titles(session, changes)
    _tell(changes, titles, json_wanted=json)


def changes(session: Session, record_id: str, *, json_wanted: bool) -> None:
    """Print the changes of one record, oldest first."""
    found = with_origins(session, history.of_record(session, record_id))
    _tell(found, history.titles(session, found), json_wanted=json_wanted)


def _tell(entries: list[HistoryEntry], titles: Mapping[str, str], *, json_wanted: bool) -> None:
    rows = [
        [
            f"{change.at:%Y-%m-%d %H:%M}",
            change.who,
            history_text.verb(change.action, Translator()),
            _record_text(change, titles),
            "its values were deleted permanently" if change.is_purged else "; ".join(_fields_text(change)),
        ]
        for change in entries
    ]
    words = table(["time", "by", "change", "record", "fields"], rows) if rows else "Nothing was changed."
    answer({"rows": entries}, words, json_wanted=json_wanted)


def _record_text(change: HistoryEntry, titles: Mapping[str, str]) -> str:
    noun, title = change.noun.replace("_", " ").replace("-", " "), titles.get(change.record_id, "")
    return f"{noun}: {_short(title)}" if title else noun


def _fields_text(change: HistoryEntry) -> list[str]:
    """Return each field with both values, or with the single one of a record added or purged."""
    lines = []
    for field_change in change.fields:
        before, after = history_text.value(field_change.before), history_text.value(field_change.after)
        if history_text.is_unread(field_change.field) or not (before or after):
            continue
        is_change = field_change.before is not None and field_change.after is not None
        values = f"{_short(before) or '—'} → {_short(after) or '—'}" if is_change else _short(before or after)
        lines.append(f"{history_text.field(field_change.field, Translator())}: {values}")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - two of them fit a line


def of_record(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        changes(session, id_typed(session, noun, record_id), json_wanted=json)
