"""Make the package for Debian and its kin out of the tree: ``python packaging/deb.py``, run by ``make deb``.

It holds no script that runs as root: it is unpacked under /opt/casebook, and removed.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import tree_parts
from environment import QT, SCREEN
from program_tree import TREE, epoch, make_tree, size_mb
from tree_parts import ROOT, Stop, dynamic, level, libraries

from casebook import __version__

STAGE = TREE.parent / "deb"
DEB_MB, INSTALLED_MB = 120, 360
"""Over these the weights of the parts are printed."""

SYSTEM = {
    **QT,
    **SCREEN,
    "libbz2.so.1.0": "libbz2-1.0",
    "libcrypto.so.3": "libssl3",
    "libffi.so.8": "libffi8",
    "liblzma.so.5": "liblzma5",
    "libz.so.1": "zlib1g",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libX11.so.6": "libx11-6",
    "libxcb.so.1": "libxcb1",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-util.so.1": "libxcb-util1",
    "libzstd.so.1": "libzstd1",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libfreetype.so.6": "libfreetype6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
}
"""Libraries of the system that the tree loads, and the Debian package of each."""

OPTIONAL = {"libcups.so.2": "libcups2"}
"""Libraries of plugins that the program does without: printing."""

C_LIBRARY = re.compile(r"(lib(c|m|dl|rt|pthread|util|resolv)\.so|ld-linux)")


def needed(tree: Path) -> tuple[set[str], str]:
    """The libraries that a tree wants from the system, and the least version of the C library, "2.34".

    Raises:
        Stop: one of them is in no package that is known here.
    """
    parts = libraries(tree)
    own = {path.name for path in parts}
    wanted: set[str] = set()
    versions = set()
    for path in parts:
        wanted |= set(re.findall(r"\[([^\]]+)\]", dynamic(path, "NEEDED"))) - own
        stated = subprocess.run(["readelf", "-VW", str(path)], capture_output=True, text=True, check=True)
        versions |= {tuple(map(int, one)) for one in re.findall(r"GLIBC_(\d+)\.(\d+)", stated.stdout)}
    wanted = {name for name in wanted if not C_LIBRARY.match(name)}
    if unknown := wanted - set(SYSTEM) - set(OPTIONAL):
        raise Stop(f"In no Debian package that packaging/deb.py names: {', '.join(sorted(unknown))}")
    return wanted, ".".join(map(str, max(versions)))


def control(tree: Path, architecture: str) -> str:
    """The control file: what the package is, and what it wants from the system."""
    wanted, c_library = needed(tree)
    depends = sorted(
        {SYSTEM[name] for name in wanted if name in SYSTEM} | set(SCREEN.values()) | set(QT.values())
    )
    recommends = sorted({OPTIONAL[name] for name in wanted if name in OPTIONAL} | {"xdg-desktop-portal"})
    lines = {
        "Package": "casebook",
        "Version": __version__,
        "Architecture": architecture,
        "Maintainer": "The Casebook maintainers",
        "Installed-Size": str(int(size_mb(tree) * 1e6) // 1024),
        "Depends": ", ".join([f"libc6 (>= {c_library})", *depends]),
        "Recommends": ", ".join(recommends),
        "Section": "editors",
        "Priority": "optional",
        "Description": "encrypted casebook for lawyers against forced return\n"
        " Casebook keeps a case against extradition, deportation or forced return to China\n"
        " in an encrypted folder and builds from it a dossier for a court. It works\n"
        " without a network and brings its own Python.",
    }
    return "".join(f"{key}: {value}\n" for key, value in lines.items())


def stage(tree: Path, seconds: int, architecture: str) -> Path:
    """Lay out the package: the program under /opt, what a desktop reads under /usr/share."""
    shutil.rmtree(STAGE, ignore_errors=True)
    program, share = STAGE / "opt" / "casebook", STAGE / "usr" / "share"
    program.parent.mkdir(parents=True)
    shutil.copytree(tree, program, symlinks=True, copy_function=os.link)
    (STAGE / "usr" / "bin").mkdir(parents=True)
    (STAGE / "usr" / "bin" / "casebook").symlink_to("/opt/casebook/bin/casebook")
    shutil.move(program / "share", share)
    page = share / "man" / "man1" / "casebook.1"
    page.with_name("casebook.1.gz").write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
    page.unlink()
    documents = share / "doc" / "casebook"
    documents.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", documents / "copyright")
    news = (ROOT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(news, 9, mtime=0))
    (STAGE / "DEBIAN").mkdir()
    (STAGE / "DEBIAN" / "control").write_text(control(tree, architecture), encoding="utf-8")
    files = [path for top in ("opt", "usr") for path in sorted((STAGE / top).rglob("*"))]
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(STAGE)}\n"
        for path in files
        if path.is_file() and not path.is_symlink()
    ]
    (STAGE / "DEBIAN" / "md5sums").write_text("".join(sums), encoding="utf-8")
    level(STAGE, seconds)
    return STAGE


def main() -> int:
    """Make the package; 1 where that cannot be."""
    if not shutil.which("dpkg-deb"):
        print("make deb needs dpkg-deb, which Debian and its kin have; make tree works everywhere on Linux.")
        return 1
    ask = (
        ["dpkg-deb", "--print-architecture"] if not shutil.which("dpkg") else ["dpkg", "--print-architecture"]
    )
    try:
        architecture = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
        seconds = epoch()
        folder = stage(make_tree(seconds), seconds, architecture)
    except Stop as stop:
        print(stop)
        return 1
    out = ROOT / "dist" / f"casebook_{__version__}_{architecture}.deb"
    out.parent.mkdir(exist_ok=True)
    build = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "-z6",
        "--threads-max=1",
        "--build",
        str(folder),
        str(out),
    ]
    subprocess.run(
        build, env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds)}, check=True, stdout=subprocess.DEVNULL
    )
    installed = size_mb(TREE)
    print(f"{out.name}: {size_mb(out):.0f} MB, {installed:.0f} MB installed")
    if size_mb(out) > DEB_MB or installed > INSTALLED_MB:
        print("\n".join(f"  {weight:6.1f} MB  {part}" for weight, part in tree_parts.weights(TREE)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
