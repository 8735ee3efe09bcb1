"""What a worker gives up on Windows: the system takes each step.

Wine takes them all, and refuses nothing afterwards: what they are worth a self-check says.
"""

from __future__ import annotations

import subprocess
import sys

from casebook.host.sandbox.windows_walls import UNTRUSTED

GIVEN_UP = """
from casebook.host.sandbox.windows_walls import give_up
print("refused:", *give_up(needs_fonts=True))
"""


def test_the_label_is_the_lowest_there_is() -> None:
    assert UNTRUSTED == "S-1-16-0"


def test_the_system_takes_each_step() -> None:
    command = [sys.executable, "-c", GIVEN_UP]
    given_up = subprocess.run(command, capture_output=True, text=True, check=False)
    if sys.platform == "win32":
        assert given_up.stdout.split() == ["refused:"], given_up.stderr
    else:
        assert "ImportError" in given_up.stderr, "other systems have other walls"
