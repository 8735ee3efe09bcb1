"""What the log says of a bug."""

from __future__ import annotations

import subprocess
import sys

FALLS = """
import sys
from casebook.base.log import note_bugs, start_log

class Kept:
    def __del__(self):
        raise KeyError("Lin Zhiyuan")

def fall():
    raise ValueError("Lin Zhiyuan")

start_log()
note_bugs(lambda error: print("told", type(error).__name__))
Kept()
fall()
"""


def test_what_nobody_catches_is_noted_by_its_place_and_never_by_its_text() -> None:
    done = subprocess.run([sys.executable, "-c", FALLS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "told ValueError\n")
    assert done.stderr.splitlines() == [
        "ERROR casebook a bug: KeyError at __main__:Kept.__del__:7",
        "ERROR casebook a bug: ValueError at __main__:fall:10",
    ]
