"""Running code behind the program's own confinement, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

AS_WORKER = "from casebook.worker.render import prepare; prepare()"

_FRAME = """
import array, ctypes, errno, fcntl, json, mmap, os, resource, select, signal, socket, subprocess, sys, _thread
from casebook.host.sandbox.kernel import call
LIBC = ctypes.CDLL(None, use_errno=True)
def c(name, *arguments):
    if LIBC[name](*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)
GIVEN = {given!r}
PARENT = os.getppid()
TRIES = {{}}
def attempt(work):
    TRIES[work.__name__] = work
    return work
{tries}
{confine}
found = {{}}
for name, work in TRIES.items():
    try:
        answer = work()
        found[name] = "done" if answer is None else answer
    except OSError as error:
        found[name] = errno.errorcode.get(error.errno, str(error.errno))
    except BaseException as error:
        found[name] = type(error).__name__
os.write(1, json.dumps(found).encode())
os._exit(0)
"""


def try_confined(tries: str, confine: str = AS_WORKER, given: str = "") -> dict[str, Any]:
    """What became of each function marked `@attempt`: "done", what it returned, or the name of the error.

    Args:
        tries: the functions, written before the confinement is entered.
        confine: how it is entered.
        given: handed to them as GIVEN.
    """
    run = run_python(_FRAME.format(tries=tries, confine=confine, given=given))
    assert run.returncode == 0, run.stderr
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def run_python(program: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program in a Python of its own, for half a minute at most."""
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=30, cwd=cwd
    )
