from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casebook.services.base.session import Session, open_session
from casebook.services.sharing.team.team_folder import choose_team_folder
from tests.vaults import MasterVault

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHARE = "team.casebook-share"
"""The shared folder of the team, beside the casebooks."""


_NOW: dict[int, list[datetime]] = {}
"""The clock of each casebook, by what `id` says of it."""


def pass_days(session: Session, days: int) -> None:
    """Let days pass for a casebook."""
    _NOW[id(session)][0] += timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Kept:
    """Casebooks of a team, locked in order, only copied from; and what their clocks show."""

    folder: Path
    clocks: dict[str, datetime]


class NewCasebook:
    """Makes casebooks that know nothing of each other, each with a clock that goes on by itself."""

    def __init__(self, empty: MasterVault, folder: Path, stack: ExitStack, kept: KeptTeams) -> None:
        self._empty, self._folder, self._stack, self._kept = empty, folder, stack, kept

    def __call__(self, name: str) -> Session:
        self._empty.copied_to(self._path(name))
        return self._opened(name, START)

    def again(self, make: Make, folder: Path) -> list[Session]:
        """Return the casebooks that a function makes: made once a worker, and copied.

        Args:
            make: makes them with the shared folder `SHARE` in a folder, and returns them.
            folder: where the shared folder, and what else was written, is to lie.
        """
        kept = self._kept(make)
        for entry in kept.folder.iterdir():
            if entry.is_file():
                shutil.copy2(entry, folder / entry.name)
            else:
                is_casebook = entry.stem in kept.clocks and entry.suffix == ".casebook"
                shutil.copytree(entry, self._path(entry.stem) if is_casebook else folder / entry.name)
        sessions = [self._opened(name, now) for name, now in kept.clocks.items()]
        for session in sessions:
            choose_team_folder(session, folder / SHARE)
        return sessions

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.casebook"

    def _opened(self, name: str, start: datetime) -> Session:
        now = [start]

        def clock() -> datetime:
            now[0] += timedelta(seconds=1)
            return now[0]

        session = open_session(self._path(name), self._empty.code, clock=clock, who=name)
        self._stack.callback(session.close)
        _NOW[id(session)] = now
        return session


Make = Callable[[NewCasebook, Path], tuple[Session, ...]]
KeptTeams = Callable[[Make], Kept]


@pytest.fixture(scope="session")
def kept_teams(empty_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> KeptTeams:
    """Makes what `NewCasebook.again` copies."""
    kept: dict[Make, Kept] = {}

    def keep(make: Make) -> Kept:
        if make not in kept:
            folder = tmp_path_factory.mktemp("team")
            with ExitStack() as stack:
                sessions = make(NewCasebook(empty_vault, folder, stack, keep), folder)
                for session in sessions:
                    session.lock()
                clocks = {session.vault.path.stem: _NOW[id(session)][0] for session in sessions}
            kept[make] = Kept(folder, clocks)
        return kept[make]

    return keep


@pytest.fixture
def new_casebook(empty_vault: MasterVault, tmp_path: Path, kept_teams: KeptTeams) -> Iterator[NewCasebook]:
    """Makes casebooks that know nothing of each other, each with a clock that goes on by itself."""
    with ExitStack() as stack:
        yield NewCasebook(empty_vault, tmp_path, stack, kept_teams)
