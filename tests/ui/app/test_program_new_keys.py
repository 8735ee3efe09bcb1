"""New keys through the whole program: progress in view, said at the lock screen, then unlocked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from casebook.crypto.kdf import KdfCost
from casebook.services.vault.new_keys_outcome import IN_FORCE
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault.new_keys import NewKeysForm
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.widgets.controls.progress import ProgressStrip
from tests.ui import programs
from tests.ui.driver import part, press, text_of, words_in_view
from tests.vaults import PHRASE

NEW = "eight other invented words stand here for the tests"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_new_keys_are_followed_said_and_opened(
    application: QApplication,
    vault: Path,
    qtbot: QtBot,
    cheap_cost: KdfCost,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr("casebook.services.vault.vault.calibrated", lambda *_: cheap_cost)
    program = programs.shown(application, qtbot, [vault])
    program.window.resize(*size)
    programs.type_secret(program, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=programs.WAIT_MS)
    workspace = program.window.workspace
    assert workspace is not None
    workspace.go(Location(page="security"))
    qtbot.waitUntil(lambda: not programs.is_at_work(program), timeout=programs.WAIT_MS)
    press(workspace.page, "New keys…")
    form = part(workspace.page, NewKeysForm)
    _fill(form)
    press(form, "Show a new recovery code")
    qtbot.waitUntil(lambda: bool(form.shown.text()), timeout=programs.WAIT_MS)
    _fill(form)
    progress = part(form, ProgressStrip)
    with qtbot.waitSignal(program.locked, timeout=programs.WAIT_MS):
        press(form, "Encrypt with new keys")
        qtbot.waitUntil(lambda: not progress.visibleRegion().isEmpty(), timeout=programs.WAIT_MS)
        assert progress.visibleRegion().boundingRect().height() == progress.height()
    assert IN_FORCE in words_in_view(program.window.lock_screen)
    programs.type_secret(program, NEW)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=programs.WAIT_MS)
    workspace = program.window.workspace
    assert workspace is not None
    assert workspace.place.page == "today"
    bar = part(workspace, MessageBar)
    qtbot.waitUntil(lambda: "The new keys are in use." in text_of(bar), timeout=programs.WAIT_MS)


def _fill(form: NewKeysForm) -> None:
    typed = {
        "Current passphrase or recovery code": PHRASE,
        "New passphrase": NEW,
        "Repeat passphrase": NEW,
        "Enter the recovery code you wrote down": form.shown.text(),
    }
    for line in form.findChildren(QLineEdit):
        if line.accessibleName() in typed:
            line.setText(typed[line.accessibleName()])
