"""Where the program's own files, the system's and its fonts are: what a confined process may still read."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from casebook.base.resources import resource
from casebook.host.landlock import Grant

_SYSTEM_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts", "/run/host/fonts")
_SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store")
_SYSTEM_SETTINGS = (
    "/etc",
    "/var/cache/fontconfig",
    "/var/lib/dbus/machine-id",
    "/proc",
    "/sys/devices",
    "/sys/dev",
    "/sys/bus",
    "/sys/class",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
)
_DEVICES = ("/dev/null", "/dev/dri")
_OWN_READ = (".Xauthority", ".config/fontconfig", ".fonts", ".local/share/fonts", ".icons")


def font_folders() -> list[Path]:
    """The fonts that ship with the program first, then those of the system.

    Raises:
        NotFound: the installation is incomplete.
    """
    return [resource("fonts"), *(path for path in map(Path, _SYSTEM_FONTS) if path.is_dir())]


def program_grants() -> list[Grant]:
    """The program, its Python, its libraries and the system's: to be read and run, never written."""
    paths = sysconfig.get_paths()
    own = {sys.base_prefix, sys.prefix, paths["stdlib"], paths["purelib"], paths["platlib"]}
    package = Path(__file__).resolve().parent.parent
    own |= {str(resource()), str(package), sys.executable}
    to_run = [Grant(Path(place), "run") for place in (*sorted(own), *_SYSTEM)]
    return [Grant(package.parent, "list"), *to_run]  # Python finds the package by listing where it lies


def session_grants(vault: Path, settings_file: Path, others: Iterable[Path] = ()) -> list[Grant]:
    """All a session may touch: its vault and settings to write, program and system to read.

    Args:
        vault: the vault's folder.
        settings_file: its folder must exist already, or settings are not kept.
        others: further folders to write, such as that of the backups.
    """
    home = Path.home()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "fontconfig"
    writable = [vault, settings_file.parent, cache, *map(Path, _DEVICES), *others]
    readable = [*map(Path, _SYSTEM_SETTINGS), *(home / name for name in _OWN_READ)]
    if authority := os.environ.get("XAUTHORITY"):
        readable.append(Path(authority))
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        readable.append(Path(runtime))
    return [
        *program_grants(),
        *(Grant(path) for path in readable),
        *(Grant(path, "write") for path in writable),
    ]
