"""Power cuts: the writes of a real session, recorded, replayed up to a moment, what was not flushed in doubt.

What stands behind it: an `strace -xx` record of the writer's system calls, and the disk of `powercut.py`.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError
from tests.proof.ground import files_of, opened_and_checked, put_back, say
from tests.proof.powercut import CALLS, Call, Disk, Replay, calls_of

WRITER = Path(__file__).with_name("writer.py")


def recorded(vault: Path, code: str, steps: int) -> list[Call]:
    """Let the writer work in a vault under strace."""
    secret, record = vault.parent / "code.txt", vault.parent / "record"
    secret.write_text(code, encoding="utf-8")
    watch = ["strace", "-f", "-xx", "-s", "100000000", "-o", str(record), "-e", f"trace={CALLS}"]
    subprocess.run(
        [*watch, sys.executable, WRITER, vault, secret, str(steps)], stdout=subprocess.DEVNULL, check=True
    )
    return calls_of(record.read_text(encoding="ascii"))


def disk_of(files: dict[str, bytes]) -> Disk:
    folders = {"att", *(str(Path(name).parent) for name in files)} - {"."}
    return Disk.holding(files, folders)


def prove(vault: Path, code: str, cuts: int, steps: int) -> None:
    chance = random.Random(20260304)  # noqa: S311 - the proof repeats
    before = files_of(vault)
    calls = recorded(vault, code, steps)
    length = Replay(vault, disk_of(before))
    total = sum(length.apply(call) for call in calls)
    assert {name: bytes(inode.now) for name, inode in length.disk.names.items() if inode} == files_of(vault)
    moments = sorted(chance.randrange(total) for _ in range(cuts))
    replay, lost, dead, at = Replay(vault, disk_of(before)), list[str](), list[str](), 0
    for call in calls:
        mattered = replay.apply(call)
        while mattered and moments and moments[0] <= at:
            moments.pop(0)
            files, folders = replay.disk.after_cut(chance)
            put_back(vault, files)
            for folder in folders:
                (vault / folder).mkdir(parents=True, exist_ok=True)
            try:
                lost += opened_and_checked(vault, code, replay.told)
            except CasebookError as error:
                dead.append(f"after {at} of {total}: {error.title!s}")
        at += mattered
    done = cuts - len(moments)
    say(
        f"power cuts: {done} in a record of {total} writes, flushes and names with {len(replay.told)} saves,"
        f" {len(lost)} acknowledged saves lost, {len(dead)} vaults that did not open"
    )
    assert (lost, dead) == ([], [])
    assert done == cuts


def test_the_disk_of_the_model_loses_what_was_not_flushed() -> None:
    def hexed(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    opened = f'1  openat(AT_FDCWD, "{hexed("/v/new")}", O_WRONLY|O_CREAT|O_EXCL, 0600) = 5'
    folder = f'1  openat(AT_FDCWD, "{hexed("/v")}", O_RDONLY) = 6'
    wrote = f'1  write(5, "{hexed("saved")}", 5) = 5'
    chance = random.Random(5)  # noqa: S311 - the proof repeats

    def found(*lines: str) -> set[bytes | None]:
        replay = Replay(Path("/v"), Disk.holding({}, set()))
        for call in calls_of("\n".join(lines)):
            replay.apply(call)
        return {replay.disk.after_cut(chance)[0].get("new") for _ in range(200)}

    assert found(opened, wrote) == {None, b"", b"saved"}
    assert found(opened, wrote, "1  fsync(5) = 0") == {None, b"saved"}
    assert found(opened, wrote, folder, "1  fsync(6) = 0") == {b"", b"saved"}
    assert found(opened, wrote, "1  fsync(5) = 0", folder, "1  fsync(6) = 0") == {b"saved"}


def test_a_call_that_another_thread_interrupted_is_one_call() -> None:
    calls = calls_of(
        "7  fsync(5 <unfinished ...>\n8  close(9) = 0\n7  <... fsync resumed>) = 0\n7  +++ exited with 0 +++"
    )
    assert [(call.name, call.arguments.strip()) for call in calls] == [("close", "9"), ("fsync", "5")]


def test_a_few_power_cuts_lose_no_acknowledged_save(vault: Path, code: str) -> None:
    prove(vault, code, 40, 8)


@pytest.mark.proof
def test_1000_power_cuts_lose_no_acknowledged_save(vault: Path, code: str) -> None:
    prove(vault, code, 1000, 40)
