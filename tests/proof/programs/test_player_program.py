"""A player gets the recording and nothing else, and ends with the session; its place is taken by a stand-in.

What stands behind it: the real process that the launcher and the command line start; a program that tries to
reach more than it should and says so by the only way out that it has, its exit code; and the real mpv.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casebook.host.ipc.channel import Channel
from casebook.host.process import player_program
from casebook.host.process.program_part import start_program_part
from casebook.host.protocol.program_protocol import ProgramMessage
from tests.paths import KINDS_OF_FILES
from tests.proof.programs.standin_program import MAX_MS, installed, running, wait_for_end
from tests.proof.screen import screen

pytestmark = pytest.mark.proof

CHECKS = {
    "it has the recording": 'test "$(cat /proc/self/fd/0)" = "the recording"',
    "it searches in the recording": 'test "$(tail -c 9 /proc/self/fd/0)" = recording',
    "it has no network": "! grep -q eth0 /proc/net/dev && ! grep -q ens /proc/net/dev",
    "it sees no other process": 'test "$(ls -d /proc/[0-9]* | wc -l)" -lt 6',
    "it is told no name": 'test "$*" = "ARGUMENTS"',
    "it does not read a file of the user": "! cat SECRET",
    "it writes no file": 'for at in /tmp /work / /var/tmp "$HOME"; do ! (: > "$at/x") || exit 1; done',
    "it has no rights": "grep -q 'CapEff:.0000000000000000' /proc/self/status",
    "it knows none of the user's settings": "! env | grep -q SECRET_SETTING",
    "it has no line to whoever asked": 'test "$(ls /proc/self/fd | wc -l)" -lt 5',
}


@contextmanager
def asked(recording: bytes, at_seconds: str = "72") -> Iterator[Channel]:
    """The line to a process that plays a recording."""
    file = os.memfd_create("recording")
    os.write(file, recording)
    line = start_program_part()
    line.send(ProgramMessage.PLAY, at_seconds, files=[file])
    os.close(file)
    try:
        yield line
    finally:
        line.close()


def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> tuple[int, tuple[str, ...]]:
    """The answer when a stand-in of the system plays."""
    _install(tmp_path, monkeypatch, script)
    with asked(b"the recording") as line:
        assert line.wait(MAX_MS)
        message = line.receive()
    return message.kind, message.words


def _install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Install a stand-in; below `/usr`, the only place from which a player can be run."""
    monkeypatch.setenv("PATH", installed(tmp_path / "player", os.environ["PATH"], "mpv", script))


@pytest.mark.parametrize("what", CHECKS)
def test_it_reaches_the_recording_and_nothing_else(
    system_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a name", encoding="utf-8")
    monkeypatch.setenv("SECRET_SETTING", "a name")
    check = CHECKS[what].replace("SECRET", str(secret)).replace("ARGUMENTS", _arguments())
    if "SETTING" in CHECKS[what]:
        check = CHECKS[what]
    assert played(system_folder, monkeypatch, f"{check}\n") == (ProgramMessage.DONE, ("mpv",))
    assert played(system_folder / "not", monkeypatch, f"! ( {check} )\n")[0] == ProgramMessage.REFUSED


def _arguments() -> str:
    return " ".join((*player_program._MPV, "--start=72", "--", "/proc/self/fd/0"))


@pytest.fixture
def system_folder() -> Iterator[Path]:
    """A folder among the system's programs, where a player lies."""
    folder = Path(f"/usr/local/lib/casebook-proof-{os.getpid()}")
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("way", ["the line is closed", "its process is killed"])
def test_it_ends_with_whoever_asked(system_folder: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    word = f"casebook-player-{os.getpid()}-{len(way)}"
    _install(
        system_folder,
        monkeypatch,
        f"sh -c 'sleep 9999; exit' {word} & setsid sh -c 'sleep 9999; exit' {word} & wait\n",
    )
    with asked(b"x") as line:
        pids: list[int] = []
        while not pids:
            assert not line.wait(50)
            pids = running(word)
        if way == "its process is killed":
            os.kill(line._running.pid, 9)  # type: ignore[attr-defined]
            assert line.wait(MAX_MS)
    assert wait_for_end([*pids, *running(word)])
    assert not running(word)


BESIDE = """
import os, sys
from casebook.host.ipc.channel import Channel
from casebook.host.process.player_program import play
from casebook.host.sandbox.kernel import give_up_privileges
from casebook.host.sandbox.seccomp import confine_to_session

give_up_privileges()
confine_to_session()
line, _ = Channel.pair()
file = os.memfd_create("recording")
os.write(file, b"the recording")
print(*play(line, 72, file))
"""


@pytest.mark.parametrize(
    "what", ["it has the recording", "it does not read a file of the user", "it writes no file"]
)
def test_without_namespaces_files_are_kept_from_it_all_the_same(
    system_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A session may make no namespaces: its filter stands for a system that refuses them."""
    secret = tmp_path / "secret"
    secret.write_text("a name", encoding="utf-8")
    for folder, check, answer in (
        (system_folder, "( CHECK )", "mpv None\n"),
        (system_folder / "not", "! ( CHECK )", "mpv failed\n"),
    ):
        script = check.replace("CHECK", CHECKS[what].replace("SECRET", str(secret)))
        _install(folder, monkeypatch, f"{script}\n")
        ended = subprocess.run(
            [sys.executable, "-c", BESIDE], capture_output=True, text=True, timeout=60, check=True
        )
        assert ended.stdout == answer


def test_mpv_shows_a_film_from_the_moment_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real player, with a window on a screen of its own; it ends when the film does."""
    with screen() as display:
        monkeypatch.setenv("DISPLAY", display.name)
        with asked((KINDS_OF_FILES / "film.mp4").read_bytes(), "0") as line:
            assert line.wait(MAX_MS)
            message = line.receive()
    assert (message.kind, message.words) == (ProgramMessage.DONE, ("mpv",))
