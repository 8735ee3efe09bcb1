"""Every entry of the sidebar is in view in a low window, the last above all: it locks."""

from __future__ import annotations

from casebook.services.base.session import Session
from tests.ui.conftest import Opened
from tests.ui.driver import button, settle
from tests.ui.names import in_view


def test_the_button_that_locks_is_in_view_in_a_low_window(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.window().resize(1024, 700)
    settle()
    lock = button(workspace, "Lock")
    assert lock in in_view(workspace, type(lock))
    assert lock.visibleRegion().boundingRect().height() == lock.height()
