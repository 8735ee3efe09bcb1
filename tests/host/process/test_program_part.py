"""The process that runs a program of the system: what it is asked wrongly, or cannot run, it refuses."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.process.program_part import program_line, serve, start_program_part
from casebook.host.protocol.program_protocol import ProgramMessage, reach_programs_by

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")

MAX_MS = 20_000
WRONG: tuple[tuple[int, tuple[str, ...], int], ...] = (
    (ProgramMessage.CONVERT, ("docx",), 1),
    (ProgramMessage.CONVERT, (), 2),
    (ProgramMessage.CONVERT, ("../../x",), 2),
    (ProgramMessage.PLAY, ("-5",), 1),
    (ProgramMessage.PLAY, ("1; reboot",), 1),
    (ProgramMessage.PLAY, ("1",), 2),
    (99, (), 0),
)


@pytest.mark.parametrize(("kind", "words", "files"), WRONG)
def test_what_is_asked_wrongly_is_refused(kind: int, words: tuple[str, ...], files: int) -> None:
    here, there = Channel.pair()
    here.send(kind, *words, files=[0] * files)
    assert serve(there) == 0
    message = here.receive()
    assert (message.kind, message.words) == (ProgramMessage.REFUSED, ("missing",))
    for end in (here, there):
        end.close()


def test_whoever_says_nothing_is_not_waited_for() -> None:
    here, there = Channel.pair()
    here.close()
    assert serve(there) == 0


@pytest.mark.parametrize(
    ("kind", "word", "files"), [(ProgramMessage.CONVERT, "docx", 2), (ProgramMessage.PLAY, "0", 1)]
)
def test_a_program_that_is_not_installed_is_named_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, word: str, files: int
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    line = start_program_part()
    empty = [os.memfd_create("empty") for _ in range(files)]
    line.send(kind, word, files=empty)
    assert line.wait(MAX_MS)
    assert line.receive().words == ("missing",)
    with pytest.raises(PeerClosed):
        line.receive()
    line.close()
    for descriptor in empty:
        os.close(descriptor)


def test_a_session_asks_its_launcher() -> None:
    here, there = Channel.pair()
    reach_programs_by(lambda: here)
    assert program_line() is here
    here.close()
    there.close()
