"""What the window says after unlocking of a vault that is not what was locked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casebook.services.base.session import Session
from casebook.ui.lock.unlocking import tell_unsound
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import message_of

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
