"""Letting go of a vault as a flow: in order, or at once; and loading what the lock screen did not need."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any

from casebook.base.errors import CasebookError
from casebook.services.flow import off_thread, on_vault

# Sessions are typed Any: their modules are loaded only once a vault opens.


async def locking(session: Any) -> None:  # noqa: ANN401
    """Lock in order, after all that was asked for before."""
    await on_vault(lambda: _locked(session))


async def panicking(session: Any) -> None:  # noqa: ANN401
    """Take the keychain's way in away and let go, without an orderly lock, which takes longer.

    The next opening checks the database and says so.
    """
    await on_vault(lambda: _let_go(session))


async def loading() -> None:
    """Load what the lock screen did not need."""
    await off_thread(lambda: import_module("casebook.ui.workspace"))


def _locked(session: Any) -> None:  # noqa: ANN401
    try:
        session.lock()
    except CasebookError:  # the disk refused; what was saved is safe and will be checked
        session.close()


def _let_go(session: Any) -> None:  # noqa: ANN401
    """SECURITY: the database is let go even where the keychain or the disk refuses."""
    from casebook.services.slot import drop_keychain, every, system_keychain

    try:
        with suppress(CasebookError):
            if any(way.kind == "keychain" for way in every(session)):
                drop_keychain(session, system_keychain())
    finally:
        session.close()
