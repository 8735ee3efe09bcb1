"""What a table of the window leaves behind: its choice of columns in the vault, its rows in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import setting
from casebook.services.base.export import written
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
    await off_thread(lambda: _write(out, write_table(headings, rows)))


async def write_file(out: Path | SaveTarget, content: bytes) -> None:
    """Write what was printed into a file; raises as `write_csv` does."""
    await off_thread(lambda: _write(out, content))


def _write(out: Path | SaveTarget, content: bytes) -> None:
    with written(out) as file:
        file.write(content)
