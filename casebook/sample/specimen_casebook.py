"""The sample casebook as the window makes it, to be tried and deleted: marked as a specimen, inside too."""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path

from casebook.base.clock import fixed_clock
from casebook.base.ids import seeded_ids
from casebook.base.progress import Progress
from casebook.sample import SPECIMEN, sample
from casebook.sample.demo import AT, PASSPHRASE, SEED
from casebook.sample.specimen_mark import mark
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session, open_session
from casebook.services.vault import vault
from casebook.vault import FLOOR_COST

SECRET = PASSPHRASE
"""Guards nobody: everyone in the sample is invented, and the program has it printed."""


def specimen_path() -> Path:
    """Return the folder of the sample casebook: among the documents, or at home."""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / f"{SPECIMEN}.casebook"


async def make(path: Path, progress: Progress) -> Session:
    """Create the sample casebook and return it opened, with today's date.

    Raises:
        Conflict: something is there.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; nothing is left in the folder.
    """
    return await on_vault(partial(_made, path, progress))


def delete(path: Path) -> None:
    """Delete a closed sample casebook with its backups; empty folders may stay where no more is allowed."""
    for folder in (path, path.with_name(f"{path.stem}.casebook-backups")):
        if folder.is_symlink() or not folder.is_dir():
            continue
        for entry in list(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):
                    entry.unlink()
        with suppress(OSError):
            folder.rmdir()


def _made(path: Path, progress: Progress) -> Session:
    session, _ = vault.create(
        path, PASSPHRASE, cost=FLOOR_COST, clock=fixed_clock(AT), ids=seeded_ids(SEED), who="sample"
    )
    try:
        with session:
            mark(session)
            sample.fill_with_sample(session, progress=progress)
    except BaseException:
        delete(path)
        raise
    return open_session(path, PASSPHRASE)
