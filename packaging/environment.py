"""Makes the environment `.venv` from the lock, once, and says what it does.

Run by the Makefile with whatever Python the machine has, so it keeps to the standard library and to syntax
that Python 3.9 can read: an old Python must get as far as the sentence that refuses it.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "casebook.stamp"
LOCK = ROOT / "packaging" / "locks" / "dev.txt"
FUZZ_LOCK = LOCK.with_name("fuzz.txt")
INSTALLER_LOCK = LOCK.with_name("installer.txt")

PIP = [str(PYTHON), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
WHEELS = ["--only-binary=:all:", "--require-hashes", "-r"]
UV = [str(PYTHON.with_name("uv")), "pip", "install", "--quiet", "--python", str(PYTHON), "--compile-bytecode"]
"""Installs in a fifth of pip's time. It does not read pip's settings: where it fails, pip is asked."""

OLDEST, NEWEST = (3, 11), (3, 13)
CANDIDATES = ("python3", "python3.13", "python3.12", "python3.11", "python")

QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt loads even without a screen: shared library and the Debian package that holds it."""

SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads beside to show a window on an X display."""

CHECKERS = {"qpdf": "qpdf", "pdftotext": "poppler-utils", "tesseract": "tesseract-ocr"}
"""Programs the tests look at finished PDFs with."""

BUILDERS = {"readelf": "binutils", "zstd": "zstd"}
"""What an installer is made with, beside dpkg-deb, which Debian has."""

COMPILER = {"x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64"}
WINDOWS = {**COMPILER, "wine": "wine"}
"""What makes and runs programs for Windows."""

SERVER = {"Xvfb": "xvfb"}
"""A screen of their own, for proofs and benches."""

TRACERS = {
    "strace": "strace",
    "dbus-daemon": "dbus",
    "javac": "default-jdk-headless",
    "soffice": "libreoffice-writer-nogui",
    "mpv": "mpv",
}
"""What proofs watch a process with, a bus of its own for it, Java for veraPDF, LibreOffice for Word files and
exhibits, a player of recordings."""


class Stop(Exception):
    """The environment cannot be made; the sentence says why and what to do."""


FILES = {
    Path("/usr/lib/python3/dist-packages/dbusmock"): "python3-dbusmock",
    Path("/usr/share/java/jaxb-runtime.jar"): "libjaxb-java",
    Path("/usr/lib/libreoffice/program/libsclo.so"): "libreoffice-calc-nogui",
    Path("/usr/lib/libreoffice/program/libsdlo.so"): "libreoffice-impress-nogui",
}
"""What the proofs use beside programs: plays the system's login manager; reads the rules of veraPDF; parts of
LibreOffice."""


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, flush=True)


def main(purpose: str) -> int:
    """Make ready for demo, test, proof, fuzz, bench, screenshots, windows or tools; returns an exit code."""
    if purpose == "window":  # a question, asked after all is made: may a window be opened?
        return 0 if has_screen() and not missing_packages(purpose) else 1
    try:
        lacking = missing_packages(purpose)
        if lacking and purpose == "demo" and not may_install():
            say(f"The window cannot be shown without: {' '.join(lacking)}. The dossier is made all the same.")
            lacking = []
        install(lacking + missing_venv())
        make_environment()
        if purpose == "fuzz":
            install_fuzzer()
        compile_modules()
        compile_catalogues()
    except Stop as stop:
        say(str(stop))
        return 1
    return 0


def make_environment() -> None:
    """Create `.venv` and install the lock into it, unless that is done."""
    if is_made():
        return
    if not has_venv():
        python, version, _ = suitable_python()
        say(f"Making the environment in .venv with Python {version}; this happens once.")
        run([python, "-m", "venv", "--clear", str(VENV)], "The environment could not be made")
    pinned = sum(line[:1].isalnum() for line in LOCK.read_text(encoding="utf-8").splitlines())
    say(f"Installing {pinned} pinned packages, each checked against its hash; less than a minute.")
    if not (succeeds([*PIP, *WHEELS, str(INSTALLER_LOCK)]) and succeeds([*UV, *WHEELS, str(LOCK)])):
        run([*PIP, *WHEELS, str(LOCK)], "The packages could not be installed")
    run([*PIP, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "Casebook could not be installed")
    STAMP.write_text(stamp(), encoding="utf-8")
    say("The environment is ready.")


def install_fuzzer() -> None:
    """Install the fuzzer of `tests/fuzz` into `.venv`, which has wheels for Linux only.

    Raises:
        Stop: it cannot be installed.
    """
    if platform.system() != "Linux":
        raise Stop("Fuzzing needs Linux: the fuzzer is made for no other system.")
    run([*PIP, *WHEELS, str(FUZZ_LOCK)], "The fuzzer could not be installed")


def compile_modules() -> None:
    """Compile what changed since, as an installation does.

    A window's process is confined before it has loaded all its modules and cannot keep what it compiles: it
    would compile them again at every start. Where that fails, it does.
    """
    run([str(PYTHON), "-I", "-m", "compileall", "-q", str(ROOT / "casebook")], "")


def compile_catalogues() -> None:
    """Compile the texts of the window where a catalogue is newer than what the program reads."""
    folder = ROOT / "resources" / "translations"
    if any(is_stale(path) for path in folder.glob("*.po")):
        run([str(PYTHON), str(ROOT / "packaging" / "catalogues.py")], "The catalogues could not be compiled")


def is_stale(catalogue: Path) -> bool:
    """Whether a catalogue has no compiled file as new as it is."""
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < catalogue.stat().st_mtime_ns


def is_made() -> bool:
    """Whether the stamp says that this lock is installed here, for the Python that was asked for."""
    if not PYTHON.exists() or not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != stamp():
        return False
    return has_venv() if os.environ.get("PYTHON") else True


def stamp() -> str:
    """What the environment was made from and where: an environment does not survive being moved."""
    digest = hashlib.sha256()
    for part in (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def suitable_python() -> tuple[str, str, bool]:
    """The Python to use, as `ask` tells of it: the one named in PYTHON, or the first that fits.

    Raises:
        Stop: none fits.
    """
    named = os.environ.get("PYTHON")
    pythons = [python for python in map(ask, [named] if named else CANDIDATES) if python]
    fitting = [python for python in pythons if fits(python[1])]
    if not fitting:
        raise Stop(
            f"Casebook needs Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} and found "
            f"{', '.join(dict.fromkeys(python[1] for python in pythons)) or 'none'}; "
            "install one, or name it: make PYTHON=/path/to/python3.12 ..."
        )
    return next((python for python in fitting if python[2]), fitting[0])


def ask(python: str) -> tuple[str, str, bool] | None:
    """The path of a Python, its version and whether it can make environments; None if it is none.

    A name on the path proves nothing: a version chooser may answer to it and have no such Python.
    """
    question = (
        "import sys, platform, importlib.util as u;"
        "print(sys.executable, platform.python_version(),"
        " all(u.find_spec(name) for name in ('venv', 'ensurepip')), sep='\\n')"
    )
    if not shutil.which(python):
        return None
    answer = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)
    path, version, can_make = [*answer.stdout.splitlines(), "", "", ""][:3]
    return (path, version, can_make == "True") if version and not answer.returncode else None


def fits(version: str) -> bool:
    """Whether Casebook runs on this version of Python."""
    return OLDEST <= tuple(int(part) for part in version.split(".")[:2]) <= NEWEST


def has_venv() -> bool:
    """Whether `.venv` holds a working Python that fits and is of the version that was asked for."""
    python = ask(str(PYTHON))
    if python is None or not fits(python[1]):
        return False
    return not os.environ.get("PYTHON") or suitable_python()[1] == python[1]


def missing_venv() -> list[str]:
    """The Debian package of the module that makes environments, where it is needed and lacking."""
    return [] if is_made() or has_venv() or suitable_python()[2] else ["python3-venv"]


def has_screen() -> bool:
    """Whether there is somewhere to show a window."""
    return platform.system() != "Linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def missing_packages(purpose: str) -> list[str]:
    """The Debian packages a purpose needs and the machine lacks."""
    is_linux = platform.system() == "Linux"
    shows_window = purpose in {"demo", "window"} and has_screen()
    libraries: dict[str, str] = {}
    if is_linux and (shows_window or purpose in {"test", "proof", "bench", "screenshots"}):
        libraries.update(QT)
    if is_linux and (shows_window or purpose in {"proof", "bench"}):
        libraries.update(SCREEN)
    if is_linux and purpose in {"proof", "bench"}:
        libraries["libXtst.so.6"] = "libxtst6"  # presses keys on a screen of their own
    programs = CHECKERS if purpose in {"test", "proof"} else {}
    if is_linux and purpose == "bench":
        programs = SERVER
    if is_linux and purpose == "tree":
        programs = BUILDERS
    if is_linux and purpose == "windows":
        programs = {**WINDOWS, **SERVER}
    if is_linux and purpose == "setup":
        programs = {**COMPILER, "makensis": "nsis"}
    if is_linux and purpose == "proof":
        programs = {**programs, **TRACERS, **SERVER, **BUILDERS}
    missing = [package for library, package in libraries.items() if not loads(library)]
    missing += [package for program, package in programs.items() if not shutil.which(program)]
    if is_linux and purpose == "proof":
        missing += [package for path, package in FILES.items() if not path.exists()]
    return missing


def loads(library: str) -> bool:
    """Whether the machine has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Whether Debian packages can be installed from here."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(packages: list[str]) -> None:
    """Install Debian packages, if any, where we may; otherwise name them in one line.

    Raises:
        Stop: they may not be installed from here, or the installation failed.
    """
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Stop(f"The system lacks what this needs; by their Debian names: {names}")
    if not may_install():
        raise Stop(f"The system lacks what this needs; install it with: sudo apt-get install -y {names}")
    say(f"Installing what the system lacks: {names}.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    run([*apt, "update"], "", quiet)
    run([*apt, "install", "-y", "--no-install-recommends", *packages], "They could not be installed", quiet)


def succeeds(command: list[str]) -> bool:
    """Run a command quietly; returns whether it ended well."""
    return not subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode


def run(command: list[str], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly; show what it said only where it failed.

    Args:
        command: the program and its arguments.
        failure: how to begin the sentence when it fails, or "" to go on.
        environment: instead of our own.

    Raises:
        Stop: it failed.
    """
    result = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if result.returncode and failure:
        said = (result.stderr or result.stdout).strip()
        raise Stop(f"{said}\n{failure}: the lines above are from {Path(command[0]).name}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "tools"))
