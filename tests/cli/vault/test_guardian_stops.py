"""Guardians: wherever a replacement is stopped, the shares that open the casebook are at hand, and listed.

The command line runs in a process of its own, which signals itself at a named call.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.cli.run import run
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.vault import is_in_header, share_fingerprint

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other signals")

PROGRAM = """
import importlib, os, signal, sys
module, name, when, number, kind = sys.argv[1:6]
for one in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(one, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
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
from casebook.cli.run import run
sys.exit(run(sys.argv[6:], lambda _: 0))
"""
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


def _stopped(office: Path, place: tuple[str, str, str, int], kind: str) -> subprocess.CompletedProcess[str]:
    names = ("--names-file", office.with_name("names.txt"), "--out", office.with_name("new"))
    return _stopped_verb(place, kind, "make", office, *names, "--format", "txt")


def _stopped_verb(
    place: tuple[str, str, str, int], kind: str, *arguments: object
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *map(str, place), kind, "guardian", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


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


@pytest.mark.parametrize("kind", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: "-".join(map(str, place[1:])))
def test_one_set_opens_is_listed_and_at_hand_wherever_it_stops(
    office: Path,
    former: NewShares,
    capsys: pytest.CaptureFixture[str],
    place: tuple[str, str, str, int],
    kind: str,
) -> None:
    ended = _stopped(office, place, kind)
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


def test_a_first_set_that_was_killed_is_made_again(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = _stopped(office, ("casebook.vault.vault", "store_header", "before", 1), "SIGKILL")
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
    office: Path, place: tuple[str, str, str, int], words: str, kind: str
) -> None:
    assert words in _stopped_verb(place, kind, "remove", office).stderr.splitlines()


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
    office: Path, former: NewShares, place: tuple[str, str, str, int], words: str, kind: str
) -> None:
    shares, new = office.with_name("typed.txt"), office.with_name("new.txt")
    shares.write_text("\n".join(former.words[:2]), encoding="utf-8")
    new.write_text("nine herons count the winter bridges", encoding="utf-8")
    given = ("recover", office, "--share-file", shares, "--new-passphrase-file", new)
    assert words in _stopped_verb(place, kind, *given).stderr.splitlines()


def test_a_drill_that_is_stopped_says_where_to_look(office: Path, former: NewShares) -> None:
    words = office.with_name("words.txt")
    words.write_text(" ".join(former.words[0].split()[-3:]), encoding="utf-8")
    ended = _stopped_verb((SET_UP, "drill", "after", 1), "SIGINT", "drill", office, 1, "--words-file", words)
    assert "`casebook guardian list` shows whether it was recorded." in ended.stderr
