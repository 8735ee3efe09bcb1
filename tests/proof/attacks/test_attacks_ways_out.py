"""Ways out of a confined process and into a session: each is refused, and works without its mend."""

from __future__ import annotations

import io
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from casebook.formats import table
from casebook.host.ipc.message import MessageHead
from casebook.host.process import printer
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.extract_protocol import ExtractMessage, Family, FileText
from casebook.host.sandbox import places
from casebook.services.exchange import open_formats
from casebook.services.processes import extract_worker
from casebook.services.processes.extract_worker import ExtractWorker, NotRead
from casebook.ui.kit import plain
from casebook.ui.pages.evidence import intake
from tests.host.child import child_running
from tests.host.confined import AS_WORKER, run_python, try_confined
from tests.proof.ground import say
from tests.services.exchange.test_open_formats import DRAFT
from tests.services.processes.test_extract_worker import READY, TRUTH, report
from tests.ui.kit.test_plain import SVG, pictures_in

pytestmark = pytest.mark.proof
REFUSED = {"AssertionError", "EPERM", "EACCES", "ENOSYS", "ENXIO"}
_FLOOD_PARTS, _FLOOD_PART_BYTES = 320, 2 << 20


def tell(attack: str, *, is_refused: bool, without: bool) -> None:
    """Say what became of an attack, and of the same one without its mend."""
    say(f"{attack}: {'refused' if is_refused else 'broke'}")
    say(f"{attack}, mend off: {'refused' if without else 'broke'}")
    assert is_refused
    assert not without


# B9: a worker that answers without end.


def flood(_: str, _first: MessageHead, _cpu_seconds: int) -> WorkerProcess:
    """A worker that answers one small file with 640 MiB, in parts that are each allowed."""
    said = READY + report(TRUTH | {"parts": ["x"] * _FLOOD_PARTS}, _FLOOD_PARTS)
    program = (
        "import os\nfrom casebook.host.ipc.message import MessageHead, write_message\n"
        f"os.write(1, {said!r})\npart = bytes({_FLOOD_PART_BYTES})\n"
        f"for place in range({_FLOOD_PARTS}):\n"
        f"    write_message(1, MessageHead({int(ExtractMessage.PART)}, place, 0, len(part)), (part,))\n"
        "os.read(0, 1 << 20)"
    )
    return child_running(program)


def is_flood_refused() -> bool:
    try:
        with ExtractWorker(Family.MAIL) as worker:
            worker.read(io.BytesIO(b"From: a"), FileText)
    except NotRead:
        return True
    return False


def test_a_hostile_worker_cannot_fill_the_memory_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", flood)
    refused = is_flood_refused()
    monkeypatch.setattr(extract_worker, "MAX_ANSWER_BYTES", 1 << 40)
    tell("B9 640 MiB in answer to one small file", is_refused=refused, without=is_flood_refused())


# B10: a worker that was taken over.

DEAF = """
import os, signal
from casebook.host.process import posix_child
{mend_off}
posix_child.die_with_parent()
signal.pthread_sigmask(signal.SIG_BLOCK, set(range(1, 65)))
os.write(1, b"here")
while True: pass
"""
ASKS_FOR_SIGNAL_ONLY = "posix_child._SET_SIGNAL = 11"


