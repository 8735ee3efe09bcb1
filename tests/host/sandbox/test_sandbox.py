"""What a render worker and a session try behind the real walls, and what the kernel answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.host.sandbox.sandbox import NO_NETWORK, OWN_FILES
from tests.host.confined import run_python, try_confined

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these walls")

FILES = """
@attempt
def read_secret(): open(GIVEN).read()
@attempt
def read_passwords(): open("/etc/passwd").read()
@attempt
def read_program(): open(GIVEN_PROGRAM).read()
@attempt
def read_memory(): open("/proc/self/mem", "rb")
@attempt
def read_parent(): open(f"/proc/{PARENT}/environ", "rb")
@attempt
def read_above_fonts(): open(FONTS + "/../packs")
@attempt
def list_root(): os.listdir("/")
@attempt
def list_home(): os.listdir(os.path.dirname(GIVEN))
@attempt
def look_at(): os.stat(GIVEN)
@attempt
def look_as_if_open(): call("newfstatat", -100, GIVEN.encode(), bytes(256), 0x1000)
@attempt
def hold_place(): os.open(GIVEN, os.O_PATH)
@attempt
def write_new(): open(GIVEN + ".new", "w")
@attempt
def write_over(): os.open(GIVEN, os.O_WRONLY)
@attempt
def append(): os.open(GIVEN, os.O_WRONLY | os.O_APPEND)
@attempt
def write_font(): os.open(FONT, os.O_RDWR)
@attempt
def make_nameless(): os.open(os.path.dirname(GIVEN), os.O_RDWR | os.O_TMPFILE)
@attempt
def cut(): os.truncate(GIVEN, 0)
@attempt
def remove(): os.unlink(GIVEN)
@attempt
def rename(): os.rename(GIVEN, GIVEN + ".moved")
@attempt
def make_folder(): os.mkdir(GIVEN + ".folder")
@attempt
def make_pipe(): os.mkfifo(GIVEN + ".pipe")
@attempt
def link(): os.link(GIVEN, GIVEN + ".link")
@attempt
def link_softly(): os.symlink(GIVEN, GIVEN + ".link")
@attempt
def change_mode(): os.chmod(GIVEN, 0o777)
@attempt
def go_elsewhere(): os.chdir("/")
@attempt
def hold_in_memory(): os.memfd_create("x")
@attempt
def open_by_new_call(): call("openat2", -100, GIVEN.encode(), bytes(24), 24)
"""

PROGRAMS = """
HIGH = b"\\0\\0\\1\\0\\0\\0\\0\\0" * 2
@attempt
def start_program(): os.execv("/bin/true", ["true"])
@attempt
def spawn(): os.posix_spawn("/bin/true", ["true"], {})
@attempt
def start_child(): subprocess.run(["/bin/true"])
@attempt
def fork(): os.fork() or os._exit(0)
@attempt
def fork_newly(): call("clone3", bytes(88), 88)
@attempt
def live_apart(): call("unshare", 0x10000000)
@attempt
def trace_me(): c("ptrace", 0, 0, 0, 0)
@attempt
def trace_parent(): c("ptrace", 16, PARENT, 0, 0)
@attempt
def read_parent_memory(): call("process_vm_readv", PARENT, bytes(16), 1, bytes(16), 1, 0)
@attempt
def signal_parent(): os.kill(PARENT, 0)
@attempt
def signal_self(): os.kill(os.getpid(), 0)
@attempt
def hold_parent(): os.pidfd_open(PARENT)
@attempt
def lift_memory(): call("prlimit64", 0, resource.RLIMIT_DATA, HIGH, None)
@attempt
def lift_files(): call("prlimit64", 0, resource.RLIMIT_NOFILE, HIGH, None)
@attempt
def lift_time(): call("prlimit64", 0, resource.RLIMIT_CPU, HIGH, None)
@attempt
def let_go_of_parent(): os.close(2)
@attempt
def ask_parent_s_end_by_nothing(): fcntl.fcntl(2, fcntl.F_SETFL, 0)
@attempt
def ask_parent_s_end_softly(): fcntl.fcntl(2, 10, 0)
@attempt
def limit_parent(): resource.prlimit(PARENT, resource.RLIMIT_CPU, (1, 1))
@attempt
def become_root(): os.setuid(0)
@attempt
def dump_again(): call("prctl", 4, 1, 0, 0, 0)
@attempt
def filter_again(): call("seccomp", 1, 0, bytes(16))
@attempt
def new_code(): mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
@attempt
def code_from_data(): c("mprotect", ctypes.c_void_p(LAID), ctypes.c_size_t(4096), 5)
"""

KERNEL = """
@attempt
def internet(): socket.socket(socket.AF_INET, socket.SOCK_STREAM)
@attempt
def datagrams(): socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
@attempt
def internet_6(): socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
@attempt
def raw(): socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
@attempt
def netlink(): socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
@attempt
def ciphers(): socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET)
@attempt
def machine_sockets(): socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
@attempt
def local(): socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
@attempt
def local_pair(): socket.socketpair()
@attempt
def bpf(): call("bpf", 0, bytes(64), 64)
@attempt
def mount(): call("mount", b"none\\0", b"/mnt\\0", b"tmpfs\\0", 0, None)
@attempt
def keys(): call("keyctl", 0, -3, 0)
@attempt
def add_key(): call("add_key", b"user\\0", b"a\\0", b"b", 1, -3)
@attempt
def ring(): call("io_uring_setup", 4, bytes(128))
@attempt
def measure(): call("perf_event_open", bytes(128), 0, -1, -1, 0)
@attempt
def page_faults(): call("userfaultfd", 0)
@attempt
def push_keys(): fcntl.ioctl(0, 0x5412, b"x")
@attempt
def watch(): c("inotify_init")
@attempt
def share_memory(): c("shmget", 1, 4096, 0o1600)
@attempt
def new_namespace(): call("setns", 0, 0)
"""

ALLOWED = """
@attempt
def read_font(): return len(open(FONT, "rb").read(4))
@attempt
def list_fonts(): return len(os.listdir(FONTS)) > 10
@attempt
def thread():
    done = _thread.allocate_lock()
    done.acquire()
    _thread.start_new_thread(done.release, ())
    return done.acquire(timeout=10)
