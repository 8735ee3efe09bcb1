"""A folder put back to an older state, noticed by its newest backup and by the computer that knew better."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.base.errors import ReadOnly
from casebook.domain.base.name import Name
from casebook.services.base import setting
from casebook.services.base.flow import run_in_line
from casebook.services.base.last_state import states_file
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, rollback
from tests.people import add_person

Reopened = Callable[..., Session]


@pytest.fixture
def reopened(small: Path, small_code: str) -> Reopened:
    return lambda **how: open_session(small, small_code, **how)


def changed(session: Session, name: str = "Wen Shuyun") -> Session:
    add_person(session, (Name(text=name, script="Latn"),))
    return session


def titles(session: Session) -> list[str]:
    return [str(notice.title) for notice in rollback.notices(session)]


def put_back(small: Path, older: Path) -> None:
    shutil.rmtree(small)
    shutil.copytree(older, small)


@pytest.fixture
def older(session: Session, small: Path, tmp_path: Path) -> Path:
    """A copy of the whole folder before a session whose work was backed up."""
    changed(session)
    run_in_line(backup.back_up(session))
    session.lock()
    return Path(shutil.copytree(small, tmp_path / "older"))


def test_a_folder_older_than_its_newest_backup_is_noticed(
    older: Path, small: Path, reopened: Reopened
) -> None:
    with reopened() as session:
        assert titles(session) == []
        run_in_line(backup.back_up(changed(session, "Another")))
    put_back(small, older)
    with reopened() as session:
        assert titles(session) == ["There is a backup of a later state than this casebook is in."]
        changed(session, "On another branch")
    with reopened(to_read=True) as session:
        assert titles(session)
        with pytest.raises(ReadOnly):
            rollback.accept(session)
    with reopened() as session:
        rollback.accept(session)
        assert titles(session) == []
    with reopened() as session:
        assert titles(session) == []


def test_a_way_out_that_was_put_back_is_noticed_by_the_generation(
    older: Path, small: Path, reopened: Reopened
) -> None:
    with reopened() as session:
        session.vault.store_slots(session.vault.slots)
        run_in_line(backup.back_up(session))
    put_back(small, older)
    with reopened() as session:
        assert titles(session), "it is asked, and nothing is kept"
        assert setting.value(session, rollback.MISSED) is None
    put_back(small, older)
    for _ in range(3):
        with reopened() as session:
            rollback.notices_at_opening(session)
            assert titles(session) == ["There is a backup of a later state than this casebook is in."]
    with reopened() as session:
        rollback.accept(session)
        assert titles(session) == []


def test_an_old_backup_under_the_newest_name_is_noticed(older: Path, reopened: Reopened) -> None:
    with reopened() as session:
        newest = run_in_line(backup.back_up(changed(session, "Another")))
        first = backup.every(session)[0]
    shutil.rmtree(newest.path)
    shutil.copytree(first.path, newest.path)
    assert older.is_dir()
    with reopened() as session:
        assert titles(session) == [f"The newest backup cannot be relied on: {newest.path.name}"]


@pytest.mark.usefixtures("older")
def test_a_backup_that_is_not_at_hand_says_nothing(reopened: Reopened, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with reopened() as session:
        backup.choose_folder(session, stick)
        run_in_line(backup.back_up(changed(session, "Another")))
    stick.rename(tmp_path / "unplugged")
    with reopened() as session:
        assert titles(session) == []


def test_an_older_state_is_confirmed_while_the_backups_are_not_at_hand(
    older: Path, small: Path, reopened: Reopened, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with reopened() as session:
        backup.choose_folder(session, stick)
        rollback.remember(session)
    shutil.rmtree(older)
    shutil.copytree(small, older)
    with reopened() as session:
        run_in_line(backup.back_up(changed(session, "Another")))
    put_back(small, older)
    stick.rename(tmp_path / "unplugged")
    with reopened() as session:
        assert titles(session) == ["This casebook is older than when it was last open on this computer."]
        rollback.accept(session)
        assert titles(session) == []
    (tmp_path / "unplugged").rename(stick)
    with reopened() as session:
        assert titles(session) == ["There is a backup of a later state than this casebook is in."]
        rollback.accept(session)
        assert titles(session) == []


def test_nothing_is_remembered_unless_it_is_asked_for(older: Path, reopened: Reopened) -> None:
    assert older.is_dir()
    with reopened() as session:
        assert not rollback.is_remembered(session)
        changed(session, "Another")
    assert not states_file().parent.exists()


@pytest.mark.parametrize("ends", ["lock", "close"])
def test_a_folder_older_than_this_computer_knows_is_noticed(
    older: Path, small: Path, reopened: Reopened, ends: str
) -> None:
    with reopened() as session:
        rollback.remember(session)
    getattr(changed(reopened(), "Another"), ends)()
    put_back(small, older)
    shutil.rmtree(small.with_name("small.casebook-backups"))
    told = ["This casebook is older than when it was last open on this computer."]
    for _ in range(4):
        with reopened() as session:
            assert session.is_behind
            assert titles(session) == told, "each time, not once"
    with reopened() as session:
        rollback.accept(session)
    with reopened() as session:
        assert titles(session) == []
        rollback.forget(session)
    assert states_file().read_text(encoding="utf-8") == "{}"


def test_work_on_another_branch_is_noticed_though_it_went_further(
    older: Path, small: Path, reopened: Reopened
) -> None:
    with reopened() as session:
        rollback.remember(session)
        changed(session, "Another")
    put_back(small, older)
    kept = states_file().read_bytes()
    states_file().unlink()
    for number in range(3):
        changed(reopened(), f"Elsewhere {number}").lock()
    states_file().write_bytes(kept)
    with reopened() as session:
        assert session.is_behind


def test_what_is_remembered_names_nobody(older: Path, small: Path, reopened: Reopened) -> None:
    with reopened() as session:
        rollback.remember(session)
        vault_id = session.vault.vault_id
    kept = states_file().read_text(encoding="utf-8")
    assert str(vault_id) not in kept
    assert vault_id.hex not in kept
    assert small.stem not in kept
    assert older.is_dir()
