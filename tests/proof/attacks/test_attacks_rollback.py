"""B1 and B8: parts of the vault, or the whole folder, put back to an older state by someone without a key.

Each attack is run against the program as it is, and once more with its mend taken out, to show that it was
the mend that held.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.backups import backup_heads
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.vault import backup, rollback
from casebook.services.vault import vault as vaults
from casebook.store import record_check
from casebook.vault import BackupFolder, opening
from casebook.vault.backup import MANIFEST
from casebook.vault.header import Header
from casebook.vault.keys import VaultKeys
from casebook.vault.manifest import Manifest, open_manifest
from tests.proof.ground import files_of, put_back, say

pytestmark = pytest.mark.proof
PAGE = 4096
OLD, NEW = "Old number", "New number"
State = dict[str, bytes]
"""Every file of a vault's folder by its path in it."""


@pytest.fixture
def states(vault: Path, code: str) -> tuple[State, State, State]:
    """The vault locked with an old value, while it is open after that, and locked with the new one."""
    with open_session(vault, code) as session:
        person = Person(id="safe", names=(Name(text="Wen Shuyun", script="Latn"),), religion=OLD)
        record.add(session, person)
    before = files_of(vault)
    session = open_session(vault, code)
    in_use = files_of(vault)
    record.change(session, replace(person, religion=NEW))
    session.lock()
    return before, in_use, files_of(vault)


def what_is_read(vault: Path, code: str) -> str:
    """What a person sees after unlocking, or that it was noticed."""
    try:
        session = open_session(vault, code)
    except CasebookError:
        return "noticed"
    with session:
        if session.is_read_only:
            return "noticed"
        try:
            return record.find(session, Person, "safe").religion
        except CasebookError:
            return "noticed"


def with_pages_put_back(before: State, after: State, header: bytes) -> Iterator[State]:
    """The new database with each changed page put back in turn, under a header the attacker chose."""
    old, new = before["case.db"], after["case.db"]
    for at in range(0, min(len(old), len(new)), PAGE):
        if old[at : at + PAGE] != new[at : at + PAGE]:
            database = new[:at] + old[at : at + PAGE] + new[at + PAGE :]
            yield {**after, "case.db": database, "header": header, "header.bak": header}


@contextmanager
def mend_off(monkeypatch: pytest.MonkeyPatch, *names: str) -> Iterator[None]:
    """The program without these mends."""
    with monkeypatch.context() as patch:
        if "digest" in names:
            patch.setattr(opening, "check_database", lambda *_: None)
        if "rows" in names:
            patch.setattr(record_check, "differences", lambda *_, **__: [])
        if "backups" in names:
            patch.setattr(rollback, "_by_backups", lambda *_: [])
        if "damaged" in names:
            patch.setattr(backup_heads, "_unread", lambda *_: (0, [], None))
        if "links" in names:
            patch.setattr(BackupFolder, "replaced", lambda _: [])
        if "renamed" in names:
            patch.setattr(backup_heads, "_is_authentic", lambda *_: False)
        if "memory" in names:
            patch.setattr("casebook.services.base.last_state.is_older", lambda *_: False)
        yield


def nameless(folder: Path, keys: VaultKeys, header: Header) -> Manifest:
    """A manifest, under whatever name it lies."""
    return open_manifest((folder / MANIFEST).read_bytes(), keys.backup, header.vault_id)


def outcomes(vault: Path, code: str, attacks: Iterator[State]) -> list[str]:
    values = []
    for files in attacks:
        put_back(vault, files)
        values.append(what_is_read(vault, code))
    return values


def verdict(is_broken: bool) -> str:  # noqa: FBT001 - the verdict itself
    return "broke" if is_broken else "refused"


