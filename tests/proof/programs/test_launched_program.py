"""A confined session has LibreOffice and a player run by the launcher, and both end with it.

What stands behind it: the real launcher and a session with its real filter, which may make no namespaces; and
stand-ins for the programs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proof.programs.standin_program import installed, running, wait_for_end

pytestmark = pytest.mark.proof

LAUNCHED = """
import os, sys
from pathlib import Path
from casebook.host.ipc.channel import Channel
from casebook.host.process.program_part import program_line, serve
from casebook.host.protocol.program_protocol import ProgramMessage, reach_programs_by
from casebook.host.protocol.session_protocol import SessionMessage, SessionStart
from casebook.host.sandbox.sandbox import confine_session
from casebook.launcher.supervise import Supervisor

def ask(channel):
    ours, its = Channel.pair()
    channel.send(SessionMessage.PROGRAM, files=[its.descriptor])
    its.close()
    return ours

def session(channel, start):
    if start.is_spare:
        channel.receive()
        os.write(1, b"followed\\n")
        channel.send(SessionMessage.ENDING)
        return 7
    assert not confine_session(GRANTS).missing
    reach_programs_by(lambda: ask(channel))
    channel.send(SessionMessage.OPENED, str(start.vault))
    line = program_line()
    {body}
    return 1

from casebook.host.sandbox.places import program_grants
GRANTS = program_grants()
sys.exit(Supervisor(session, session, session, serve).run(SessionStart(vault=Path("/nowhere/a.casebook"))))
"""
CONVERTING = """
    file, pages = os.memfd_create("file"), os.memfd_create("pages")
    os.write(file, b"the document")
    line.send(ProgramMessage.CONVERT, "docx", files=[file, pages])
    message = line.receive()
    os.write(1, f"{int(message.kind)} {os.pread(pages, 100, 0).decode()}".encode())
    channel.send(SessionMessage.PANICKED, "")
    channel.receive()
"""
PLAYING = """
    file = os.memfd_create("file")
    line.send(ProgramMessage.PLAY, "0", files=[file])
    os.write(1, b"playing\\n")
    os.read(0, 1)
    channel.send(SessionMessage.{kind}, {words})
    channel.receive()
"""


@pytest.fixture
def system_folder() -> Iterator[Path]:
    """A folder among the system's programs, where a program lies."""
    folder = Path(f"/usr/local/lib/casebook-launched-{os.getpid()}")
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def test_a_confined_session_has_a_file_converted(
    system_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = 'for file; do :; done\ncp "$file" /work/file.pdf\n'
    monkeypatch.setenv("PATH", installed(system_folder, os.environ["PATH"], "soffice", script))
    ended = subprocess.run(
        [sys.executable, "-c", LAUNCHED.replace("    {body}", CONVERTING)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.stdout, ended.returncode) == ("11 the documentfollowed\n", 7), ended.stderr


@pytest.mark.parametrize(("kind", "words"), [("PANICKED", '""'), ("LOCKED", '"", "", ""')])
def test_a_player_ends_with_the_panic_key_and_at_lock(
    system_folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, words: str
) -> None:
    word = f"casebook-launched-{os.getpid()}-{kind}"
    script = f"sh -c 'sleep 9999; exit' {word} & wait\n"
    monkeypatch.setenv("PATH", installed(system_folder, os.environ["PATH"], "mpv", script))
    body = PLAYING.replace("{kind}", kind).replace("{words}", words)
    with subprocess.Popen(
        [sys.executable, "-c", LAUNCHED.replace("    {body}", body)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as launched:
        assert launched.stdin is not None
        assert launched.stdout is not None
        assert launched.stdout.readline() == b"playing\n"
        pids: list[int] = []
        while not pids:
            assert launched.poll() is None
            pids = running(word)
        launched.stdin.write(b"x")
        launched.stdin.flush()
        assert launched.stdout.readline() == b"followed\n"
        assert wait_for_end([*pids, *running(word)])
        assert launched.wait(60) == 7
    assert not running(word)
