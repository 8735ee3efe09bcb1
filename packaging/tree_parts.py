"""The parts of an installed Casebook for Linux: its Python, its packages, and what both can do without."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "locks" / "run.txt"
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"

STDLIB_LEFT_OUT = (
    *("test", "idlelib", "lib2to3", "tkinter", "turtledemo", "turtle.py", "ensurepip", "venv", "pydoc_data"),
    *("site-packages", "dist-packages", "config-*", "sqlite3", "dbm/sqlite3.py", "curses", "distutils"),
    *("unittest/test", "ctypes/test", "sitecustomize.py", "EXTERNALLY-MANAGED", "__phello__", "ssl.py"),
)
"""Of the standard library: tests, developers' tools, the network's cryptography and a second SQLite."""

EXTENSIONS_LEFT_OUT = (
    *("_ssl", "_sqlite3", "_tkinter", "_curses", "_curses_panel", "_dbm", "_gdbm", "_uuid", "_crypt"),
    *("nis", "ossaudiodev", "readline", "_test*", "_ctypes_test", "_xx*", "xx*"),
)
"""Extension modules that the program never loads, or whose libraries few computers have."""

QT_MODULES = ("Core", "DBus", "Gui", "PrintSupport", "Svg", "Widgets")
QT_LIBRARIES = (
    *QT_MODULES,
    *("XcbQpa", "WaylandClient", "WaylandEglClientHwIntegration", "WlShellIntegration", "OpenGL"),
)
QT_PLUGINS = (
    *("iconengines", "imageformats", "platforminputcontexts", "platforms", "platformthemes"),
    *("printsupport", "wayland-decoration-client", "wayland-graphics-integration-client"),
    *("wayland-shell-integration", "xcbglintegrations"),
)
QT_PLUGINS_LEFT_OUT = (
    *("platforms/libqeglfs*", "platforms/libqlinuxfb*", "platforms/libqvnc*", "platforms/libqvkkhr*"),
    *("platforms/libqminimal*", "imageformats/libqpdf*"),
    *("platformthemes/libqgtk3*", "platforminputcontexts/libqtvirtualkeyboard*"),
)
QT_LANGUAGES = ("de", "es", "fr", "zh_CN", "zh_TW")
"""Languages of the window in which Qt has texts of its own; English is inside Qt."""

SITE_LEFT_OUT = (
    *("bin", "casebook/_resources/translations/*.po", "opencc/clib/include", "opencc/clib/lib*/*.a"),
    *(f"fontTools/{name}" for name in ("feaLib", "voltLib", "mtiLib", "ufoLib", "designspaceLib", "merge")),
    *("pygments/lexers/[a-z]*.py", "sqlalchemy/testing", "olefile/olefile2.*"),  # the last is for Python 2
    *(f"**/*.{ending}" for ending in ("pyi", "pyx", "pxd", "pxi", "h", "c")),
    *("**/py.typed", "**/tests", "**/__pycache__"),
)
"""Of the packages: what compilers, developers and other parts of the packages use, never the program."""

METADATA_LEFT_OUT = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json")
"""Of a package's metadata: which tool installed it, from where. It names paths of the computer that built."""


class Stop(Exception):
    """What was asked for cannot be built; the sentence says why."""


def remove(folder: Path, *patterns: str) -> None:
    """Remove what the patterns match inside a folder."""
    for path in [path for pattern in patterns for path in folder.glob(pattern)]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def keep_only(folder: Path, *patterns: str) -> None:
    """Remove all of a folder that none of the patterns matches."""
    kept = {path for pattern in patterns for path in folder.glob(pattern)}
    remove(folder, *(path.name for path in folder.iterdir() if path not in kept))


def copy_python(target: Path) -> None:
    """Copy the Python that runs this, without what the program does not use.

    Raises:
        Stop: it is a part of the system: its files are spread over it.
    """
    base = Path(sys.base_prefix)
    library = base / "lib" / VERSION
    if base == Path("/usr") or not library.is_dir():
        raise Stop(f"The Python of the system ({base}) cannot be copied; name another: make PYTHON=... tree")
    (target / "bin").mkdir(parents=True)
    shutil.copy(base / "bin" / VERSION, target / "bin" / VERSION)
    (target / "bin" / "python3").symlink_to(VERSION)
    ignored = shutil.ignore_patterns("__pycache__", "site-packages", "test")
    shutil.copytree(library, target / "lib" / VERSION, symlinks=True, ignore=ignored)
    for shared in base.glob(f"lib/lib{VERSION}*.so.*"):
        shutil.copy(shared, target / "lib")
    remove(target / "lib" / VERSION, *STDLIB_LEFT_OUT)
    remove(target / "lib" / VERSION / "lib-dynload", *(f"{name}.*.so" for name in EXTENSIONS_LEFT_OUT))
    find_own_library(target / "bin" / VERSION)


