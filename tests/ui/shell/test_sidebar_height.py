"""Every entry of the sidebar is in view in a low window, and what locks always."""

from __future__ import annotations

import pytest

from casebook.services.base.session import Session
from tests.ui.conftest import Opened
from tests.ui.driver import button, settle
from tests.ui.names import in_view


@pytest.mark.parametrize("height", [600, 650, 700])
def test_every_entry_is_in_view_in_a_low_window(opened: Opened, blank: Session, height: int) -> None:
    workspace = opened(blank)
    workspace.window().resize(1024, height)
    settle()
    for name in ("Team", "Parcels", "Travel", "Manual", "Lock"):
        entry = button(workspace, name)
        assert entry in in_view(workspace, type(entry))
        assert entry.visibleRegion().boundingRect().height() == entry.height(), name


def test_the_button_that_locks_is_in_view_where_the_entries_are_not(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.window().setMinimumSize(0, 0)
    workspace.window().resize(1024, 480)
    settle()
    lock = button(workspace, "Lock")
    assert lock.visibleRegion().boundingRect().height() == lock.height()
