"""Fills a small disk to every edge and works on it: run under `unshare --user --map-root-user --mount`.

Argument: an empty folder to mount the disk on. Prints its counts as JSON. Behind it stands a tmpfs, where
every page of 4 KiB is refused once it is full. A ballast file leaves so many pages free, from none to as many
as the work needs, so that the refusal strikes at each place where the work writes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from casebook.base.errors import CasebookError, DiskProblem, Locked  # noqa: E402 - the root must be on the path first
from casebook.domain.base.name import Name  # noqa: E402
from casebook.domain.person.person import Person  # noqa: E402
from casebook.services.base import draft  # noqa: E402
from casebook.services.base.flow import run_in_line  # noqa: E402
from casebook.services.base.session import Session, open_session  # noqa: E402
from casebook.services.dossier.bundle import bundle_from_spec  # noqa: E402
from casebook.services.exchange import open_formats  # noqa: E402
from casebook.services.vault import backup  # noqa: E402
from casebook.vault import Credential, new_recovery_code  # noqa: E402
from casebook.vault.keyslot_changes import add_keyslot  # noqa: E402
from tests.proof.ground import CHEAP, lost, make_vault, work  # noqa: E402
from tests.worker.documents import letter_pdf  # noqa: E402

DISK_BYTES = 8 * 1024 * 1024
PAGE = 4096
FREED = 1024 * 1024
Work = Callable[[Session], None]


def main(mount: Path) -> dict[str, object]:
    """All the work at every edge of the disk."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(mount)], check=True)
    path, code = make_vault(mount)
    saves: list[str] = []
    with open_session(path, code) as session:
        work(session, random.Random(7), 4, saves.append)  # noqa: S311 - the same each time
    counts: dict[str, object] = {}
    every = works(code, saves) | leaving(mount)
    for name, doing in every.items():
        counts[name] = at_every_edge(path, code, doing, every["a draft"] if name == "a backup" else None)
    with open_session(path, code) as session:
        session.store.verify_audit()
        counts["lost"] = len(lost(session, saves))
    counts["acknowledged"] = len(saves)
    return counts


def works(code: str, saves: list[str]) -> dict[str, Work]:
    """Return every kind of work that writes to a vault and reports what it saved."""

    def row(session: Session) -> None:
        person = Person(id=session.ids(), names=(Name(text=f"Zeuge {len(saves)}", script="Latn"),))
        with session.store.write("person.add") as transaction:
            transaction.add(person)
        saves.append(f"person {person.id} Zeuge {len(saves)}")

    def file(session: Session) -> None:
        data = bytes(50_000)
        sealed = session.vault.attachments.seal(BytesIO(data), session.ids())
        with session.store.write("document.take-in") as transaction:
            transaction.add(sealed)
        saves.append(f"file {sealed.id} {sealed.sha256}")

    def way_in(session: Session) -> None:
        if len(session.vault.slots) > 8:
            session.vault.store_slots(session.vault.slots[:2])
        add_keyslot(session.vault, Credential(code), Credential(new_recovery_code()), cost=CHEAP)

    def copy(session: Session) -> None:
        place = run_in_line(backup.back_up(session)).path.parent
        shutil.rmtree(place)
        backup.begin_anew(session)

    def lock_and_open(session: Session) -> None:
        session.lock()

    return {
        "a record": row,
        "a sealed file": file,
        "a draft": lambda session: draft.keep(session, "form", {"text": "x" * 3000}),
        "a way in": way_in,
        "a backup": copy,
        "locking": lock_and_open,
    }


def leaving(mount: Path) -> dict[str, Work]:
    """Write exports of a vault to the full disk: complete, or nothing."""
    apart = mount.with_name(f"{mount.name}-spec")
    apart.mkdir()
    (apart / "letter.pdf").write_bytes(letter_pdf())
    item = '[[section]]\n[[section.item]]\nfile = "letter.pdf"\ntitle = "Letter"\n'
    (apart / "spec.toml").write_text(f'title = "Bundle"\ndividers = false\n{item}', encoding="utf-8")

    def bundle(_: Session) -> None:
        with whole_or_nothing(mount):
            bundle_from_spec(apart / "spec.toml", mount / "bundle.pdf")
        (mount / "bundle.pdf").unlink()

    def open_copy(session: Session) -> None:
        with whole_or_nothing(mount):
            run_in_line(open_formats.write(session, mount / "open"))
        shutil.rmtree(mount / "open")

    return {"a bundle": bundle, "the open copy": open_copy}


@contextmanager
def whole_or_nothing(mount: Path) -> Iterator[None]:
    """Fail if a partial file was left on the full disk."""
    before = sorted(mount.iterdir())
    try:
        yield
    except DiskProblem:
        if sorted(mount.iterdir()) != before:
            raise CasebookError("something half-written was left") from None
        raise


def at_every_edge(path: Path, code: str, doing: Work, instead: Work | None) -> dict[str, int]:
    """Do it with no page free, then one, and so on until it is done at once; each time again after freeing.

    A backup needs more than 1 MB: other work goes on `instead`, and the backup is made once it has its room.
    """
    refused, free = 0, 0
    while True:
        session = open_session(path, code)
        ballast = fill(path.parent, free * PAGE)
        try:
            doing(session)
            is_refused = False
        except DiskProblem:
            is_refused = True
        release(ballast, path.parent)
        if is_refused:
            refused += 1
            if instead:
                instead(session)
                ballast.write_bytes(b"")
            doing(session)
        ballast.unlink()
        if is_open(session):
            session.lock()
        if not is_refused:
            return {"edges": free + 1, "refused": refused, "went on after 1 MB was freed": refused}
        free += 1


def is_open(session: Session) -> bool:
    """Return whether the session is not locked by the work itself."""
    try:
        return bool(session.vault.database_key)
    except Locked:
        return False


def fill(disk: Path, leaving: int) -> Path:
    """A file that takes all of the disk but so many bytes."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with ballast.open("wb", buffering=0) as file:
        os.posix_fallocate(file.fileno(), 0, max(free - leaving, 1))
    return ballast


def release(ballast: Path, disk: Path) -> None:
    """Give 1 MB back."""
    size = ballast.stat().st_size
    os.truncate(ballast, max(size - FREED, 0))
    if shutil.disk_usage(disk).free < FREED // 2:
        raise CasebookError("the disk did not take the space back")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
