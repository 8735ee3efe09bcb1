"""The self-check: a worker tries what a hostile document would, and this computer remembers what was refused.

What is remembered lies beside the settings: versions and outcomes, nothing of a person.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Self

from casebook import __version__
from casebook.base.errors import DiskProblem
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.base.settings import keep, kept, settings_file
from casebook.base.stopwatch import seconds
from casebook.host.ipc.message import MessageHead, ProtocolError
from casebook.host.process.attempts import ProbeBuffer, take_memory, written_beside
from casebook.host.process.worker_process import Lost, WorkerProcess
from casebook.host.protocol.check_protocol import (
    CHECK_SECONDS,
    CHECK_WORKER,
    PROBE,
    CheckMessage,
    WallAttempt,
    WallOutcome,
    written_request,
)

OutcomeWord = Literal["refused", "not refused", "unknown"]
TITLES: Mapping[str, Message] = {
    "read": Message("Read one of your files"),
    "write": Message("Write a file"),
    "program": Message("Start a program"),
    "socket": Message("Open a network connection"),
    "memory": Message("Take 2 GiB of memory"),
    "parent": Message("Read the memory of the program that started it"),
}
"""What is tried, by name, in this order."""
OUTCOMES: Mapping[OutcomeWord, Message] = {
    "refused": Message("refused"),
    "not refused": Message("not refused"),
    "unknown": Message("not known: it could not be tried here"),
}
_WORDS: Mapping[WallOutcome, OutcomeWord] = {
    WallOutcome.REFUSED: "refused",
    WallOutcome.NOT_REFUSED: "not refused",
    WallOutcome.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """What a worker was refused.

    Attributes:
        version: of Casebook.
        system: the system and its build, as it names itself.
        outcomes: by the names of `TITLES`, "refused", "not refused" or "unknown".
    """

    version: str
    system: str
    outcomes: Mapping[str, OutcomeWord]

    @property
    def is_walled(self) -> bool:
        """Return whether all was refused, by this version on this build of the system."""
        return self.is_current and all(self.outcomes.get(name) == "refused" for name in TITLES)

    @property
    def is_current(self) -> bool:
        """Return whether it was made by this version on this build of the system."""
        return (self.version, self.system) == (__version__, system_build())

    @classmethod
    def load(cls) -> Self | None:
        """Return what this computer remembers; None where nothing is, or nothing that makes sense."""
        stored = kept(check_file())
        try:
            words = stored["outcomes"]
            outcomes = {name: word for name in TITLES for word in OUTCOMES if words[name] == word}
            return cls(version=str(stored["version"]), system=str(stored["system"]), outcomes=outcomes)
        except (KeyError, TypeError, IndexError):
            return None

    def save(self) -> None:
        """Remember it on this computer.

        Raises:
            DiskProblem: the disk refuses.
        """
        try:
            keep(check_file(), asdict(self))
        except OSError as error:
            raise DiskProblem("The result of the self-check could not be saved.") from error


def check_file() -> Path:
    """Return the file of the last self-check, which exists only once there was one."""
    return settings_file().with_name("self-check.json")


def system_build() -> str:
    """Return what this system calls itself and its build, without the name of the computer."""
    if sys.platform == "win32":
        major, minor, build = (
            sys.getwindowsversion().platform_version
        )  # of the kernel, not what a manifest allows
        return f"Windows {major}.{minor}.{build}"
    about = os.uname()
    return f"{about.sysname} {about.release} {about.machine}"


def run(progress: Progress = silent) -> SelfCheck:
    """Have workers try everything, and remember what came of it.

    Raises:
        Cancelled: by `progress`.
        DiskProblem: the file that they are to try to read cannot be written, or the result not be saved.
    """
    outcomes: dict[str, OutcomeWord] = dict.fromkeys(TITLES, "unknown")
    buffer = ProbeBuffer()
    with _probe_file() as path, closing(_Trier(written_request(buffer.address, path))) as trier:
        for done, attempt in enumerate(WallAttempt):
            progress(done, len(WallAttempt), TITLES[attempt.name.lower()])
            outcomes[attempt.name.lower()] = _WORDS[trier.outcome(attempt)]
    check = SelfCheck(version=__version__, system=system_build(), outcomes=outcomes)
    check.save()
    return check


class _Trier:
    """A worker that tries one thing after another, and another in its place where one ends over it.

    Args:
        request: the payload of each.
    """

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._worker: WorkerProcess | None = None

    def outcome(self, attempt: WallAttempt) -> WallOutcome:
        """Return what came of one attempt."""
        if attempt is WallAttempt.MEMORY and not _has_memory():
            return WallOutcome.UNKNOWN
        head = MessageHead(CheckMessage.TRY, attempt, 0, len(self._request))
        try:
            self._worker = self._worker or WorkerProcess.start(CHECK_WORKER, CHECK_SECONDS)
            answer = self._worker.ask(head, (self._request,), seconds() + CHECK_SECONDS)
            if (answer.kind, answer.first, answer.size_bytes) == (CheckMessage.TRIED, attempt, 0):
                return WallOutcome(answer.second)
        except (OSError, Lost, ProtocolError, ValueError):
            pass
        self.close()
        return WallOutcome.UNKNOWN

    def close(self) -> None:
        """End the worker."""
        worker, self._worker = self._worker, None
        if worker:
            worker.close()


def _has_memory() -> bool:
    """Return whether this computer has that much: else a refusal would say nothing of walls."""
    try:
        take_memory()
    except MemoryError:
        return False
    return True


@contextmanager
def _probe_file() -> Iterator[Path]:
    """Write a file as a person has them, beside the settings: there a confined session may."""
    path = check_file().with_suffix(".probe")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PROBE)
    except OSError as error:
        raise DiskProblem("The file for the self-check could not be written.") from error
    try:
        yield path
    finally:
        for each in (path, written_beside(path)):
            with suppress(OSError):
                each.unlink(missing_ok=True)
