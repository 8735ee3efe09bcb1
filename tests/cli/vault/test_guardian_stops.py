"""Guardians: wherever a replacement is stopped, the shares that open the casebook are at hand, and listed.

The command line runs in a process of its own, which signals itself at a named call.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from casebook.cli.run import run
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.vault import is_in_header, share_fingerprint

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other signals")

PROGRAM = """
import importlib, json, os, signal, sys
from functools import partial
from casebook.cli.run import run
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.services.vault import vault
for module in ("cli.base.call", "cli.vault.guardian", "crypto.guessing", "base.log"):
    importlib.import_module(f"casebook.{module}")
least = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
vault.calibrated = partial(vault.calibrated, start=least, target_s=0.0)
for one in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(one, signal.SIG_DFL)
def stop(module, name, when, number, kind):
    *owner, last = name.split(".")
    place = importlib.import_module(module)
    for part in owner:
        place = getattr(place, part)
    whole, calls = getattr(place, last), []
    def stopping(*given, **named):
        calls.append(1)
        if (when, str(len(calls))) == ("before", number):
            os.kill(os.getpid(), signal.Signals[kind])
        result = whole(*given, **named)
        if (when, str(len(calls))) == ("after", number):
            os.kill(os.getpid(), signal.Signals[kind])
        return result
    setattr(place, last, stopping)
