"""A screen of its own for a proof: Xvfb, with keys pressed and windows watched through Xlib.

For a bench it is kept in a file, so that looking at it takes no time of the program's.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_UNMAPPED = 0
_MIN_NUMBER, _NUMBERS = 200, 50_000
WIDTH, HEIGHT, PIXEL_BYTES = 1280, 800, 4
_EVERY = 8
"""Of so many lines one is looked at: no letter is lower."""
_LOOK_S = 0.002
_PATIENCE_S = 60.0


class _Attributes(ctypes.Structure):
    """XWindowAttributes of X11/Xlib.h."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")),
        ("planes", ctypes.c_ulong),
        ("pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("room", ctypes.c_long * 16),
    )


_ERRORS = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class Screen:
    """The X display of a proof."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._errors: list[int] = []
        self._handler = _ERRORS(self._note)
        self._x.XSetErrorHandler(self._handler)
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        assert self._display.value

    def _note(self, *_: object) -> int:
        self._errors.append(1)
        return 0

    def press(self, key: str) -> None:
        """Press a key by its X name and let it go."""
        symbol = self._x.XStringToKeysym(key.encode())
        code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol))
        for is_down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, is_down, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def focus(self, window: int) -> None:
        """Give a window the keyboard, as a window manager would."""
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), 2, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def is_seen(self, window: int) -> bool:
        """Whether a window is on the screen; one that is no more is not."""
        attributes = _Attributes()
        before = len(self._errors)
        self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(attributes))
        return len(self._errors) == before and attributes.map_state != _UNMAPPED


@contextmanager
def screen(*options: str) -> Iterator[Screen]:
    """A screen of 1280 by 800, gone afterwards.

    Args:
        options: further ones for the server.
    """
    reading, writing = os.pipe()
    # Left to choose, two servers that start at once can choose one number, and one loses its screen.
    name = f":{_MIN_NUMBER + os.getpid() % _NUMBERS}"
    command = ["Xvfb", name, "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    command += options
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as reader:
            assert reader.readline().strip(), f"no screen at {name}"
        try:
            yield Screen(name)
        finally:
            server.kill()


class Display:
    """What stands on the screen, and keys to press.

    Attributes:
        name: as DISPLAY names it.
    """

    def __init__(self, shown: Screen, memory: mmap.mmap) -> None:
        self.name, self._screen = shown.name, shown
        head_bytes, colours = struct.unpack_from(">I72xI", memory)  # X11/XWDFile.h: header_size, ncolors
        first, line = head_bytes + colours * 12, WIDTH * PIXEL_BYTES
        self._memory = memoryview(memory)
        self._lines = [
            self._memory[first + at * line : first + (at + 1) * line] for at in range(0, HEIGHT, _EVERY)
        ]

    def close(self) -> None:
        """Let go of the memory."""
        for line in (*self._lines, self._memory):
            line.release()

    def look(self) -> bytes:
        """What stands there now."""
        return b"".join(self._lines)

    def press(self, key: str) -> None:
        """Press a key by its X name."""
        self._screen.press(key)

    def type(self, text: str, each_s: float) -> None:
        """Type letters and digits as a person does.

        Args:
            text: lower case.
            each_s: from one key to the next.
        """
        for letter in text:
            self.press(letter)
            time.sleep(each_s)

    def changed_at(self, before: bytes) -> float:
        """Wait until something else stands there; the moment.

        Raises:
            TimeoutError: it stays as it was.
        """
        end = time.perf_counter() + _PATIENCE_S
        while (now := time.perf_counter()) < end:
            if self.look() != before:
                return now
            time.sleep(_LOOK_S)
        raise TimeoutError

    def settled_at(self, quiet_s: float) -> float:
        """Wait until nothing has changed for so long; the moment of the last change."""
        last, before = time.perf_counter(), self.look()
        while (now := time.perf_counter()) - last < quiet_s:
            shown = self.look()
            if shown != before:
                last, before = now, shown
            time.sleep(_LOOK_S)
        return last

    def wait_for(self, wanted: bytes) -> None:
        """Wait until this stands there.

        Raises:
            TimeoutError: it does not come.
        """
        while (shown := self.look()) != wanted:
            self.changed_at(shown)


@contextmanager
def display(folder: Path) -> Iterator[Display]:
    """An empty screen, gone afterwards.

    Args:
        folder: where it is kept.
    """
    with screen("-fbdir", str(folder), "-nocursor") as server:
        with (folder / "Xvfb_screen0").open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        shown = Display(server, memory)
        try:
            yield shown
        finally:
            shown.close()
            memory.close()
