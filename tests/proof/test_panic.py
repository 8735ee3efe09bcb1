"""The panic key, 50 times: from every page and tab, from forms, modal dialogs, open lists and a picker.

What stands behind it: the whole program on a screen of its own (Xvfb), the key pressed by the X server
(XTEST), windows watched through Xlib, processes through the kernel (pidfd). Drafts are looked for by the
session that follows.
"""

from __future__ import annotations

import os
import random
import select
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pytest

from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from casebook.services.vault import unlock_method
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.shell.places import PAGES
from casebook.vault import Keychain, keyslot_kinds
from tests.proof.driven import KEYCHAIN
from tests.proof.ground import say
from tests.proof.screen import Screen, screen
from tests.proof.watched import Asking, driven, gone, until
from tests.vault.standin import StandIn

BLANK_MS, GONE_MS = 100, 500
IN_FRONT = {"dialog", "history", "picker", "menu", "list"}


def everywhere() -> list[str]:
    """Every page and every tab of a case once, and what can stand in front of a page: 50 in all, shuffled."""
    pages = [f"page\t{page}\t" for page in PAGES if page != "case"]
    tabs = [f"page\tcase\t{tab}" for tab in LEAVES]
    front = {"form": 5, "dialog": 5, "history": 3, "picker": 3, "menu": 1, "list": 2}
    others = [f"{where}\tcases\t" for where, count in front.items() for _ in range(count)]
    plan = [*pages, *tabs, *others]
    random.Random(50).shuffle(plan)  # noqa: S311 - the same each time
    return plan


def panicked(display: Screen, session: int, windows: list[int], typed: str) -> tuple[float, float]:
    """Type, and at once press the key; milliseconds until nothing is seen, and until it is gone."""
    alive = os.pidfd_open(session)
    if len(windows) == 1:
        display.focus(windows[0])
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


def assert_kept(typed: str, kept: list[str]) -> None:
    """One draft holds all that was typed, each session having gone on with that of the one before."""
    assert kept[1:] == ([typed] if typed else [])


def prove(vault: Path, code: str, plan: Sequence[str]) -> None:
    with open_session(vault, code) as session:
        open_case(session, reference="ABC-1", title="", jurisdiction="CY")
    blanks, ends, typed = [], [], ""
    with (
        screen() as display,
        driven(vault, code, "panic", display.name, asking=Asking(*plan, plan[0])) as (messages, _),
    ):
        for step in plan:
            where = step.split("\t")[0]
            assert_kept(typed, until(messages, "kept"))
            _, session_pid, window = until(messages, "ready")
            windows = [int(window)]
            if where in IN_FRONT:
                display.focus(windows[0])
                windows.append(int(until(messages, "in-front")[1]))
                if where in {"dialog", "history", "picker"}:
                    display.focus(windows[1])
            more = str(len(typed) % 10) if where == "form" else ""
            typed = more + typed  # a draft that is gone on with has the cursor at its beginning
            blank, end = panicked(display, int(session_pid), windows, more)
            blanks.append(blank)
            ends.append(end)
        assert_kept(typed, until(messages, "kept"))
    times = list(zip(plan, blanks, ends, strict=True))
    late = [
        f"{step.replace(chr(9), ' ').strip()} {blank:.0f}/{end:.0f}"
        for step, blank, end in times
        if blank > BLANK_MS or end > GONE_MS
    ]
    good, kinds = len(plan) - len(late), Counter(step.split()[0] for step in plan)
    say(
        f"panic key: {good} of {len(plan)} in time, {dict(kinds)};"
        f" {_most('blank', blanks)}, {_most('process gone', ends)};"
        f" {len(typed)} times typed, 0 lost; late: {late}"
    )
    assert good == len(plan)


def _most(what: str, times_ms: list[float]) -> str:
    return f"{what} after {max(times_ms):.0f} ms at most, {median(times_ms):.0f} in the middle"


@pytest.mark.proof
@pytest.mark.measured
def test_50_panics_blank_the_screen_end_the_process_and_keep_the_drafts(vault: Path, code: str) -> None:
    plan = everywhere()
    assert len(plan) >= 50
    prove(vault, code, plan)


@pytest.mark.proof
@pytest.mark.measured
def test_a_panic_takes_the_key_out_of_the_keychain_within_half_a_second(
    vault: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_session(vault, code) as session:
        unlock_method.add_keychain(session, unlock_method.credential(code), Keychain(StandIn()))
    monkeypatch.setenv(KEYCHAIN, "yes")
    with (
        screen() as display,
        driven(vault, code, "panic", display.name, asking=Asking("page\tcases\t")) as (messages, _),
    ):
        _, session_pid, window = until(messages, "ready")
        display.focus(int(window))
        start = time.monotonic()
        display.press("F12")
        until(messages, "forgotten")
        forgotten = (time.monotonic() - start) * 1000
        assert gone(int(session_pid))
        ended = (time.monotonic() - start) * 1000
    say(f"panic key: out of the keychain after {forgotten:.0f} ms, process gone after {ended:.0f} ms")
    assert keyslot_kinds(vault) == {"passphrase", "recovery"}
    assert forgotten <= GONE_MS