def test_a_page_put_back_under_the_predecessor(
    vault: Path, code: str, states: tuple[State, State, State], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _, after = states
    attack = "B1 one page put back, header.bak over header"
    read = outcomes(vault, code, with_pages_put_back(before, after, after["header.bak"]))
    say(f"{attack}: {verdict(OLD in read)} ({len(read)} pages)")
    assert set(read) == {"noticed"}
    with mend_off(monkeypatch, "digest"):
        read = outcomes(vault, code, with_pages_put_back(before, after, after["header.bak"]))
    say(f"{attack}, mend off: {verdict(OLD in read)}")
    assert OLD in read


def test_a_page_put_back_under_a_header_of_an_open_vault(
    vault: Path, code: str, states: tuple[State, State, State], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, in_use, after = states
    attack = "B1 one page put back, header of an earlier session over header"
    read = outcomes(vault, code, with_pages_put_back(before, after, in_use["header"]))
    say(f"{attack}: {verdict(OLD in read)} ({len(read)} pages)")
    assert OLD not in read
    with mend_off(monkeypatch, "rows"):
        read = outcomes(vault, code, with_pages_put_back(before, after, in_use["header"]))
    say(f"{attack}, mend off: {verdict(OLD in read)}")
    assert OLD in read


def test_a_page_put_back_shows_in_a_check_of_everything(
    vault: Path, code: str, states: tuple[State, State, State], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it was sealed by a program that did not look."""
    before, in_use, after = states
    attack = "B1 a row put back and sealed by a lock, vault check"
    with mend_off(monkeypatch, "rows"):
        attacks = with_pages_put_back(before, after, in_use["header"])
        sealed = next(files for files in attacks if OLD in outcomes(vault, code, iter([files])))
        assert sealed
        with open_session(vault, code) as session:
            is_unseen = vaults.check(session).problems == ()
    say(f"{attack}, mend off: {verdict(is_unseen)}")
    assert is_unseen
    with open_session(vault, code) as session:
        is_unseen = vaults.check(session).problems == ()
    say(f"{attack}: {verdict(is_unseen)}")
    assert not is_unseen


def test_the_whole_folder_put_back_beside_a_newer_backup(
    vault: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backed_up_twice(vault, code)
    attack = "B8 whole folder put back, newer backup beside it"
    put_back(vault, before)
    say(f"{attack}: {verdict(is_unnoticed(vault, code))}")
    put_back(vault, before)
    assert not is_unnoticed(vault, code)
    put_back(vault, before)
    with mend_off(monkeypatch, "backups"):
        is_broken = is_unnoticed(vault, code)
    say(f"{attack}, mend off: {verdict(is_broken)}")
    assert is_broken


@pytest.mark.parametrize("changes", [1, 3, 6])
def test_a_fork_beside_the_backup_of_the_lost_line(
    vault: Path, code: str, monkeypatch: pytest.MonkeyPatch, changes: int
) -> None:
    """It goes on for fewer, as many and more sessions than the lost line; each is backed up."""
    with open_session(vault, code) as session:
        run_in_line(backup.back_up(session))
    before = files_of(vault)
    work_on(vault, code, 3)
    put_back(vault, before)
    attack = f"B8 whole folder put back, worked on for {changes} sessions where 3 were lost"
    work_on(vault, code, changes)
    is_broken = is_unnoticed(vault, code)
    say(f"{attack}: {verdict(is_broken)}")
    assert not is_broken
    with mend_off(monkeypatch, "backups"):
        is_broken = is_unnoticed(vault, code)
    say(f"{attack}, mend off: {verdict(is_broken)}")
    assert is_broken


def work_on(vault: Path, code: str, sessions: int) -> None:
    """As many sessions with a change and a backup, and what a person is told at each opening."""
    for number in range(sessions):
        with open_session(vault, code) as session:
            rollback.notices_at_opening(session)
            name = Name(text=f"Person {number}", script="Latn")
            record.add(session, Person(id=session.ids(), names=(name,)))
            run_in_line(backup.back_up(session))


def test_the_whole_folder_put_back_with_its_backups(
    vault: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By choice only: this computer was asked to remember."""
    with open_session(vault, code) as session:
        rollback.remember(session)
    before = backed_up_twice(vault, code)
    shutil.rmtree(vault.with_name("proof.casebook-backups"))
    attack = "B8 whole folder put back with its backups, last state remembered here"
    put_back(vault, before)
    with mend_off(monkeypatch, "memory"):
        is_broken = is_unnoticed(vault, code)
    say(f"{attack}, mend off: {verdict(is_broken)}")
    assert is_broken
    with open_session(vault, code) as session:
        rollback.remember(session)
    with open_session(vault, code) as session:
        record.add(session, Person(id="later", names=(Name(text="Later", script="Latn"),)))
    put_back(vault, before)
    is_broken = is_unnoticed(vault, code)
    say(f"{attack}: {verdict(is_broken)}")
    assert not is_broken


def test_an_old_backup_under_the_newest_name(
    vault: Path, code: str, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up_twice(vault, code)
    first, newest = sorted(vault.with_name("proof.casebook-backups").glob("*-00"))
    shutil.rmtree(newest)
    shutil.copytree(first, newest)
    attack = "B8 an old backup under the newest name, restored"
    say(f"{attack}: {verdict(is_restored(newest, code, scratch))}")
    assert not is_restored(newest, code, scratch)
    with monkeypatch.context() as patch:
        patch.setattr("casebook.vault.restore.read_manifest", nameless)
        patch.setattr("casebook.services.base.backups.backup_making.read_manifest", nameless)
        is_broken = is_restored(newest, code, scratch)
    say(f"{attack}, mend off: {verdict(is_broken)}")
    assert is_broken


def _alter(newest: Path) -> None:
    (newest / MANIFEST).write_bytes(bytes((newest / MANIFEST).stat().st_size))


def _replace_by_link(newest: Path) -> None:
    newest.symlink_to(newest.rename(newest.parent.parent / "elsewhere"), target_is_directory=True)


@pytest.mark.parametrize(
    ("attack", "hide", "mend"),
    [
        ("newest backup altered to hide it", _alter, "damaged"),
        ("a link in place of the newest backup", _replace_by_link, "links"),
    ],
)
def test_the_whole_folder_put_back_and_the_newer_backup_hidden(
    vault: Path,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    attack: str,
    hide: Callable[[Path], None],
    mend: str,
) -> None:
    before = backed_up_twice(vault, code)
    hide(max(vault.with_name("proof.casebook-backups").glob("*-00")))
    put_back(vault, before)
    with mend_off(monkeypatch, mend):
        is_broken = is_unnoticed(vault, code)
    say(f"B8 whole folder put back, {attack}, mend off: {verdict(is_broken)}")
    assert is_broken
    put_back(vault, before)
    is_broken = is_unnoticed(vault, code)
    say(f"B8 whole folder put back, {attack}: {verdict(is_broken)}")
    assert not is_broken


def test_the_newer_backup_renamed_so_that_the_next_one_deletes_it(
    vault: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backed_up_twice(vault, code)
    newest = max(vault.with_name("proof.casebook-backups").glob("*-00"))
    renamed = newest.rename(newest.with_name(f"{newest.name}.new"))
    attack = "B8 whole folder put back, newer backup renamed as unfinished"
    put_back(vault, before)
    work_on(vault, code, 1)
    say(f"{attack}: {verdict(not renamed.exists())}")
    assert renamed.exists()
    put_back(vault, before)
    with mend_off(monkeypatch, "renamed"):
        work_on(vault, code, 1)
    say(f"{attack}, mend off: {verdict(not renamed.exists())}")
    assert not renamed.exists()


def backed_up_twice(vault: Path, code: str) -> State:
    """The vault after its first backup; its second holds more."""
    with open_session(vault, code) as session:
        run_in_line(backup.back_up(session))
    before = files_of(vault)
    with open_session(vault, code) as session:
        record.add(session, Person(id="more", names=(Name(text="More", script="Latn"),)))
        run_in_line(backup.back_up(session))
    return before


def is_unnoticed(vault: Path, code: str) -> bool:
    with open_session(vault, code) as session:
        return rollback.notices_at_opening(session) == ()


def is_restored(newest: Path, code: str, scratch: Path) -> bool:
    target = scratch / "again.casebook"
    try:
        run_in_line(backup.restore(newest, code, target))
    except CasebookError:
        return False
    shutil.rmtree(target)
    return True
