"""How long the command line takes, as whole processes started from a shell."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from casebook.base.progress import silent
from casebook.cli.base.verb import Verb
from casebook.cli.verbs import VERBS
from casebook.crypto.kdf import FLOOR_COST, SALT_BYTES, passphrase_key
from casebook.services.case import case
from casebook.services.vault import vault
from tests.bench.ratio import Ratio, scratch, timed

PROGRAM = str(Path(sys.executable).parent / "casebook")
NOTHING = [sys.executable, "-I", "-c", "pass"]
PHRASE = "seven invented words stand here for tests"
SLOWEST = 5
ROUNDS = 15

BARE = """
import sys
import sqlalchemy
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1])
connection.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
connection.execute("SELECT count(*) FROM case_file").fetchone()
"""
"""A bare opening with the library that every verb on a vault uses."""


def measure() -> list[Ratio]:
    """The help of every verb and of every group, a header read, and a list of cases."""
    with scratch("verbs") as folder:
        path, phrase = folder / "measured.casebook", folder / "phrase.txt"
        phrase.write_text(PHRASE)
        session, _ = vault.create(path, PHRASE, cost=FLOOR_COST, progress=silent)
        with session:
            case.open_case(session, reference="R-1", title="", jurisdiction="CY")
            raw_key = session.vault.database_key
        info = [PROGRAM, "vault", "info", str(path)]
        listing = [PROGRAM, "case", "list", str(path), "--passphrase-file", str(phrase)]
        return [
            _slowest_help(),
            timed("casebook vault info", 15.0, ROUNDS, lambda: _run(info), lambda: _run(NOTHING)),
            _beside_the_key("casebook case list", listing, path / "case.db", raw_key),
        ]


def _slowest_help() -> Ratio:
    """Every help once, and those that took longest again: the longest of their medians."""
    lines = [[entry.name] for entry in VERBS]
    lines += [[group.name, one.name] for group in VERBS if not isinstance(group, Verb) for one in group.verbs]
    _run([PROGRAM, "--help"])
    first = {" ".join(line): _ms([PROGRAM, *line, "--help"]) for line in lines}
    slowest = sorted(first, key=lambda name: first[name])[-SLOWEST:]
    found = [(name, _help(name)) for name in slowest]
    worst, ratio = max(found, key=lambda pair: pair[1].value)
    usual_ms = statistics.median(first.values())
    detail = f"{worst}: {ratio.detail}; of {len(lines)} helps that usually take {usual_ms:.1f} ms"
    return replace(ratio, detail=detail)


def _help(name: str) -> Ratio:
    command = [PROGRAM, *name.split(), "--help"]
    return timed("the slowest help of a verb", 8.0, ROUNDS, lambda: _run(command), lambda: _run(NOTHING))


def _beside_the_key(name: str, command: list[str], database: Path, raw_key: bytes) -> Ratio:
    """What a verb takes more than its key derivation, over a bare opening of the database."""
    bare = [sys.executable, "-c", BARE, str(database), raw_key.hex()]
    times = [(_ms(command), _derivation_ms(), _ms(bare)) for _ in range(ROUNDS + 1)]
    compiled = times[1:]
    ours_ms, key_ms, floor_ms = (statistics.median(column) for column in zip(*compiled, strict=True))
    detail = f"{ours_ms:.0f} ms less {key_ms:.0f} ms for the key, against {floor_ms:.0f} ms, {ROUNDS} runs"
    return Ratio(name, max(ours_ms - key_ms, 0) / floor_ms, 1.5, detail)


def _derivation_ms() -> float:
    began = time.perf_counter()
    passphrase_key(PHRASE.encode(), bytes(SALT_BYTES), FLOOR_COST)
    return (time.perf_counter() - began) * 1000


def _ms(command: list[str]) -> float:
    began = time.perf_counter()
    _run(command)
    return (time.perf_counter() - began) * 1000


def _run(command: list[str]) -> None:
    """As an installed program starts: compiled, which the first, unmeasured run sees to."""
    environment = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
