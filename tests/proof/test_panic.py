"""The panic key, 50 times: from forms, pages, a modal dialog and a picker.

What stands behind it: the whole program on a screen of its own (Xvfb), the key pressed by the X server
(XTEST), windows watched through Xlib, processes through the kernel (pidfd).
"""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

import pytest

from tests.proof.ground import say
from tests.proof.screen import Screen, screen
from tests.proof.watched import driven, until

BLANK_MS, GONE_MS = 100, 500


def panicked(display: Screen, session: int, windows: list[int], typed: str) -> tuple[float, float]:
    """Type, and at once press the key; milliseconds until nothing is seen, and until it is gone."""
    alive = os.pidfd_open(session)
    display.focus(windows[-1])
    for key in typed:
        display.press(key)
    start = time.monotonic()
    display.press("F12")
    while any(display.is_seen(window) for window in windows):
        assert time.monotonic() < start + 5, windows
    blank = time.monotonic()
    waiting = select.poll()
    waiting.register(alive, select.POLLIN)
    assert waiting.poll(5000)
    gone = time.monotonic()
    os.close(alive)
    return (blank - start) * 1000, (gone - start) * 1000


def prove(vault: Path, code: str, rounds: int) -> None:
    blanks, ends, typed, places = [], [], 0, dict[str, int]()
    with screen() as display, driven(vault, code, "panic", display.name) as (told, _):
        for _ in range(rounds):
            kept = int(until(told, "kept")[1])
            assert kept == (1 if typed else 0)
            _, session, window, where = until(told, "ready")
            windows = [int(window)]
            if where in {"dialog", "picker"}:
                windows.append(int(until(told, "in-front")[1]))
            places[where] = places.get(where, 0) + 1
            typed += where == "form"
            blank, gone = panicked(display, int(session), windows, "42" if where == "form" else "")
            blanks.append(blank)
            ends.append(gone)
        until(told, "kept")
    good = sum(blank <= BLANK_MS and gone <= GONE_MS for blank, gone in zip(blanks, ends, strict=True))
    say(
        f"panic key: {good} of {rounds} in time, from {places}; blank after {max(blanks):.0f} ms at most,"
        f" process gone after {max(ends):.0f} ms at most; {typed} drafts typed, 0 lost"
    )
    assert good == rounds


@pytest.mark.proof
def test_50_panics_blank_the_screen_end_the_process_and_keep_the_drafts(vault: Path, code: str) -> None:
    prove(vault, code, 50)
