"""The reader in its own process: what it can reach, liars in its place, and how it is given up."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.base.progress import silent
from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.process.process import Child
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_REPORT_BYTES, Family, ReadKind
from casebook.host.protocol.render_protocol import Fault, Kind
from casebook.services.base.session import Session
from casebook.services.evidence.intake_read import Prepared
from casebook.services.processes import reader
from casebook.services.processes.reader import DamagedFile, LockedFile, NotRead, Reader, Report
from tests.host.child import child_running
from tests.host.confined import run_python, try_confined

DATA = b"From: a@b.example\r\nSubject: x\r\n\r\nwords"
READY = MessageHead(Kind.READY, 1).pack()


def report(answer: object, parts: int = 0) -> bytes:
    text = json.dumps(answer).encode()
    return MessageHead(ReadKind.REPORT, parts, 0, len(text)).pack() + text


LIES = {
    "no head": b"x" * HEAD_BYTES,
    "another kind": READY + MessageHead(Kind.PIXELS, 1, 1, 4).pack() + b"....",
    "no JSON": READY + MessageHead(ReadKind.REPORT, 0, 0, 4).pack() + b"{{{{",
    "a list": READY + report([1, 2]),
    "deep": READY + MessageHead(ReadKind.REPORT, 0, 0, 200_000).pack() + b"[" * 200_000,
    "too long": READY + MessageHead(ReadKind.REPORT, 0, 0, MAX_REPORT_BYTES + 1).pack(),
    "too many parts": READY + MessageHead(ReadKind.REPORT, MAX_PARTS + 1, 0, 2).pack() + b"{}",
    "cut short": READY + MessageHead(ReadKind.REPORT, 0, 0, 90).pack() + b"{}",
    "wrong part": READY + report({}, 1) + MessageHead(ReadKind.PART, 7, 0, 1).pack() + b"x",
    "huge part": READY + report({}, 1) + MessageHead(ReadKind.PART, 0, 0, 1 << 40).pack(),
}


def liar(answer: bytes) -> Callable[[str], Child]:
    """A reader that sends this at once and ends when it has been sent the file."""
    program = f"import os; os.write(1, {answer!r}); n = {2 * HEAD_BYTES + len(DATA)}\n"
    program += "while n and (part := os.read(0, n)): n -= len(part)"

    def start(_: str) -> Child:
        return child_running(program, "-S")

    return start


def asked(data: bytes = DATA, family: Family = Family.MAIL) -> Report:
    with Reader(family) as one:
        return one.read(io.BytesIO(data))


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_liar_is_not_believed(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Child, "start", liar(lie))
    with pytest.raises(NotRead) as caught:
        asked()
    assert caught.value.why == "failed"


@pytest.mark.proof
def test_a_reader_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the whole time a reader is given."""
    monkeypatch.setattr(Child, "start", liar(b""))
    with pytest.raises(NotRead) as caught:
        asked()
    assert caught.value.why == "failed"


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"media_type": "application/x-evil", "pages": [], "page_count": 0, "parts": []},
        {"media_type": "message/rfc822", "pages": [1], "page_count": 0, "parts": []},
        {"media_type": "message/rfc822", "pages": ["x"], "page_count": -1, "parts": []},
        {"media_type": "message/rfc822", "pages": ["x"], "page_count": 10**9, "parts": []},
        {"media_type": "message/rfc822", "pages": ["x"], "page_count": 0, "parts": ["one"]},
    ],
)
def test_what_a_liar_says_of_evidence_is_not_kept(
    answer: object, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Child, "start", liar(READY + report(answer)))
    sealed = session.vault.attachments.seal(io.BytesIO(DATA), session.ids())
    found = Prepared("message/rfc822", silent).found_in(session.vault.attachments, sealed)
    assert (found.media_type, found.pages, found.parts) == ("message/rfc822", (), ())
    assert "It could not be read. It was" in str(found.remarks[0])


@pytest.mark.parametrize(
    ("fault", "error"),
    [(Fault.ENCRYPTED, LockedFile), (Fault.UNREADABLE, DamagedFile), (Fault.TOO_LARGE, NotRead)],
)
def test_a_fault_becomes_its_error(
    fault: Fault, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Child, "start", liar(READY + MessageHead(Kind.FAULT, fault).pack()))
    with pytest.raises(error):
        asked()


def test_a_reader_that_sulks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "READ_WALL_SECONDS", 0.3)
    monkeypatch.setattr(Child, "start", liar(READY))
    with pytest.raises(NotRead), Reader(Family.MAIL) as one:
        one.read(io.BytesIO(DATA[:-1]))  # one byte less than it waits for


def test_the_person_can_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Child, "start", liar(READY))

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled), Reader(Family.MAIL, stop) as one:
        one.read(io.BytesIO(DATA))


def test_a_computer_that_cannot_confine_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Child, "start", liar(MessageHead(Kind.REFUSED).pack()))
    with pytest.raises(NotRead) as caught:
        asked()
    assert caught.value.why == "unconfined"


@pytest.mark.parametrize("family", Family)
def test_a_reader_loads_no_keys_no_records_and_no_window(family: Family) -> None:
    program = (
        "import sys\nfrom casebook.renderer.read import *\nfrom casebook.renderer.readers import reader_of\n"
        f"reader_of(Family({int(family)}))\nconfine_renderer(())\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('casebook.')}))\n"
        "print({'PySide6', 'nacl', 'sqlcipher3', 'keyring'} & set(sys.modules))"
    )
    run = run_python(program)
    layers, forbidden = run.stdout.splitlines()
    assert set(layers.split()) <= {"base", "domain", "formats", "host", "pdf", "renderer"}, run.stderr
    assert forbidden == "set()"


@pytest.mark.parametrize("family", Family)
def test_a_reader_starts_from_a_confined_session(family: Family, tmp_path: Path) -> None:
    program = (
        "import io\nfrom pathlib import Path\nfrom casebook.host.sandbox.places import session_grants\n"
        "from casebook.host.sandbox.sandbox import confine_session\n"
        "from casebook.host.protocol.extract_protocol import Family\n"
        "from casebook.services.processes.reader import DamagedFile, Reader\n"
        f"home = Path({str(tmp_path)!r})\n(home / 'a.casebook').mkdir()\n"
        "assert not confine_session(session_grants(home / 'a.casebook', home / 'settings')).missing\n"
        f"with Reader(Family({int(family)})) as reader:\n"
        "    try:\n        reader.read(io.BytesIO(b'From: a'))\n    except DamagedFile:\n        pass\n"
        "print('read')"
    )
    run = run_python(program)
    assert run.stdout == "read\n", run.stderr


def test_a_reader_reaches_no_file_no_program_and_no_network() -> None:
    tries = """
@attempt
def reads_a_file(): open("/etc/hostname").read()
@attempt
def reads_a_font(): os.listdir("/usr/share/fonts")
@attempt
def writes_a_file(): open("/tmp/casebook-reader-was-here", "w")
@attempt
def opens_a_socket(): socket.socket()
@attempt
def starts_a_program(): subprocess.run(["true"])
@attempt
def ends_its_parent(): os.kill(PARENT, 9)
"""
    confine = (
        "from casebook.host.protocol.extract_protocol import Family; "
        "from casebook.renderer.readers import reader_of; "
        "from casebook.host.sandbox.sandbox import confine_renderer; "
        "reader_of(Family.OFFICE); confine_renderer(())"
    )
    found = try_confined(tries, confine)
    assert set(found.values()) <= {"EACCES", "EPERM"}
    assert len(found) == 6
