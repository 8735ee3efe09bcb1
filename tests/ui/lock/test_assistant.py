"""A new vault made in the window, with its threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.host.ipc.channel import Channel
from casebook.host.protocol.session_protocol import SessionMessage, SessionStart, is_sound
from casebook.services.base.session import open_session
from casebook.ui.app.application import Program
from casebook.ui.kit.launcher_link import LauncherLink
from casebook.ui.lock.assistant import Assistant
from tests.pdf.read import texts
from tests.ui import programs
from tests.ui.driver import (
    button,
    field,
    is_in_view,
    label_of,
    paste,
    press,
    problem_of,
    send,
    text_of,
    words_in_view,
)
from tests.ui.later import Later

pytestmark = pytest.mark.usefixtures("cheap_calibration")

PHRASE = "seven invented words stand here for tests"
WAIT_MS = 30_000
NAME = "Casebook name"
FIRST, SECOND = "New passphrase", "Repeat passphrase"
RETYPED = "Enter the recovery code you wrote down"


@pytest.fixture
def program(application: QApplication, qtbot: QtBot) -> Program:
    return programs.shown(application, qtbot, [])


def _begin(program: Program, folder: Path) -> Assistant:
    program.window.lock_screen.making.emit()
    assistant = program.window.assistant
    assert isinstance(assistant, Assistant)
    paste(assistant, "Folder", str(folder))
    paste(assistant, NAME, "office")
    return assistant


def _make(assistant: Assistant) -> None:
    paste(assistant, FIRST, PHRASE)
    paste(assistant, SECOND, PHRASE)
    press(assistant, "Create casebook")


def _is_unlocked(program: Program) -> bool:
    return program.window.workspace is not None


def test_a_vault_is_made_and_opens_once_its_code_was_typed_again(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assistant = _begin(program, tmp_path)
    make = button(assistant, "Create casebook")
    assert not make.isEnabled()
    paste(assistant, FIRST, PHRASE)
    press(assistant, "Create casebook")
    assert problem_of(assistant) == "The two entries do not match yet."
    paste(assistant, SECOND, PHRASE)
    assert problem_of(assistant) == ""
    send(assistant, SECOND)
    qtbot.waitUntil(lambda: is_in_view(assistant, RETYPED), timeout=WAIT_MS)
    code = label_of(assistant, "to-copy").text()
    assert field(assistant, FIRST).text() == ""
    sheet = tmp_path / "recovery-code.pdf"
    assistant.save_sheet(sheet)
    qtbot.waitUntil(lambda: "Page saved" in text_of(assistant), timeout=WAIT_MS)
    assert all(group in texts(sheet)[0] for group in code.split("-"))
    send(assistant, RETYPED, "not this")
    assert problem_of(assistant)
    assert not _is_unlocked(program)
    send(assistant, RETYPED, code.lower())
    assert _is_unlocked(program)
    with qtbot.waitSignal(program.locked):
        program.lock()
    with open_session(tmp_path / "office.casebook", code) as session:
        assert session.store.verify_audit()


def test_the_passphrase_is_typed_twice_in_a_row_without_the_mouse(program: Program, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    send(assistant, NAME)
    first, second = field(assistant, FIRST), field(assistant, SECOND)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        first.setFocus()
        QTest.keyClicks(first, "a few words")
        QTest.keyClick(first, key)
        assert second.hasFocus(), "a space would otherwise ask for six words"
        assert first.text() == "a few words"
        first.clear()


def test_a_making_that_was_stopped_leaves_nothing(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    _make(assistant)
    press(assistant, "Cancel")
    qtbot.waitUntil(lambda: is_in_view(assistant, NAME), timeout=WAIT_MS)
    assert list(tmp_path.iterdir()) == []


def test_six_words_are_offered_and_must_be_typed_once(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    press(assistant, "Suggest six words")
    assert len(field(assistant, FIRST).text().split()) == 6
    qtbot.waitUntil(lambda: is_in_view(assistant, "Strong"), timeout=WAIT_MS)
    paste(assistant, SECOND, "something else")
    assert is_in_view(assistant, "The two entries do not match yet.")


def test_what_is_easily_guessed_is_refused_with_its_reason(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assistant = _begin(program, tmp_path)
    for name in (FIRST, SECOND):
        paste(assistant, name, "Casebook2024!")
    reason = (
        "It contains words that an attacker tries first. It will be refused. Use six random words, or eight "
        "random Chinese words of two characters each."
    )
    qtbot.waitUntil(lambda: is_in_view(assistant, reason), timeout=WAIT_MS)
    press(assistant, "Create casebook")
    qtbot.waitUntil(lambda: "too easy to guess" in problem_of(assistant), timeout=WAIT_MS)
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_the_way_is_told_and_kept(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "office.casebook").write_text("mine", encoding="utf-8")
    assistant = _begin(program, tmp_path)
    _make(assistant)
    qtbot.waitUntil(lambda: bool(problem_of(assistant)), timeout=WAIT_MS)
    assert (tmp_path / "office.casebook").read_text(encoding="utf-8") == "mine"


def test_a_name_with_a_slash_is_refused_and_names_no_other_folder(program: Program, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    assistant = _begin(program, tmp_path)
    paste(assistant, NAME, "2026/17")
    _make(assistant)
    assert "The name of a casebook cannot contain /" in problem_of(assistant)
    assert "Choose another name" in problem_of(assistant)
    assert [path.name for path in tmp_path.rglob("*")] == ["2026"]


@pytest.fixture
def link_owner(application: QApplication) -> Iterator[QObject]:
    """The owner of links to a launcher: one left behind would be asked by the file dialogs of later tests."""
    owner = QObject(application)
    yield owner
    shiboken6.delete(owner)


def test_back_from_the_passphrase_returns_to_the_name(
    link_owner: QObject, application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    launcher, there = Channel.pair()
    vault = tmp_path / "office.casebook"
    made = _session(application, qtbot, link_owner, there, SessionStart(purpose="make", vault=vault))
    window: Any = made.window()
    QApplication.processEvents()  # the lock screen, seen for a moment, would take the focus back
    assert window.focusWidget() is field(made, FIRST)
    press(made, "Back")
    assert not window.lock_screen.isVisible(), "of a casebook that was never made"
    message = launcher.receive()
    assert (message.kind, message.words[:2]) == (SessionMessage.ANEW, ("place", str(vault)))
    assert is_sound(message)
    placing = _session(application, qtbot, link_owner, there, SessionStart(purpose="place", vault=vault))
    assert (field(placing, NAME).text(), field(placing, "Folder").text()) == ("office", str(tmp_path))
    press(placing, "Back")
    assert launcher.receive().words[:2] == ("open", "")


def test_once_a_name_is_settled_no_page_takes_keys(
    link_owner: QObject, application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    launcher, there = Channel.pair()
    vault = tmp_path / "office.casebook"
    placing = _session(application, qtbot, link_owner, there, SessionStart(purpose="place", vault=vault))
    window: Any = placing.window()
    press(placing, "Continue")
    assert launcher.receive().words[:2] == ("make", str(vault))
    assert not placing.isVisible()
    assert words_in_view(window).split() == ["Opening…"]
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
    assert not launcher.wait(0), "asked once"


def _session(
    application: QApplication, qtbot: QtBot, owner: QObject, there: Channel, start: SessionStart
) -> Assistant:
    program = programs.shown(application, qtbot, [], LauncherLink(there, start, owner))
    assistant = program.window.assistant
    program.show()
    assert isinstance(assistant, Assistant)
    assert program.window.assistant is assistant, "told to show itself it begins nothing anew"
    return assistant


def test_after_the_repeated_passphrase_comes_the_action(program: Program, tmp_path: Path) -> None:
    assistant = _begin(program, tmp_path)
    paste(assistant, FIRST, PHRASE)
    field(assistant, SECOND).setFocus()
    followed = []
    for _ in range(3):
        assistant.focusNextChild()
        followed.append(assistant.window().focusWidget().accessibleName())
    assert followed == ["Create casebook", "Back", "Suggest six words"]


@pytest.mark.usefixtures("application")
def test_a_late_judgement_of_a_passphrase_meets_no_closed_assistant() -> None:
    later = Later()
    assistant = Assistant(Translator("en"), later)
    paste(assistant, FIRST, PHRASE)
    shiboken6.delete(assistant)
    later.let()
    assert not shiboken6.isValid(assistant)
