"""Stand-ins for libraries of macOS, whose functions are called through their C types and noted."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

ADDRESS = 0x5EA7


class MacLibrary:
    """Functions with the types that Apple's headers state.

    Args:
        refusal: what `sandbox_init` says, or None where it accepts; then `ptrace` refuses too.

    Attributes:
        calls: the name of each function called, with its arguments.
    """

    def __init__(self, refusal: bytes | None = None) -> None:
        self.calls: list[tuple[object, ...]] = []
        self._text = ctypes.create_string_buffer(refusal or b"")
        self._refusal = refusal
        size, address, number = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int
        self.ptrace = noted(self.calls, "ptrace", number, number, number, address, number, answer=self._code)
        self.sandbox_init = noted(
            self.calls, "sandbox_init", number, ctypes.c_char_p, ctypes.c_uint64, address, answer=self._init
        )
        self.sandbox_free_error = noted(self.calls, "sandbox_free_error", None, address)
        self.dispatch_source_create = noted(
            self.calls,
            "dispatch_source_create",
            address,
            address,
            size,
            size,
            address,
            answer=lambda *_: ADDRESS,
        )
        self.dispatch_source_set_event_handler_f = noted(
            self.calls, "dispatch_source_set_event_handler_f", None, address, address
        )
        self.dispatch_resume = noted(self.calls, "dispatch_resume", None, address)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as a loaded library
        return ctypes.CDLL(None)["environ" if name == "_dispatch_source_type_read" else name]

    def _code(self, *_: object) -> int:
        return 0 if self._refusal is None else -1

    def _init(self, _text: bytes, _flags: int, refusal: int) -> int:
        if self._refusal is None:
            return 0
        ctypes.c_void_p.from_address(refusal).value = ctypes.addressof(self._text)
        return -1


class MacFrameworks:
    """IOKit and Core Foundation, as far as they report sleep and the locked screen.

    Args:
        port: what a registration for power answers; 0 where it is refused.

    Attributes:
        calls: the name of each function called, with its arguments.
        observers: what was registered, by the name of the notice.
        allowed: port and argument of each sleep that was allowed.
    """

    PORT, SOURCE, LOOP, CENTRE, COMMON_MODES = 0x1003, 0xA1, 0xA2, 0xA3, 0xA4

    def __init__(self, port: int = PORT) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.observers: dict[str, Callable[..., object]] = {}
        self.allowed: list[tuple[int, int]] = []
        self._port, self._texts = port, list[str]()
        self._power: Callable[..., object] = lambda *_: None
        address, code, size = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_ssize_t
        for name, answers, takes, answer in (
            ("IORegisterForSystemPower", code, (address,) * 4, self._register),
            ("IONotificationPortGetRunLoopSource", address, (address,), lambda _: self.SOURCE),
            ("IOAllowPowerChange", ctypes.c_int, (code, size), self._allow),
            ("CFRunLoopGetMain", address, (), lambda: self.LOOP),
            ("CFRunLoopAddSource", None, (address,) * 3, lambda *_: None),
            ("CFStringCreateWithCString", address, (address, ctypes.c_char_p, code), self._text),
            ("CFNotificationCenterGetDistributedCenter", address, (), lambda: self.CENTRE),
            ("CFNotificationCenterAddObserver", None, (*(address,) * 5, size), self._observe),
        ):
            setattr(self, name, noted(self.calls, name, answers, *takes, answer=answer))

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - the datum of a loaded library
        assert name == "kCFRunLoopCommonModes"
        return ctypes.pointer(ctypes.c_void_p(self.COMMON_MODES))

    def power(self, kind: int, argument: int) -> None:
        """Send a message about power."""
        self._power(None, 0, kind, argument)

    def notify(self, name: str) -> None:
        """Post a notice to whoever registered for it."""
        self.observers[name](self.CENTRE, None, None, None, None)

    def _register(self, _context: object, _notices: int, callback: int, _notifier: int) -> int:
        prototype = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p)
        self._power = prototype(callback)
        return self._port

    def _text(self, _allocator: object, text: bytes, _encoding: int) -> int:
        self._texts.append(text.decode())
        return len(self._texts)

    def _observe(self, *arguments: int) -> None:
        prototype = ctypes.CFUNCTYPE(None, *(ctypes.c_void_p,) * 5)
        self.observers[self._texts[arguments[3] - 1]] = prototype(arguments[2])

    def _allow(self, port: int, argument: int) -> int:
        self.allowed.append((port, argument))
        return 0


def noted(
    calls: list[tuple[object, ...]],
    name: str,
    answers: type[Any] | None,
    *takes: type[Any],
    answer: Callable[..., object] = lambda *_: None,
) -> Any:  # noqa: ANN401 - a C function
    """A C function of these types that notes each call and answers what Python says."""

    def called(*arguments: object) -> object:
        calls.append((name, *arguments))
        return answer(*arguments)

    return ctypes.CFUNCTYPE(answers, *takes)(called)


def rules(profile: str) -> list[list[Any]]:
    """The rules of a profile: lists of words and of lists, texts in quotation marks as they are."""
    ended: list[Any] = []
    open_lists = [ended]
    at = 0
    while at < len(profile):
        sign = profile[at]
        if sign == "(":
            inner: list[Any] = []
            open_lists[-1].append(inner)
            open_lists.append(inner)
        elif sign == ")":
            open_lists.pop()
        elif not sign.isspace():
            word, at = _word(profile, at)
            open_lists[-1].append(word)
            continue
        at += 1
    assert open_lists == [ended], "a list that is not closed"
    return ended


def _word(text: str, at: int) -> tuple[str, int]:
    word = ""
    if text[at] != '"':
        while at < len(text) and text[at] not in '() \n"':
            word, at = word + text[at], at + 1
        return word, at
    at += 1
    while text[at] != '"':
        if text[at] == "\\":
            at += 1
        word, at = word + text[at], at + 1
    return word, at + 1


def reaches(profile: str, operation: str, path: str) -> bool:
    """Whether a rule of a profile allows an operation on a path."""
    for verb, *rule in rules(profile):
        if verb != "allow" or rule[0] != operation:
            continue
        for kind, value in rule[1:]:
            if value == path or (kind == "subpath" and Path(value) in Path(path).parents):
                return True
    return False
