"""Who may open this program's process on Windows, tried by another program of the same user."""

from __future__ import annotations

import subprocess
import sys

from casebook.host.sandbox.windows_process import ACCESS

READ_MEMORY, WRITE_MEMORY, NEW_THREAD = 0x10, 0x20, 0x2
END, WAIT, SEE = 0x1, 0x100000, 0x1000

CLOSED = """
import sys
from casebook.host.sandbox.windows_process import close_to_programs, forbid_crash_reports
if "close" in sys.argv:
    close_to_programs()
    forbid_crash_reports()
print("ready", flush=True)
sys.stdin.read(1)
"""


def test_the_entries_name_the_owner_and_the_system_alone() -> None:
    assert f"D:P(A;;{END | WAIT | SEE:#x};;;OW)(A;;0x1fffff;;;SY)" == ACCESS


def test_another_program_opens_neither_memory_nor_threads() -> None:
    """Elsewhere there is nothing to open a process by: the list of what was allowed is empty."""
    for how, is_open in (("open", True), ("close", False)):
        assert set(_allowed(how).values()) <= {is_open}


def _allowed(how: str) -> dict[int, bool]:
    """Whether this program, which runs as the same user, gets each access to another."""
    allowed: dict[int, bool] = {}
    if sys.platform == "win32":
        import _winapi

        command = [sys.executable, "-c", CLOSED, how]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline().strip() == b"ready"
            for access in (READ_MEMORY, WRITE_MEMORY, NEW_THREAD, READ_MEMORY | END):
                try:
                    _winapi.CloseHandle(_winapi.OpenProcess(access, False, other.pid))  # noqa: FBT003
                except PermissionError:
                    allowed[access] = False
                else:
                    allowed[access] = True
            other.communicate(b"x")
    return allowed
