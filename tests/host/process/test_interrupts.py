"""A request of the system to end is taken like Ctrl+C: what is unfinished is cleared up first."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other signals")

PROGRAM = """
import signal, sys
from casebook.host.process.interrupts import ending_in_order, interrupts_held
kind = signal.Signals(int(sys.argv[1]))
signal.signal(kind, signal.SIG_DFL)  # a test run under nohup hands it on ignored
with ending_in_order():
    with interrupts_held():
        signal.raise_signal(kind)
        print("went on")
    try:
        signal.raise_signal(kind)
    except KeyboardInterrupt:
        print("cleared up")
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_process_asked_to_end_clears_up_first(name: str) -> None:
    kind = signal.Signals[name]
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(int(kind))], capture_output=True, text=True, check=False
    )
    assert ended.stdout.split("\n") == ["went on", "cleared up", ""]
    assert ended.returncode == -kind
