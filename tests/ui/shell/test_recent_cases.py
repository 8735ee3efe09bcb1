"""Ctrl+P: pinned cases first, then those opened last, by reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import message_of, send, settle

Opened = Callable[..., Any]


def _menu(workspace: Workspace) -> list[str]:
    QTest.keyClick(workspace.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert workspace.recent.isVisible()
    return [action.text() for action in workspace.recent.actions() if action.text()]


def test_cases_are_gone_to_by_ctrl_p_and_stay_when_pinned(opened: Opened, blank: Session) -> None:
    cases = [open_case(blank, reference=f"A-{number}", title="", jurisdiction="CY") for number in range(1, 4)]
    workspace = opened(blank)
    assert _menu(workspace) == ["No case opened yet"]
    workspace.recent.hide()
    for case in cases:
        workspace.go(Location(page="case", id=case.id))
    assert _menu(workspace) == ["A-3", "A-2", "A-1", "Pin this case"]
    QTest.keyClick(workspace.recent, Qt.Key.Key_Down)
    QTest.keyClick(workspace.recent, Qt.Key.Key_Return)
    settle()
    assert workspace.place == Location(page="case", id=cases[1].id)
    assert _menu(workspace) == ["A-2", "A-3", "A-1", "Pin this case"]
    QTest.keyClick(workspace.recent, Qt.Key.Key_Up)
    QTest.keyClick(workspace.recent, Qt.Key.Key_Return)
    assert message_of(workspace) == "Case pinned"
    workspace.go(Location(page="case", id=cases[0].id))
    record.move_to_bin(blank, Case, cases[2].id)
    assert _menu(workspace) == ["A-2", "A-1", "Pin this case"]
    workspace.recent.hide()


def _search(workspace: Workspace, name: str) -> None:
    QTest.keyClick(workspace.window(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    send(workspace, "Search everything", name)
    send(workspace, "Search everything")
    settle()


def test_a_tab_of_a_case_searched_for_elsewhere_asks_of_which_case(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="today"))
    _search(workspace, "Request test")
    assert workspace.place == Location(page="case", id=case.id, tab="request-test"), "there is one case only"
    other = open_case(blank, reference="A-2", title="", jurisdiction="CY")
    workspace.go(Location(page="today"))
    _search(workspace, "Who will read this")
    texts = [action.text() for action in workspace.recent.actions() if action.text()]
    assert texts == ["Choose a case", "A-1", "A-2", "All cases"]
    QTest.keyClick(workspace.recent, Qt.Key.Key_Down)
    QTest.keyClick(workspace.recent, Qt.Key.Key_Return)
    assert workspace.place == Location(page="case", id=other.id, tab="dossiers", within="preflight")
