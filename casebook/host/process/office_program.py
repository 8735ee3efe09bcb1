"""Converts an office file to PDF with LibreOffice, which is kept from everything but that one file.

It runs in namespaces of its own: a file system in memory that holds the system's programs, fonts and the one
file, no network, no other process, no socket of the desktop. Its limits end it with all that it started, and
so does the end of whoever asked.

Source: LibreOffice Help, "Starting LibreOffice Software With Parameters" (--convert-to, UserInstallation) and
"Command-Line PDF Export Parameters"; officecfg, Office/Common.xcs (Security/Scripting).
"""

from __future__ import annotations

import os
import stat
import subprocess
from functools import partial
from pathlib import Path

from casebook.base.resources import resource
from casebook.host.ipc.channel import Channel
from casebook.host.process.installed_program import installed
from casebook.host.process.shut_in import FAILED, code_of, forked, in_namespaces
from casebook.host.protocol.program_protocol import (
    CONVERT_SECONDS,
    MAX_OFFICE_BYTES,
    MAX_PDF_BYTES,
    OFFICE_ENDINGS,
    ProgramRefusal,
)
from casebook.host.sandbox.kernel import forbid_dumps, give_up_privileges
from casebook.host.sandbox.landlock import Grant, confine_files
from casebook.host.sandbox.limits import limit_office
from casebook.host.sandbox.places import SYSTEM
from casebook.host.sandbox.private_root import WORK, enter_private_root
from casebook.host.sandbox.seccomp import confine_to_session

_PROGRAM = "soffice"
_OWN_FOLDER = "program"
"""Where its program lies in an installation of its own, beside what it needs."""
_DONE, _UNCONFINED = 0, 124
_ROOT_BYTES = 1 << 30
_PIECE_BYTES = 1 << 20
_MAX_NAME_BYTES = 100
_FILTERS = {
    **dict.fromkeys(("xlsx", "ods", "xls", "sxc"), "calc_pdf_Export"),
    **dict.fromkeys(("pptx", "odp", "ppt", "sxi"), "impress_pdf_Export"),
    **dict.fromkeys(("odg", "sxd"), "draw_pdf_Export"),
}
_OPTIONS = '{"ExportFormFields":{"type":"boolean","value":"false"}}'
"""Fields as they look: a form that can be filled in would not be the document as it was received."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""
_FONTS = f"""<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>\
<dir>/fonts</dir><cachedir>{WORK}/fonts</cachedir></fontconfig>
"""
_SHOWN_FONTS = Path("/fonts")


def office_program() -> Path | None:
    """Return the LibreOffice installed on this computer, or None.

    SECURITY: its folder is shown to it, so it is one of the system's or of an installation of its own.
    """
    found = installed(_PROGRAM)
    program = Path(os.path.realpath(found)) if found else None
    if program is None or program.parent.name == _OWN_FOLDER or _is_of_system(program):
        return program
    return None


def _is_of_system(program: Path) -> bool:
    return any(program.is_relative_to(folder) for folder in SYSTEM)


def convert(line: Channel, ending: str, document: int, pages: int) -> tuple[str, ProgramRefusal | None]:
    """Convert a file.

    Args:
        line: to whoever asked; its closing ends the work.
        ending: one of `OFFICE_ENDINGS`.
        document: the file, read from its beginning.
        pages: takes the PDF.

    Returns:
        What the program calls itself, and why there is no PDF, or None where there is one.

    Raises:
        OSError: the system starts no more processes.
    """
    program = office_program()
    if program is None or ending not in OFFICE_ENDINGS:
        return "", "missing"
    reading, writing = os.pipe()

    def apart() -> int:
        line.close()
        os.close(reading)
        work = partial(_work, program, ending, (document, pages, writing))
        return in_namespaces(work, lambda: _UNCONFINED, own_ipc=True)

    pid = forked(apart)
    os.close(writing)
    code = code_of(pid, line, int(CONVERT_SECONDS * 1000))
    name = os.read(reading, _MAX_NAME_BYTES).decode("ascii", "replace")
    os.close(reading)
    refusals: dict[int | None, ProgramRefusal | None] = {None: "slow", _DONE: None, _UNCONFINED: "unconfined"}
    return name, refusals.get(code, "failed")


def _work(program: Path, ending: str, files: tuple[int, int, int]) -> int:
    document, pages, name = files
    own = [] if _is_of_system(program) else [program.parent.parent]
    try:
        _confine(own)
    except (OSError, ValueError):
        return _UNCONFINED
    file = WORK / f"file.{ending}"
    with file.open("wb") as out:
        _copy(document, out.fileno(), MAX_OFFICE_BYTES)
    os.write(name, _run(program, "--version").partition(b"\n")[0][:_MAX_NAME_BYTES])
    kind = _FILTERS.get(ending, "writer_pdf_Export")
    _run(program, "--convert-to", f"pdf:{kind}:{_OPTIONS}", "--outdir", str(WORK), str(file))
    made = os.open(WORK / "file.pdf", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    is_file = stat.S_ISREG(os.fstat(made).st_mode) and 0 < os.fstat(made).st_size <= MAX_PDF_BYTES
    if is_file:
        _copy(made, pages, MAX_PDF_BYTES)
    return _DONE if is_file else FAILED


def _confine(own: list[Path]) -> None:
    """Leave everything but the system's programs, fonts and `WORK`.

    Raises:
        OSError, ValueError: the system refuses a part of it; nothing is run then.
    """
    fonts = resource("fonts")
    limit_office()
    enter_private_root(
        {**{path: path for path in (*SYSTEM, Path("/etc"), *own)}, fonts: _SHOWN_FONTS}, _ROOT_BYTES
    )
    forbid_dumps()
    give_up_privileges()
    readable = (Path("/etc"), Path("/proc"), _SHOWN_FONTS, Path("/dev/zero"), Path("/dev/urandom"))
    writable = (WORK, Path("/tmp"), Path("/dev/null"))  # noqa: S108 - inside the private root
    grants = [Grant(path, "run") for path in (*SYSTEM, *own)]
    grants += [*map(Grant, readable), *(Grant(path, "write") for path in writable)]
    confine_files(grants, is_alone=True)
    confine_to_session()
    (WORK / "profile" / "user").mkdir(parents=True)
    (WORK / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    (WORK / "fonts.conf").write_text(_FONTS, encoding="utf-8")


def _run(program: Path, *arguments: str) -> bytes:
    """Run LibreOffice; returns what it says. What it made is seen from its files, not from its exit code."""
    done = subprocess.run(  # noqa: S603 - a program of the system by its path, with arguments of ours
        [
            str(program),
            f"-env:UserInstallation=file://{WORK}/profile",
            "--headless",
            "--norestore",
            *arguments,
        ],
        env={
            "HOME": str(WORK),
            "TMPDIR": str(WORK),
            "LC_ALL": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "FONTCONFIG_FILE": str(WORK / "fonts.conf"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.stdout


def _copy(source: int, target: int, most_bytes: int) -> None:
    at = 0
    while at < most_bytes and (piece := os.pread(source, _PIECE_BYTES, at)):
        view = memoryview(piece)
        while view:
            view = view[os.write(target, view) :]
        at += len(piece)
