"""LibreOffice converts one file and reaches nothing else; its place is taken by a program that tries to.

What stands behind it: the real process that the launcher and the command line start, and a stand-in for
`soffice` that writes what it could reach into the PDF.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casebook.host.ipc.channel import Channel, ChannelMessage, PeerClosed
from casebook.host.process.program_part import start_program_part
from casebook.host.protocol.program_protocol import ProgramMessage
from tests.proof.programs.standin_program import MAX_MS, installed, running, wait_for_end

pytestmark = pytest.mark.proof

VERSION = 'case "$*" in *--version*) echo "LibreOffice 9.8.7.6 00(Build:1)"; exit;; esac\n'
REACHING = """
for file; do :; done
{
  echo "file: $(cat "$file")"
  echo "root: $(ls / | wc -l)"
  echo "home: $HOME $(ls "$HOME" | tr '\\n' ' ')"
  echo "secret: $(cat SECRET 2>&1)"
  echo "network: $(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' \\n')"
  echo "processes: $(ls /proc | grep -c '^[0-9]')"
  echo "user: $(id -u)"
  echo "rights: $(grep CapEff /proc/self/status | cut -f2)"
  touch /usr/casebook-was-here 2>/dev/null && echo "wrote outside"
  unshare -U true 2>/dev/null && echo "made a namespace"
  readlink /proc/1/fd/0 >/dev/null 2>&1 && echo "saw the files of its keeper"
  echo "descriptors: $(ls /proc/self/fd | tr '\\n' ' ')"
} > /work/file.pdf
"""


@contextmanager
def asked(ending: str, document: bytes) -> Iterator[tuple[Channel, int]]:
    """The line to a process that converts a document, and the file that takes its pages."""
    file, pages = os.memfd_create("document"), os.memfd_create("pages")
    os.write(file, document)
    line = start_program_part()
    line.send(ProgramMessage.CONVERT, ending, files=[file, pages])
    try:
        yield line, pages
    finally:
        line.close()
        os.close(file)
        os.close(pages)


def answered(ending: str, document: bytes) -> tuple[ChannelMessage, bytes]:
    """The answer, and what it made."""
    with asked(ending, document) as (line, pages):
        assert line.wait(MAX_MS)
        return line.receive(), os.pread(pages, 1 << 20, 0)


def test_it_reaches_the_one_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a name", encoding="utf-8")
    script = VERSION + REACHING.replace("SECRET", str(secret))
    monkeypatch.setenv("PATH", installed(tmp_path / "office", os.environ["PATH"], "soffice", script))
    message, made = answered("docx", b"the document")
    seen = dict(line.split(": ", 1) for line in made.decode().splitlines() if ": " in line)
    assert (message.kind, message.words) == (ProgramMessage.DONE, ("LibreOffice 9.8.7.6 00(Build:1)",))
    assert seen["file"] == "the document"
    assert seen["root"] == "0"
    assert seen["home"].startswith("/work ")
    assert "a name" not in made.decode()
    assert seen["network"] == "lo"
    assert int(seen["processes"]) < 10
    assert seen["user"] == "1000"
    assert int(seen["rights"], 16) == 0
    assert seen["descriptors"].split() == ["0", "1", "2", "3"]
    assert not [line for line in made.decode().splitlines() if ": " not in line], made.decode()


@pytest.mark.parametrize("way", ["the line is closed", "its process is killed"])
def test_it_ends_with_whoever_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    word = f"casebook-{os.getpid()}-{len(way)}"
    script = f"sh -c 'sleep 9999; exit' {word} & setsid sh -c 'sleep 9999; exit' {word} & wait\n"
    monkeypatch.setenv("PATH", installed(tmp_path / "office", os.environ["PATH"], "soffice", script))
    with asked("docx", b"x") as (line, _):
        pids: list[int] = []
        while not pids:
            assert not line.wait(50)
            pids = running(word)
        if way == "its process is killed":
            (part,) = (pid for pid in running("--program-part") if _parent(pid) == os.getpid())
            os.kill(part, 9)
            assert line.wait(MAX_MS)
            with pytest.raises(PeerClosed):
                line.receive()
    assert wait_for_end([*pids, *running(word)])
    assert not running(word)


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "ln -s /etc/passwd /work/file.pdf",
        "mkfifo /work/file.pdf",
        ": > /work/file.pdf",
        "mkdir /work/file.pdf",
    ],
)
def test_what_is_no_pdf_file_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setenv("PATH", installed(tmp_path / "office", os.environ["PATH"], "soffice", script))
    message, made = answered("docx", b"x")
    assert (message.kind, message.words, made) == (ProgramMessage.REFUSED, ("failed",), b"")


def test_a_program_in_a_folder_of_the_user_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies around it would be shown to it: in a home, everything."""
    (tmp_path / "soffice").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    message, _ = answered("docx", b"x")
    assert (message.kind, message.words) == (ProgramMessage.REFUSED, ("missing",))


def test_an_ending_that_no_office_file_has_is_refused() -> None:
    message, _ = answered("sh", b"x")
    assert (message.kind, message.words) == (ProgramMessage.REFUSED, ("missing",))


WITHOUT_NAMESPACES = """
import os
from casebook.host.ipc.channel import Channel
from casebook.host.process.office_program import convert
from casebook.host.sandbox.kernel import give_up_privileges
from casebook.host.sandbox.seccomp import confine_to_session

give_up_privileges()
confine_to_session()
line, _ = Channel.pair()
print(*convert(line, "docx", os.memfd_create("a"), os.memfd_create("b")))
"""


def test_without_namespaces_it_is_not_run_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session may make none: its filter stands for a system that refuses them."""
    trace = tmp_path / "ran"
    monkeypatch.setenv(
        "PATH", installed(tmp_path / "office", os.environ["PATH"], "soffice", f"touch {trace}\n")
    )
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_NAMESPACES], capture_output=True, text=True, timeout=60, check=True
    )
    assert (ended.stdout, trace.exists()) == (" unconfined\n", False)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
