"""Install Casebook from this folder, without a network: ``python install.py [FOLDER]``.

It needs the Python named in `made-for.json`, nothing else and no rights of an administrator. Everything goes
into one folder, which is all there is to remove. Casebooks are never touched. Every file is compared with its
hash before anything is installed. Options: ``--replace`` puts this version in the place of one that is there.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARK = "casebook-installation.json"
"""In a folder that this script made; no other folder is ever replaced."""


class Stop(Exception):
    """Nothing is installed; the sentence says why and what to do."""


def usual_folder() -> Path:
    """Where programs of one person are on this system."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Programs" / "Casebook"
    if sys.platform == "darwin":
        return Path.home() / "Applications" / "Casebook"
    return Path.home() / ".local" / "opt" / "casebook"


def require_fitting(made_for: dict[str, str]) -> None:
    """Refuse another system or Python than the wheels are for.

    Raises:
        Stop: it is another.
    """
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if here != made_for["python"]:
        raise Stop(
            f"These files are for Python {made_for['python']}, and this is {here}. Start install.py with "
            f"Python {made_for['python']}, or take the archive for {here}."
        )
    system, machine = platform.system(), platform.machine()
    if system != made_for["system"] or machine.casefold() != made_for["machine"].casefold():
        raise Stop(
            f"These files are for {made_for['system']} on {made_for['machine']}, and this is {system} on "
            f"{machine}. Take the archive for it."
        )


def require_free(folder: Path, *, replaces: bool) -> None:
    """Refuse a folder with something else in it.

    Raises:
        Stop: it has.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / MARK).is_file():
        raise Stop(f"There are other files in {folder}. Name an empty or a new folder.")
    if not replaces:
        raise Stop(f"Casebook is installed in {folder} already. Add --replace to put this version there.")


def install(folder: Path, made_for: dict[str, str]) -> None:
    """Make the environment and install into it; what was there before comes back where that fails.

    Raises:
        Stop: it could not be done; nothing of it stays.
    """
    former = folder.with_name(folder.name + ".former")
    if former.exists():
        raise Stop(f"{former} is in the way: an installation was cut short. Move it back or remove it.")
    if folder.exists():
        folder.rename(former)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _run([sys.executable, "-I", "-m", "venv", str(folder)], _NO_VENV)
        ask = [str(_inside(folder, "python")), "-I", "-m", "pip", "install", "--quiet", "--no-input"]
        only = ["--disable-pip-version-check", "--no-index", "--no-deps", "--only-binary=:all:"]
        given = [
            "--find-links",
            str(HERE / "wheels"),
            "--require-hashes",
            "-r",
            str(HERE / "requirements.txt"),
        ]
        _run([*ask, *only, *given], _ALTERED)
        (folder / MARK).write_text(json.dumps(made_for), encoding="utf-8")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if former.exists():
            former.rename(folder)
        raise
    shutil.rmtree(former, ignore_errors=True)


_NO_VENV = (
    "An environment could not be made there. On Debian and Ubuntu install python3-venv; elsewhere check that "
    "the disk has 600 MB free and that you may write there."
)
_ALTERED = (
    "The files could not be installed: one is missing, altered or cut short, or the disk is full. Download "
    "the archive again and verify it as docs/verify.md says."
)


def _inside(folder: Path, name: str) -> Path:
    """A program of the environment."""
    return folder / "Scripts" / f"{name}.exe" if os.name == "nt" else folder / "bin" / name


def _run(command: list[str], problem: str) -> None:
    settings = {name: value for name, value in os.environ.items() if not re.match("PIP_|PYTHON", name)}
    try:
        done = subprocess.run(
            command, env=settings, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        raise Stop(f"{problem} ({error.strerror})") from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no reason was given").splitlines()[-1]
        raise Stop(f"{problem}\n({last})")


def main(arguments: list[str]) -> int:
    """Install and say how to start; 1 where that cannot be."""
    replaces = "--replace" in arguments
    named = [one for one in arguments if one != "--replace"]
    if len(named) > 1 or any(one.startswith("-") for one in named):
        print(__doc__)
        return 2
    folder = Path(named[0]).expanduser().absolute() if named else usual_folder()
    try:
        made_for = json.loads((HERE / "made-for.json").read_text(encoding="utf-8"))
        require_fitting(made_for)
        require_free(folder, replaces=replaces)
        print(f"Installing Casebook {made_for['version']} in {folder} …", flush=True)
        install(folder, made_for)
    except Stop as stop:
        print(stop)
        return 1
    except OSError as error:
        print(f"Nothing was installed: {error.strerror or error}.")
        return 1
    print(f'Start it with: "{_inside(folder, "casebook")}"\nTo remove it, delete that folder.')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
