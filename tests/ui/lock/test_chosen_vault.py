"""Another casebook chosen at the lock screen: a session of its own opens it, by its own unlock methods."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.host.ipc.channel import Channel
from casebook.host.protocol.session_protocol import SessionMessage, SessionStart, is_sound
from casebook.sample import SPECIMEN
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.ui.kit.launcher_link import LauncherLink
from tests.ui import programs
from tests.ui.driver import field, is_in_view, problem_of
from tests.vaults import PHRASE, MasterVault

TO_SHARES = "Unlock with shares of guardians…"
HINT = "“Try the sample casebook” opens it without a passphrase."


@pytest.fixture
def other(case_vault: MasterVault, tmp_path: Path) -> Path:
    """Another vault, which has guardians."""
    path = case_vault.copied_to(tmp_path / "other" / "second.casebook")
    with open_session(path, PHRASE) as session:
        shares = guardian.prepare(("Ioanna", "Marios", "Wenlan"), 2)
        guardian.set_up(session, unlock_method.credential(PHRASE), shares)
    return path


@pytest.fixture
def link_owner(application: QApplication) -> Iterator[QObject]:
    """The owner of the link to a launcher: one left behind would be asked by the dialogs of later tests."""
    owner = QObject(application)
    yield owner
    shiboken6.delete(owner)


def test_a_session_confined_to_one_casebook_asks_for_one_of_the_other(
    link_owner: QObject, application: QApplication, vault: Path, other: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    launcher, there = Channel.pair()
    link = LauncherLink(there, SessionStart(vault=vault), link_owner)
    screen = programs.shown(application, qtbot, [vault], link).window.lock_screen
    photographs = tmp_path / "photographs"
    photographs.mkdir()
    for stays in (photographs, vault):
        screen.turn_to(stays)
        assert not launcher.wait(0), "what is no casebook is refused here, and its own is within reach"
    screen.turn_to(other)
    message = launcher.receive()
    assert (message.kind, message.words[:2]) == (SessionMessage.ANEW, ("open", str(other)))
    assert is_sound(message)
    assert not screen.isVisible(), "no key goes to the session that ends"


def test_nothing_of_the_casebook_before_stays(
    application: QApplication, vault: Path, other: Path, qtbot: QtBot
) -> None:
    program = programs.shown(application, qtbot, [vault])
    screen, wait = program.window.lock_screen, programs.WAIT_MS
    programs.type_secret(program, "not its passphrase")
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=wait)
    screen.turn_to(other)
    secret = field(screen, programs.SECRET)
    assert (problem_of(screen), secret.text()) == ("", "")
    assert screen.window().focusWidget() is secret
    qtbot.waitUntil(lambda: is_in_view(screen, TO_SHARES), timeout=wait)
    screen.turn_to(vault)
    qtbot.waitUntil(lambda: not programs.is_at_work(program), timeout=wait)
    assert not is_in_view(screen, TO_SHARES)
    programs.type_secret(program, PHRASE)
    qtbot.waitUntil(lambda: program.is_unlocked, timeout=wait)


def test_the_locked_sample_says_how_it_opens(
    application: QApplication, vault: Path, case_vault: MasterVault, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = programs.shown(application, qtbot, [vault]).window.lock_screen
    assert not is_in_view(screen, HINT)
    screen.turn_to(case_vault.copied_to(tmp_path / f"{SPECIMEN}.casebook"))
    assert is_in_view(screen, HINT)
