"""A CPython for Macs with Apple's processors, put together on Linux.

A release takes an archive of python-build-standalone, whose SHA-256 its maintainers publish. Without one it
is made from pinned parts: the library and modules that the wheel of panda3d carries, and the standard library
of the Python that runs this.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from macos.mach_o import is_mach_o, sliced
from tree_parts import EXTENSIONS_LEFT_OUT, ROOT, STDLIB_LEFT_OUT, Stop, remove
from windows import wheels

HERE = Path(__file__).resolve().parent
LOCKS = ROOT / "packaging" / "locks"
LIBRARY = "libpython3.11.dylib"
_CARRIED = "deploy_libs/"
_OLDEST = "aarch64-macos.11.0"
"""The target of the program: Apple's processors began with macOS 11."""
_LIBRARIES_LEFT_OUT = ("libssl.*", "libncursesw.*", "libpanelw.*", "libtcl*", "libtk*")


class Standalone(NamedTuple):
    """An archive of python-build-standalone: ``cpython-3.11.*-aarch64-apple-darwin-install_only.tar.gz``.

    Attributes:
        path: of the file.
        sha256: what its digest must be, in hexadecimal.
    """

    path: Path
    sha256: str


def make_python(target: Path, downloads: Path, standalone: Standalone | None) -> None:
    """Make a folder with `lib`, which holds the library of Python and its modules, without a program.

    Args:
        target: the folder, which is not there yet.
        downloads: keeps what is fetched.
        standalone: where Python comes from; None for the pinned parts.

    Raises:
        Stop: a part is missing or is not what its hash says.
    """
    modules = target / "lib" / "python3.11"
    if standalone:
        _unpack(target, standalone)
    else:
        _take_pinned(modules, downloads)
    if not (target / "lib" / LIBRARY).is_file():
        raise Stop(f"It holds no {LIBRARY}: it is for another version of Python, or for another system.")
    remove(target / "lib", *_LIBRARIES_LEFT_OUT)
    remove(modules, *STDLIB_LEFT_OUT, "config-*", "**/__pycache__")
    remove(modules / "lib-dynload", *(f"{name}.*so" for name in EXTENSIONS_LEFT_OUT), *_LIBRARIES_LEFT_OUT)


def compile_program(out: Path, downloads: Path) -> None:
    """Compile the program of the bundle; Zig has what that takes, and signs it for this computer alone."""
    zig = downloads / "zig"
    if not (zig / "ziglang" / "zig").is_file():
        with zipfile.ZipFile(wheels.fetch(LOCKS / "macos.txt", zig, "")) as wheel:
            wheel.extractall(zig)  # noqa: S202 - a wheel whose hash is in the lock
        (zig / "ziglang" / "zig").chmod(0o755)
    out.parent.mkdir(parents=True, exist_ok=True)
    caches = {name: str(downloads / "zig-cache") for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR")}
    flags = ("-Os", "-s", "-Wall", "-Werror", "-target", _OLDEST, "-o", str(out))
    command = [str(zig / "ziglang" / "zig"), "cc", *flags, str(HERE / "program.c")]
    subprocess.run(command, check=True, env={**caches, "PATH": "/usr/bin:/bin"}, cwd=HERE)


def thin(tree: Path) -> None:
    """Leave of each program and library the part for Apple's processors.

    Raises:
        Stop: one has none.
    """
    for path in sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()):
        if is_mach_o(path):
            data = path.read_bytes()
            try:
                part = sliced(data)
            except ValueError as error:
                raise Stop(f"{path.relative_to(tree)}: {error}") from error
            if part is not data:
                path.write_bytes(part)


def _unpack(target: Path, standalone: Standalone) -> None:
    if hashlib.sha256(standalone.path.read_bytes()).hexdigest() != standalone.sha256.lower():
        raise Stop(f"{standalone.path.name} has another SHA-256 than was given; it is not used.")
    with tarfile.open(standalone.path) as archive:
        for member in archive:
            inside = PurePosixPath(member.name)
            if inside.parts[:2] == ("python", "lib") and (member.isfile() or member.isdir()):
                archive.extract(member, target.parent, filter="data")
    unpacked = target.parent / "python"
    if unpacked != target and unpacked.is_dir():
        unpacked.rename(target)


def _take_pinned(modules: Path, downloads: Path) -> None:
    if sys.version_info[:2] != (3, 11):
        raise Stop("The parts for macOS are of Python 3.11; make .venv with it: make PYTHON=python3.11 ...")
    library = Path(sys.base_prefix) / "lib" / "python3.11"
    left_out = ("__pycache__", "site-packages", "lib-dynload", "test", "config-*", "_sysconfigdata_*")
    shutil.copytree(library, modules, ignore=shutil.ignore_patterns(*left_out))
    (modules / "lib-dynload").mkdir()
    wheel = wheels.fetch(LOCKS / "windows.txt", downloads / "macos", "macosx_11_0_universal2")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(_CARRIED):
                _place(modules, name.removeprefix(_CARRIED), archive.read(name))


def _place(modules: Path, name: str, data: bytes) -> None:
    if name == LIBRARY:
        place = modules.parent
    elif name.endswith(".py"):
        place = modules
    else:
        place = modules / "lib-dynload"  # with the libraries that modules look for beside themselves
    (place / name).write_bytes(data)
