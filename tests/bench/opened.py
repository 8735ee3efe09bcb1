"""An empty casebook that a bench fills."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from casebook.base.progress import Progress, silent
from casebook.crypto.kdf import FLOOR_COST
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.vault import vault

PHRASE = "seven invented words stand here for benches"
_numbers = count(1)


def new_casebook(folder: Path) -> Session:
    """An open casebook in a folder; the caller closes it."""
    session, _ = vault.create(folder / "bench.casebook", PHRASE, cost=FLOOR_COST, progress=silent)
    return session


def imported(
    session: Session, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = silent
) -> tuple[IntakeRow, ...]:
    """Import files into a case of their own, so that none of them is already present."""
    case = open_case(session, reference=f"B-{next(_numbers)}", title="", jurisdiction="CY")
    offers = from_paths(paths)
    return run_in_line(take_in(session, case.id, offers, Receipt(), passwords=passwords, progress=progress))


def imported_whole(session: Session, paths: Sequence[Path], passwords: Sequence[str] = ()) -> list[str]:
    """Import files, and return the ids of their documents.

    Raises:
        SystemExit: one of them was not imported.
    """
    rows = imported(session, paths, passwords)
    if any(row.outcome != "taken" for row in rows):
        raise SystemExit("a file was not imported")
    return [row.document.id for row in rows if row.document]