@attempt
def memory():
    try:
        bytearray(1 << 30)
    except MemoryError:
        return "bounded"
@attempt
def some_memory(): return len(bytearray(300 << 20))
@attempt
def core(): return list(resource.getrlimit(resource.RLIMIT_CORE))
"""


def places() -> str:
    font = next(path for path in resource("fonts").iterdir() if path.suffix == ".ttf")
    program = Path(__file__).resolve()
    return (
        f"FONT, FONTS, GIVEN_PROGRAM = {str(font)!r}, {str(font.parent)!r}, {str(program)!r}\n"
        "LAID = LIBC.mmap; LAID.restype = ctypes.c_void_p\n"
        "LAID = LAID(None, ctypes.c_size_t(4096), 3, 0x22, -1, ctypes.c_long(0))\n"
    )


@pytest.mark.parametrize("tries", [FILES, PROGRAMS, KERNEL], ids=["files", "programs", "kernel"])
def test_a_worker_is_refused_all_but_drawing(tries: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("林志远", encoding="utf-8")
    answers = try_confined(places() + tries, given=str(secret))
    assert len(answers) == tries.count("@attempt")
    assert {
        name: answer for name, answer in answers.items() if answer not in {"EPERM", "EACCES", "ENOSYS"}
    } == {}
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert secret.read_text(encoding="utf-8") == "林志远"


def test_a_worker_keeps_what_drawing_takes() -> None:
    assert try_confined(places() + ALLOWED) == {
        "read_font": 4,
        "list_fonts": True,
        "thread": True,
        "memory": "bounded",
        "some_memory": 300 << 20,
        "core": [0, 0],
    }


def test_a_worker_that_crashes_leaves_no_core_file(tmp_path: Path) -> None:
    crash = "import ctypes, resource\nresource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(4))\n"
    crash += "from casebook.worker.render import prepare; prepare(); ctypes.string_at(0)"
    run = run_python(crash, cwd=tmp_path)
    assert run.returncode == -11, run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_second_thread_is_too_late() -> None:
    late = "import _thread; gate = _thread.allocate_lock(); gate.acquire()\n"
    late += "_thread.start_new_thread(gate.acquire, ())\n"
    late += "from casebook.worker.render import prepare\n"
    late += "try:\n    prepare()\nexcept SystemExit as end:\n    print(end.__cause__)\n"
    assert "isolated too late" in run_python(late).stdout


NO_SUCH_CALL = """
import errno
from casebook.host.sandbox.bpf import ALLOW, SyscallRule, refuse
from casebook.host.sandbox.kernel import give_up_privileges
from casebook.host.sandbox.seccomp import install
give_up_privileges()
install((SyscallRule({call!r}, refuse(errno.ENOSYS)),), ALLOW)
"""


@pytest.mark.parametrize("call", ["landlock_create_ruleset", "seccomp"])
def test_a_kernel_that_cannot_confine_shows_no_documents(call: str) -> None:
    program = NO_SUCH_CALL.format(call=call) + (
        "import io\nfrom casebook.base.errors import Refused\n"
        "from casebook.services.evidence.preview import Preview\n"
        "try:\n    Preview(io.BytesIO(b'%PDF-1.4'), 'application/pdf')\n"
        "except Refused as refusal:\n    print(refusal)\n"
    )
    run = run_python(program)
    assert "cannot isolate" in run.stdout, run.stderr


@pytest.mark.parametrize(("call", "lost"), [("landlock_create_ruleset", OWN_FILES), ("seccomp", NO_NETWORK)])
def test_a_session_says_what_its_kernel_cannot_do(call: str, lost: Message) -> None:
    program = NO_SUCH_CALL.format(call=call) + (
        "from casebook.host.sandbox.sandbox import confine_session\n"
        "report = confine_session([])\nprint(*report.in_force, '|', *report.missing)\n"
    )
    run = run_python(program)
    in_force, missing = run.stdout.split("|")
    assert str(lost) not in in_force, run.stderr
    assert ("Landlock" in missing) == (call == "landlock_create_ruleset")
    assert ("filters" in missing) == (call == "seccomp")


SESSION = """
import io
from PySide6.QtGui import QGuiApplication
from casebook.services.evidence.preview import Preview
from tests.worker.documents import letter_pdf
LETTER = io.BytesIO(letter_pdf())
from pathlib import Path
from casebook.host.sandbox.places import session_grants
from casebook.host.sandbox.sandbox import confine_session
REPORT = confine_session(session_grants(Path(GIVEN) / "mine", Path(GIVEN) / "settings" / "settings.json"))
"""

IN_SESSION = """
@attempt
def own(): open(GIVEN + "/mine/new", "w").write("x"); os.rename(GIVEN + "/mine/new", GIVEN + "/mine/in/new")
@attempt
def settings(): open(GIVEN + "/settings/settings.json", "w").write("{}")
@attempt
def program(): return subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True).stdout.decode()
@attempt
def local(): socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
@attempt
def report(): return [list(map(str, REPORT.in_force)), list(map(str, REPORT.missing))]
@attempt
def preview():
    with Preview(LETTER, "application/pdf") as shown:
        return shown.text(0).text
