"""A new vault made in the window, with its threads."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.services.base.session import open_session
from casebook.ui.app.application import Program
from casebook.ui.lock.assistant import Assistant
from tests.pdf.read import texts
from tests.ui import programs

pytestmark = pytest.mark.usefixtures("cheap_calibration")

PHRASE = "seven invented words stand here for tests"
WAIT_MS = 30_000


@pytest.fixture
def program(application: QApplication, qtbot: QtBot) -> Program:
    return programs.shown(application, qtbot, [])


def _begin(program: Program, folder: Path) -> Assistant:
    program.window.lock_screen.making.emit()
    assistant = program.window.assistant
    assert assistant is not None
    assistant._folder.setText(str(folder))
    QTest.keyClicks(assistant._name, "office")
    return assistant


def _is_unlocked(program: Program) -> bool:
    return program.window.workspace is not None


def test_a_vault_is_made_and_opens_once_its_code_was_typed_again(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assistant = _begin(program, tmp_path)
    QTest.keyClicks(assistant._phrase._first, PHRASE)
    assert not assistant._go.isEnabled()
    QTest.keyClicks(assistant._phrase._second, PHRASE)
    assert assistant._go.isEnabled()
    QTest.keyClick(assistant._phrase._second, Qt.Key.Key_Return)
    qtbot.waitUntil(assistant._retyped.isVisible, timeout=WAIT_MS)
    code = assistant._shown.text()
    assert assistant._phrase._first.text() == ""
    sheet = tmp_path / "recovery-code.pdf"
    assistant.save_sheet(sheet)
    qtbot.waitUntil(assistant._saved.isVisible, timeout=WAIT_MS)
    assert all(group in texts(sheet)[0] for group in code.split("-"))
    QTest.keyClicks(assistant._retyped, "not this")
    QTest.keyClick(assistant._retyped, Qt.Key.Key_Return)
    assert assistant._problem.isVisible()
    assert not _is_unlocked(program)
    assistant._retyped.setText(code.lower())
    QTest.keyClick(assistant._retyped, Qt.Key.Key_Return)
    assert _is_unlocked(program)
    with qtbot.waitSignal(program.locked):
        program.lock()
    with open_session(tmp_path / "office.casebook", code) as session:
        assert session.store.verify_audit()


def test_the_passphrase_is_typed_twice_in_a_row_without_the_mouse(program: Program, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    QTest.keyClick(assistant._name, Qt.Key.Key_Return)
    phrase = assistant._phrase
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        phrase._first.setFocus()
        QTest.keyClicks(phrase._first, "a few words")
        QTest.keyClick(phrase._first, key)
        assert phrase._second.hasFocus(), "a space would otherwise ask for six words"
        assert phrase._first.text() == "a few words"
        phrase.clear()


def test_a_making_that_was_stopped_leaves_nothing(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    assistant._phrase._first.setText(PHRASE)
    assistant._phrase._second.setText(PHRASE)
    assistant._make()
    QTest.mouseClick(assistant._progress._stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(assistant._name.isVisible, timeout=WAIT_MS)
    assert list(tmp_path.iterdir()) == []


def test_six_words_are_offered_and_must_be_typed_once(program: Program, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    phrase = assistant._phrase
    phrase._suggest()
    assert len(phrase._first.text().split()) == 6
    assert phrase._chip.accessibleName() == "Strong"
    assert phrase.passphrase == ""
    phrase._second.setText("something else")
    assert "do not match" in phrase._hint.text()


def test_what_is_in_the_way_is_told_and_kept(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "office.casebook").write_text("mine", encoding="utf-8")
    assistant = _begin(program, tmp_path)
    assistant._phrase._first.setText(PHRASE)
    assistant._phrase._second.setText(PHRASE)
    assistant._make()
    qtbot.waitUntil(assistant._problem.isVisible, timeout=WAIT_MS)
    assert (tmp_path / "office.casebook").read_text(encoding="utf-8") == "mine"
