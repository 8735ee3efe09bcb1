"""kill -9 of a casebook while it saves, lays and takes: no acknowledged save is lost, and both end alike.

What stands behind it: SIGKILL to a forked process, which keeps what the kernel was handed, nothing else.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from pathlib import Path

import pytest

from casebook.services.base.session import open_session
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import lay_again
from casebook.services.sharing.team.taking import take_all
from tests.proof.ground import Tell, forked, lines_of, say
from tests.proof.sharing.team_ground import Casebook, add_note, notes, two_of_a_team


def working(one: Casebook, tell: Tell) -> None:
    """Save, lay and take in turn, each save told once it is done."""
    session = open_session(one.path, one.code, who="tester")
    tell("open")
    while True:
        tell(add_note(session))
        put(session)
        take_all(session)


def prove(folder: Path, kills: int) -> None:
    chance = random.Random(20260306)  # noqa: S311 - the proof repeats
    pair = two_of_a_team(folder, folder / "office.casebook-share")
    saves: set[str] = set()
    for turn in range(kills):
        number, reading = forked(lambda tell, one=pair[turn % 2]: working(one, tell))  # type: ignore[misc]
        assert select.select([reading], [], [], 60)[0], "it opens"
        time.sleep(chance.uniform(0, 0.4))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        saves |= {line for line in lines_of(reading) if line != "open"}
    sessions = [open_session(one.path, one.code, who="tester") for one in pair]
    for _ in range(3):
        for session in sessions:
            take_all(session)
            put(session)
            lay_again(session)
    held = [notes(session) for session in sessions]
    for session in sessions:
        session.store.verify_audit()
        assert session.store.differences() == []
        session.lock()
    lost = [len(saves - one) for one in held]
    say(f"kill -9 of an exchange: {kills} kills, {len(saves)} saves acknowledged, {lost} lost")
    assert lost == [0, 0]
    assert held[0] == held[1]
    assert saves


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    prove(tmp_path, 6)


@pytest.mark.proof
def test_200_kills_lose_nothing(tmp_path: Path) -> None:
    prove(tmp_path, 200)
