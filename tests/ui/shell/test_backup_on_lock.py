"""Before an orderly lock what changed is backed up; it can be skipped, and a failure is no trap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from casebook.services.vault import backup
from casebook.ui.app.application import Program
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.backup_on_lock import BackupOnLock
from casebook.ui.shell.backup_watch import BackupWatch
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.tables.cell_editor import CellEditor
from tests.ui import programs
from tests.ui.driver import behind, is_in_view, open_page, part, press, problem_of, settle
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


def test_where_the_folder_is_gone_it_says_so_and_enter_locks(unplugged: Workspace) -> None:
    locked = _locks(unplugged)
    unplugged.run_action("lock")
    assert "does not exist" in problem_of(part(unplugged, BackupOnLock))
    assert not locked
    _press_key(Qt.Key.Key_Return)
    assert locked


def test_a_second_lock_after_a_failed_backup_locks_at_once(unplugged: Workspace) -> None:
    locked = _locks(unplugged)
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not locked
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked


def test_a_second_lock_backs_up_once_the_folder_is_back(
    unplugged: Workspace, blank: Session, tmp_path: Path
) -> None:
    locked = _locks(unplugged)
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not locked
    (tmp_path / "stick").mkdir()
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert len(backup.every(blank)) == 1
    assert locked == [True]


def test_escape_goes_back_after_a_failed_backup(unplugged: Workspace) -> None:
    locked = _locks(unplugged)
    for _ in range(2):
        _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        cover = part(unplugged, BackupOnLock)
        _press_key(Qt.Key.Key_Escape)
        assert not cover.isVisible()
        assert not locked, "another lock afterwards is the first again"


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
    press(unplugged, "Back")
    assert line.text() == ""
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "xyz")
    assert line.text() == "xyz"


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
    assert problem_of(part(unplugged, BackupOnLock))
    press(unplugged, "Back")
    settle()
    assert blank.store.audit_head() == before
    assert editor.shown_text == "HALF"
    _press_key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    _press_key(Qt.Key.Key_Return)
    settle()
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


def test_back_leaves_the_cursor_where_it_was(unplugged: Workspace) -> None:
    unplugged.go(Location(page="new-client"))
    for line in in_view(unplugged.page, QLineEdit):
        line.setFocus()
        QTest.keyClicks(line, "abcd")
        line.setCursorPosition(2)
        unplugged.run_action("lock")
        press(unplugged, "Back")
        assert QApplication.focusWidget() is line
        assert not line.hasSelectedText()
        assert line.cursorPosition() == 2


def test_closing_the_window_a_second_time_closes_it_after_a_failed_backup(
    unplugged: Workspace, qtbot: QtBot
) -> None:
    window = unplugged.window()
    window.close()
    assert window.isVisible()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)


def test_what_the_last_lock_left_out_is_backed_up_a_little_later(opened: Opened, blank: Session) -> None:
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    assert is_in_view(workspace, "No backup: back up now")
    behind(workspace, BackupWatch).catch_up()
    press(workspace, "Today's backup")
    assert workspace.place.tab == "backups"
