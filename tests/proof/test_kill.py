"""kill -9 at random moments: of a writer that mixes rows, index and files, and of header updates.

What stands behind it: SIGKILL to a forked process, which keeps what the kernel was handed and nothing else.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.crypto.secret import Secret
from casebook.services.base.session import open_session
from casebook.vault.folder import Folder
from casebook.vault.header import decode, load_header, store_header
from tests.proof.ground import Tell, forked, lines_of, opened_and_checked, say, work

LONGEST_S = 0.25
START_S = 60
KEY = Secret(bytes(32))


def killed_writer(vault: Path, code: str, chance: random.Random, *, is_saving: bool) -> list[str]:
    """Let a writer work, kill it within a quarter of a second of its start or first save; its lines."""

    def write(tell: Tell) -> None:
        with open_session(vault, code) as session:
            work(session, random.Random(chance.random()), 10_000, tell)  # noqa: S311 - repeats by its seed

    number, reading = forked(write)
    if is_saving:  # on a busy machine opening alone may take longer than the wait below
        assert select.select([reading], [], [], START_S)[0]
    time.sleep(chance.uniform(0, LONGEST_S))
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    return lines_of(reading)


def prove_writer(vault: Path, code: str, kills: int) -> None:
    chance = random.Random(20260302)  # noqa: S311 - the proof repeats
    saves: list[str] = []
    missing: list[str] = []
    busy = 0
    for turn in range(kills):
        latest = killed_writer(vault, code, chance, is_saving=turn % 2 == 1)
        busy += bool(latest)
        saves += latest
        missing += opened_and_checked(vault, code, latest)
    missing += opened_and_checked(vault, code, saves)
    say(
        f"kill -9 of a writer: {kills} kills ({busy} after its first save), {len(saves)} saves acknowledged,"
        f" {len(missing)} lost, 0 vaults that did not open"
    )
    assert missing == []
    assert busy > kills // 3


def test_a_few_kills_lose_no_acknowledged_save(vault: Path, code: str) -> None:
    prove_writer(vault, code, 6)


@pytest.mark.proof
def test_200_kills_lose_no_acknowledged_save(vault: Path, code: str) -> None:
    prove_writer(vault, code, 200)


def prove_header(vault: Path, kills: int) -> None:
    chance = random.Random(20260303)  # noqa: S311 - the proof repeats
    folder = Folder(vault)
    start = replace(decode(folder.header.read_bytes()), generation=1)
    store_header(folder, start, KEY)
    dead, behind, acknowledged = 0, 0, 0
    for turn in range(kills):
        before = load_header(folder).header

        def write(tell: Tell, header=before) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
            while True:
                header = replace(header, generation=header.generation + 1)
                store_header(folder, header, KEY)
                tell(str(header.generation))

        number, reading = forked(write)
        if turn % 2 == 1:  # on a busy machine none is written within the wait below
            assert select.select([reading], [], [], START_S)[0]
        time.sleep(chance.uniform(0, 0.02))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        generations = lines_of(reading)
        acknowledged += len(generations)
        found = load_header(folder)
        dead += found.is_predecessor
        behind += bool(generations) and found.header.generation < int(generations[-1])
    say(
        f"kill -9 in header updates: {kills} kills, {acknowledged} headers acknowledged, {behind} lost,"
        f" {dead} dead headers"
    )
    assert (dead, behind) == (0, 0)
    assert acknowledged >= kills // 2


def test_a_few_kills_leave_a_whole_header(vault: Path) -> None:
    prove_header(vault, 10)


@pytest.mark.proof
def test_200_kills_leave_a_whole_header(vault: Path) -> None:
    prove_header(vault, 200)
