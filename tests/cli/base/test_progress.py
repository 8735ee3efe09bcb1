"""The bar of progress: on a terminal only, for work that takes time, and never left standing."""

from __future__ import annotations

import io
import sys

import pytest

from casebook.base.message import Message
from casebook.cli.base import progress
from casebook.cli.base.progress import Counter

HIDDEN, SHOWN = "\x1b[?25l", "\x1b[?25h"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(patch: pytest.MonkeyPatch) -> Terminal:
    """Standard error for the rest of a test; pytest puts its own in the place of what a fixture sets."""
    plain_office = Terminal()
    patch.setenv("TERM", "xterm")
    patch.setattr(sys, "stderr", plain_office)
    return plain_office


def test_a_bar_counts_and_gives_the_cursor_back_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    count = Counter(after_s=0)
    count(1, 3, Message("sealing files"))
    assert "sealing files" in screen.getvalue()
    assert "1/3" in screen.getvalue()
    assert SHOWN not in screen.getvalue()
    count(3, 3, Message("sealing files"))
    assert "3/3" in screen.getvalue()
    assert screen.getvalue().count(SHOWN) == screen.getvalue().count(HIDDEN) == 1


def test_work_that_breaks_off_leaves_no_hidden_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    Counter(after_s=0)(1, 3, Message("sealing files"))
    progress.stop()
    progress.stop()
    assert screen.getvalue().count(SHOWN) == 1


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    Counter(after_s=3600)(1, 3, Message("sealing files"))
    assert not screen.getvalue()


def test_a_file_or_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    Counter(after_s=0)(1, 3, Message("sealing files"))
    assert not capsys.readouterr().err
