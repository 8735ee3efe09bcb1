from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casebook.services.base.session import Session, open_session
from tests.vaults import MasterVault

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NewCasebook = Callable[[str], Session]


_NOW: dict[int, list[datetime]] = {}
"""The clock of each casebook, by what `id` says of it."""


def pass_days(session: Session, days: int) -> None:
    """Let days pass for a casebook."""
    _NOW[id(session)][0] += timedelta(days=days)


@pytest.fixture
def new_casebook(empty_vault: MasterVault, tmp_path: Path) -> Iterator[NewCasebook]:
    """Makes casebooks that know nothing of each other, each with a clock that goes on by itself."""
    with ExitStack() as stack:

        def made(name: str) -> Session:
            now = [START]

            def clock() -> datetime:
                now[0] += timedelta(seconds=1)
                return now[0]

            path = empty_vault.copied_to(tmp_path / f"{name}.casebook")
            session = open_session(path, empty_vault.code, clock=clock, who=name)
            stack.callback(session.close)
            _NOW[id(session)] = now
            return session

        yield made
