"""A stand-in for the C library of macOS, whose functions are called through their C types and noted."""

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
        self.ptrace = self._made("ptrace", number, number, number, address, number, answer=self._code)
        self.sandbox_init = self._made(
            "sandbox_init", number, ctypes.c_char_p, ctypes.c_uint64, address, answer=self._init
        )
        self.sandbox_free_error = self._made("sandbox_free_error", None, address)
        self.dispatch_source_create = self._made(
            "dispatch_source_create", address, address, size, size, address, answer=lambda *_: ADDRESS
        )
        self.dispatch_source_set_event_handler_f = self._made(
            "dispatch_source_set_event_handler_f", None, address, address
        )
        self.dispatch_resume = self._made("dispatch_resume", None, address)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as a loaded library
        return ctypes.CDLL(None)["environ" if name == "_dispatch_source_type_read" else name]

    def _made(
        self,
        name: str,
        answers: type[Any] | None,
        *takes: type[Any],
        answer: Callable[..., object] = lambda *_: None,
    ) -> Any:  # noqa: ANN401 - a C function
        def called(*arguments: object) -> object:
            self.calls.append((name, *arguments))
            return answer(*arguments)

        return ctypes.CFUNCTYPE(answers, *takes)(called)

    def _code(self, *_: object) -> int:
        return 0 if self._refusal is None else -1

    def _init(self, _text: bytes, _flags: int, refusal: int) -> int:
        if self._refusal is None:
            return 0
        ctypes.c_void_p.from_address(refusal).value = ctypes.addressof(self._text)
        return -1


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
