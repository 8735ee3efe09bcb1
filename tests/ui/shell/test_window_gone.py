"""A session outlives its window, as at a change of language: nothing reaches what is gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from casebook.domain.base.change import Changes
from casebook.services.base.session import Session
from casebook.services.base.setting import LockTimes
from casebook.ui.kit.page_context import BarMessage, Location, PageContext
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.shell.window import Window
from tests.ui.conftest import Opened
from tests.ui.places import STEPS, places


@pytest.fixture
def left(opened: Opened, sample: Session, application: QApplication) -> PageContext:
    """The context of a window that showed its pages and was put away."""
    workspace = opened(sample)
    context, window = workspace.context, workspace.window()
    assert isinstance(window, Window)
    for place in places("")[:: STEPS[0]]:
        if place.page != "case":
            workspace.go(place)
    window.empty()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return context


def test_what_a_session_tells_reaches_no_window_that_is_gone(left: PageContext) -> None:
    """An error in a slot fails the test."""
    nouns = ("case", "person", "deadline", "event", "task", "document", "dossier", "finding", "tag")
    left.bus.changed.emit(Changes(touched={noun: frozenset({"x"}) for noun in nouns}, action="case.edit"))
    left.did("Saved", lambda _: None)
    left.message_posted.emit(BarMessage(title="Saved"))
    left.navigation_requested.emit(Location(page="today"))
    left.later_state_changed.emit(True)  # noqa: FBT003 - a signal's argument
    left.lock_times_changed.emit(LockTimes())
    TeamExchange.of(left).changed.emit()
    for signal in (
        left.saved,
        left.backed_up,
        left.backups_read,
        left.failure_outdated,
        left.spelling_changed,
        left.steps_changed,
        left.about_to_lock,
    ):
        signal.emit()
