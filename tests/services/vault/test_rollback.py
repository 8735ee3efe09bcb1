"""A folder put back to an older state, noticed by its newest backup and by the computer that knew better."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, ReadOnly
from casebook.domain.base.name import Name
from casebook.domain.vault import retention
from casebook.services.base import setting
from casebook.services.base.backups import backup_heads
from casebook.services.base.flow import run_in_line
from casebook.services.base.last_state import states_file
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, rollback
from casebook.vault.backup import read_manifest
from casebook.vault.header import Header
from casebook.vault.keys import VaultKeys
from casebook.vault.manifest import Manifest
from tests.people import add_person
from tests.sampled import sampled

Reopened = Callable[..., Session]
NOT_COMPARED = "A backup could not be compared with this casebook, because it is damaged."
MISSED = "There is a backup with changes that this casebook does not have."


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


@pytest.fixture
def lost(older: Path, small: Path, reopened: Reopened) -> backup.Backup:
    """The folder put back to `older` beside the backup of two more changes."""
    with reopened() as session:
        assert titles(session) == []
        saved = run_in_line(backup.back_up(changed(changed(session, "Another"), "A third")))
    put_back(small, older)
    return saved


def test_a_warning_of_a_lost_line_is_read_along_and_accepted_by_who_writes(
    lost: backup.Backup, reopened: Reopened
) -> None:
    with reopened(to_read=True) as session:
        assert titles(session) == [MISSED]
        with pytest.raises(ReadOnly):
            rollback.accept(session)
    with reopened() as session:
        (notice,) = rollback.notices_at_opening(session)
        assert lost.path.name in str(notice.remedy)
        assert f"{lost.made_at:%Y-%m-%d, %H:%M} UTC" in str(notice.remedy)
        assert "deleted in time like any others" in str(notice.remedy)
        rollback.accept(session)
        assert titles(session) == []
    for _ in range(2):
        with reopened() as session:
            assert rollback.notices_at_opening(session) == ()


@pytest.mark.parametrize("changes", [1, 2, 5])
@pytest.mark.usefixtures("lost")
def test_a_fork_is_named_however_far_it_has_come(reopened: Reopened, changes: int) -> None:
    for number in range(changes):
        with reopened() as session:
            rollback.notices_at_opening(session)
            run_in_line(backup.back_up(changed(session, f"On the fork {number}")))
    for _ in range(2):
        with reopened() as session:
            assert [str(notice.title) for notice in rollback.notices_at_opening(session)] == [MISSED]


def test_a_fork_that_had_no_backups_at_hand_is_named_once_it_has(
    lost: backup.Backup, reopened: Reopened, tmp_path: Path
) -> None:
    place = lost.path.parent
    away = place.rename(tmp_path / "away")
    for number in range(5):
        with reopened() as session:
            assert rollback.notices_at_opening(session) == ()
            backup.begin_anew(session)
            run_in_line(backup.back_up(changed(session, f"On the fork {number}")))
    shutil.rmtree(place)
    away.rename(place)
    with reopened() as session:
        assert titles(session) == [MISSED]


def test_what_was_missed_is_named_though_its_backup_is_gone(lost: backup.Backup, reopened: Reopened) -> None:
    with reopened() as session:
        rollback.notices_at_opening(session)
    shutil.rmtree(lost.path)
    with reopened() as session:
        (notice,) = rollback.notices_at_opening(session)
        assert lost.path.name in str(notice.remedy)
        rollback.accept(session)
    with reopened() as session:
        assert titles(session) == []


def test_another_lost_line_is_named_after_one_was_accepted(
    lost: backup.Backup, older: Path, small: Path, reopened: Reopened
) -> None:
    with reopened() as session:
        rollback.accept(session)
    shutil.rmtree(older)
    shutil.copytree(small, older)
    with reopened() as session:
        again = run_in_line(backup.back_up(changed(session, "Lost as well")))
    put_back(small, older)
    with reopened() as session:
        (notice,) = rollback.notices_at_opening(session)
        assert again.path.name in str(notice.remedy)
        assert f"{lost.path.name} of" not in str(notice.remedy)


def test_what_is_not_confirmed_is_not_thinned_out(lost: backup.Backup, reopened: Reopened) -> None:
    ticks = count(1)

    def clock() -> datetime:
        return lost.made_at + timedelta(microseconds=next(ticks))

    with reopened(clock=clock) as session:
        for number in range(retention.LAST):
            run_in_line(backup.back_up(changed(session, f"On the fork {number}")))
        assert lost.path in [saved.path for saved in backup.every(session)]
        rollback.accept(session)
        run_in_line(backup.back_up(changed(session, "On the fork")))
        assert lost.path not in [saved.path for saved in backup.every(session)]


@pytest.mark.usefixtures("lost")
def test_an_opening_reads_the_manifest_of_the_newest_backup_alone(
    reopened: Reopened, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopened() as session:
        rollback.notices_at_opening(session)
        newest = run_in_line(backup.back_up(changed(session, "On the fork")))
    with reopened() as session:
        rollback.notices_at_opening(session)
    read = []

    def counted(path: Path, keys: VaultKeys, header: Header) -> Manifest:
        read.append(path)
        return read_manifest(path, keys, header)

    monkeypatch.setattr(backup_heads, "read_manifest", counted)
    with reopened() as session:
        rollback.notices_at_opening(session)
        assert read == [newest.path]


def test_the_header_of_another_backup_confirms_none(lost: backup.Backup, reopened: Reopened) -> None:
    with reopened() as session:
        first = backup.every(session)[0]
        shutil.copy(first.path / "header", lost.path / "header")
        assert titles(session) == [f"The newest backup cannot be relied on: {lost.path.name}", MISSED]
        assert lost.path.name not in backup_heads.survey(session.vault, session.store).confirmed


def flip_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[60] ^= 1
    path.write_bytes(data)


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def swap_for_the_first(folder: Path) -> None:
    first = min(path for path in folder.parent.iterdir() if path.name.endswith("-00"))
    shutil.rmtree(folder)
    shutil.copytree(first, folder)


def flip_headers(folder: Path) -> None:
    flip_byte(folder / "header")
    flip_byte(folder / "header.bak")


def cut_headers(folder: Path) -> None:
    (folder / "header").write_bytes(b"CASEBOOK")
    (folder / "header.bak").write_bytes(b"")


def remove_headers(folder: Path) -> None:
    (folder / "header").unlink()
    (folder / "header.bak").unlink()


HEADER_ONLY: list[Callable[[Path], object]] = [flip_headers, cut_headers, remove_headers]
WHOLLY: list[Callable[[Path], object]] = [
    lambda folder: (folder / "manifest").unlink(),
    lambda folder: (folder / "manifest").write_bytes(b"CASEBKUP"),
    empty,
    swap_for_the_first,
]


@pytest.mark.parametrize(
    ("damage", "title"),
    [
        *sampled(tuple((one, MISSED) for one in HEADER_ONLY)),
        *sampled(tuple((one, NOT_COMPARED) for one in WHOLLY), kept=2),
    ],
)
def test_a_damaged_backup_stays_named_until_it_is_accepted(
    lost: backup.Backup, reopened: Reopened, damage: Callable[[Path], object], title: str
) -> None:
    damage(lost.path)
    with reopened() as session:
        notices = rollback.notices_at_opening(session)
        assert title in [str(notice.title) for notice in notices]
        assert lost.path.name in str(notices[-1].remedy)
        run_in_line(backup.back_up(changed(session, "On the fork")))
        assert lost.path.is_dir(), "it is not thinned out"
        assert lost.path.name not in backup_heads.survey(session.vault, session.store).confirmed
    with reopened() as session:
        assert [str(notice.title) for notice in rollback.notices_at_opening(session)] == [title]
        assert [one.path for one in backup.damaged(session)] == [lost.path]
    shutil.rmtree(lost.path)
    with reopened() as session:
        assert titles(session) == [title], "remembered once it is deleted"
        rollback.accept(session)
    with reopened() as session:
        assert titles(session) == []


def replace_by_link(path: Path) -> None:
    aside = path.rename(path.parent.parent / f"aside-{path.name}")
    path.symlink_to(aside, target_is_directory=True)


def test_a_link_in_the_place_of_a_backup_is_not_followed(lost: backup.Backup, reopened: Reopened) -> None:
    replace_by_link(lost.path)
    with reopened() as session:
        assert NOT_COMPARED in [str(notice.title) for notice in rollback.notices_at_opening(session)]
        assert lost.path not in [saved.path for saved in backup.every(session)]
        assert [one.path for one in backup.damaged(session)] == [lost.path]
        run_in_line(backup.back_up(changed(session, "On the fork")))
    assert lost.path.is_symlink()


def test_a_link_in_the_place_of_the_backup_folder_is_refused(
    lost: backup.Backup, reopened: Reopened, small_code: str, tmp_path: Path
) -> None:
    place = lost.path.parent
    replace_by_link(place)
    before = sorted(path.name for path in place.iterdir())
    title = f"The backup folder {place.name} was replaced by a link."
    with reopened() as session:
        assert [str(notice.title) for notice in rollback.notices_at_opening(session)] == [title]
        assert not backup.state(session).is_at_hand
        with pytest.raises(NotFound, match="replaced by a link"):
            run_in_line(backup.back_up(changed(session, "On the fork")))
    assert sorted(path.name for path in place.iterdir()) == before
    restored = run_in_line(backup.restore(lost.path, small_code, tmp_path / "again.casebook"))
    assert restored.changes == lost.changes, "a path that the person gives may lead through a link"


def test_a_file_in_the_place_of_the_backup_folder_is_named(lost: backup.Backup, reopened: Reopened) -> None:
    place = lost.path.parent
    shutil.rmtree(place)
    place.touch()
    title = f"A file is in the place of the backup folder {place.name}."
    with reopened() as session:
        assert [str(notice.title) for notice in rollback.notices_at_opening(session)] == [title]
        with pytest.raises(NotFound, match="Move the file elsewhere"):
            run_in_line(backup.back_up(changed(session, "On the fork")))


@pytest.mark.parametrize("is_renamed_back", [False, True])
def test_a_backup_renamed_as_unfinished_is_kept_and_named(
    lost: backup.Backup, reopened: Reopened, *, is_renamed_back: bool
) -> None:
    renamed = lost.path.rename(lost.path.with_name(f"{lost.path.name}.new"))
    for number in range(2):
        with reopened() as session:
            (notice,) = rollback.notices_at_opening(session)
            assert (str(notice.title), renamed.name in str(notice.remedy)) == (MISSED, True)
            run_in_line(backup.back_up(changed(session, f"On the fork {number}")))
        assert renamed.is_dir()
    if is_renamed_back:
        renamed.rename(lost.path)
    with reopened() as session:
        rollback.accept(session)
        assert titles(session) == []
        run_in_line(backup.back_up(changed(session, "Accepted")))
    assert not renamed.exists()


def _leave_header_alone(path: Path) -> Path:
    """Rename a backup as unfinished and remove all of it but its headers."""
    renamed = path.rename(path.with_name(f"{path.name}.new"))
    for name in ("manifest", "case.db"):
        (renamed / name).unlink()
    return renamed


def test_a_later_header_alone_in_an_unfinished_backup_is_named(
    lost: backup.Backup, reopened: Reopened
) -> None:
    renamed = _leave_header_alone(lost.path)
    for number in range(2):
        with reopened() as session:
            (notice,) = rollback.notices_at_opening(session)
            assert (str(notice.title), renamed.name in str(notice.remedy)) == (NOT_COMPARED, True)
            run_in_line(backup.back_up(changed(session, f"On the fork {number}")))
        assert (renamed / "header").is_file()


@pytest.mark.usefixtures("older")
def test_an_earlier_header_alone_in_an_unfinished_backup_is_tidied(reopened: Reopened) -> None:
    with reopened() as session:
        newest = run_in_line(backup.back_up(changed(session, "Another")))
    renamed = _leave_header_alone(newest.path)
    with reopened() as session:
        assert rollback.notices_at_opening(session) == ()
        run_in_line(backup.back_up(changed(session, "A third")))
    assert not renamed.exists()


@pytest.mark.usefixtures("older")
def test_what_a_stopped_backup_left_is_tidied_and_not_named(reopened: Reopened) -> None:
    with reopened() as session:
        newest = run_in_line(backup.back_up(changed(session, "Another")))
    stopped = newest.path.rename(newest.path.with_name(f"{newest.path.name}.new"))
    with reopened() as session:
        assert rollback.notices_at_opening(session) == ()
        run_in_line(backup.back_up(changed(session, "A third")))
    assert not stopped.exists()


def test_no_new_backup_takes_the_name_of_one_that_was_not_compared(
    lost: backup.Backup, reopened: Reopened
) -> None:
    empty(lost.path)
    session = reopened()
    rollback.notices_at_opening(session)
    lost.path.rmdir()
    assert session.vault.generation == int(lost.path.name[:12])
    assert run_in_line(backup.back_up(changed(session, "On the fork"))).path.name != lost.path.name
    assert titles(session) == [NOT_COMPARED]
    session.lock()


def test_a_backup_that_can_be_read_again_is_compared_after_all(older: Path, reopened: Reopened) -> None:
    with reopened() as session:
        newest = run_in_line(backup.back_up(changed(session, "Another")))
    away = newest.path.rename(older.with_name("away"))
    newest.path.mkdir()
    with reopened() as session:
        assert NOT_COMPARED in [str(notice.title) for notice in rollback.notices_at_opening(session)]
    newest.path.rmdir()
    away.rename(newest.path)
    with reopened() as session:
        assert titles(session) == []


def test_a_known_backup_damaged_later_is_no_sign_of_an_older_state(older: Path, reopened: Reopened) -> None:
    with reopened() as session:
        newest = run_in_line(backup.back_up(changed(session, "Another")))
    for _ in range(2):
        with reopened() as session:
            assert rollback.notices_at_opening(session) == ()
    assert older.is_dir()
    empty(newest.path)
    for _ in range(2):
        with reopened() as session:
            titles_now = [str(notice.title) for notice in rollback.notices_at_opening(session)]
            assert titles_now == [f"The newest backup cannot be relied on: {newest.path.name}"]


def test_a_way_out_that_was_put_back_is_noticed_by_the_generation(
    older: Path, small: Path, reopened: Reopened
) -> None:
    with reopened() as session:
        session.vault.store_slots(session.vault.slots)
        run_in_line(backup.back_up(session))
    put_back(small, older)
    with reopened() as session:
        assert titles(session), "it is asked, and nothing is kept"
        assert setting.value(session, backup_heads.KNOWN_BACKUPS) is None
    put_back(small, older)
    for _ in range(3):
        with reopened() as session:
            rollback.notices_at_opening(session)
            assert titles(session) == [MISSED]
    with reopened() as session:
        rollback.accept(session)
        assert titles(session) == []
    with reopened() as session:
        assert titles(session) == []


def test_an_old_backup_under_the_newest_name_is_noticed(older: Path, reopened: Reopened) -> None:
    with reopened() as session:
        newest = run_in_line(backup.back_up(changed(session, "Another")))
        first = backup.every(session)[0]
    shutil.rmtree(newest.path)
    shutil.copytree(first.path, newest.path)
    assert older.is_dir()
    with reopened() as session:
        assert titles(session) == [
            f"The newest backup cannot be relied on: {newest.path.name}",
            NOT_COMPARED,
        ]


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
        assert titles(session) == [MISSED]
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


@pytest.mark.parametrize("changes", [1, 2, 5])
def test_work_on_another_branch_is_noticed_however_far_it_went(
    older: Path, small: Path, reopened: Reopened, changes: int
) -> None:
    with reopened() as session:
        rollback.remember(session)
        changed(changed(session, "Another"), "A third")
    put_back(small, older)
    kept = states_file().read_bytes()
    states_file().unlink()
    for number in range(changes):
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
