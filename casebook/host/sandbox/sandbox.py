"""Confines a process, and reports as text which protections this computer lacks.

Confinement binds the thread it is made in and all that is started later, so it comes before any thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from casebook.base.errors import Refused
from casebook.base.message import Message
from casebook.host.sandbox import darwin, seatbelt
from casebook.host.sandbox.kernel import forbid_dumps, give_up_privileges, thread_count
from casebook.host.sandbox.landlock import MOVES_SINCE, Grant, confine_files, landlock_version
from casebook.host.sandbox.limits import WORKER_MEMORY_BYTES, forbid_core_files, limit_worker
from casebook.host.sandbox.places import program_code
from casebook.host.sandbox.seccomp import confine_to_drawing, confine_to_session, refuse_connections

NO_DUMPS = Message("Its memory is not written to disk if it crashes, and your other programs cannot read it.")
NO_CORE_FILES = Message("Its memory is not written to a core dump if it crashes.")
NO_DEBUGGERS = Message("macOS has been asked to let no debugger attach to it.")
NO_PRIVILEGES = Message("It cannot gain additional rights by starting other programs.")
NO_NETWORK = Message("It cannot connect to any network.")
NO_CONNECTIONS = Message("It can contact only the screen it is shown on, and no other program or service.")
OWN_FILES = Message("It can access your casebook and the program's own files, but none of your other files.")
FONTS_ONLY = Message("It can read fonts but no other files, and cannot write files.")
DRAWING_ONLY = Message("It cannot start programs or access other programs or any network.")
BOUNDED = Message("Its memory and running time are limited.")

CLOSED_MEMORY = Message("Your other programs cannot read its memory, except those run as administrator.")
NO_CRASH_REPORTS = Message("If it crashes, Windows makes no report that contains its memory.")
APART = Message("It runs in a process of its own and has no keys.")
_NOT_WALLED = Message(
    "It is apart, but not walled off: a malicious file that exploits a flaw in the software reading it could "
    "reach all your files and the network."
)

_UNSEEN_WALLS = Message(
    "It is apart, but not known to be walled off: macOS has accepted rules that keep it from your files, "
    "other programs and the network, but no self-check on this computer has seen all of it refused."
)
_UNBOUNDED = Message("Its memory is not limited.")

_UNWALLED_SESSION = Message(
    "A flaw in the program itself could expose all your files and the program's memory."
)
_CRASH_REPORTS = Message("If it crashes, the report that Windows makes can contain its memory.")
_CORE_FILES = Message("If it crashes, its memory can be written to a core dump.")
_NO_VAULT = Message("It is not yet restricted to one casebook: a flaw could expose all your files.")
_DEBUGGERS = Message("Debuggers can attach to it and read its memory.")
_OTHER_SYSTEM = Message("This system offers no isolation that Casebook can use.")
_NO_FILES = Message(
    "This Linux system has no Landlock, or a version that is too old. A security flaw could expose all "
    "your files."
)
_NO_FILTER = Message(
    "This Linux system refuses system call filters: only the program itself blocks the network."
)
_OPEN_CONNECTIONS = Message("It can contact other programs and services on this computer.")
_NO_DUMPS = Message("Your other programs can read its memory.")
_KEPT_PRIVILEGES = Message("It could gain additional rights by starting other programs.")
_TOO_LATE = Message("It was isolated too late: part of it was already running.")


WallState = Literal["walled", "apart", "none"]
"""Out of reach of files and networks, without keys but not known to be walled off, or within reach of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxReport:
    """How a process is confined, in sentences for the Security page.

    Attributes:
        in_force: what it cannot do.
        missing: what this computer does not keep it from.
        state: "walled" on Linux by what is in force, elsewhere only where a self-check saw each refusal.
    """

    state: WallState
    in_force: tuple[Message, ...]
    missing: tuple[Message, ...] = ()


DRAWING_REPORT = SandboxReport(
    state="walled", in_force=(NO_DUMPS, NO_PRIVILEGES, FONTS_ONLY, DRAWING_ONLY, BOUNDED)
)
"""How every worker on Linux is confined; none has fewer restrictions."""
APART_REPORT = SandboxReport(state="apart", in_force=(APART,), missing=(_NOT_WALLED,))
"""How every worker on Windows is confined. A job bounds its memory, too, but nobody has seen it refuse."""

SEATBELT_REPORT = SandboxReport(state="apart", in_force=(APART,), missing=(_UNSEEN_WALLS, _UNBOUNDED))
"""How every worker on macOS is confined: nobody has seen its walls refuse."""

UNCONFINED = SandboxReport(state="none", in_force=(), missing=(_UNWALLED_SESSION,))
"""How a session is confined that was not: a command, and a window that was started by tests."""


def worker_report() -> SandboxReport:
    """Return how a worker is confined where one is started."""
    return {"win32": APART_REPORT, "darwin": SEATBELT_REPORT}.get(sys.platform, DRAWING_REPORT)


def confine_worker(fonts: Sequence[Path], memory_bytes: int = WORKER_MEMORY_BYTES) -> SandboxReport:
    """Restrict this process to rendering: reading fonts, memory, and its pipes.

    On Windows its memory is bounded, and it gives up what the system lets it (`windows_walls`); on macOS all
    but its memory is restricted. All that must be loaded is loaded before. Whoever catches the refusal must
    end the process.

    Args:
        fonts: folders that stay readable.
        memory_bytes: what it may fill.

    Raises:
        Refused: some part of the confinement cannot be had here; the rest may be in force.
        OSError: Windows refuses to bound its memory.
    """
    confine = {"linux": _confine_on_linux, "darwin": confine_on_macos}.get(sys.platform)
    if sys.platform == "win32":
        from casebook.host.sandbox.windows_walls import give_up

        limit_worker(memory_bytes)
        give_up(needs_fonts=bool(fonts))
        return APART_REPORT
    if confine is None:
        raise Refused("Documents cannot be shown here.", remedy=_OTHER_SYSTEM)
    return confine(fonts, memory_bytes)


