"""Sends a PDF to the system's print service without a temporary file.

Source: lp(1) and lpstat(1) of CUPS. Used only by a process that may reach the print service: never a session.
"""

from __future__ import annotations

import errno
import os
import subprocess

from casebook.host.process.installed_program import installed

_LIST, _PRINT = "lpstat", "lp"
_MAX_S = 30
_TITLE = "Casebook"
"""SECURITY: the name of a print job is visible to all users of the printer."""


def printers() -> tuple[str, ...]:
    """Return the printers by name; none if there is no print service or it does not answer."""
    try:
        lines = _run(_LIST, "-e").splitlines()
    except OSError:
        return ()
    return tuple(line for line in lines if line and not line.startswith("-"))


def print_pdf(printer: str, file: int) -> None:
    """Send a document to the print service, which keeps a copy at least until it is printed.

    Args:
        printer: one of `printers`.
        file: descriptor of the PDF, read from its beginning.

    Raises:
        OSError: the print service did not take it; nothing will be printed.
    """
    os.lseek(file, 0, os.SEEK_SET)
    _run(_PRINT, "-d", printer, "-t", _TITLE, "-", file=file)


def _run(name: str, *arguments: str, file: int = subprocess.DEVNULL) -> str:
    program = installed(name)
    if not program:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system by its path, with arguments of ours
            [program, *arguments],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_MAX_S,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
    return done.stdout.decode(errors="replace")
