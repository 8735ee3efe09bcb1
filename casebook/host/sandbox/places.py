"""The folders a confined process may still read: the program, the system and fonts."""

from __future__ import annotations

import os
import stat
import sys
import sysconfig
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import casebook
from casebook.base.resources import resource
from casebook.host.disk.mount_point import is_unmounted
from casebook.host.sandbox.landlock import Grant

_SYSTEM_FONTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts",
    "/run/host/fonts",
    "/System/Library/Fonts",  # of macOS, as is the next
    "/Library/Fonts",
)
SYSTEM = tuple(map(Path, ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store")))
"""Where programs of the system lie."""
SYSTEM_SETTINGS = (
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
_SYSTEM_DICTIONARIES = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
)
_OFFICE_DICTIONARIES = ("/usr/lib/libreoffice", "/usr/lib64/libreoffice")
_DEVICES = ("/dev/null", "/dev/dri")
_REACH, _SHARE_REACH, _TRAVEL_REACH, _MAX_REACH_BYTES = "reach", "reach-share", "reach-travel", 4096
_AND = "+"
_SUFFIX, _MAGIC, _HEADERS = ".casebook", b"CASEBOOK", ("header", "header.bak")
_UUID_AT, _UUID_BYTES = 12, 16
"""Where the UUID of a vault stands in its header (docs/vault-format.md)."""
_BACKUPS = f"{_SUFFIX}-backups"
_SHARE = f"{_SUFFIX}-share"
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_OWN_READ = (".Xauthority", ".config/fontconfig", ".fonts", ".local/share/fonts", ".icons")


def font_folders() -> list[Path]:
    """Return the supplied font folders first, then those of the system.

    Raises:
        NotFound: the installation is incomplete.
    """
    return [resource("fonts"), *(path for path in map(Path, _SYSTEM_FONTS) if path.is_dir())]


def own_dictionary_folder() -> Path:
    """Return the folder in which a person may put spelling dictionaries."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "hunspell"


def dictionary_folders() -> list[Path]:
    """Return the folders with spelling dictionaries: a person's own, the system's, those of LibreOffice.

    Source: Hunspell 1.7, hunspell(1), DICPATH and the default folders; LibreOffice, share/extensions.
    """
    own = [own_dictionary_folder(), Path.home() / ".config" / "enchant" / "hunspell"]
    offices = (Path(place) / "share" / "extensions" for place in _OFFICE_DICTIONARIES)
    extensions = (folder for office in offices for folder in sorted(office.glob("dict-*")))
    return [*own, *map(Path, _SYSTEM_DICTIONARIES), *extensions]


def program_grants() -> list[Grant]:
    """Return the program, its Python, its libraries and the system's: read and execute only."""
    own = {Path(sys.base_prefix), Path(sys.prefix), Path(sys.executable), *program_code()}
    package = Path(casebook.__file__).resolve().parent
    to_run = [Grant(place, "run") for place in (*sorted(own), *SYSTEM)]
    return [Grant(package.parent, "list"), *to_run]  # Python finds the package by listing where it lies


def program_code() -> list[Path]:
    """Return the folders of the program's modules, of its libraries and of its data."""
    paths = sysconfig.get_paths()
    own = {Path(paths[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return sorted(own | {resource(), Path(casebook.__file__).resolve().parent})


def session_grants(vault: Path, settings_file: Path) -> list[Grant]:
    """Return what a session may access: vault, backups, shared folder, settings for writing; more to read.

    What is to be written must exist already to stay within reach. Where the path leads to no casebook, it and
    what lies around it stay out of reach.

    Args:
        vault: the vault's folder.
        settings_file: only its folder matters.
    """
    own = []
    if is_casebook(vault):
        own = [vault, *backup_folders(vault), *share_folders(vault), *travel_folders(vault)]
    home = Path.home()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "fontconfig"
    writable = [settings_file.parent, cache, *map(Path, _DEVICES), *own]
    readable = [*map(Path, SYSTEM_SETTINGS), *(home / name for name in _OWN_READ)]
    readable += dictionary_folders()
    if authority := os.environ.get("XAUTHORITY"):
        readable.append(Path(authority))
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        # SECURITY: the one socket of the window system, not what other programs keep beside it.
        readable.append(Path(runtime) / os.environ.get("WAYLAND_DISPLAY", "wayland-0"))
    return [
        *program_grants(),
        *(Grant(path) for path in readable),
        *(Grant(path, "write") for path in writable),
    ]


def is_casebook(path: Path) -> bool:
    """Return whether a path is a casebook folder, by its name or the start of its header.

    SECURITY: a session names the folder that the next one may write in. What holds a person's home, or is
    some other folder, is never given away so, whatever it is called or links to.
    """
    folder = Path(os.path.realpath(path))
    if Path(os.path.realpath(Path.home())).is_relative_to(folder):
        return False
    return folder.suffix == _SUFFIX or any(_is_header(folder / name) for name in _HEADERS)


def _is_header(path: Path) -> bool:
    return _start_of(path, len(_MAGIC)) == _MAGIC


def _start_of(path: Path, count: int) -> bytes:
    """Return the first bytes of a file; none where it cannot be read or is no plain file."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _CAREFULLY), "rb") as file:
            return file.read(count) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError:
        return b""


def is_out_of_reach(folder: Path) -> bool:
    """Return whether a folder is there and the walls of this session keep it out; one that is gone is not.

    SECURITY: a session is confined to what was noted when it began. A folder that was chosen, or a stick that
    was plugged in, since then is within reach of the next one.
    """
    try:
        os.scandir(folder).close()
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def noted_reach(vault: Path) -> Path | None:
    """Return the backup folder chosen for a vault, noted beside its header, or None.

    SECURITY: it is read before any key exists and proves nothing: whoever sends a vault may have written it.
    It only widens what a session can reach, by one folder inside the one it names (`_backup_folders`). Where
    backups go is said by a setting inside the vault.
    """
    return _noted(vault / _REACH)


def noted_share(vault: Path) -> Path | None:
    """Return the shared folder chosen for a vault, noted beside its header, or None.

    SECURITY: as `noted_reach`, it proves nothing, and puts one folder of sealed files within reach at most.
    """
    return _noted(vault / _SHARE_REACH)


def reach_notes(vault: Path | None) -> tuple[bytes, ...]:
    """Return what is noted beside a vault for its next session: one confined before it changed lacks it."""
    if vault is None:
        return ()
    return tuple(_start_of(vault / note, _MAX_REACH_BYTES) for note in (_REACH, _SHARE_REACH, _TRAVEL_REACH))


def _noted(note: Path) -> Path | None:
    try:
        with os.fdopen(os.open(note, os.O_RDONLY | _CAREFULLY), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            noted = file.read(_MAX_REACH_BYTES + 1)
    except OSError:
        return None
    is_path = noted.startswith(b"/") and b"\0" not in noted and len(noted) <= _MAX_REACH_BYTES
    return Path(os.fsdecode(noted)) if is_path else None


def share_folders(vault: Path) -> list[Path]:
    """Return the shared folder that a session on a vault may write in, if one is noted and there.

    SECURITY: one that is a link to something else is left out. What is in it is sealed, and any carrier may
    be hostile anyhow: a forged note gives away nothing but what others laid in such a folder.
    """
    folder = noted_share(vault)
    is_share = folder and os.path.realpath(folder).endswith(_SHARE) and folder.is_dir()
    return [folder] if folder and is_share else []


def travel_folders(vault: Path) -> list[Path]:
    """Return the casebook that came home to a vault, if one is noted and there, and its backups.

    SECURITY: the note may be forged by whoever sent the vault, and another casebook of this person is not to
    be within reach. So it says the UUIDs it may have, and nobody knows one who never had that casebook.
    """
    noted = _noted(vault / _TRAVEL_REACH)
    if noted is None:
        return []
    folder, vault_ids = noted.parent, noted.name.split(_AND)
    starts = (_start_of(folder / name, _UUID_AT + _UUID_BYTES) for name in _HEADERS)
    if not is_casebook(folder) or not any(start[_UUID_AT:].hex() in vault_ids for start in starts if start):
        return []
    return [folder, *(one for one in _backup_folders(folder, folder.parent) if one.is_dir())]


def backup_folders(vault: Path) -> list[Path]:
    """Return the backup folders that a session on a vault may write in; one may not exist yet."""
    return _backup_folders(vault, vault.absolute().parent, noted_reach(vault))


def _backup_folders(vault: Path, *around: Path | None) -> list[Path]:
    """Return the backup folders of a vault: the one next to it, and the chosen one, if any.

    SECURITY: one that is a link to something else than a folder of backups is left out. It may have come with
    the vault, and lead to all that a person has.
    """
    name = f"{vault.name.removesuffix(_SUFFIX)}{_BACKUPS}"
    folders = [folder / name for folder in around if folder]
    return [folder for folder in folders if os.path.realpath(folder).endswith(_BACKUPS)]


def note_reach(vault: Path, folder: Path | None) -> None:
    """Save the backup folder, so that the next session can access it.

    Raises:
        OSError: the disk refuses.
    """
    _note(vault / _REACH, folder)


def note_share(vault: Path, folder: Path | None) -> None:
    """Save the shared folder, so that the next session can access it.

    Raises:
        OSError: the disk refuses.
    """
    _note(vault / _SHARE_REACH, folder)


def note_travel(vault: Path, folder: Path | None, vault_ids: Iterable[UUID] = ()) -> None:
    """Save the folder of a casebook that travelled, so that the next session can access it.

    Args:
        vault: the one it came home to.
        folder: of the one that travelled, which this session cannot look into; or None.
        vault_ids: those that it may have.

    Raises:
        OSError: the disk refuses.
    """
    named = folder.absolute() / _AND.join(one.hex for one in vault_ids) if folder else None
    _note(vault / _TRAVEL_REACH, named)


def _note(note: Path, folder: Path | None) -> None:
    note.unlink(missing_ok=True)
    if folder is not None:
        how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CAREFULLY
        with os.fdopen(os.open(note, how, 0o600), "wb") as file:
            file.write(os.fsencode(folder.absolute()))


def tidy_travel(vault: Path) -> None:
    """Remove the empty folders of a casebook that came home: the session that emptied them could not.

    SECURITY: the note may be forged. A folder that is not empty, is no casebook by its name or is a link
    stays.
    """
    noted = _noted(vault / _TRAVEL_REACH)
    folder = noted.parent if noted else None
    if folder is None or folder.suffix != _SUFFIX or folder == vault or folder.is_symlink():
        return
    own = (*_backup_folders(folder, folder.parent), folder)
    for one in own:
        with suppress(OSError):
            one.rmdir()
    if not any(one.exists() for one in own) and folder.parent.is_dir():
        with suppress(OSError):
            note_travel(vault, None)


def tidy_backups(vault: Path) -> None:
    """Remove the folders for backups in which there are none: beside what travels stands nothing else.

    They are made for a session, which could not make them itself, and again for the next one.
    """
    for folder in backup_folders(vault):
        if not folder.is_symlink():
            with suppress(OSError):
                folder.rmdir()


def tidy_unmade(vault: Path) -> None:
    """Remove the folders of a vault that was never created, unless not empty."""
    for folder in (vault, *_backup_folders(vault, vault.absolute().parent)):
        with suppress(OSError):
            folder.rmdir()


def make_ready(vault: Path, settings_file: Path, *, is_new: bool) -> None:
    """Create the folders a session writes to, which it cannot do once confined, and that of dictionaries.

    A folder that is not there when the session begins stays out of its reach: what is put into it later
    would not be found. None is made at the mount point of a drive that is not mounted.

    What cannot be made is found out by whoever needs it.
    """
    is_vault = (vault / "header").is_file()
    if is_vault:
        tidy_travel(vault)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fontconfig"
    own = (settings_file.parent, cache, own_dictionary_folder())
    wanted = [*own]
    if is_new and is_casebook(vault):
        wanted.append(vault)
    if is_casebook(vault) and (is_new or is_vault):
        wanted += [folder for folder in backup_folders(vault) if not is_unmounted(folder.parent)]
    for folder in wanted:
        is_own = folder in own
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=is_own, exist_ok=True)
            _flush_names(folder.parent)


def _flush_names(folder: Path) -> None:
    """Wait until new names are on disk: a confined session may not open the folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
