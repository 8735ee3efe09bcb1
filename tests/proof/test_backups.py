"""Damaged backups are never called good, good ones always are, and what they give back is what was there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup
from tests.proof.ground import files_of, say, work

Damage = Callable[[bytes, random.Random], bytes | None]


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


DAMAGES: dict[str, Damage] = {
    "a flipped bit": flip,
    "cut": lambda data, chance: data[: chance.randrange(len(data))],
    "longer": lambda data, chance: data + chance.randbytes(chance.randrange(1, 5000)),
    "zeros in it": lambda data, chance: _zeroed(data, chance.randrange(len(data))),
    "gone": lambda _data, _chance: None,
}


def _zeroed(data: bytes, at: int) -> bytes:
    changed = data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]
    return changed if changed != data else bytes(len(data))


def is_called_good(session: Session, made: Path) -> bool:
    try:
        checked = run_in_line(backup.check(session, made))
    except CasebookError:
        return False
    return not checked.is_header_damaged


def prove_damaged(vault: Path, code: str, count: int) -> None:
    chance = random.Random(20260305)  # noqa: S311 - the proof repeats
    called_good = 0
    with open_session(vault, code) as session:
        backup_path = run_in_line(backup.back_up(session)).path
        place = backup_path.parent
        names = sorted(files_of(place))
        for number in range(count):
            target = place / names[number % len(names)]
            whole = target.read_bytes()
            damaged = DAMAGES[chance.choice(sorted(DAMAGES))](whole, chance)
            target.unlink() if damaged is None else target.write_bytes(damaged)
            called_good += is_called_good(session, backup_path)
            target.write_bytes(whole)
        assert is_called_good(session, backup_path)
    say(f"damaged backups: {count} tried, {called_good} called good")
    assert called_good == 0


def prove_good(vault: Path, code: str, count: int, scratch: Path) -> None:
    chance = random.Random(20260306)  # noqa: S311 - the proof repeats
    alarms, different = 0, 0
    for number in range(count):
        with open_session(vault, code) as session:
            work(session, chance, 1 + number % 3, lambda _: None)
            backup_path = run_in_line(backup.back_up(session)).path
            alarms += not is_called_good(session, backup_path)
            target = scratch / "again.casebook"
            run_in_line(backup.restore(backup_path, code, target))
            with open_session(target, code) as again:
                alarms += again.is_recovered
                different += contents(session) != contents(again)
            shutil.rmtree(target)
    say(f"good backups: {count} made, restored and opened, {alarms} false alarms, {different} not equal")
    assert (alarms, different) == (0, 0)


def contents(session: Session) -> tuple[list[Person], dict[str, bytes]]:
    sealed = record.every(session, Attachment)
    return record.every(session, Person), {one.id: session.vault.attachments.read(one) for one in sealed}


def test_some_damaged_and_some_good_backups(vault: Path, code: str, scratch: Path) -> None:
    prove_damaged(vault, code, 15)
    prove_good(vault, code, 3, scratch)


@pytest.mark.proof
def test_200_damaged_backups(vault: Path, code: str) -> None:
    prove_damaged(vault, code, 200)


@pytest.mark.proof
def test_100_good_backups(vault: Path, code: str, scratch: Path) -> None:
    prove_good(vault, code, 100, scratch)
