"""What a table of the window leaves behind: columns and saved filters in the vault, its rows in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.domain.base.saved_filter import SavedFilter, check_title
from casebook.domain.base.setting import FILTERS
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import setting
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread
from casebook.services.base.session import Session


def hidden_columns(session: Session, table: str, count: int) -> frozenset[int]:
    """The columns left out of a table; none where it had another number of them when they were chosen."""
    choice = setting.value(session, f"table.{table}")
    if not isinstance(choice, dict) or choice.get("count") != count:
        return frozenset()
    return frozenset(int(at) for at in choice.get("hidden", ()))


def hide_columns(session: Session, table: str, count: int, hidden: frozenset[int]) -> None:
    """Remember which columns are left out of a table.

    Raises:
        DiskProblem: the disk refuses.
    """
    setting.keep(session, f"table.{table}", {"count": count, "hidden": sorted(hidden)} if hidden else None)


async def write_csv(out: Path | SaveTarget, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table into a CSV file.

    Raises:
        Refused: the file lies inside a vault.
        DiskProblem: the disk refuses.
    """
    await write_file(await off_thread(lambda: write_table(headings, rows)), out)


def saved_filters(session: Session, table: str) -> list[SavedFilter]:
    """Return the filters saved for a list, by title.

    They are kept as settings of the vault: no record of a case, and gone with a person they name.
    """
    kept = setting.value(session, f"{FILTERS}{table}")
    filters = [_filter(entry) for entry in kept] if isinstance(kept, list) else []
    return sorted(filters, key=lambda saved: saved.title.casefold())


def save_filter(session: Session, table: str, saved: SavedFilter) -> SavedFilter | None:
    """Keep a filter in the place of the one with its ID or title; returns that one, None where it is new.

    Raises:
        InvalidInput: it has no title, or its title is another one's.
        ReadOnly: the vault was opened to be read.
        DiskProblem: the disk refuses.
    """
    check_title(saved.title)
    kept = saved_filters(session, table)
    replaced = next((other for other in kept if other.id == saved.id), None)
    namesake = next((other for other in kept if other.title.casefold() == saved.title.casefold()), None)
    if replaced and namesake and namesake.id != replaced.id:
        raise InvalidInput(
            "Another filter of this list has this name.", field="title", remedy="Enter a different name."
        )
    former = replaced or namesake
    others = [other for other in kept if former is None or other.id != former.id]
    _keep_filters(session, table, [*others, saved])
    return former


def remove_filter(session: Session, table: str, filter_id: str) -> None:
    """Remove a filter of a list; `save_filter` brings it back.

    Raises:
        ReadOnly: the vault was opened to be read.
        DiskProblem: the disk refuses.
    """
    left = [other for other in saved_filters(session, table) if other.id != filter_id]
    _keep_filters(session, table, left)


def _keep_filters(session: Session, table: str, filters: Sequence[SavedFilter]) -> None:
    kept = [{**asdict(other), "choices": dict(other.choices), "hidden": [*other.hidden]} for other in filters]
    setting.keep(session, f"{FILTERS}{table}", kept or None)


def _filter(entry: dict[str, Any]) -> SavedFilter:  # JSON, as it was kept here
    return SavedFilter(**{**entry, "hidden": tuple(entry["hidden"])})
