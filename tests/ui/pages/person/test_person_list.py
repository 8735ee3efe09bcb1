"""The list of everyone in the vault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.services.base.session import Session
from casebook.ui.shell.message_bar import MessageBar
from tests.ui.driver import part, words_in_view

Opened = Callable[..., Any]


def test_where_nothing_can_be_undone_the_bin_is_named(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.context.undo()
    assert "are in the bin" in words_in_view(part(workspace, MessageBar))
