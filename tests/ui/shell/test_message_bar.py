"""A message that moved the page moves it back only when the person goes on."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.services.base.session import Session
from casebook.ui.shell import message_bar
from casebook.ui.shell.message_bar import MessageBar
from tests.ui.conftest import Opened
from tests.ui.driver import button, open_page, part, settle

LONG = "Some files were encrypted and added to the case. " * 4


@pytest.fixture
def workspace(opened: Opened, stocked: Session, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - the window
    monkeypatch.setattr(message_bar, "_GOOD_MS", 0)
    monkeypatch.setattr(message_bar, "_UNDO_MS", 0)
    workspace = opened(stocked)
    workspace.resize(1024, 700)
    open_page(workspace, "people")
    return workspace


def test_a_short_message_closes_by_itself(workspace: Any, qtbot: Any) -> None:  # noqa: ANN401 - the window
    bar = part(workspace, MessageBar)
    workspace.context.say("Saved")
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_message_above_the_page_waits_for_the_next_step(workspace: Any, qtbot: Any) -> None:  # noqa: ANN401 - the window
    bar = part(workspace, MessageBar)
    workspace.context.did(LONG, lambda _: None)
    undo = button(bar, "Undo")
    qtbot.waitUntil(lambda: not undo.isEnabled())
    assert bar.isVisible(), "nothing moves under a click"
    workspace.context.say(LONG)
    assert undo.isEnabled()
    qtbot.waitUntil(lambda: not undo.isEnabled())
    open_page(workspace, "contacts")
    assert not bar.isVisible()


@pytest.mark.parametrize("title", ["Saved", LONG])
def test_escape_closes_a_message_that_nothing_else_takes_it_for(workspace: Any, title: str) -> None:  # noqa: ANN401 - the window
    bar = part(workspace, MessageBar)
    workspace.context.say(title, is_good=False)
    QTest.keyClick(workspace.window().focusWidget(), Qt.Key.Key_Escape)
    assert not bar.isVisible()


@pytest.mark.parametrize("title", ["Saved", "Enter a reason for each replacement that you refuse.", LONG])
def test_the_whole_button_that_closes_a_message_is_in_its_middle(workspace: Any, title: str) -> None:  # noqa: ANN401 - the window
    bar = part(workspace, MessageBar)
    workspace.context.say(title, is_good=False)
    settle()
    shut = button(bar, "Close message").geometry()
    assert bar.rect().contains(shut)
    assert abs(shut.center().y() - bar.rect().center().y()) <= 1