def _confine_on_linux(fonts: Sequence[Path], memory_bytes: int) -> SandboxReport:
    try:
        if thread_count() != 1:
            raise Refused("Documents cannot be shown.", remedy=_TOO_LATE)
        limit_worker(memory_bytes)
        forbid_dumps()
        give_up_privileges()
        confine_files([Grant(folder) for folder in fonts], is_alone=True)
        confine_to_drawing()
    except (OSError, ValueError) as error:
        remedy = Message(
            "This Linux system cannot isolate the document viewer process: it needs Landlock and "
            "system call filters."
        )
        raise Refused("Documents cannot be shown here.", remedy=remedy) from error
    return DRAWING_REPORT


def confine_on_macos(fonts: Sequence[Path], memory_bytes: int = WORKER_MEMORY_BYTES) -> SandboxReport:
    """Restrict this process on macOS as `confine_worker` says; its walls hold all its threads.

    Raises:
        Refused: the system refuses a part.
    """
    try:
        limit_worker(memory_bytes)
        darwin.deny_attach()
        seatbelt.confine(fonts, program_code())
    except (OSError, ValueError) as error:
        remedy = Message("macOS refuses to isolate the document viewer process.")
        raise Refused("Documents cannot be shown here.", remedy=remedy) from error
    return SEATBELT_REPORT


_Step = tuple[Callable[[], object] | None, Message, Message]
"""What is to be done, what is in force then, and what is missing otherwise."""
_reports: list[SandboxReport] = []


def confine_session(grants: Sequence[Grant] | None) -> SandboxReport:
    """Confine this process and its children as far as this computer allows.

    Args:
        grants: the files that stay within reach; None leaves all, until it is known which vault is wanted.

    Returns:
        What is in force and what is missing: a session runs also where little can be had.
    """
    if sys.platform != "linux":
        return _noted(replace(_carried_out(_elsewhere(), UNCONFINED.missing), state="none"))
    is_early = _succeeds(_require_one_thread)
    steps: tuple[_Step, ...] = (
        (_no_dumps, NO_DUMPS, _NO_DUMPS),
        (give_up_privileges, NO_PRIVILEGES, _KEPT_PRIVILEGES),
        (partial(_own_files, grants, is_early=is_early), OWN_FILES, _NO_FILES)
        if grants is not None
        else (None, OWN_FILES, _NO_VAULT),
        (confine_to_session, NO_NETWORK, _NO_FILTER),
    )
    return _noted(_carried_out(steps, () if is_early else (_TOO_LATE,)))


def close_ways_out(*, needs_bus: bool = False) -> SandboxReport | None:
    """Forbid new connections of this session; called once the window system is connected.

    Args:
        needs_bus: leave them open, for a screen reader.

    Returns:
        The report of `confine_session` with this in it; None where the session was not confined.
    """
    report = session_report()
    if report is None or sys.platform != "linux":
        return report
    if not needs_bus and _succeeds(refuse_connections):
        return _noted(replace(report, in_force=(*report.in_force, NO_CONNECTIONS)))
    return _noted(replace(report, missing=(*report.missing, _OPEN_CONNECTIONS)))


def session_report() -> SandboxReport | None:
    """Return how this process was confined as a session, or None."""
    return _reports[-1] if _reports else None


def _elsewhere() -> tuple[_Step, ...]:
    """Return what systems other than Linux have for a session."""
    if sys.platform == "win32":
        from casebook.host.sandbox.windows_process import close_to_programs, forbid_crash_reports

        return (
            (close_to_programs, CLOSED_MEMORY, _NO_DUMPS),
            (forbid_crash_reports, NO_CRASH_REPORTS, _CRASH_REPORTS),
        )
    else:  # noqa: RET505 - or mypy takes what follows for out of reach
        no_core_files = (forbid_core_files, NO_CORE_FILES, _CORE_FILES)
        no_debuggers = (darwin.deny_attach, NO_DEBUGGERS, _DEBUGGERS)
        return (no_core_files, no_debuggers) if sys.platform == "darwin" else (no_core_files,)


def _carried_out(steps: Iterable[_Step], missing: tuple[Message, ...]) -> SandboxReport:
    """Take steps, and report which are in force; `missing` is known to be missing already."""
    in_force: list[Message] = []
    lost: list[Message] = list(missing)
    for step, kept, without in steps:
        if step is not None and _succeeds(step):
            in_force.append(kept)
        else:
            lost.append(without)
    state: WallState = "walled" if in_force else "none"
    return SandboxReport(state=state, in_force=tuple(in_force), missing=tuple(lost))


def _noted(report: SandboxReport) -> SandboxReport:
    _reports.append(report)
    return report


def _succeeds(step: Callable[[], object]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def _require_one_thread() -> None:
    if thread_count() != 1:
        raise OSError(_TOO_LATE)


def _no_dumps() -> None:
    forbid_core_files()
    forbid_dumps()


def _own_files(grants: Sequence[Grant], *, is_early: bool) -> None:
    """Confine files. SECURITY: a vault moves files between folders, which Landlock version 1 forbids."""
    if not is_early or landlock_version() < MOVES_SINCE:
        raise OSError(_NO_FILES)
    confine_files(grants, is_alone=False)