for line in sys.stdin:
    job = json.loads(line)
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, path in enumerate(job["writes"], start=1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.stdin = open(0, closefd=False)
        os.environ.clear()
        os.environ.update(job["environment"])
        stop(*job["place"])
        sys.exit(run(job["arguments"], lambda _: 0))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Keeps the program loaded and runs each command line it is told of in a process of its own."""

Place = tuple[str, str, str, int]
"""Module, function, whether before or after, and which of its calls."""


class Ended(NamedTuple):
    """How a command line ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


Stopped = Callable[..., Ended]
SET_UP = "casebook.services.vault.guardian"
PLACES = (
    ("casebook.cli.vault.guardian", "put", "before", 1),
    ("casebook.cli.vault.guardian", "put", "after", 2),
    (SET_UP, "_keep", "before", 1),
    (SET_UP, "_keep", "after", 1),
    ("casebook.vault.vault", "store_header", "before", 1),
    ("casebook.vault.vault", "store_header", "after", 1),
    ("casebook.vault.vault", "store_header", "before", 2),
    ("casebook.vault.vault", "store_header", "after", 2),
    (SET_UP, "_keep", "before", 2),
    (SET_UP, "set_up", "after", 1),
    ("casebook.vault.vault", "Vault.lock", "before", 1),
    ("casebook.vault.vault", "Vault.lock", "after", 1),
)


KINDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL")


def _stops() -> Iterator[Any]:
    """Yield each place and signal; every second with the proofs, so that each of both stays in two ways."""
    for at, kind in product(range(len(PLACES)), KINDS):
        marks = () if (at + at // 4 + KINDS.index(kind)) % 2 == 0 else pytest.mark.proof
        words = "-".join(map(str, PLACES[at][1:]))
        yield pytest.param(PLACES[at], kind, marks=marks, id=f"{words}-{kind}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The program, loaded once in a process from which each command line gets its own."""

    process: subprocess.Popen[str]

    def run(self, place: Place, kind: str, arguments: Sequence[object], folder: Path) -> Ended:
        """Run a command line, which signals itself at a place."""
        writes = [folder / "stdout.txt", folder / "stderr.txt"]
        job = {
            "place": [str(part) for part in (*place, kind)],
            "arguments": [str(part) for part in arguments],
            "environment": dict(os.environ),
            "writes": [str(path) for path in writes],
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{json.dumps(job)}\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        return Ended(code, *(path.read_text(encoding="utf-8") for path in writes))


@pytest.fixture(scope="module")
def loaded() -> Iterator[Loaded]:
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Loaded(process)


@pytest.fixture
def office(plain_office: Path) -> Path:
    plain_office.with_name("names.txt").write_text("Ioanna\nMarios\nWenlan\n", encoding="utf-8")
    return plain_office


@pytest.fixture
def former(office: Path) -> NewShares:
    """Return shares of before, which are in use."""
    new = guardian.prepare(("Ioanna", "Marios", "Wenlan"), 2)
    code = office.with_name("code.txt").read_text(encoding="utf-8")
    with open_session(office, code) as session:
        guardian.set_up(session, unlock_method.credential(code), new)
    return new


@pytest.fixture
def stopped_verb(loaded: Loaded, office: Path) -> Stopped:
    """Runs a verb of guardians that signals itself at a place."""

    def stopped(place: Place, kind: str, *arguments: object) -> Ended:
        return loaded.run(place, kind, ["guardian", *arguments], office.parent)

    return stopped


def _making(office: Path) -> tuple[object, ...]:
    """The command line that makes new shares of the named guardians."""
    names = ("--names-file", office.with_name("names.txt"), "--out", office.with_name("new"))
    return "make", office, *names, "--format", "txt"


def _pages(office: Path) -> list[str]:
    files = sorted(office.with_name("new").glob("share-*.txt"))
    return [one.read_text(encoding="utf-8").partition("\n\n")[0] for one in files]


def _listed(office: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["guardian", "list", str(office), "--json"], lambda _: 0) == 0
    return str(json.loads(capsys.readouterr().out)["guardians"]["fingerprint"])


def _fingerprint_in_use(office: Path, former: NewShares, pages: list[str]) -> str:
    """Return that of the one set which opens; there is neither none nor are there two."""
    ours = [former.fingerprint] if is_in_header(office, former.credential) else []
    if len(pages) > 1:
        shared = guardian.credential(pages[:2])
        if is_in_header(office, shared):
            ours.append(share_fingerprint(pages[0]))
    (only,) = ours
    return only


@pytest.mark.parametrize(("place", "kind"), [*_stops()])
def test_one_set_opens_is_listed_and_at_hand_wherever_it_stops(
    office: Path,
    former: NewShares,
    capsys: pytest.CaptureFixture[str],
    place: Place,
    kind: str,
    stopped_verb: Stopped,
) -> None:
    ended = stopped_verb(place, kind, *_making(office))
    if kind == "SIGKILL":
        assert ended.returncode == -signal.SIGKILL
    pages = _pages(office)
    in_use = _fingerprint_in_use(office, former, pages)
    assert _listed(office, capsys) == in_use
    if kind == "SIGKILL":
        return
    if in_use == former.fingerprint:
        assert pages == []
        assert "Nothing was changed" in ended.stderr
    elif ended.returncode:
        assert f"now. Fingerprint {in_use}" in ended.stderr
    else:
        assert in_use in ended.stdout


def test_a_first_set_that_was_killed_is_made_again(
    office: Path, capsys: pytest.CaptureFixture[str], stopped_verb: Stopped
) -> None:
    place = ("casebook.vault.vault", "store_header", "before", 1)
    ended = stopped_verb(place, "SIGKILL", *_making(office))
    assert ended.returncode == -signal.SIGKILL
    assert not is_in_header(office, guardian.credential(_pages(office)[:2]))
    again = ("make", str(office), "--names-file", str(office.with_name("names.txt")), "--out")
    assert run(["guardian", *again, str(office.with_name("new")), "--format", "txt"], lambda _: 0) == 6
    assert "may unlock a casebook" in capsys.readouterr().err
    assert run(["guardian", *again, str(office.with_name("other")), "--format", "txt"], lambda _: 0) == 0
    assert len(list(office.with_name("other").iterdir())) == 3


KEPT = "Stopped. Nothing was changed: it opens as before."


@pytest.mark.usefixtures("former")
@pytest.mark.parametrize("kind", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((SET_UP, "remove", "before", 1), KEPT),
        ((SET_UP, "remove", "after", 1), "Stopped. The guardians were removed: their shares unlock nothing."),
    ],
    ids=["before", "after"],
)
def test_a_removal_that_is_stopped_says_what_holds(
    office: Path, stopped_verb: Stopped, place: Place, words: str, kind: str
) -> None:
    assert words in stopped_verb(place, kind, "remove", office).stderr.splitlines()


@pytest.mark.parametrize("kind", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("casebook.services.vault.unlock_method", "add_passphrase", "before", 1), KEPT),
        (
            ("casebook.services.vault.unlock_method", "add_passphrase", "after", 1),
            "Stopped. The new passphrase unlocks the casebook.",
        ),
    ],
    ids=["before", "after"],
)
def test_a_recovery_that_is_stopped_says_what_holds(
    office: Path, former: NewShares, stopped_verb: Stopped, place: Place, words: str, kind: str
) -> None:
    shares, new = office.with_name("typed.txt"), office.with_name("new.txt")
    shares.write_text("\n".join(former.words[:2]), encoding="utf-8")
    new.write_text("nine herons count the winter bridges", encoding="utf-8")
    given = ("recover", office, "--share-file", shares, "--new-passphrase-file", new)
    assert words in stopped_verb(place, kind, *given).stderr.splitlines()


def test_a_drill_that_is_stopped_says_where_to_look(
    office: Path, former: NewShares, stopped_verb: Stopped
) -> None:
    words = office.with_name("words.txt")
    words.write_text(" ".join(former.words[0].split()[-3:]), encoding="utf-8")
    ended = stopped_verb((SET_UP, "drill", "after", 1), "SIGINT", "drill", office, 1, "--words-file", words)
    assert "`casebook guardian list` shows whether it was recorded." in ended.stderr
