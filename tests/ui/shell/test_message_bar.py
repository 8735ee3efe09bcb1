"""A message moves nothing, leaves the search in view, and ends with its page or tab."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from casebook.services.base.session import Session
from casebook.ui.shell import message_bar
from casebook.ui.shell.finder import Finder
from casebook.ui.shell.message_bar import MessageBar
from tests.ui.conftest import Opened
from tests.ui.driver import button, open_page, part, press, settle

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


def test_a_long_message_closes_by_itself(workspace: Any, qtbot: Any) -> None:  # noqa: ANN401 - the window
    bar = part(workspace, MessageBar)
    workspace.context.did(LONG, lambda _: None)
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize("width", [420, 1024, 1280])
@pytest.mark.parametrize(
    "remedy", ["", "Choose the register that the file is from, or a list of your own.", LONG]
)
def test_nothing_moves_for_a_message_and_the_search_stays_in_view(
    workspace: Any,  # noqa: ANN401 - the window
    width: int,
    remedy: str,
) -> None:
    workspace.resize(width, 700)
    settle()
    bar, finder = part(workspace, MessageBar), part(workspace, Finder)

    def places() -> list[QPoint]:
        shown = [one for one in workspace.findChildren(QWidget) if one.isVisible()]
        return [one.mapToGlobal(QPoint()) for one in shown if one is not bar and not bar.isAncestorOf(one)]

    before = places()
    workspace.context.say("No register was chosen.", remedy, is_good=False)
    settle()
    assert bar.isVisible()
    assert bar.height() >= finder.height()
    assert places() == before, "a click would meet another control"
    assert not bar.geometry().intersects(finder.geometry())
    assert not any(bar.geometry().intersects(step.geometry()) for step in _path(workspace)), "the way back"
    assert workspace.rect().contains(bar.geometry())


def _path(workspace: Any) -> list[QWidget]:  # noqa: ANN401 - the window
    row = part(workspace, Finder).geometry()
    shown = workspace.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    beside = [
        one for one in shown if one.isVisible() and row.top() <= one.geometry().center().y() <= row.bottom()
    ]
    return [one for one in beside if one.property("role") in {"path", "quiet"}]


@pytest.mark.parametrize("width", [1000, 1280])
def test_two_or_three_lines_touch_neither_path_nor_page(workspace: Any, width: int) -> None:  # noqa: ANN401 - the window
    workspace.resize(width, 800)
    settle()
    bar, page = part(workspace, MessageBar), workspace.page
    remedy = "Choose the register that the file is from, or a list of your own, and compare again."
    workspace.context.say("No register was chosen.", remedy, is_good=False)
    settle()
    below = page.mapTo(workspace, QPoint()).y()
    assert bar.height() > part(workspace, Finder).height(), "it takes two lines"
    assert 0 <= bar.geometry().top() < bar.geometry().bottom() < below
    assert _path(workspace)


@pytest.mark.parametrize("is_good", [True, False])
def test_a_message_does_not_follow_to_another_tab(
    workspace: Any,  # noqa: ANN401 - the window
    monkeypatch: pytest.MonkeyPatch,
    is_good: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    monkeypatch.setattr(message_bar, "_GOOD_MS", 60_000)
    open_page(workspace, "library", tab="findings")
    bar = part(workspace, MessageBar)
    workspace.context.say("This field is required.", is_good=is_good)
    settle()
    open_page(workspace, "library", tab="findings")
    assert bar.isVisible()
    open_page(workspace, "library", tab="sources")
    assert not bar.isVisible()


def test_what_leads_to_another_page_with_its_message_shows_it_there(
    workspace: Any,  # noqa: ANN401 - the window
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(message_bar, "_GOOD_MS", 60_000)
    bar = part(workspace, MessageBar)
    workspace.context.say("Case added")
    open_page(workspace, "library", tab="findings")
    assert bar.isVisible()


@pytest.mark.parametrize("is_good", [True, False])
def test_a_message_ends_with_the_form_it_stood_beside(
    workspace: Any,  # noqa: ANN401 - the window
    monkeypatch: pytest.MonkeyPatch,
    is_good: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    monkeypatch.setattr(message_bar, "_GOOD_MS", 60_000)
    bar = part(workspace, MessageBar)
    workspace.context.say("The disk is full.", is_good=is_good)
    settle()
    assert bar.isVisible()
    workspace.page.start_new()
    settle()
    assert not bar.isVisible(), "it stands beside a new form"
    workspace.context.say("The disk is full.", is_good=is_good)
    settle()
    assert bar.isVisible()
    press(workspace.page, "Cancel")
    settle()
    assert not bar.isVisible(), "its form was cancelled"


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