def find_own_library(program: Path) -> None:
    """Have a Python look for its shared library beside itself, where it was built to look elsewhere.

    Raises:
        Stop: there is no room for the new path.
    """
    stated = re.search(r"\[(/[^\]]*)\]", dynamic(program, "RUNPATH", "RPATH"))
    if not stated:
        return
    former, new = stated[1].encode() + b"\0", b"$ORIGIN/../lib\0"
    data = program.read_bytes()
    if len(new) > len(former) or data.count(former) != 1:
        raise Stop(f"{program.name} looks for its library in {stated[1]}, and that cannot be changed.")
    program.write_bytes(data.replace(former, new.ljust(len(former), b"\0")))


def dynamic(path: Path, *kinds: str) -> str:
    """What the dynamic section of a library states of these kinds, as `readelf` writes it."""
    ask = subprocess.run(["readelf", "-dW", str(path)], capture_output=True, text=True, check=True)
    return "\n".join(line for line in ask.stdout.splitlines() if any(f"({kind})" in line for kind in kinds))


def install_packages(site: Path) -> None:
    """Install what the lock lists, by hash, and the program itself, made into a wheel."""
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", sys.executable]
    into = ["--target", str(site), "--link-mode", "copy", "--no-deps"]
    subprocess.run([*uv, *into, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], check=True)
    subprocess.run([*uv, *into, "--no-index", str(program_wheel())], check=True)


def program_wheel() -> Path:
    """Make the wheel of the program itself."""
    wheels = ROOT / "build" / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(wheels.glob("*.whl"))


def site_of(tree: Path) -> Path:
    """The folder of packages in a tree; beside it lie the modules of Python and its licence.

    Raises:
        StopIteration: there is none.
    """
    places = ((tree / "python" / "lib" / VERSION), (tree / "python" / "Lib"))
    return next(place for place in places if place.is_dir()) / "site-packages"


def prune_site(site: Path) -> None:
    """Remove from all packages what the program does not use on any system."""
    remove(site, *SITE_LEFT_OUT, *(f"*.dist-info/{name}" for name in METADATA_LEFT_OUT))


def prune_packages(site: Path) -> None:
    """Remove what the program does not use from its packages, above all most of Qt."""
    prune_site(site)
    qt = site / "PySide6"
    modules = (*(f"Qt{name}.abi3.so" for name in QT_MODULES), "*.py", "libpyside6.*", "Qt", "support")
    keep_only(qt, *modules)
    keep_only(qt / "Qt", "lib", "plugins", "translations")
    keep_only(qt / "Qt" / "lib", "libicu*", *(f"libQt6{name}.so.*" for name in QT_LIBRARIES))
    keep_only(qt / "Qt" / "translations", *(f"qtbase_{language}.qm" for language in QT_LANGUAGES))
    keep_only(qt / "Qt" / "plugins", *QT_PLUGINS)
    remove(qt / "Qt" / "plugins", *QT_PLUGINS_LEFT_OUT)


def libraries(tree: Path) -> list[Path]:
    """Every program and shared library of a tree, in order."""
    paths = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return [path for path in paths if path.open("rb").read(4) == b"\x7fELF"]


def strip(tree: Path) -> None:
    """Remove what only a debugger reads from programs and libraries."""
    for path in libraries(tree):
        path.chmod(0o755)
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def compile_modules(tree: Path) -> None:
    """Compile every module so that nothing is compiled, written or compared with its source afterwards.

    A file says neither when its source changed nor where it was compiled: two builds are alike.

    Raises:
        Stop: a module is for another version of Python: `SITE_LEFT_OUT` should name it.
    """
    own = tree / "python" / "bin" / "python3"
    python = own if own.exists() else Path(sys.executable)  # of the same version, for another system
    script = Path(__file__).with_name("tree_bytecode.py")
    settings = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    command = [str(python), "-s", "-B", str(script), str(tree)]
    done = subprocess.run(command, env=settings, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Stop(done.stderr.strip())


def level(tree: Path, epoch: int) -> None:
    """Give every file the same rights and the same time, whatever the umask and the clock were."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or "bin" in path.relative_to(tree).parts[:-1]
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def weights(tree: Path, least_mb: float = 4) -> list[tuple[float, str]]:
    """What the heaviest parts of a tree weigh, in millions of bytes, the heaviest first; byte code apart."""
    site = site_of(tree).relative_to(tree)
    sums: dict[str, float] = {}
    for path in tree.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(tree)
            part = inside.relative_to(site).parts[0] if inside.is_relative_to(site) else inside.parts[0]
            part = "byte code of all modules" if inside.suffix == ".pyc" else part
            sums[part] = sums.get(part, 0) + path.stat().st_size / 1e6
    return sorted(((weight, part) for part, weight in sums.items() if weight >= least_mb), reverse=True)
