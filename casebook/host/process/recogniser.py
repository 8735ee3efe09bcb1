"""Runs Tesseract, if installed, on an image in memory, without temporary files.

Source: tesseract(1): `stdin` and `stdout` as file names, and the `tsv` output with a box and a confidence for
each word. Its `pdf` output would write to the temporary folder, which is why it is not used.
"""

from __future__ import annotations

import subprocess
from functools import cache

from casebook.base.errors import Refused
from casebook.host.process.installed_program import NO_CONSOLE, environment, installed

_PROGRAM = "tesseract"
_MAX_S = 120
_QUIET = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
MISSING = Refused(
    "Text recognition is not installed on this computer.",
    field="tesseract",
    remedy="Install tesseract with the languages you need (Debian: tesseract-ocr, tesseract-ocr-chi-sim).",
)


@cache
def program() -> str:
    """Return the path of tesseract, or "" if not installed."""
    return installed(_PROGRAM)


@cache
def engine() -> str:
    """Return name and version, or ""."""
    return _run(["--version"]).decode(errors="replace").splitlines()[0] if program() else ""


@cache
def languages() -> tuple[str, ...]:
    """Return the installed languages by tesseract's names."""
    if not program():
        return ()
    lines = _run(["--list-langs"]).decode(errors="replace").splitlines()
    return tuple(line.strip() for line in lines[1:] if line.strip() and line.strip() != "osd")


def recognise(picture: bytes, language_codes: tuple[str, ...], dpi: int) -> str:
    """Return the words on an image.

    Args:
        picture: PNG bytes.
        language_codes: languages, of those installed.
        dpi: of the picture.

    Returns:
        Tesseract's table: tab-separated, one line a word.

    Raises:
        Refused: it is not installed, fails, or takes longer than two minutes.
    """
    if not program():
        raise MISSING
    return _run(
        ["stdin", "stdout", "-l", "+".join(language_codes), "--dpi", str(dpi), "tsv"], picture
    ).decode(errors="replace")


def _run(arguments: list[str], picture: bytes = b"") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system by its path, with arguments of ours
            [program(), *arguments],
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_MAX_S,
            check=True,
            env=environment(_QUIET),
            cwd="/",
            creationflags=NO_CONSOLE,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused(
            "Text recognition failed on one page.",
            field="tesseract",
            remedy="Check that tesseract and its language data are installed correctly, then try again.",
        ) from error
    return done.stdout
