"""The tour of the window: points at real parts, by keyboard alone, and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from casebook.services.base.session import Session
from casebook.ui.shell.finder import Finder
from casebook.ui.shell.tour import Tour
from tests.ui.driver import button, part, press, text_of

Opened = Callable[..., Any]
STEPS = 8


@pytest.mark.parametrize("language", ["", "zh-Hans", "zh-Hant"])
def test_every_step_stands_in_the_least_window_and_is_walked_by_keys(
    opened: Opened, blank: Session, language: str
) -> None:
    workspace = opened(blank, language) if language else opened(blank)
    workspace.window().resize(1024, 700)
    workspace.run_action("tour")
    tour = part(workspace, Tour)
    texts = set()
    for _ in range(STEPS):
        assert QRect(workspace.rect()).contains(tour.geometry())
        texts.add(text_of(tour))
        QTest.keyClick(workspace.window().focusWidget(), Qt.Key.Key_Space)
    assert len(texts) == STEPS
    assert not tour.isVisible(), "the last step ends it"


def test_the_tour_is_left_by_escape_and_resumed_where_it_was(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.run_action("tour")
    tour = part(workspace, Tour)
    press(tour, "Next")
    step = text_of(tour)
    QTest.keyClick(button(tour, "Next"), Qt.Key.Key_Escape)
    assert not tour.isVisible()
    workspace.run_action("tour")
    assert text_of(tour) == step


def test_pages_and_search_work_while_the_tour_is_shown(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.run_action("tour")
    press(workspace, "Cases")
    assert workspace.place.page == "cases"
    workspace.run_action("find")
    assert part(workspace, Finder).hasFocus()
    assert part(workspace, Tour).isVisible()
