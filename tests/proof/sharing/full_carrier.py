"""Fills the disk of a shared folder to every edge: run under `unshare --user --map-root-user --mount`.

Arguments: a folder for the casebooks, an empty one to mount a small disk on, which then holds the shared
folder. Writes its counts as JSON. A ballast file leaves so many pages of 4 KiB free that the refusal strikes
at each place where an exchange writes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from casebook.base.errors import DiskProblem  # noqa: E402 - the root must be on the path first
from casebook.services.base.session import open_session  # noqa: E402
from casebook.services.sharing.team.laying import put  # noqa: E402
from casebook.services.sharing.team.status import team_status  # noqa: E402
from casebook.services.sharing.team.taking import take_all  # noqa: E402
from tests.proof.sharing.team_ground import add_note, notes, two_of_a_team  # noqa: E402

DISK_BYTES, PAGE, EDGES = 2 * 1024 * 1024, 4096, 24


def main(folder: Path, mount: Path) -> dict[str, object]:
    """An exchange at every edge of the disk; each time room is made, and it goes on."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(mount)], check=True)
    share, ballast = mount / "office.casebook-share", mount / "ballast"
    anna, ben = (open_session(one.path, one.code, who="proof") for one in two_of_a_team(folder, share))
    refused, queued, partial, saves = 0, 0, 0, set[str]()
    for pages in range(EDGES):
        saves.add(add_note(anna, 40_000))
        _fill(ballast, pages)
        try:
            put(anna)
        except DiskProblem:
            refused += 1
            status = team_status(anna)
            queued += bool(status.queued or status.unsaved)
            partial += sum(path.name.endswith(".new") for path in share.rglob("*"))
        take_all(ben)
        ballast.unlink()
        put(anna)
        take_all(ben)
    left = [len(saves - notes(one)) for one in (anna, ben)]
    for session in (anna, ben):
        session.store.verify_audit()
        session.close()
    return {"edges": EDGES, "refused": refused, "queued": queued, "partial": partial, "lost": left}


def _fill(ballast: Path, pages: int) -> None:
    """Fill the disk but for so many pages."""
    with ballast.open("wb", buffering=0) as file:
        written = 0
        try:
            while True:
                written += file.write(bytes(PAGE))
        except OSError:
            file.truncate(max(0, written - pages * PAGE))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
