"""Two windows in two processes, a folder each, and Syncthing between the folders: both end alike.

Only the windows' own timers exchange. Where Syncthing is not installed, a copier carries the files.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.sharing.team.team_folder import choose_team_folder
from tests.proof.ground import say
from tests.proof.sharing.syncthing import Syncthing
from tests.proof.sharing.team_ground import Casebook, two_of_a_team

EDITS, LONGEST_S = 3, 1500
ROOT = Path(__file__).resolve().parents[3]
WINDOW = "tests/ui/shell/window_of_team.py"


@pytest.mark.proof
def test_two_windows_edit_and_end_alike(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    pair = two_of_a_team(tmp_path, folders[0] / "office.casebook-share")
    shutil.copytree(folders[0] / "office.casebook-share", folders[1] / "office.casebook-share")
    with open_session(pair[1].path, pair[1].code) as ben:
        choose_team_folder(ben, folders[1] / "office.casebook-share")
    carrier = Syncthing(tmp_path, folders) if shutil.which("syncthing") else _Copier(folders)
    try:
        windows = [_window(one, name) for one, name in zip(pair, ("anna", "ben"), strict=True)]
        _until(lambda: all(one.poll() is not None for one in windows), carrier.carry)
    finally:
        carrier.stop()
    assert [one.returncode for one in windows] == [0, 0]
    held = [_content(one) for one in pair]
    conflicts = [path for folder in folders for path in folder.rglob("*conflict*")]
    carried, notes = type(carrier).__name__.strip("_"), len(held[0]["notes"])
    say(f"two windows, {carried}: {EDITS} edits each, {notes} notes, {len(conflicts)} files of a conflict")
    assert held[0] == held[1]
    assert len(held[0]["notes"]) == 2 * EDITS
    assert conflicts == []


class _Copier:
    """Copies what is new from each folder to the other."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders

    def carry(self) -> None:
        for source, target in (self._folders, self._folders[::-1]):
            for path in source.rglob("*"):
                place = target / path.relative_to(source)
                if path.is_file() and len(path.name) == 26 and not place.exists():
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, place)

    def stop(self) -> None:
        self.carry()


def _window(one: Casebook, name: str) -> subprocess.Popen[bytes]:
    task = {"vault": str(one.path), "secret": one.code, "name": name, "edits": EDITS, "notes": 2 * EDITS}
    environment = {**os.environ, "CASEBOOK_WINDOW_OF_TEAM": json.dumps(task), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", WINDOW]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _until(is_done: Callable[[], bool], carry: Callable[[], None]) -> None:
    end = time.monotonic() + LONGEST_S
    while not is_done():
        assert time.monotonic() < end, "the windows are done in time"
        carry()
        time.sleep(1)


def _content(one: Casebook) -> dict[str, Any]:
    with open_session(one.path, one.code) as session:
        session.store.verify_audit()
        case = record.every(session, Case)[0]
        notes = sorted((note.id, note.text) for note in record.every(session, Note))
        return {"title": case.title, "closing": case.closing, "notes": notes}
