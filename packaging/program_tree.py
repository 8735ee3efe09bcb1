"""Make the layout that every installer carries: ``program_tree.py [OUT.tar.zst]``, run by ``make tree``.

`casebook/bin/casebook` starts the Python beside it; `python` holds it with all packages, `share` what a
desktop shows, `licenses` the terms of every part. Nothing names the folder, so the tree runs where it lies.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import licences
import tree_parts
from catalogues import compile_stale
from man_page import manual_page
from sbom import parts_list
from tree_parts import ROOT, VERSION, Stop

from casebook import __version__

TREE = ROOT / "build" / "tree" / "casebook"
LINUX = ROOT / "packaging" / "linux"
SHARE = {
    "casebook.desktop": "applications/casebook.desktop",
    "casebook.svg": "icons/hicolor/scalable/apps/casebook.svg",
    "casebook.mime.xml": "mime/packages/casebook.xml",
    "casebook.metainfo.xml": "metainfo/org.casebook.Casebook.metainfo.xml",
}
"""What a desktop reads, and where below `share` it looks."""


def name() -> str:
    """What the archive is called, without its ending."""
    return f"casebook-{__version__}-linux-{platform.machine()}"


def epoch() -> int:
    """The time that all files bear, in seconds since 1970: SOURCE_DATE_EPOCH, or that of the last commit.

    Raises:
        Stop: neither is known.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    ask = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    if not given and shutil.which("git"):
        given = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    if not given.isdigit():
        raise Stop(
            "This folder has no history to take a date from; name one: SOURCE_DATE_EPOCH=... make tree"
        )
    return int(given)


def make_tree(seconds: int) -> Path:
    """Make the tree anew.

    Args:
        seconds: the time its files bear, since 1970.

    Returns:
        Its folder.

    Raises:
        Stop: the Python that runs this cannot be copied.
    """
    shutil.rmtree(TREE.parent, ignore_errors=True)
    site = TREE / "python" / "lib" / VERSION / "site-packages"
    tree_parts.copy_python(TREE / "python")
    compile_stale(ROOT / "resources" / "translations")
    tree_parts.install_packages(site)
    tree_parts.prune_packages(site)
    licences.gather(TREE)
    (TREE / "sbom.cdx.json").write_text(parts_list(TREE, seconds), encoding="utf-8")
    tree_parts.strip(TREE)
    (TREE / "bin").mkdir()
    shutil.copy(LINUX / "casebook.sh", TREE / "bin" / "casebook")
    for source, place in SHARE.items():
        (TREE / "share" / place).parent.mkdir(parents=True)
        shutil.copy(LINUX / source, TREE / "share" / place)
    (TREE / "share" / "man" / "man1").mkdir(parents=True)
    (TREE / "share" / "man" / "man1" / "casebook.1").write_text(manual_page(seconds), encoding="utf-8")
    tree_parts.compile_modules(TREE)
    tree_parts.level(TREE, seconds)
    return TREE


def archive(tree: Path, out: Path, seconds: int) -> None:
    """Write a tree as .tar.zst: files in order, owned by nobody in particular, compressed by one thread."""
    out.parent.mkdir(exist_ok=True)
    fixed = [
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        f"--mtime=@{seconds}",
        "--format=gnu",
    ]
    tar = ["tar", *fixed, "-C", str(tree.parent), f"--transform=s,^{tree.name},{name()},S", "-c", tree.name]
    squeeze = ["zstd", "-q", "-f", "-19", "--single-thread", "-o", str(out)]
    with subprocess.Popen(tar, stdout=subprocess.PIPE) as reading:
        subprocess.run(squeeze, stdin=reading.stdout, check=True)
    if reading.returncode:
        raise Stop(f"{out.name} could not be written.")


def size_mb(path: Path) -> float:
    """How much a file, or all files of a folder, hold: millions of bytes."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if not one.is_symlink()]
    return sum(one.stat().st_size for one in files if one.is_file()) / 1e6


def main(arguments: list[str]) -> int:
    """Make the tree and its archive; 1 where that cannot be."""
    try:
        seconds = epoch()
        out = Path(arguments[0]) if arguments else ROOT / "dist" / f"{name()}.tar.zst"
        archive(make_tree(seconds), out, seconds)
    except Stop as stop:
        print(stop)
        return 1
    print(f"{out.name}: {size_mb(out):.0f} MB, {size_mb(TREE):.0f} MB unpacked")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
