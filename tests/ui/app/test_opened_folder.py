"""A folder that the desktop asks the program to open is offered for unlocking."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casebook.ui.app.start import offer_folder
from tests.host.confined import run_python
from tests.ui.programs import WAIT_MS, shown
from tests.vaults import PHRASE

ASKED = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from casebook.ui.kit.opening_application import OpeningApplication
application = OpeningApplication([])
asked = []
application.asked_to_open.connect(asked.append)
OpeningApplication.sendEvent(application, QFileOpenEvent("/Users/lin/office.casebook"))
OpeningApplication.sendEvent(application, QEvent(QEvent.Type.ApplicationActivate))
print(asked)
"""


def test_what_the_desktop_asks_to_open_is_heard() -> None:
    run = run_python(ASKED)
    assert run.stdout == "['/Users/lin/office.casebook']\n", run.stderr


def test_a_casebook_is_offered_and_another_folder_is_not(
    application: QApplication, vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = shown(application, qtbot, [])
    offered = program.window.lock_screen.findChildren(QLabel)
    other = tmp_path / "photographs"
    other.mkdir()
    offer_folder(program.window, str(other))
    assert vault.stem not in {label.text() for label in offered}
    offer_folder(program.window, str(vault))
    assert vault.stem in {label.text() for label in offered}


def test_nothing_is_offered_while_a_casebook_is_open(
    application: QApplication, vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = shown(application, qtbot, [vault])
    program.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    offer_folder(program.window, str(tmp_path / "another.casebook"))
    titles = {label.text() for label in program.window.lock_screen.findChildren(QLabel)}
    assert "another" not in titles
