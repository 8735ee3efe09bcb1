"""The sample casebook from the lock screen: made, marked, opened again, deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.domain.case.case import Case
from casebook.sample import specimen_casebook
from casebook.services.base import record, setting
from casebook.services.base.session import Session
from casebook.ui.shell.kind_bars import SpecimenBar
from tests.ui import programs
from tests.ui.driver import part, press, text_of

Opened = Callable[..., Any]
WAIT_MS = 120_000


def test_no_other_casebook_is_marked_as_a_specimen(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    assert not part(workspace, SpecimenBar).isVisible()
    assert "SPECIMEN" not in workspace.window().windowTitle()


def test_the_sample_is_marked_and_deleted_at_the_second_press(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    setting.keep(blank, "specimen", "made by the window")
    workspace = opened(blank)
    assert "SPECIMEN" in workspace.window().windowTitle()
    assert "Everyone here is invented." in text_of(workspace)
    press(workspace, "Delete sample")
    with qtbot.waitSignal(workspace.deleting, timeout=1_000):
        press(workspace, "Press again to delete the sample")


def test_deleting_follows_no_link_and_leaves_what_lies_around(tmp_path: Path) -> None:
    vault, around = tmp_path / "SPECIMEN.casebook", tmp_path / "around"
    (vault / "blobs").mkdir(parents=True)
    around.mkdir()
    (around / "kept").write_text("mine", encoding="utf-8")
    (vault / "header").write_bytes(b"x")
    (vault / "link").symlink_to(around, target_is_directory=True)
    (tmp_path / "SPECIMEN.casebook-backups").symlink_to(around, target_is_directory=True)
    specimen_casebook.delete(vault)
    assert not vault.exists()
    assert (around / "kept").read_text(encoding="utf-8") == "mine"


@pytest.mark.proof
@pytest.mark.usefixtures("cheap_calibration")
def test_the_sample_is_tried_locked_tried_again_and_deleted(application: QApplication, qtbot: QtBot) -> None:
    program = programs.shown(application, qtbot, [])
    path = specimen_casebook.specimen_path()
    for _ in range(2):
        press(program.window.lock_screen, "Try the sample casebook")
        qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
        workspace = program.window.workspace
        assert workspace is not None
        qtbot.waitUntil(part(workspace, SpecimenBar).isVisible, timeout=WAIT_MS)
        assert record.every(workspace.context.session, Case)
        if _ == 0:
            programs.locked(program, qtbot)
    assert (path / "header").is_file()
    assert workspace is not None
    press(workspace, "Delete sample")
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        press(workspace, "Press again to delete the sample")
    assert not path.exists()
    assert program.window.lock_screen.path is None
