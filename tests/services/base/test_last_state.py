"""What this computer remembers of vaults: their last states, in one file for all windows."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from casebook.base.errors import DiskProblem
from casebook.base.settings import Settings, settings_file
from casebook.services.base import last_state
from casebook.services.base.session import Session, open_session
from casebook.services.vault import rollback


class AnyVault:
    """The part of a vault that is noted."""

    def __init__(self, number: int) -> None:
        self.vault_id, self.generation = UUID(int=number), number


def note(number: int) -> None:
    last_state.note(AnyVault(number), number, "ab" * 32)  # type: ignore[arg-type]


def test_a_state_is_remembered_until_it_is_forgotten() -> None:
    assert last_state.known(UUID(int=1)) is None
    note(1)
    note(2)
    Settings(theme="dark").save(settings_file())
    last_state.forget(UUID(int=1))
    assert last_state.known(UUID(int=1)) is None
    state = last_state.known(UUID(int=2))
    assert state == last_state.LastState(generation=2, number=2, head="ab" * 32)
    names = sorted(path.name for path in settings_file().parent.iterdir())
    assert names == ["last-states.json", "last-states.lock", "settings.json"]


def test_the_states_of_a_hundred_vaults_are_kept() -> None:
    for number in range(101):
        note(number)
    assert [number for number in range(101) if not last_state.known(UUID(int=number))] == [0]


def test_windows_that_note_at_once_lose_nothing() -> None:
    with ThreadPoolExecutor(16) as windows:
        list(windows.map(note, range(16)))
    assert all(last_state.known(UUID(int=number)) for number in range(16))


@pytest.mark.parametrize(
    "values", ['[["a", 1]]', '{"%s": [1, 2]}', '{"%s": [1, true, "x", true]}', "7", "{", ""]
)
def test_a_state_that_makes_no_sense_is_no_forgotten_one(values: str) -> None:
    note(1)
    key = last_state.states_file().read_text(encoding="utf-8").split('"')[1]
    last_state.states_file().write_text(values.replace("%s", key), encoding="utf-8")
    with pytest.raises(DiskProblem):
        last_state.known(UUID(int=1))


def test_a_state_that_makes_no_sense_is_kept_beside_a_new_one() -> None:
    last_state.states_file().parent.mkdir(parents=True)
    last_state.states_file().write_text('{"of a later version": [1, 2, 3]}', encoding="utf-8")
    note(1)
    assert last_state.known(UUID(int=1))
    assert '"of a later version": [1, 2, 3]' in last_state.states_file().read_text(encoding="utf-8")


@pytest.mark.parametrize("in_its_place", ["nothing whole", "pipe", "folder"])
def test_a_damaged_memory_is_said_at_each_opening_and_holds_nobody_up(
    session: Session, small: Path, small_code: str, in_its_place: str
) -> None:
    rollback.remember(session)
    session.lock()
    path = last_state.states_file()
    whole = path.read_bytes()
    path.unlink()
    if in_its_place == "pipe":
        os.mkfifo(path)
    elif in_its_place == "folder":
        path.mkdir()
    else:
        path.write_bytes(whole[:-9])
    for to_read in (False, True):
        with open_session(small, small_code, to_read=to_read) as again:
            (notice,) = rollback.notices_at_opening(again)
            assert "casebook/last-states.json" in str(notice.remedy)
            assert not rollback.is_remembered(again)
    with pytest.raises(DiskProblem):
        note(2)
    if in_its_place == "nothing whole":
        assert path.read_bytes() == whole[:-9]


def test_a_pipe_in_the_place_of_the_settings_is_not_waited_for() -> None:
    settings_file().parent.mkdir(parents=True)
    os.mkfifo(settings_file())
    assert Settings.load(settings_file()) == Settings()


def test_a_state_that_cannot_be_kept_is_said_and_stops_no_work(small: Path, small_code: str) -> None:
    settings_file().parent.parent.mkdir(parents=True)
    settings_file().parent.write_bytes(b"no folder")
    with open_session(small, small_code) as session:
        with pytest.raises(DiskProblem):
            rollback.remember(session)
        assert not rollback.is_remembered(session)


def test_a_file_that_cannot_be_read_is_not_overwritten(
    session: Session, small: Path, small_code: str
) -> None:
    rollback.remember(session)
    session.lock()
    kept = last_state.states_file().rename(last_state.states_file().with_suffix(".kept"))
    last_state.states_file().mkdir()
    with pytest.raises(DiskProblem):
        note(1)
    open_session(small, small_code).lock()
    last_state.states_file().rmdir()
    kept.rename(last_state.states_file())
    with open_session(small, small_code) as again:
        assert rollback.is_remembered(again)
