"""A page that fails: a message in its place, and everything else goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from casebook.services.base.session import Session
from casebook.services.case import overview
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.failure import Failure
from casebook.ui.pages.case.fact import Chronology
from casebook.ui.pages.casefile import case_tabs
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import open_page, part, press, text_of

IN_READING = "KeyError at casebook.services.case.overview:overview:"
IN_SHOWING = "KeyError at casebook.ui.pages.base.records:Records.show_records:"
IN_MAKING = "KeyError at casebook.ui.pages.base.page:made_page:"


def _break(*_: object) -> Any:  # noqa: ANN401 - it never returns
    raise KeyError("Lin Zhiyuan")


@pytest.fixture
def workspace(opened: Callable[..., Workspace], blank: Session) -> Workspace:
    """A window on a case, in which bugs are expected."""
    window = opened(blank)
    window.context.bug_raised.disconnect()
    return window


@pytest.fixture
def case_id(blank: Session) -> str:
    return open_case(blank, reference="R-1", title="", jurisdiction="CY").id


def test_a_page_that_cannot_be_read_says_so_in_its_place(
    workspace: Workspace, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(overview, "_timeline", _break)
        tab = open_page(workspace, "case", id=case_id, tab="overview")
        assert IN_READING in text_of(part(tab, Failure))
        assert "Lin Zhiyuan" not in text_of(tab)
        notes = open_page(workspace, "case", id=case_id, tab="notes")
        assert notes.findChild(Failure) is None
        assert notes.pane.isVisible()
        workspace.go(Location(page="cases"))
        assert workspace.page.findChild(Failure) is None
        tab = open_page(workspace, "case", id=case_id, tab="overview")
        assert part(tab, Failure).isVisible()
    press(tab, "Try again")
    assert "Upcoming hearings" in text_of(tab)
    assert not [shown for shown in tab.findChildren(Failure) if shown.isVisible()]


def test_the_heading_of_a_case_fails_without_its_tabs(
    workspace: Workspace, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "heading", _break)
    tab = open_page(workspace, "case", id=case_id, tab="overview")
    assert "KeyError at casebook.ui.pages.casefile.case:CasePage.read." in text_of(workspace.page)
    assert tab.findChild(Failure) is None
    assert "Upcoming hearings" in text_of(tab)
    press(workspace.page, "Chronology")
    assert workspace.place.tab == "chronology"


def test_a_page_that_cannot_be_shown_or_made_says_so_in_its_place(
    workspace: Workspace, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Chronology, "show_rows", _break)
    monkeypatch.setitem(case_tabs.LEAVES, "tasks", _break)
    for tab, where in {"chronology": IN_SHOWING, "tasks": IN_MAKING}.items():
        failed = open_page(workspace, "case", id=case_id, tab=tab)
        assert where in text_of(part(failed, Failure))
    press(failed, "Copy location")
    assert IN_MAKING in QGuiApplication.clipboard().text()


def test_a_page_is_shown_again_when_what_it_reads_is_mended(
    workspace: Workspace, blank: Session, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(overview, "_timeline", _break)
        tab = open_page(workspace, "case", id=case_id, tab="overview")
        assert part(tab, Failure).isVisible()
    open_case(blank, reference="R-2", title="", jurisdiction="CY")
    assert not [shown for shown in tab.findChildren(Failure) if shown.isVisible()]
    assert "Upcoming hearings" in text_of(tab)
