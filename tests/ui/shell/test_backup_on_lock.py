"""Before an orderly lock what changed is backed up; one skipped or not possible delays nothing."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.errors import DiskProblem
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from casebook.services.vault import backup, backup_failure
from casebook.store.base.connection import disk_problem
from casebook.ui.app.application import Program
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.backup_on_lock import BackupOnLock
from casebook.ui.shell.backup_watch import BackupWatch
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.tables.cell_editor import CellEditor
from casebook.vault.disk import disk
from tests.ui import programs
from tests.ui.driver import behind, button, is_in_view, open_page, part, press, settle, words_in_view
from tests.ui.later import Later
from tests.ui.names import in_view
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


@pytest.fixture
def unplugged(opened: Opened, blank: Session, tmp_path: Path) -> Workspace:
    """A workspace with a change whose backup folder, on a stick, is gone."""
    folder = tmp_path / "stick"
    folder.mkdir()
    backup.choose_folder(blank, folder)
    folder.rmdir()
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    assert isinstance(workspace, Workspace)
    return workspace


def _locks(workspace: Workspace) -> list[bool]:
    locked: list[bool] = []
    workspace.locking.connect(lambda: locked.append(True))
    return locked


def _press_key(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as a person does: what has the focus gets it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def test_where_the_folder_is_gone_it_locks_at_once_and_says_why(unplugged: Workspace, blank: Session) -> None:
    locked = _locks(unplugged)
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]
    assert not is_in_view(unplugged, "Back")
    assert unplugged.context.remarks == backup_failure.noted(blank) == "backup-absent"


def test_a_backup_that_does_not_go_on_keeps_nobody_from_locking(unplugged: Workspace, blank: Session) -> None:
    locked, later = _locks(unplugged), Later()
    runner, unplugged.context.runner = unplugged.context.runner, later
    unplugged.run_action("lock")
    assert not locked
    unplugged.context.runner = runner
    behind(part(unplugged, BackupOnLock), QTimer).timeout.emit()
    assert locked == [True]
    assert backup_failure.noted(blank) == "backup-stalled"
    later.let()
    assert locked == [True], "what went on after all locks nothing a second time"


def test_today_offers_the_backup_that_was_not_made(
    opened: Opened, unplugged: Workspace, blank: Session, tmp_path: Path
) -> None:
    unplugged.run_action("lock")
    (tmp_path / "stick").mkdir()
    again = opened(blank)
    again.resize(1024, 700)
    page: Any = open_page(again, "today")
    settle()
    assert "backup folder is not there" in words_in_view(page)
    step = button(page, "Back up now")
    assert page.rect().contains(step.rect().translated(step.mapTo(page, QPoint())))
    step.click()
    settle()
    assert len(backup.every(blank)) == 1
    assert backup_failure.noted(blank) == ""
    assert "was not made" not in words_in_view(page)
    assert "Today's backup" in words_in_view(page)


def test_today_shows_a_backup_that_was_made_elsewhere(
    opened: Opened, unplugged: Workspace, blank: Session, tmp_path: Path
) -> None:
    unplugged.run_action("lock")
    (tmp_path / "stick").mkdir()
    again = opened(blank)
    page: Any = open_page(again, "today")
    assert "was not made" in words_in_view(page)
    behind(again, BackupWatch).catch_up()
    settle()
    assert len(backup.every(blank)) == 1
    assert "was not made" not in words_in_view(page)


def test_a_backup_with_changes_since_is_not_called_todays_alone(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    run_in_line(backup.back_up(blank))
    workspace = opened(blank)
    assert is_in_view(workspace, "Today's backup")
    form.edit(blank, Case, case.id, {"title": "Remand"})
    settle()
    assert is_in_view(workspace, "Today's backup, changes since")


def test_the_status_line_follows_a_folder_that_is_gone(
    opened: Opened, blank: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    backup.choose_folder(blank, folder)
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    run_in_line(backup.back_up(blank))
    workspace = opened(blank)
    status = part(workspace, StatusLine)
    assert is_in_view(status, "Today's backup")
    shutil.move(folder, tmp_path / "pulled out")
    workspace.go(Location(page="security", tab="backups"))
    qtbot.waitUntil(lambda: is_in_view(status, "Backup folder not available: back up now"))
    shutil.move(tmp_path / "pulled out", folder)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: is_in_view(status, "Today's backup"))


@pytest.mark.parametrize(
    ("key", "cause", "is_there"),
    [
        ("backup-denied", PermissionError(errno.EACCES, ""), True),
        ("backup-absent", PermissionError(errno.EACCES, ""), False),
        ("backup-full", OSError(errno.ENOSPC, ""), True),
        ("backup-failed", OSError(errno.EIO, ""), True),
    ],
)
def test_reasons_are_kept_apart(blank: Session, key: str, cause: OSError, *, is_there: bool) -> None:
    if is_there:
        run_in_line(backup.back_up(blank))
    with pytest.raises(DiskProblem) as refusal, disk(Message("writing")):
        raise cause
    assert backup_failure.reason_of(blank, refusal.value) == key


def test_a_database_that_finds_no_room_names_the_full_disk(blank: Session) -> None:
    error = disk_problem(Exception("database or disk is full"), "The database could not be copied.")
    assert backup_failure.reason_of(blank, error) == "backup-full"


def test_the_lock_screen_says_that_no_backup_was_made(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    workspace = program.window.workspace
    assert workspace is not None
    folder = tmp_path / "stick"
    folder.mkdir()
    backup.choose_folder(workspace.context.session, folder)
    folder.rmdir()
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        workspace.run_action("lock")
    assert "the backup folder is not there" in words_in_view(program.window.lock_screen)


def test_the_lock_key_works_over_an_open_list(program: Program, qtbot: QtBot) -> None:
    workspace = program.window.workspace
    assert workspace is not None
    with qtbot.waitExposed(program.window):
        program.window.activateWindow()
    workspace.run_action("new-client")
    qtbot.waitUntil(lambda: bool(list(in_view(workspace.page, QComboBox))), timeout=WAIT_MS)
    box = next(iter(in_view(workspace.page, QComboBox)))
    box.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=WAIT_MS)
    handle = program.window.windowHandle()
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None


def test_no_key_reaches_the_page_while_it_is_covered(unplugged: Workspace) -> None:
    unplugged.go(Location(page="new-client"))
    before = unplugged.place
    line = next(iter(in_view(unplugged, QLineEdit)))
    line.setFocus()
    unplugged.run_action("lock")
    cover = part(unplugged, BackupOnLock)
    unplugged.page.moved.emit()  # the path is laid anew, over everything
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert cover.isAncestorOf(focused)
        QTest.keyClicks(focused, "xyz")
        _press_key(Qt.Key.Key_Tab)
    _press_key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert unplugged.place == before
    assert unplugged.childAt(unplugged.rect().center()) in {cover, *cover.findChildren(QWidget)}
    assert unplugged.childAt(unplugged.width() // 2, 20) is cover
    assert line.text() == ""


def _type_in_cell(workspace: Workspace) -> CellEditor:
    """Begin to type a reference of the only case in its cell."""
    page: Any = open_page(workspace, "cases")
    settle()
    page.table.choose(page.table.rows.row_at(page.table.rows.index(0, 0)).id)
    page.table.setFocus()
    _press_key(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "HALF")
    return part(page, CellEditor)


def test_a_lock_does_not_save_a_half_typed_cell(unplugged: Workspace, blank: Session) -> None:
    editor, before = _type_in_cell(unplugged), blank.store.audit_head()
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert editor.shown_text == "HALF"
    assert blank.store.audit_head() == before


@pytest.mark.parametrize("how", ["lock", "panic"])
def test_a_lock_without_a_backup_saves_no_cell(program: Program, vault: Path, qtbot: QtBot, how: str) -> None:
    workspace = program.window.workspace
    assert workspace is not None
    case = open_case(workspace.context.session, reference="ABC-7", title="", jurisdiction="CY")
    with qtbot.waitExposed(program.window):
        program.window.activateWindow()
    page: Any = open_page(workspace, "cases")
    qtbot.waitUntil(lambda: page.table.rows.index_of(case.id).isValid(), timeout=WAIT_MS)
    page.table.choose(case.id)
    page.table.setFocus()
    _press_key(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(page.findChildren(CellEditor)), timeout=WAIT_MS)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "HALF")
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        getattr(program, how)()
    with open_session(vault, PHRASE) as session:
        assert record.find(session, Case, case.id).reference == "ABC-7"


def test_a_failed_backup_keeps_no_window_open(unplugged: Workspace, qtbot: QtBot) -> None:
    window = unplugged.window()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)


def test_what_the_last_lock_left_out_is_backed_up_a_little_later(opened: Opened, blank: Session) -> None:
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    assert is_in_view(workspace, "No backup: back up now")
    behind(workspace, BackupWatch).catch_up()
    press(workspace, "Today's backup")
    assert workspace.place.tab == "backups"