def outlives_its_parent(mend_off: str) -> bool:
    """Whether a worker that blocks every signal is still there two seconds after its parent was killed."""
    program = (
        "from casebook.base.stopwatch import seconds\nfrom tests.host.child import child_running\n"
        f"child = child_running({DEAF.format(mend_off=mend_off)!r})\n"
        "child.receive(4, seconds() + 10)\nprint(child.pid, flush=True)\ninput()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        worker = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    waiting = select.poll()
    waiting.register(worker, select.POLLIN)
    is_there = not waiting.poll(2_000)
    if is_there:
        signal.pidfd_send_signal(worker, signal.SIGKILL)
    os.close(worker)
    return is_there


def test_a_worker_that_blocks_every_signal_dies_with_the_session() -> None:
    tell(
        "B10 a worker that blocks every signal outlives the panic key",
        is_refused=not outlives_its_parent(""),
        without=not outlives_its_parent(ASKS_FOR_SIGNAL_ONLY),
    )


TAKEN_OVER = {
    "asks for the size of any path": (
        'call("newfstatat", -100, b"/etc/hostname", bytes(256), 0x1000)',
        '"newfstatat"',
    ),
    "opens any path unseen by Landlock": ('os.open("/etc/hostname", os.O_PATH)', '"openat"'),
    "lifts the limit on its processor time": (
        'call("prlimit64", 0, resource.RLIMIT_CPU, (1 << 20).to_bytes(8, "little") * 2, None)',
        '"prlimit64"',
    ),
    "closes the line that ends it": ("os.close(2)", '"close"'),
}


@pytest.mark.parametrize("attack", TAKEN_OVER)
def test_what_a_worker_that_was_taken_over_tries_is_refused(attack: str) -> None:
    line, call = TAKEN_OVER[attack]
    tries = f"@attempt\ndef attack():\n    {line}\n"
    mend_off = (
        "from casebook.host.sandbox import seccomp\n"
        "from casebook.host.sandbox.bpf import ALLOW, SyscallRule\n"
        f"seccomp.WORKER = (SyscallRule({call}, ALLOW), *seccomp.WORKER)\n"
    )
    tell(
        f"B10 a worker that was taken over {attack}",
        is_refused=try_confined(tries)["attack"] in REFUSED,
        without=try_confined(tries, mend_off + AS_WORKER)["attack"] in REFUSED,
    )


# B11: what leaves the casebook and runs elsewhere.


def test_no_exhibit_leaves_as_a_live_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    page = replace(DRAFT, media_type="text/html")
    refused = open_formats.file_name(page).endswith(".txt")
    monkeypatch.setattr(open_formats, "_LIVE_ENDINGS", frozenset())
    without = open_formats.file_name(page).endswith(".txt")
    tell("B11 a hostile web page is linked live in the open copy", is_refused=refused, without=without)


def test_no_cell_runs_in_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = ("＝1+1", "x;=HYPERLINK(1)")

    def is_marked() -> bool:
        written = table.write_table(("a",), [cells]).decode("utf-8-sig")
        return "'＝1" in written and ";'=" in written

    refused = is_marked()
    monkeypatch.setattr(table, "_harmless", str)
    tell("B11 cells that a spreadsheet runs as formulas", is_refused=refused, without=is_marked())


# B4: ways out of the session.

IN_SESSION = """
from pathlib import Path
from casebook.host.sandbox import places, sandbox, seccomp
from casebook.host.sandbox.landlock import Grant
LISTENING = socket.socket(socket.AF_UNIX)
LISTENING.bind(GIVEN + "/service")
LISTENING.listen()
DATAGRAMS = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
DATAGRAMS.bind(GIVEN + "/datagrams")
WIDER = None
{mend_off}
GRANTS = places.session_grants(Path(GIVEN) / "mine", Path(GIVEN) / "settings" / "x")
sandbox.confine_session([*GRANTS, *([Grant(WIDER)] if WIDER else [])])
sandbox.close_ways_out()
"""
SESSION_ATTACKS = {
    "calls a service of the desktop over its socket": (
        'socket.socket(socket.AF_UNIX).connect(GIVEN + "/service")',
        "seccomp.CONNECTED = ()",
    ),
    "sends to a service from a pair of sockets": (
        'socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b"x", GIVEN + "/datagrams")',
        "seccomp.SESSION = (seccomp.SyscallRule('socketpair', seccomp.ALLOW), *seccomp.SESSION)",
    ),
    "types into the terminal": (
        # Without a terminal there, the answer of the driver shows that the call went through.
        "try: fcntl.ioctl(0, 0x5412, b'x')\n    except OSError as error: assert error.errno != errno.EPERM",
        "seccomp.SESSION = (seccomp.SyscallRule('ioctl', seccomp.ALLOW), *seccomp.SESSION)",
    ),
    "lists what lies beside the casebook": (
        "os.listdir(GIVEN)",
        "WIDER = Path(GIVEN)",
    ),
    "lists the sockets of other programs": (
        "os.listdir(os.environ['XDG_RUNTIME_DIR'])",
        'WIDER = Path(os.environ["XDG_RUNTIME_DIR"])',
    ),
}


@pytest.mark.parametrize("attack", SESSION_ATTACKS)
def test_a_session_that_was_taken_over_reaches_nobody(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, mend_off = SESSION_ATTACKS[attack]
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    outcomes = []
    for name, without in (("on", ""), ("off", mend_off)):
        folder = tmp_path / name
        for part in ("mine", "settings"):
            (folder / part).mkdir(parents=True)
        (tmp_path / "run").mkdir(exist_ok=True)
        tries = f"@attempt\ndef attack():\n    {line}\n"
        answers = try_confined(tries, IN_SESSION.format(mend_off=without), str(folder))
        outcomes.append(answers["attack"] in REFUSED)
    is_refused, is_refused_without = outcomes
    tell(f"B4 a session that was taken over {attack}", is_refused=is_refused, without=is_refused_without)


FORKING = """
import os
import pty
from casebook.host.ipc.channel import Channel
from casebook.host.process import forked_process
{mend_off}
def run(channel):
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
        channel.send(1, "opened")
    except OSError:
        channel.send(1, "none")
    return 0
part = forked_process.ForkedProcess.fork(run, [])
print("terminal", part.channel.receive().words[0], flush=True)
part.reap()
"""


def has_terminal(mend_off: str) -> bool:
    """Whether a session can open the terminal that the program was started from."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", FORKING.format(mend_off=mend_off)])  # noqa: S606
    said = b""
    while b"terminal " not in said or b"\n" not in said.partition(b"terminal ")[2]:
        said += os.read(terminal, 1024)
    os.waitpid(pid, 0)
    os.close(terminal)
    return b"terminal opened" in said


def test_a_session_has_no_terminal() -> None:
    tell(
        "B4 a session opens the terminal it was started from",
        is_refused=not has_terminal(""),
        without=not has_terminal("forked_process.leave_terminal = lambda: None"),
    )


# B6: printing.


def test_nothing_is_said_to_be_printed_that_was_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lp").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "lp").chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def is_noticed() -> bool:
        try:
            printer.print_pdf("Office", os.memfd_create("print"))
        except OSError:
            return True
        return False

    refused = is_noticed()
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *given, **how: run(*given, **{**how, "check": False}))
    tell("B6 a printer that takes nothing is said to have printed", is_refused=refused, without=is_noticed())


# B3: pictures that others made.


@pytest.mark.parametrize("source", [SVG, "/etc/hostname"])
def test_a_name_with_a_tag_opens_and_decodes_nothing(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = f"<img src='{source}'>"
    refused = not pictures_in(plain.plain_tip(contact))
    monkeypatch.setattr(plain, "escape", str)
    what = "a picture decoded" if source == SVG else "a file opened"
    tell(
        f"B3 a contact's name has {what}",
        is_refused=refused,
        without=not pictures_in(plain.plain_tip(contact)),
    )


DECODERS = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from casebook.ui.kit import plain
application = QGuiApplication([])
{mend}
print("svg" in [bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()])
"""


def test_a_session_has_no_decoders_of_foreign_pictures() -> None:
    mended = run_python(DECODERS.format(mend="plain.load_no_more_plugins()")).stdout.strip()
    without = run_python(DECODERS.format(mend="")).stdout.strip()
    tell(
        "B3 a decoder of SVG is loaded beside the keys",
        is_refused=mended == "False",
        without=without == "False",
    )


def test_a_pasted_picture_is_not_decoded_beside_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = b"no picture at all"
    pasted = QMimeData()
    pasted.setData("image/png", QByteArray(broken))

    def is_handed_on() -> bool:
        return intake._pictures(pasted) == [(".png", broken)]

    refused = is_handed_on()
    monkeypatch.setattr(intake, "_pictures", lambda data: QImage.fromData(data.data("image/png")))
    tell("B3 a pasted picture is decoded beside the keys", is_refused=refused, without=is_handed_on())


def test_a_session_names_no_folder_that_is_no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letters").mkdir()

    def is_out_of_reach() -> bool:
        grants = places.session_grants(tmp_path, tmp_path / "letters" / "settings.json")
        return tmp_path not in {grant.path for grant in grants if grant.use == "write"}

    refused = is_out_of_reach()
    monkeypatch.setattr(places, "is_casebook", lambda _: True)
    tell(
        "B11 a session names the home folder as the next vault", is_refused=refused, without=is_out_of_reach()
    )