@attempt
def window(): return QGuiApplication(["test", "-platform", "offscreen"]).platformName()
@attempt
def other(): open(GIVEN + "/other/secret").read()
@attempt
def other_new(): open(GIVEN + "/other/new", "w")
@attempt
def own_program(): open(sys.prefix + "/casebook-was-here", "w")
@attempt
def run_own(): subprocess.run([GIVEN + "/mine/tool"])
"""
WITHHELD = ["other", "other_new", "own_program", "run_own"]
LEFT = ["own", "settings", "local"]


def test_a_session_reaches_its_vault_and_no_network(tmp_path: Path) -> None:
    for name in ("mine/in", "settings", "other"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mine" / "header").write_bytes(b"CASEBOOK")
    (tmp_path / "other" / "secret").write_text("x", encoding="utf-8")
    (tmp_path / "mine" / "tool").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "mine" / "tool").chmod(0o700)
    kernel = KERNEL.replace("push_keys", "_p").replace("watch", "_w").replace("share_memory", "_s")
    answers = try_confined(kernel + IN_SESSION, SESSION, str(tmp_path))
    assert {name: answers[name] for name in LEFT} == dict.fromkeys(LEFT, "done")
    assert answers["program"] == "1\n"
    assert answers["preview"] == "The hearing is adjourned."
    assert answers["window"] == "offscreen"
    assert answers["local_pair"] == "done"
    assert {name: answers[name] for name in WITHHELD} == dict.fromkeys(WITHHELD, "EACCES")
    assert str(OWN_FILES) in answers["report"][0]
    assert str(NO_NETWORK) in answers["report"][0]
    assert answers["report"][1] == []
    network = ["internet", "datagrams", "internet_6", "raw", "netlink", "ciphers", "machine_sockets"]
    calls = ["bpf", "mount", "keys", "add_key", "ring", "measure", "page_faults", "new_namespace"]
    assert {name: answers[name] for name in network + calls} == dict.fromkeys(network + calls, "EPERM")


@pytest.mark.proof
def test_every_try_of_a_worker_is_counted(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x", encoding="utf-8")
    answers: dict[str, str] = {}
    for tries in (FILES, PROGRAMS, KERNEL):
        answers |= try_confined(places() + tries, given=str(secret))
    refused = [name for name, answer in answers.items() if answer in {"EPERM", "EACCES", "ENOSYS"}]
    print(f"\na render worker tried {len(answers)} ways out: {len(refused)} refused")  # noqa: T201 - a proof's count
    assert len(refused) == len(answers)
