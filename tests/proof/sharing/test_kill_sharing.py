"""kill -9 while parcels are written and files are laid in a shared folder: nothing is there, or a whole file.

What stands behind it: SIGKILL to a forked process, which keeps what the kernel was handed, nothing else; in
the tests at each step of the writer, in the proof at random moments.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.message import Message
from casebook.crypto.device_keys import DeviceKeys
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind, SharePlace, SpaceKey
from casebook.vault.sharing.carrier_taking import TakenFile, taken
from casebook.vault.sharing.parcel_file import write_parcel
from casebook.vault.sharing.parcel_head import ParcelLock
from casebook.vault.sharing.parcel_reader import open_parcel
from tests.proof.ground import Tell, forked, lines_of, say

ANNA = DeviceKeys(Secret(bytes(range(32))))
KEY = SpaceKey(place=SharePlace(team=b"t" * 16, space=b"s" * 16), epoch=1, key=Secret(bytes(32)))
LOCK = ParcelLock(recipients=(ANNA.public,))
CONTENT = bytes(3 << 20)
BODY = b'{"ops": []}'
STEPS = range(6)


def die() -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def parcel_killed_at(path: Path, step: int) -> None:
    """Write a parcel and be killed at the given report; after the last there is none."""
    left = [step]

    def progress(done: int, total: int, step: Message) -> None:
        assert (done >= 0, total, bool(step)) == (True, 0, True)
        if not left[0]:
            die()
        left[0] -= 1

    def sign(digest: bytes) -> bytes:
        if left[0] == 1:
            die()
        return ANNA.sign(digest, "parcel")

    write_parcel(path, LOCK, b"manifest", [BODY], [("one", BytesIO(CONTENT))], sign=sign, progress=progress)


def is_whole(path: Path) -> bool:
    """Whether nothing is there, or a parcel that can be read to its end."""
    if not path.exists():
        return False
    with open_parcel(path, keys=(ANNA,)) as parcel:
        end = parcel.check()
        assert (end.bodies, end.files, len(end.signature)) == (1, 1, 64)
    return True


@pytest.mark.parametrize("step", STEPS)
def test_a_parcel_is_whole_or_not_there_at_each_step(tmp_path: Path, step: int) -> None:
    path = tmp_path / "hearing.casebook-parcel"
    number, reading = forked(lambda _: parcel_killed_at(path, step))
    _, status = os.waitpid(number, 0)
    assert lines_of(reading) == []
    assert is_whole(path) == (not os.WIFSIGNALED(status))
    path.unlink(missing_ok=True)
    write_parcel(path, LOCK, b"manifest", [BODY], [("one", BytesIO(CONTENT))], sign=lambda _: bytes(64))
    assert is_whole(path)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def laying(folder: CarrierFolder) -> Callable[[Tell], None]:
    """Lays files one after another, each told with its name before it is begun and when it is laid."""

    def lay(tell: Tell) -> None:
        sealer, number = CarrierSealer(ANNA, KEY), 0
        while True:
            name, number = folder.new_name(), number + 1
            line = LinePlace(line=bytes(8), number=number)
            folder.put(
                name,
                lambda target, name=name, line=line: sealer.seal_body(  # type: ignore[misc]
                    target, name, CarrierKind.CHANGES, line, BODY + b" " * 300_000
                ),
            )
            tell(name)

    return lay


def prove_laying(folder: CarrierFolder, kills: int) -> None:
    chance = random.Random(20260304)  # noqa: S311 - the proof repeats
    acknowledged: list[str] = []
    for turn in range(kills):
        number, reading = forked(laying(folder))
        if turn % 2:
            assert select.select([reading], [], [], 60)[0]
        time.sleep(chance.uniform(0, 0.05))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        acknowledged += lines_of(reading)
    scan = folder.scan(())
    opened = list(taken(folder, scan.new, (KEY,), lambda _: ANNA.public))
    broken = [one for one in opened if not isinstance(one, TakenFile)]
    lost = set(acknowledged) - set(scan.new)
    say(
        f"kill -9 of a device that lays files: {kills} kills, {len(acknowledged)} files acknowledged,"
        f" {len(lost)} lost, {len(broken)} broken, {scan.passed_over.total()} passed over"
    )
    assert (broken, lost) == ([], set())
    assert len(acknowledged) >= kills // 2


def test_a_few_kills_leave_whole_files(tmp_path: Path) -> None:
    prove_laying(CarrierFolder.create(tmp_path / "office.casebook-share"), 6)


@pytest.mark.proof
def test_200_kills_leave_whole_files(tmp_path: Path) -> None:
    prove_laying(CarrierFolder.create(tmp_path / "office.casebook-share"), 200)


@pytest.mark.proof
def test_200_kills_leave_whole_parcels_or_none(tmp_path: Path) -> None:
    chance = random.Random(20260305)  # noqa: S311 - the proof repeats
    whole = 0
    for turn in range(200):
        path = tmp_path / f"{turn}.casebook-parcel"
        number, reading = forked(lambda _, path=path: parcel_killed_at(path, 1000))  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.3))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        assert lines_of(reading) == []
        whole += is_whole(path)
    say(f"kill -9 of a writer of parcels: 200 kills, {whole} whole, {200 - whole} not there, 0 broken")
    assert 0 < whole < 200
