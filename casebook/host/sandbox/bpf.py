"""A small assembler for seccomp filters (classic BPF).

A filter is a list of rules read from the top: the first rule whose call and arguments match decides, and
what no rule matches is answered by the filter's default. Source: Linux,
Documentation/userspace-api/seccomp_filter.rst.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.host.sandbox.syscall import X86_64, Machine, number

ALLOW = 0x7FFF0000
KILL = 0x80000000
_ERRNO = 0x00050000

_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16
_X32_FIRST = 0x40000000
"""First number of the x32 calls, another ABI of the same kernel."""


def refuse(errno_number: int) -> int:
    """Return the filter result that makes a call fail with this error number."""
    return _ERRNO | errno_number


@dataclass(frozen=True, slots=True)
class ArgumentMatch:
    """A condition on half an argument: ``argument & mask == value``.

    Attributes:
        argument: 0 to 5.
        value: what the masked half must equal.
        mask: which bits are looked at.
        is_high: the upper 32 bits of the argument rather than the lower.
    """

    argument: int
    value: int
    mask: int = 0xFFFFFFFF
    is_high: bool = False


@dataclass(frozen=True, slots=True)
class SyscallRule:
    """The result for a call if all conditions hold.

    Attributes:
        call: the call's name.
        answer: `ALLOW`, or what `refuse` gives.
        matches: conditions on its arguments; none means every such call.
    """

    call: str
    answer: int
    matches: tuple[ArgumentMatch, ...] = ()


def assemble(rules: Iterable[SyscallRule], default: int, machine: Machine) -> bytes:
    """Return the filter as the kernel reads it: eight bytes an instruction.

    A call of another processor's kind kills the process: its numbers mean other doors.
    """
    code = _load(_ARCH_AT) + _if_equal(machine.audit_arch, 1, 0) + _answer(KILL) + _load(_NUMBER_AT)
    if machine is X86_64:
        code += _instruction(_AT_LEAST, _X32_FIRST, 0, 1) + _answer(KILL)
    for rule in rules:
        wanted = number(rule.call, machine)
        if wanted is not None:
            code += _rule(rule, wanted)
    return code + _answer(default)


def _rule(rule: SyscallRule, wanted: int) -> bytes:
    """Return code that answers, or reloads the call number and goes to the next rule."""
    tail = _answer(rule.answer)
    if not rule.matches:
        return _if_equal(wanted, 0, 1) + tail
    tail += _load(_NUMBER_AT)
    for match in reversed(rule.matches):
        load = _load(_ARGUMENTS_AT + 8 * match.argument + 4 * match.is_high)
        masked = _instruction(_AND, match.mask)
        to_next = len(tail) // 8 - 1
        tail = load + masked + _if_equal(match.value, 0, to_next) + tail
    return _if_equal(wanted, 0, len(tail) // 8) + tail


def _if_equal(value: int, skip: int, otherwise: int) -> bytes:
    return _instruction(_EQUAL, value, skip, otherwise)


def _load(offset: int) -> bytes:
    return _instruction(_LOAD, offset)


def _answer(value: int) -> bytes:
    return _instruction(_RETURN, value)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
