"""B5: a way in that was taken away opens nothing after new keys; kill -9 leaves the old vault or the new one.

What stands behind it: copies of headers made before, and SIGKILL to a forked process, by turns after a random
time and at its nth call that touches a name or opens a file in the vault.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError, WrongKey
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.vault import backup, new_keys, unlock_method
from casebook.services.vault import vault as vaults
from casebook.services.vault.new_keys import NewKeysOrder
from casebook.vault import Credential
from casebook.vault.folder import Folder
from tests.proof.ground import CHEAP, PHRASE, Tell, forked, lines_of, say

REMOVED = "a passphrase that a former helper still remembers"
NEW = "eight other invented words stand here for the tests"
_CALLS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.listdir"}


def order() -> NewKeysOrder:
    code = unlock_method.new_recovery_code()
    return NewKeysOrder(
        authority=Credential(PHRASE),
        passphrase=NEW,
        code=code,
        cost=CHEAP,
    )


def with_removed_passphrase(vault: Path) -> list[bytes]:
    """Add a passphrase, keep what a helper could have copied, and remove it; the headers that were copied."""
    with open_session(vault, PHRASE) as session:
        way = unlock_method.add_passphrase(session, Credential(PHRASE), REMOVED, cost=CHEAP)
        saved = run_in_line(backup.back_up(session))
        headers = [Folder(vault).header.read_bytes(), (saved.path / "header").read_bytes()]
        unlock_method.remove(session, Credential(PHRASE), way.id)
    return headers


def broken_by(vault: Path, headers: list[bytes]) -> int:
    """How many of the copied headers, laid over the vault of today, open it with the removed passphrase."""
    broken = 0
    for number, header in enumerate(headers):
        copy = Path(shutil.copytree(vault, vault.with_name(f"stolen-{number}.casebook")))
        for path in (Folder(copy).header, Folder(copy).header_backup):
            path.write_bytes(header)
        try:
            with open_session(copy, REMOVED):
                broken += 1
        except CasebookError:
            pass
        shutil.rmtree(copy)
    return broken


def prove_removed(vault: Path) -> None:
    headers = with_removed_passphrase(vault)
    attack = "B5 removed passphrase with an old header and that of a backup"
    # An attacker need not heed that the header says "locked": the keys are what counts.
    mend_off = broken_by(vault, headers)
    say(f"{attack}, mend off: {'broke' if mend_off else 'refused'}")
    run_in_line(new_keys.renew(vault, order()))
    with pytest.raises(WrongKey):
        open_session(vault, REMOVED)
    mended = broken_by(vault, headers)
    say(f"{attack}: {'broke' if mended else 'refused'}")
    assert mend_off > 0
    assert mended == 0


def prove_kills(master: Path, folder: Path, kills: int) -> None:
    chance = random.Random(20261127)  # noqa: S311 - the proof repeats
    calls, took_s = _whole_run(master, folder)
    old, resumed = 0, 0
    for turn in range(kills):
        vault = Path(shutil.copytree(master, folder / "killed.casebook"))
        # Evenly over all calls, the few around the rename among them.
        at = turn * calls // kills + 1 if turn % 2 == 0 else 0
        number, reading = forked(lambda tell, at=at: _renewed(folder / "killed.casebook", tell, at))  # type: ignore[misc]
        if not at:
            time.sleep(chance.uniform(0, took_s))
            os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        is_done = bool(lines_of(reading))
        opens = [secret for secret in (PHRASE, NEW) if _is_whole(vault, secret)]
        assert len(opens) == 1, f"kill {turn}: {len(opens)} of the two passphrases open the vault"
        assert not is_done or opens == [NEW]
        if opens == [PHRASE]:
            old += 1
            run_in_line(new_keys.renew(vault, order()))
            resumed += _is_whole(vault, NEW)
        assert {path.name for path in vault.iterdir()} == {"att", "case.db", "header", "header.bak", "lock"}
        shutil.rmtree(vault)
    say(
        f"kill -9 of new keys: {kills} kills, {old} with the old vault whole, {kills - old} with the new one"
        f" whole, {resumed} of {old} given new keys afterwards, 0 that did not open"
    )
    assert resumed == old
    assert 0 < old < kills


def _whole_run(master: Path, folder: Path) -> tuple[int, float]:
    """How many calls a run makes that nothing stops, and how long it takes."""
    vault = Path(shutil.copytree(master, folder / "whole.casebook"))
    start = time.perf_counter()
    number, reading = forked(lambda tell: _renewed(vault, tell, -1))
    os.waitpid(number, 0)
    took_s = time.perf_counter() - start
    shutil.rmtree(vault)
    return int(lines_of(reading)[-1]), took_s


def _renewed(vault: Path, tell: Tell, at: int) -> None:
    """Give new keys and tell the number of calls; killed at call `at`, where that is above 0."""
    calls = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal calls
        if event in _CALLS and str(vault) in str(arguments[0]):
            calls += 1
            if calls == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    run_in_line(new_keys.renew(vault, order()))
    tell(str(calls))


def _is_whole(vault: Path, secret: str) -> bool:
    """Whether a passphrase opens a vault; then everything in it is read and must hold."""
    try:
        session = open_session(vault, secret)
    except WrongKey:
        return False
    with session:
        assert vaults.check(session).problems == ()
        assert session.unsound == ()
    return True


def test_a_removed_passphrase_opens_nothing_after_new_keys(vault: Path) -> None:
    prove_removed(vault)


def test_a_few_kills_leave_the_old_vault_or_the_new_one(vault: Path, tmp_path: Path) -> None:
    prove_kills(vault, tmp_path, 5)


@pytest.mark.proof
def test_b5_a_removed_passphrase_is_refused(vault: Path) -> None:
    prove_removed(vault)


@pytest.mark.proof
def test_200_kills_leave_the_old_vault_or_the_new_one(vault: Path, tmp_path: Path) -> None:
    prove_kills(vault, tmp_path, 200)
