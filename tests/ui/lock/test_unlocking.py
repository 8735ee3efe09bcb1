"""What the window says after unlocking of a vault that is not what was locked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.lock.unlocking import tell_unsound
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import is_in_view, message_of, part, press, text_of

LATER = "A later state of this casebook is known"

Opened = Callable[..., Workspace]


@pytest.mark.parametrize("is_cut", [False, True], ids=["missing", "cut"])
def test_documents_without_their_encrypted_file_are_named(
    opened: Opened, sample: Session, *, is_cut: bool
) -> None:
    workspace = opened(sample)
    file = next(path for path in (sample.vault.path / "att").glob("*/*") if path.is_file())
    sealed = file.read_bytes()
    file.unlink()
    if is_cut:
        file.write_bytes(sealed[:-1])
    tell_unsound(workspace.context, lambda: None)
    assert "missing or damaged" in message_of(workspace)


def test_a_known_later_state_is_named_on_every_page_until_it_is_accepted(
    opened: Opened, blank: Session
) -> None:
    blank.is_behind = True
    workspace = opened(blank)
    workspace.go(Location(page="today"))
    tell_unsound(workspace.context, lambda: None)
    workspace.go(Location(page="security", tab="backups"))
    workspace.go(Location(page="today"))
    assert "older than when it was last open" in message_of(workspace)
    assert part(workspace, MessageBar).isVisible()
    assert LATER in text_of(workspace.page)
    press(part(workspace, StatusLine), LATER)
    press(workspace.page, "The older state is intended")
    press(workspace.page, "Press again to accept")
    assert not part(workspace, MessageBar).isVisible()
    assert not is_in_view(part(workspace, StatusLine), LATER)
    workspace.go(Location(page="today"))
    assert LATER not in text_of(workspace.page)
