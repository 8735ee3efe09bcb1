"""Before an orderly lock what changed is backed up; it can be skipped, and a failure is no trap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from casebook.services.vault import backup
from casebook.ui.app.application import Program
from casebook.ui.shell.backup_on_lock import BackupOnLock
from casebook.ui.shell.backup_watch import BackupWatch
from tests.ui import programs
from tests.ui.driver import behind, is_in_view, part, press, problem_of
from tests.vaults import PHRASE

Opened = Callable[..., Any]
WAIT_MS = 20_000


@pytest.fixture
def program(application: QApplication, vault: Path, qtbot: QtBot) -> Program:
    running = programs.shown(application, qtbot, [vault])
    running.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: running.window.workspace is not None, timeout=WAIT_MS)
    return running


def _backups(vault: Path) -> int:
    with open_session(vault, PHRASE) as session:
        return len(backup.every(session))


def test_locking_backs_up_first_and_only_once(program: Program, vault: Path, qtbot: QtBot) -> None:
    assert program.window.workspace is not None
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        program.window.workspace.run_action("lock")
        assert part(program.window.workspace, BackupOnLock).isVisible()
    assert _backups(vault) == 1
    program.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        program.window.workspace.run_action("lock")
    assert _backups(vault) == 1


def test_a_second_press_locks_without_a_backup(program: Program, vault: Path, qtbot: QtBot) -> None:
    assert program.window.workspace is not None
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        program.window.workspace.run_action("lock")
        program.window.workspace.run_action("lock")
    assert _backups(vault) == 0


def test_where_the_folder_is_gone_it_says_so_and_locks_on_request(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    backup.choose_folder(blank, folder)
    folder.rmdir()
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    locked: list[bool] = []
    workspace.locking.connect(lambda: locked.append(True))
    workspace.run_action("lock")
    assert "does not exist" in problem_of(part(workspace, BackupOnLock))
    assert not locked
    press(workspace, "Lock without backup")
    assert locked


def test_what_the_last_lock_left_out_is_backed_up_a_little_later(opened: Opened, blank: Session) -> None:
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    assert is_in_view(workspace, "No backup: back up now")
    behind(workspace, BackupWatch).catch_up()
    press(workspace, "Today's backup")
    assert workspace.place.tab == "backups"
