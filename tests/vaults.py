"""Vaults made once for a whole run, of which each test gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from casebook.base.clock import fixed_clock
from casebook.base.ids import seeded_ids
from casebook.crypto.kdf import KdfCost
from casebook.sample.sample import fill_with_sample
from casebook.services.base.session import open_session, start_session
from casebook.services.case.case import open_case
from casebook.services.library.packs import packs
from casebook.vault import create_vault

PHRASE = "seven invented words stand here for tests"
MADE_AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
"""The instant at which empty vaults and those with the library are made: before any test happens."""
SAMPLE_AT = datetime(2026, 5, 11, 11, 2, tzinfo=UTC)
"""The instant at which the sample is written and looked at."""


@dataclass(frozen=True)
class MasterVault:
    """A vault locked in order, only copied from, and its recovery code."""

    folder: Path
    code: str

    def copied_to(self, path: Path) -> Path:
        """Put a copy at this path, which names a folder that does not exist yet."""
        return Path(shutil.copytree(self.folder, path))


def master_vault(run_folder: Path, name: str, make: Callable[[Path], str]) -> MasterVault:
    """The vault of this name, made by the worker that asks first.

    Args:
        run_folder: shared by the workers of a run.
        name: of the vault's folder, without its ending.
        make: makes the vault at a path, locks it and returns its recovery code.
    """
    folder, code = run_folder / f"{name}.casebook", run_folder / f"{name}.code"
    with FileLock(run_folder / f"{name}.lock"):
        if not code.exists():
            code.write_text(make(folder), encoding="utf-8")
    return MasterVault(folder, code.read_text(encoding="utf-8"))


def make_empty(path: Path, cost: KdfCost) -> str:
    """Make a vault with nothing in it, locked in order; returns its recovery code."""
    vault, code = create_vault(path, PHRASE, cost=cost)
    start_session(vault, clock=fixed_clock(MADE_AT), who="tester").lock()
    return code


def make_with_case(path: Path, cost: KdfCost) -> str:
    """Make a vault with one case, ABC-1, as the program makes it now; returns its recovery code."""
    vault, code = create_vault(path, PHRASE, cost=cost)
    with start_session(vault, who="tester") as session:
        open_case(session, reference="ABC-1", title="", jurisdiction="CY")
    return code


def stock_copy(empty: MasterVault, path: Path) -> str:
    """Put a copy with the shipped library in it at this path; returns its recovery code."""
    session = open_session(empty.copied_to(path), empty.code, clock=fixed_clock(MADE_AT), who="tester")
    packs.copy_in(session)
    session.lock()
    return empty.code


def fill_copy(stocked: MasterVault, path: Path) -> str:
    """Put a copy with the sample in it at this path, the same each time; returns its recovery code."""
    session = open_session(
        stocked.copied_to(path),
        stocked.code,
        clock=fixed_clock(SAMPLE_AT),
        ids=seeded_ids(20260511),
        who="tester",
    )
    fill_with_sample(session)
    session.lock()
    return stocked.code
