"""Feeds what reads foreign bytes with changed ones: `python -m tests.fuzz [TARGET ...]`.

Each target runs in a process of its own, in which atheris (libFuzzer) looks for bytes that reach new code. It
begins with the kept corpus and keeps what it learns in ``build/fuzz``, with the bytes of any finding.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).resolve().parent / "corpus"
LEARNED = ROOT / "build" / "fuzz"
SECONDS_IN_ALL = 600
MEMORY_MIB = 2048
ONE_INPUT_SECONDS = 20
NAMES = sorted(path.name for path in KEPT.iterdir())
INSTRUMENTED = ["casebook", "tomllib"]


def main() -> int:
    """Fuzz the targets named, or all; 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("targets", nargs="*", choices=[*NAMES, []], metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, help="for each target; else ten minutes for all together")
    parser.add_argument("--inputs", type=int, default=-1, help="for each target, at most; else as many as go")
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    names = arguments.targets or NAMES
    seconds = arguments.seconds or max(1, SECONDS_IN_ALL // len(names))
    if arguments.in_this_process:
        fuzz(names[0], seconds, arguments.inputs)
    failed = [name for name in names if not passes(name, seconds, arguments.inputs)]
    for name in failed:
        print(f"{name}: FOUND, see build/fuzz/{name}; the bytes belong into tests/fuzz/corpus/{name}")
    return 1 if failed else 0


def passes(name: str, seconds: int, inputs: int) -> bool:
    """Fuzz one target in a process of its own and report; False where something was found."""
    (LEARNED / name / "corpus").mkdir(parents=True, exist_ok=True)
    bounds = ["--seconds", str(seconds), "--inputs", str(inputs)]
    command = [sys.executable, "-m", "tests.fuzz", name, *bounds, "--in-this-process"]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    (LEARNED / name / "log").write_text(done.stderr, encoding="utf-8")
    lines = done.stderr.splitlines()
    runs = next((line.split()[1] for line in lines if line.startswith("stat::number_of_executed_units")), "")
    if done.returncode:
        print(done.stderr[-3000:], file=sys.stderr)
    print(
        f"{name}: {runs or '?'} inputs in {seconds} s, {'FOUND' if done.returncode else 'nothing found'}",
        flush=True,
    )
    return not done.returncode


def fuzz(name: str, seconds: int, inputs: int) -> None:
    """Hand this process over to libFuzzer, which ends it."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    options = [
        f"-max_total_time={seconds}",
        f"-runs={inputs}",
        f"-max_len={target.max_bytes}",
        f"-rss_limit_mb={MEMORY_MIB}",
        f"-timeout={ONE_INPUT_SECONDS}",
        f"-artifact_prefix={LEARNED / name}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(LEARNED / name / "corpus"), str(KEPT / name)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
