"""A screen of its own, for windows that nobody is to see."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def on_screen() -> Iterator[None]:
    """Have an X server within the block, named by DISPLAY."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    former = os.environ.get("DISPLAY")
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                os.environ["DISPLAY"] = f":{said.readline().strip()}"
            yield
        finally:
            server.terminate()
            os.environ.pop("DISPLAY", None)
            if former is not None:
                os.environ["DISPLAY"] = former
