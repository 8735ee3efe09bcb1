"""Run the tests under wine: ``suites.py [SUITE ...]``, run by ``make test-windows``.

Each suite is run by a Python for Windows, and what it passed is compared with what there is on this system.
A suite is a folder of `tests`, one further inside, or a file: ``cli``, ``services/vault``.
Last come journeys at real windows. What cannot be seen under wine is named, with the reason, in
`beyond_wine.txt`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tree_parts import ROOT, Stop
from windows import wine
from windows.python_parts import HERE
from windows.screen import on_screen

SUITES = (
    *("base", "crypto", "domain", "language", "packs", "formats", "store", "vault", "host", "services"),
    *("worker", "cli"),
)
JOURNEYS = (
    "tests/ui/test_first_hour.py",
    "tests/ui/lock/test_windows_events.py",
    "tests/ui/kit/test_screen_capture.py",
)
"""Driven at windows that wine shows on a screen of its own; the first is marked as a proof for its length."""
BESIDE = ("journey", "demo")
"""Beside the suites: these journeys, and the sample built on both systems."""
BEYOND = HERE / "beyond_wine.txt"
LEAST_PERCENT = 90
"""Of all suites' tests on this system, what must pass under wine."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - where vaults are written faster than on a disk
_SUITE_SECONDS = 4 * 3600
"""Services take longest; a busy computer takes twice as long."""
_OPTIONS = (
    *("-X", "utf8", "-u", "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "--tb=short", "-rfE"),
    *("-v", "-o", "faulthandler_timeout=900"),  # the report names the file, and the place that waits for ever
    "--continue-on-collection-errors",  # one file that does not load leaves the others to be run
)


class Outcome(NamedTuple):
    """What became of a suite.

    Attributes:
        passed, failed: how many tests; a file that does not load counts as one failed.
        here: how many there are on this system.
        report: what pytest printed.
    """

    passed: int
    failed: int
    here: int
    report: Path


def left_out(listed: str) -> list[str]:
    """The options that leave out what a list names: a test or a file a line; behind # stands the reason."""
    names = [name for line in listed.splitlines() if (name := line.partition("#")[0].strip())]
    return [f"--deselect={name}" if "::" in name else f"--ignore={name}" for name in names]


def counted(printed: str) -> tuple[int, int]:
    """How many tests passed and failed, from what pytest printed; a run without an end failed once."""
    ends = re.findall(r"^=* ?((?:\d+ \w+(?:, )?)+) in [\d.]+s", printed, re.MULTILINE)
    numbers = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", ends[-1])} if ends else {}
    failed = sum(numbers.get(word, 0) for word in ("failed", "error", "errors"))
    return numbers.get("passed", 0), failed if ends else 1


def count_here(*arguments: str) -> int:
    """How many tests folders or files have on this system, with options for pytest."""
    ask = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    answer = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False)
    return sum(map(int, re.findall(r"^tests/.*: (\d+)$", answer.stdout, re.MULTILINE)))


def run_tests(*paths: str, display: bool = False) -> Outcome:
    """Run the tests of folders or files under wine."""
    report = wine.BUILD / f"{'-'.join(Path(paths[0]).with_suffix('').parts[1:])}.txt"
    marked = ("-m", "") if display else ()
    leaving = left_out(BEYOND.read_text(encoding="utf-8"))
    # Where tests of this system write too, each would remove what the other has open.
    folder = (_MEMORY if _MEMORY.is_dir() else wine.BUILD) / f"casebook-windows-{os.getpid()}"
    within = f"--basetemp={wine.windows_path(folder)}"
    arguments = (*_OPTIONS, within, *leaving, *marked, *paths)
    try:
        wine.python(*arguments, display=display, out=report, timeout_s=_SUITE_SECONDS)
    except subprocess.TimeoutExpired:
        pass  # the report has no end then, which counts as failed
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    passed, failed = counted(report.read_text(encoding="utf-8", errors="replace"))
    return Outcome(passed, failed, count_here(*paths, *marked), report)


def compare_sample() -> bool:
    """Build the filing copy of the sample on both systems; print whether it is the same file."""
    folder = wine.BUILD / "sample"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    here, there = folder / "here", folder / "there"
    build = ["-m", "casebook", "demo"]
    subprocess.run([sys.executable, *build, str(here)], cwd=ROOT, capture_output=True, check=False)
    report = wine.BUILD / "sample.txt"
    wine.python("-X", "utf8", *build, wine.windows_path(there), out=report, timeout_s=_SUITE_SECONDS)
    copies = [path for one in (here, there) if (path := one / "dossier.pdf").is_file()]
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in copies]
    print(f"{'demo':20} SHA-256 of the filing copy here and under wine: {' '.join(sums)}", flush=True)
    return len(sums) == len((here, there)) and len(set(sums)) == 1


def shown(name: str, outcome: Outcome) -> str:
    """What is printed of a suite."""
    verdict = "" if not outcome.failed else f"  see {outcome.report.relative_to(ROOT)}"
    return f"{name:20} {outcome.passed:5} passed, {outcome.failed} failed, of {outcome.here} here{verdict}"


def main(arguments: list[str]) -> int:
    """Run all, or what is named; 1 where a test fails, too few of all passed, or the sample differs."""
    unknown = [name for name in arguments if name not in BESIDE and not (ROOT / "tests" / name).exists()]
    if unknown:
        print(f"There is no suite {min(unknown)}; there are: {', '.join([*SUITES, *BESIDE])}.")
        return 1
    outcomes = []
    is_same = True
    try:
        wine.make_ready()
        for name in arguments or [*SUITES, *BESIDE]:
            if name == "demo":
                is_same = compare_sample()
                continue
            if name == "journey":
                with on_screen():
                    outcome = run_tests(*JOURNEYS, display=True)
            else:
                outcome = run_tests(f"tests/{name}")
            outcomes.append(outcome)
            print(shown(name, outcome), flush=True)
    except Stop as stop:
        print(stop)
        return 1
    passed, failed = sum(one.passed for one in outcomes), sum(one.failed for one in outcomes)
    here = sum(one.here for one in outcomes)
    percent = passed * 100 // max(here, 1)
    print(f"{passed} passed, {failed} failed: {percent} % of {here} tests here")
    has_enough = bool(arguments) or percent >= LEAST_PERCENT  # some suites are for Linux more than others
    return 0 if not failed and has_enough and is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
