"""The sample casebook and its dossier, created in a separate folder."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

from casebook.base.clock import fixed_clock
from casebook.base.errors import Conflict, DiskProblem
from casebook.base.ids import seeded_ids
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.sample import sample
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.dossier.build import build
from casebook.services.vault import vault
from casebook.vault import FLOOR_COST

PASSPHRASE = "sample casebook of invented people"  # noqa: S105 - printed beside the sample; guards nobody
AT = datetime(2026, 5, 11, 14, 2, tzinfo=timezone(timedelta(hours=3)))
SEED = 2026


@entity
class Demo:
    """What was made and where."""

    vault: Path
    dossier: Path
    passphrase_file: Path
    pages: int


def make(folder: Path, *, progress: Progress = silent) -> Demo:
    """Make ``sample.casebook``, ``dossier.pdf`` and ``passphrase.txt``; only a former sample is replaced.

    Raises:
        Conflict: something else stands under one of these names.
        DiskProblem: the disk refuses.
    """
    demo = Demo(
        vault=folder / "sample.casebook",
        dossier=folder / "dossier.pdf",
        passphrase_file=folder / "passphrase.txt",
        pages=0,
    )
    _clear(folder, demo)
    session, _ = vault.create(
        demo.vault, PASSPHRASE, cost=FLOOR_COST, clock=fixed_clock(AT), ids=seeded_ids(SEED), who="sample"
    )
    with session:
        sample.fill_with_sample(session, progress=progress)
        chosen = next(
            dossier for dossier in record.every(session, Dossier) if dossier.kind == "hearing-dossier"
        )
        report = run_in_line(
            build(
                session,
                BuildRequest(dossier_id=chosen.id, copy_kind="filing"),
                demo.dossier,
                progress=progress,
            )
        )
    return Demo(
        vault=demo.vault,
        dossier=demo.dossier,
        passphrase_file=demo.passphrase_file,
        pages=report.build.pages,
    )


def _clear(folder: Path, demo: Demo) -> None:
    """Remove an earlier sample, recognised by its passphrase, and nothing else."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_ours = (
            demo.passphrase_file.exists()
            and demo.passphrase_file.read_text(encoding="utf-8") == f"{PASSPHRASE}\n"
        )
        if not is_ours and any(path.exists() for path in (demo.vault, demo.dossier, demo.passphrase_file)):
            raise Conflict(
                "The folder contains something other than the sample.",
                field="folder",
                remedy="Choose another folder. Nothing was changed.",
            )
        if demo.vault.exists():
            shutil.rmtree(demo.vault)
        demo.dossier.unlink(missing_ok=True)
        demo.passphrase_file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    except OSError as error:
        raise DiskProblem("The sample cannot be created there.", field="folder") from error
