"""A screen for a bench: Xvfb keeps it in a file, so that looking at it takes no time of the program's."""

from __future__ import annotations

import mmap
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.proof.screen import Screen, screen

WIDTH, HEIGHT, PIXEL_BYTES = 1280, 800, 4
_EVERY = 8
"""Of so many lines one is looked at: no letter is lower."""
_LOOK_S = 0.002
_PATIENCE_S = 60.0


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
