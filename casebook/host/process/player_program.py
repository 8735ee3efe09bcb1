"""Plays a recording with a player of the system, which gets the recording as its standard input and no more.

It opens none of the user's files and no network, and writes none. No argument and no window title names the
recording.

Source: mpv(1), ffplay(1).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from casebook.host.ipc.channel import Channel
from casebook.host.process.installed_program import installed
from casebook.host.process.shut_in import code_of, forked, in_namespaces
from casebook.host.protocol.program_protocol import ProgramRefusal
from casebook.host.sandbox.kernel import give_up_privileges
from casebook.host.sandbox.landlock import Grant, confine_files
from casebook.host.sandbox.limits import forbid_core_files
from casebook.host.sandbox.places import SYSTEM, SYSTEM_SETTINGS
from casebook.host.sandbox.private_root import enter_private_root
from casebook.host.sandbox.seccomp import confine_to_session

_TITLE = "Casebook"
_MPV = (
    "--no-config",
    "--no-terminal",
    "--ytdl=no",
    "--load-scripts=no",
    "--access-references=no",
    "--audio-file-auto=no",
    "--sub-auto=no",
    "--resume-playback=no",
    "--save-position-on-quit=no",
    "--force-window=yes",
    f"--title={_TITLE}",
    f"--audio-client-name={_TITLE}",
)
_FFPLAY = ("-hide_banner", "-loglevel", "quiet", "-autoexit", "-window_title", _TITLE)
_PLAYERS = ("mpv", "ffplay")
_OWN_INPUT = "/proc/self/fd/0"
"""Standard input opened anew, since mpv does not search in what it was started with."""
SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "PULSE_SERVER")
"""Variables that say where screen and sound are; the player gets no others of the user's."""
_SOUND = ("pulse/native", "pipewire-0")
_OUTPUT_DEVICES = tuple(map(Path, ("/dev/dri", "/dev/snd")))
_QUIET = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/"}
_ROOT_BYTES = 64 << 20
_UNCONFINED = 124


def player() -> str:
    """Return the name of the player installed on this computer, or ""."""
    return next((name for name in _PLAYERS if installed(name)), "")


def play(line: Channel, at_seconds: int, recording: int) -> tuple[str, ProgramRefusal | None]:
    """Play a recording until the player is closed.

    Args:
        line: to whoever asked; its closing ends the player.
        at_seconds: where to begin.
        recording: a file in memory, read from its beginning.

    Returns:
        The player, and why it did not play, or None.

    Raises:
        OSError: the system starts no more processes.
    """
    name = player()
    program = installed(name) if name else ""
    if not program:
        return "", "missing"

    def apart() -> int:
        line.close()
        os.dup2(recording, 0)
        forbid_core_files()  # it loads a module, which is out of reach later
        become = partial(_become, Path(program), _arguments(name, at_seconds))
        return in_namespaces(partial(_in_root, become), partial(_beside, become), own_ipc=False)

    code = code_of(forked(apart), line)
    if code == _UNCONFINED:
        return name, "unconfined"
    return name, "failed" if code else None


def _arguments(name: str, at_seconds: int) -> list[str]:
    if name == "mpv":
        return [*_MPV, f"--start={at_seconds}", "--", _OWN_INPUT]
    return [*_FFPLAY, "-ss", str(at_seconds), "-i", _OWN_INPUT]


def _in_root(become: Callable[[], int]) -> int:
    """Become the player with a file system of its own, in which no service of the desktop can be reached."""
    shown = [*SYSTEM, *map(Path, SYSTEM_SETTINGS), *_OUTPUT_DEVICES, *_sockets()]
    outside = [path for path in shown if not path.is_relative_to("/proc")]
    try:
        enter_private_root({path: path for path in outside}, _ROOT_BYTES)
    except OSError:
        return _UNCONFINED
    return become()


def _beside(become: Callable[[], int]) -> int:
    """Become the player where the system refuses namespaces: files and network are out of reach there too."""
    os.chdir("/")
    return become()


def _sockets() -> list[Path]:
    """Return where screen and sound can be reached, and the file that permits the first."""
    places = [Path("/tmp/.X11-unix")]  # noqa: S108 - where every X server has its sockets
    if authority := os.environ.get("XAUTHORITY"):
        places.append(Path(authority))
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        names = (os.environ.get("WAYLAND_DISPLAY", "wayland-0"), *_SOUND)
        places += [Path(runtime, name) for name in names]
    return places


def _become(program: Path, arguments: list[str]) -> int:  # noqa: RET503 - `execve` does not return
    """Become the player; returns only if it cannot be confined or started."""
    try:
        give_up_privileges()
        readable = [*map(Path, SYSTEM_SETTINGS), *_sockets()]
        grants = [*(Grant(path, "run") for path in SYSTEM), *map(Grant, readable)]
        grants += [Grant(path, "write") for path in (Path("/dev/null"), *_OUTPUT_DEVICES)]
        confine_files(grants, is_alone=False)
        confine_to_session()
    except OSError:
        return _UNCONFINED
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    environment = {name: os.environ[name] for name in SCREEN if name in os.environ}
    os.execve(program, [program.name, *arguments], _QUIET | environment)  # noqa: S606 - a program of the system
