"""The filters, run by a small machine of our own for both kinds of processor."""

from __future__ import annotations

import struct
import sys

import pytest

from casebook.host.sandbox.bpf import ALLOW, KILL, assemble, refuse
from casebook.host.sandbox.seccomp import SESSION, WORKER
from casebook.host.sandbox.syscall import ARM64, X86_64, Machine, number

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these walls")

EPERM, ENOSYS = refuse(1), refuse(38)


def answer(program: bytes, call: int, arguments: tuple[int, ...], arch: int) -> int:
    """What the kernel would make of a call. Source: Linux, Documentation/networking/filter.rst."""
    data = struct.pack(
        "=IIQ6Q", call, arch, 0, *(one % (1 << 64) for one in (*arguments, 0, 0, 0, 0, 0, 0)[:6])
    )
    held, at = 0, 0
    while True:
        code, if_true, if_false, value = struct.unpack_from("=HBBI", program, at)
        at += 8
        if code == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
        elif code == 0x54:
            held &= value
        elif code in {0x15, 0x35}:
            at += 8 * (if_true if (held == value if code == 0x15 else held >= value) else if_false)
        else:
            assert code == 0x06
            return int(value)


def asked(name: str, *arguments: int, machine: Machine, is_session: bool = False) -> int:
    program = assemble(SESSION, ALLOW, machine) if is_session else assemble(WORKER, EPERM, machine)
    found = number(name, machine)
    assert found is not None
    return answer(program, found, arguments, machine.audit_arch)


MACHINES = pytest.mark.parametrize("machine", [X86_64, ARM64], ids=lambda machine: machine.name)
WRITING = [0o10000000, 0o1, 0o2, 0o100, 0o1000, 0o2000, 0o20200000, 0o102]
NEW_NAMESPACES = [0x80, 0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000]


@MACHINES
def test_a_worker_opens_for_reading_only(machine: Machine) -> None:
    assert asked("openat", -100, 1, 0o2000000, machine=machine) == ALLOW
    assert asked("openat", -100, 1, 0o2200000, machine=machine) == ALLOW
    assert {asked("openat", -100, 1, flags, machine=machine) for flags in WRITING} == {EPERM}
    assert asked("openat2", machine=machine) == ENOSYS


@MACHINES
def test_a_worker_starts_threads_and_nothing_else(machine: Machine) -> None:
    assert asked("clone", 0x3D0F00, machine=machine) == ALLOW
    assert asked("clone", 0x11, machine=machine) == EPERM
    assert {asked("clone", 0x10000 | kind, machine=machine) for kind in NEW_NAMESPACES} == {EPERM}
    assert asked("clone3", machine=machine) == ENOSYS
    assert asked("execve", machine=machine) == asked("execveat", machine=machine) == EPERM


@MACHINES
def test_a_worker_makes_no_new_code_and_lifts_no_limit(machine: Machine) -> None:
    assert asked("mmap", 0, 4096, 3, machine=machine) == ALLOW
    assert asked("mmap", 0, 4096, 5, machine=machine) == EPERM
    assert asked("mprotect", 0, 4096, 7, machine=machine) == EPERM
    assert asked("prlimit64", 0, 0, 1 << 40, machine=machine) == EPERM
    assert asked("prlimit64", 0, 2, 0, machine=machine) == ALLOW
    assert asked("prlimit64", 0, 2, 1 << 40, machine=machine) == EPERM
    assert asked("prlimit64", 0, 2, 1 << 4, machine=machine) == EPERM
    assert asked("prlimit64", 99, 0, 1 << 40, machine=machine) == EPERM


@MACHINES
@pytest.mark.parametrize("is_session", [False, True])
def test_another_processor_s_numbers_kill(machine: Machine, *, is_session: bool) -> None:
    program = assemble(SESSION if is_session else WORKER, EPERM, machine)
    assert answer(program, 0, (), 0x40000003) == KILL
    assert answer(program, 0, (), (ARM64 if machine is X86_64 else X86_64).audit_arch) == KILL


def test_the_x32_numbers_kill() -> None:
    program = assemble(SESSION, ALLOW, X86_64)
    assert answer(program, 0x40000000 + 41, (2,), X86_64.audit_arch) == KILL
    assert answer(program, 0xFFFFFFFF, (), X86_64.audit_arch) == KILL


@MACHINES
def test_a_session_has_local_sockets_only(machine: Machine) -> None:
    assert asked("socket", 1, machine=machine, is_session=True) == ALLOW
    others = [kind for kind in range(64) if kind != 1]
    assert {asked("socket", kind, machine=machine, is_session=True) for kind in others} == {EPERM}
    assert {asked("socketpair", kind, machine=machine, is_session=True) for kind in others} == {EPERM}
    assert asked("clone", 0x11, machine=machine, is_session=True) == ALLOW
    assert {asked("clone", kind, machine=machine, is_session=True) for kind in NEW_NAMESPACES} == {EPERM}
    assert asked("ptrace", machine=machine, is_session=True) == EPERM


@MACHINES
def test_a_worker_is_refused_every_call_not_listed(machine: Machine) -> None:
    listed = {number(rule.call, machine) for rule in WORKER}
    program = assemble(WORKER, EPERM, machine)
    others = [call for call in range(600) if call not in listed]
    assert {answer(program, call, (), machine.audit_arch) for call in others} == {EPERM}
    assert len(listed - {None}) < 50
