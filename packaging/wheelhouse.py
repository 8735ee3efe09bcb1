"""Pack an installation without a network: ``wheelhouse.py [SYSTEM] [PYTHON]``, run by ``make wheelhouse``.

The archive holds every wheel of the run lock for one system and one Python, the wheel of the program, their
hashes, and `install.py`, which puts them into an environment of their own. It serves where no installer is
made, and where an office installs from a shared folder.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from catalogues import compile_stale
from program_tree import epoch
from tree_parts import LOCK, ROOT, Stop, program_wheel

from casebook import __version__

BUILD = ROOT / "build" / "wheelhouse"
INSTALLER = ROOT / "packaging" / "offline" / "install.py"
PYTHONS = ("3.11", "3.12", "3.13")
_GLIBCS = (39, 38, 37, 36, 35, 34, 31, 28, 27, 24, 17, 12, 5)


def _manylinux(machine: str, newest: int) -> tuple[str, ...]:
    """The platform tags that a Linux with this C library takes, newest first."""
    tags = (f"manylinux_2_{minor}_{machine}" for minor in _GLIBCS if minor <= newest)
    return (*tags, f"manylinux2014_{machine}")


class System(NamedTuple):
    """A system that an archive is for.

    Attributes:
        uv: what uv calls it.
        name, machine: `platform.system()` and `platform.machine()` there.
        tags: of the wheels it takes.
    """

    uv: str
    name: str
    machine: str
    tags: tuple[str, ...]


SYSTEMS: Mapping[str, System] = {
    "windows-x86_64": System("windows", "Windows", "AMD64", ("win_amd64",)),
    "macos-arm64": System("aarch64-apple-darwin", "Darwin", "arm64", ("macosx_15_0_arm64",)),
    "linux-x86_64": System("x86_64-manylinux_2_34", "Linux", "x86_64", _manylinux("x86_64", 34)),
    "linux-aarch64": System("aarch64-manylinux_2_39", "Linux", "aarch64", _manylinux("aarch64", 39)),
}
"""Windows on ARM runs the first, emulated; Intel Macs lack wheels of several packages of the lock."""


def pack(system: str, python: str, out: Path, seconds: int) -> None:
    """Write the archive of one system and Python.

    Args:
        system: one of `SYSTEMS`.
        python: one of `PYTHONS`.
        out: the archive.
        seconds: the time its files bear, since 1970.

    Raises:
        Stop: a package has no wheel for it.
    """
    folder = BUILD / f"{system}-{python}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    compile_stale(ROOT / "resources" / "translations")
    resolved = _resolved(folder / "resolved.txt", system, python)
    _download(resolved, folder / "wheels", system, python)
    own = program_wheel()
    shutil.copy(own, folder / "wheels")
    digest = hashlib.sha256(own.read_bytes()).hexdigest()
    pinned = resolved.read_text(encoding="utf-8") + f"casebook=={__version__} --hash=sha256:{digest}\n"
    target = SYSTEMS[system]
    made_for = {
        "version": __version__,
        "system": target.name,
        "machine": target.machine,
        "python": python,
    }
    files: dict[str, bytes] = {
        "install.py": INSTALLER.read_bytes(),
        "requirements.txt": pinned.encode(),
        "made-for.json": (json.dumps(made_for, indent=1) + "\n").encode(),
    }
    files |= {f"wheels/{path.name}": path.read_bytes() for path in (folder / "wheels").iterdir()}
    write_zip(out, f"casebook-{__version__}-{system}-python{python}", files, seconds)


def write_zip(out: Path, folder: str, files: Mapping[str, bytes], seconds: int) -> None:
    """Write an archive that is the same wherever it is built: files in order, all with one time and rights.

    Wheels are compressed already, so nothing is compressed again.
    """
    out.parent.mkdir(exist_ok=True)
    stamp = time.gmtime(seconds)[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", stamp)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[name])


def _resolved(out: Path, system: str, python: str) -> Path:
    """Write what of the lock this system takes, without conditions."""
    ask = [str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--no-deps", "--no-header"]
    where = ["--python-platform", SYSTEMS[system].uv, "--python-version", python]
    given = ["--no-annotate", "--generate-hashes", str(LOCK), "--output-file", str(out)]
    _run([*ask, *where, *given], f"The lock has no packages for {system} with Python {python}")
    return out


def _download(resolved: Path, into: Path, system: str, python: str) -> None:
    tags = [option for tag in SYSTEMS[system].tags for option in ("--platform", tag)]
    abis = [option for abi in (f"cp{python.replace('.', '')}", "abi3", "none") for option in ("--abi", abi)]
    ask = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    only = ["--require-hashes", "--only-binary=:all:", "--python-version", python, "--implementation", "cp"]
    _run(
        [*ask, *only, *tags, *abis, "--requirement", str(resolved), "--dest", str(into)],
        f"A package of the lock has no wheel for {system} with Python {python}",
    )


def _run(command: list[str], problem: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{problem}: {(done.stderr.strip() or done.stdout.strip()).splitlines()[-1]}")


def main(arguments: list[str]) -> int:
    """Pack for the systems and the Python named, all systems and 3.12 by default; 1 where one cannot be."""
    python = next((one for one in arguments if one in PYTHONS), "3.12")
    named = [one for one in arguments if one in SYSTEMS] or [*SYSTEMS]
    if unknown := [one for one in arguments if one not in PYTHONS and one not in SYSTEMS]:
        print(f"{unknown[0]} is neither a Python ({', '.join(PYTHONS)}) nor a system ({', '.join(SYSTEMS)}).")
        return 1
    try:
        seconds = epoch()
        for system in named:
            out = ROOT / "dist" / f"casebook-{__version__}-{system}-python{python}.zip"
            pack(system, python, out, seconds)
            print(f"{out.name}: {out.stat().st_size / 1e6:.0f} MB")
    except Stop as stop:
        print(stop)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
