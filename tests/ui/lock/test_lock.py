"""The lock screen: each way of opening a vault, from the fields a person sees."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from casebook.base import catalogue
from casebook.base.i18n import Translator
from casebook.base.settings import Settings
from casebook.crypto.kdf import KdfCost
from casebook.domain.base.setting import Setting
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.examination import examine
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import PASSPHRASE_USED, open_session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.vault import unclean_stop, unlock_method
from casebook.ui.app.application import Program
from casebook.ui.kit.choices import Choices
from casebook.ui.lock.keyfile import KeyfileChoice
from casebook.ui.lock.lock import LockScreen
from casebook.ui.pages.vault.first_help import FirstHelp
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.workspace import Workspace
from casebook.vault import keychain as keychains
from tests.ui import programs
from tests.ui.driver import (
    button,
    field,
    is_in_view,
    message_of,
    open_page,
    part,
    press,
    problem_of,
    send,
    settle,
    text_of,
    words_in_view,
)
from tests.vault.standin import StandIn
from tests.vaults import PHRASE

Shown = Callable[[], Program]
WAIT_MS = 20_000
OTHER = "eight other invented words stand here for the tests"
KEYCHAIN, READ = "Unlock with the system keychain", "Open read-only"
MAKE = "Create a casebook…"
KEPT = StandIn()


class Keyring(StandIn):
    """A backend as the system has it: made without its initialiser."""

    priority: ClassVar[int] = 5

    def __new__(cls) -> StandIn:  # type: ignore[misc]
        return KEPT


@pytest.fixture
def shown(application: QApplication, vault: Path, qtbot: QtBot) -> Shown:
    """Shows the whole program with its threads at the lock screen of the vault."""
    return lambda: programs.shown(application, qtbot, [vault])


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    KEPT.kept.clear()
    monkeypatch.setitem(keychains.ALLOWED, sys.platform, (__name__, "Keyring"))
    return KEPT


def test_a_keyfile_is_asked_for_where_the_vault_has_one_and_opens_it(
    shown: Shown, vault: Path, qtbot: QtBot, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    keyfile = tmp_path / "office.key"
    with open_session(vault, PHRASE) as session:
        unlock_method.add_keyfile(session, unlock_method.credential(PHRASE), OTHER, keyfile, cost=cheap_cost)
    program = shown()
    screen = program.window.lock_screen
    qtbot.waitUntil(lambda: is_in_view(screen, "Choose key file…"), timeout=WAIT_MS)
    programs.type_secret(program, OTHER)
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    part(screen, KeyfileChoice).take(keyfile)
    send(screen, programs.SECRET)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    assert part(screen, KeyfileChoice).path is None


def test_the_keychain_opens_it_with_one_press_until_its_week_is_over(
    shown: Shown, vault: Path, qtbot: QtBot, keychain: StandIn
) -> None:
    with open_session(vault, PHRASE) as session:
        unlock_method.add_keychain(session, unlock_method.credential(PHRASE), unlock_method.system_keychain())
    program = shown()
    screen = program.window.lock_screen
    qtbot.waitUntil(lambda: is_in_view(screen, KEYCHAIN), timeout=WAIT_MS)
    assert field(screen, programs.SECRET).isEnabled()
    press(screen, KEYCHAIN)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(program.locked):
        program.lock()
    with open_session(vault, PHRASE) as session:
        session.store.keep(Setting(name=PASSPHRASE_USED, value="2020-01-01T00:00:00+00:00"))
    again = shown()
    screen = again.window.lock_screen
    qtbot.waitUntil(lambda: is_in_view(screen, KEYCHAIN), timeout=WAIT_MS)
    press(screen, KEYCHAIN)
    qtbot.waitUntil(lambda: bool(problem_of(screen)), timeout=WAIT_MS)
    assert "seven days" in problem_of(screen)
    qtbot.waitUntil(lambda: not is_in_view(screen, KEYCHAIN), timeout=WAIT_MS)
    assert keychain.kept == {}


def test_a_vault_on_a_full_disk_can_be_read(
    shown: Shown, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    program = shown()
    screen, header = program.window.lock_screen, (vault / "header").read_bytes()
    monkeypatch.setattr(os, "fsync", refuse)
    programs.type_secret(program, PHRASE)
    qtbot.waitUntil(partial(is_in_view, screen, READ), timeout=WAIT_MS)
    assert "The disk is full" in problem_of(screen)
    press(screen, READ)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    assert program.window.windowTitle() == "Casebook – Read-only"
    assert (vault / "header").read_bytes() == header


def test_a_vault_open_in_another_window_can_be_read(
    shown: Shown, vault: Path, qtbot: QtBot, keychain: StandIn
) -> None:
    with open_session(vault, PHRASE) as other:
        unlock_method.add_keychain(other, unlock_method.credential(PHRASE), unlock_method.system_keychain())
        for is_by_keychain in (False, True):
            program = shown()
            screen = program.window.lock_screen
            qtbot.waitUntil(partial(is_in_view, screen, KEYCHAIN), timeout=WAIT_MS)
            assert not is_in_view(screen, READ)
            if is_by_keychain:
                press(screen, KEYCHAIN)
            else:
                programs.type_secret(program, PHRASE)
            qtbot.waitUntil(partial(is_in_view, screen, READ), timeout=WAIT_MS)
            assert "open in another window" in problem_of(screen)
            press(screen, READ)
            qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)  # noqa: B023
            assert program.window.windowTitle() == "Casebook – Read-only"
            with qtbot.waitSignal(program.locked):
                program.lock()
            assert program.window.windowTitle() == "Casebook"
            assert not is_in_view(screen, READ)
    with open_session(vault, PHRASE) as session:
        assert not session.is_recovered
    assert keychain.kept


def test_a_vault_without_such_ways_shows_neither(shown: Shown, qtbot: QtBot) -> None:
    program = shown()
    screen = program.window.lock_screen
    programs.type_secret(program, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    assert screen.findChild(KeyfileChoice) is None
    assert button(screen, KEYCHAIN).isHidden()


def test_icons_follow_the_look(shown: Shown) -> None:
    program = shown()

    def drawn() -> list[QImage]:
        settle()
        screen = program.window.lock_screen
        pixmaps = [label.pixmap() for label in screen.findChildren(QLabel) if label.isVisible()]
        pictures = [pixmap.toImage() for pixmap in pixmaps if not pixmap.isNull()]
        return [*pictures, button(screen, "Show or hide what you type").grab().toImage()]

    light = drawn()
    program.choices.set_theme("dark")
    assert all(dark != before for dark, before in zip(drawn(), light, strict=True))
    program.choices.set_theme("light")
    assert drawn() == light


def test_a_header_that_was_taken_away_is_told(shown: Shown, vault: Path, qtbot: QtBot) -> None:
    (vault / "header").unlink()
    program = shown()
    program.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    workspace = program.window.workspace
    assert workspace is not None
    message = part(workspace, MessageBar)
    qtbot.waitUntil(message.isVisible, timeout=WAIT_MS)
    assert "The casebook header was missing or damaged" in message_of(workspace)
    assert "The database is the one that was last locked" in message.accessibleName()


def test_a_recovered_vault_and_a_missing_file_are_told_by_name(
    shown: Shown, vault: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a note.txt").write_text("invented")
    session = open_session(vault, PHRASE)
    case = open_case(session, reference="ABC-2", title="", jurisdiction="CY")
    run_in_line(take_in(session, case.id, from_paths([tmp_path / "a note.txt"]), Receipt()))
    (document,) = record.every(session, Document)
    session.vault.attachments.remove(document.attachment_id)
    session.close()
    program = shown()
    programs.type_secret(program, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "missing" in _told(program), timeout=WAIT_MS)
    assert "a note" in _told(program)


def _left_with(vault: Path, statement: str) -> None:
    """The vault after a session that ended without a lock and this change behind the back of the history."""
    session = open_session(vault, PHRASE)
    with session.store.engine.begin() as connection:
        connection.execute(text(statement))
    session.close()


def _unlocked(program: Program, vault: Path, qtbot: QtBot) -> None:
    program.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: _is_settled(program), timeout=WAIT_MS)


def _is_settled(program: Program) -> bool:
    return program.window.workspace is not None and program.window.workspace.is_settled


def _told(program: Program) -> str:
    workspace = program.window.workspace
    return part(workspace, MessageBar).accessibleName() if workspace else ""


def test_after_an_unclean_end_it_is_read_until_its_records_are_checked(
    shown: Shown, vault: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _left_with(vault, "SELECT 1")
    waits, goes_on = os.pipe()
    monkeypatch.setattr(unclean_stop, "examine", lambda *how: (os.read(waits, 1), examine(*how))[1])
    program = shown()
    program.warm_up()
    qtbot.waitUntil(lambda: bool(program.window.findChildren(Workspace)), timeout=WAIT_MS)
    _unlocked(program, vault, qtbot)
    workspace = program.window.workspace
    assert workspace is not None
    assert program.window.windowTitle() == "Casebook – Read-only"
    qtbot.waitUntil(lambda: "make changes when" in _told(program), timeout=WAIT_MS)
    workspace.run_action("new")
    assert "being checked" in _told(program)
    os.write(goes_on, b"x")
    qtbot.waitUntil(lambda: "You can make changes now" in _told(program), timeout=WAIT_MS)
    assert "closed without Lock, as by F12" in _told(program)
    assert program.window.windowTitle() == "Casebook"
    with qtbot.waitSignal(program.bus.changed):
        workspace.context.ask(
            lambda session: open_case(session, reference="1/26", title="", jurisdiction="AT"), lambda _: None
        )
    with qtbot.waitSignal(program.locked):
        program.lock()
    with open_session(vault, PHRASE) as session:
        assert not session.is_recovered


def test_records_other_than_their_history_are_named_and_can_be_accepted(
    shown: Shown, vault: Path, qtbot: QtBot
) -> None:
    _left_with(vault, "UPDATE case_file SET title = 'Another'")
    program = shown()
    _unlocked(program, vault, qtbot)
    qtbot.waitUntil(lambda: "1 record does not match" in _told(program), timeout=WAIT_MS)
    assert "older database may have been put back" in _told(program)
    assert "Another" not in _told(program)
    assert program.window.workspace is not None
    checks = open_page(program.window.workspace, "security", tab="checks")
    assert "The record does not match its change history." in text_of(checks)
    press(checks, "Accept records as they are")
    press(checks, "Press again to accept")
    qtbot.waitUntil(lambda: "accepted" in _told(program), timeout=WAIT_MS)
    assert program.window.windowTitle() == "Casebook"


def test_every_button_has_a_name(shown: Shown) -> None:
    screen = shown().window.lock_screen
    buttons = screen.findChildren(QPushButton)
    assert buttons
    assert all(button.accessibleName() for button in buttons)


def test_only_work_that_takes_time_is_shown_under_way(
    application: QApplication, vault: Path, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = LockScreen(Choices(application, Settings(), window).words, [vault], window)
    window.show()
    field(screen, programs.SECRET).setText(PHRASE)
    press(screen, "Unlock")
    assert not is_in_view(screen, "Unlocking")
    qtbot.waitUntil(lambda: is_in_view(screen, "Unlocking"), timeout=WAIT_MS)
    screen.clear()
    assert not is_in_view(screen, "Unlocking")


def test_where_no_vault_is_found_it_offers_to_make_one(application: QApplication, qtbot: QtBot) -> None:
    screen = programs.shown(application, qtbot, []).window.lock_screen
    assert not is_in_view(screen, programs.SECRET)
    assert not is_in_view(screen, "Unlock")
    assert button(screen, MAKE).property("role") == "primary"
    with qtbot.waitSignal(screen.making):
        press(screen, MAKE)


def test_why_no_backup_was_made_stays_in_another_language(shown: Shown) -> None:
    program = shown()
    screen = program.window.lock_screen
    screen.tell_remarks("backup-full")
    assert "the disk with the backup folder is full" in words_in_view(screen)
    press(screen, "繁體中文")
    settle()
    assert Translator("zh-Hant")(
        "The last backup was not made: the disk with the backup folder is full."
    ) in (words_in_view(screen))
    program.choices.set_language("")


def test_language_and_help_are_chosen_on_the_first_screen(shown: Shown) -> None:
    program = shown()
    screen = program.window.lock_screen
    press(screen, "繁體中文")
    settle()
    assert button(screen, "解鎖").text() == "解鎖"
    focused: QWidget | None = program.window.focusWidget()
    assert isinstance(focused, QLineEdit), "the passphrase can be typed at once"
    QTest.keyClick(screen, Qt.Key.Key_F1)
    assert "第一天" in part(program.window, FirstHelp).text.toPlainText()
    part(program.window, FirstHelp).reject()
    press(screen, "English")
    program.choices.set_language("")


def test_a_missing_catalogue_is_said_on_the_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(catalogue, "resource", lambda *_: tmp_path)
    catalogue.catalogue_of.cache_clear()
    screen = LockScreen(Translator("zh-Hans"), [])
    qtbot.addWidget(screen)
    catalogue.catalogue_of.cache_clear()
    assert "The catalogue of zh-Hans is missing: its texts are shown in English." in text_of(screen)
