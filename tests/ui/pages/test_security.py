"""The Security page on a small vault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from casebook.services import backup, slot
from casebook.services.case import open_case
from casebook.services.session import Session, open_session
from casebook.ui.desk import Place
from tests.ui.conftest import PHRASE

Opened = Callable[..., Any]
OTHER = "eight other invented words stand here for the tests"


@pytest.fixture
def page(opened: Opened, blank: Session) -> Any:  # noqa: ANN401 - its cards have parts of their own
    workspace = opened(blank)
    workspace.go(Place(page="security"))
    return workspace.page


def _press(within: Any, name: str) -> None:  # noqa: ANN401
    found = [each for each in within.findChildren(QPushButton) if each.accessibleName() == name]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_passphrase_is_changed_and_the_old_one_opens_nothing(page: Any, blank: Session) -> None:  # noqa: ANN401
    page.ways.begin("change")
    page.ways._current.setText(PHRASE)
    page.ways._phrase._first.setText(OTHER)
    page.ways._phrase._second.setText(OTHER)
    _press(page.ways, "Keep")
    assert not page.ways._form.isVisible()
    assert page.ways._current.text() == ""
    path = blank.vault.path
    blank.lock()
    with open_session(path, OTHER) as session:
        assert [way.kind for way in slot.every(session)].count("passphrase") == 1


def test_a_recovery_code_is_added_once_retyped_and_removed_at_the_second_press(
    page: Any,  # noqa: ANN401
    blank: Session,
) -> None:
    page.ways.begin("recovery")
    page.ways._current.setText(PHRASE)
    page.ways._retyped.setText("something else")
    _press(page.ways, "Keep")
    assert len(slot.every(blank)) == 2
    page.ways._retyped.setText(page.ways._shown.text())
    _press(page.ways, "Keep")
    assert len(slot.every(blank)) == 3
    _press(page.ways, "Remove Recovery code")
    assert len(slot.every(blank)) == 3
    _press(page.ways, "Remove Recovery code")
    assert len(slot.every(blank)) == 2


def test_a_backup_is_made_tried_and_told_in_the_status_line(page: Any, blank: Session) -> None:  # noqa: ANN401
    status = page.window().workspace._status
    assert status._backup.text() == "No backup"
    assert not page.backups.trial.isEnabled()
    _press(page.backups, "Back up now")
    assert backup.latest(blank) is not None
    assert status._backup.text() == "Backup of today"
    _press(page.backups, "Try to restore the last one")
    assert "can be restored" in page.window().workspace._message._title.text()


def test_an_anchor_is_shown_and_checked(page: Any, blank: Session) -> None:  # noqa: ANN401
    _press(page.anchor, "Show the code")
    page.anchor._kept.setText(page.anchor._code.text())
    _press(page.anchor, "Check the code")
    assert page.anchor.chip.accessibleName() == "It holds"
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    _press(page.anchor, "Check the code")
    assert "since" in page.anchor.state.text()


def test_a_check_tells_what_it_went_through(page: Any) -> None:  # noqa: ANN401
    _press(page.check, "Check everything")
    assert page.check.chip.accessibleName() == "Sound"
