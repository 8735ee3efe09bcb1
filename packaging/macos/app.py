"""Make the bundle for macOS as an archive: ``app.py [FILE.tar.gz SHA256]``, run by ``make app``.

Two builds of one commit are the same file: files are listed in order, with one time and fixed rights.
"""

from __future__ import annotations

import sys
import time
import zipfile
from pathlib import Path

import tree_parts
from macos.bundle import BUNDLE, make_bundle
from macos.python_parts import Standalone
from program_tree import epoch, size_mb
from tree_parts import ROOT, Stop

from casebook import __version__

_UNIX = 3
"""The system that made an archive, whose files have the rights of Unix."""


def archive(bundle: Path, out: Path, seconds: int) -> None:
    """Write a bundle as a ZIP archive, which the Finder unpacks with its rights."""
    out.parent.mkdir(exist_ok=True)
    stamp = time.gmtime(seconds)[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{bundle.name}/{path.relative_to(bundle).as_posix()}", stamp)
            entry.create_system, entry.compress_type = _UNIX, zipfile.ZIP_DEFLATED
            entry.external_attr = path.stat().st_mode << 16
            written.writestr(entry, path.read_bytes())


def main(arguments: list[str]) -> int:
    """Make bundle and archive; 1 where that cannot be."""
    if len(arguments) not in {0, 2}:
        print(
            'Name an archive of python-build-standalone and its SHA-256: make app ARGS="FILE.tar.gz SHA256"'
        )
        return 1
    given = Standalone(Path(arguments[0]), arguments[1]) if arguments else None
    out = ROOT / "dist" / f"casebook-{__version__}-macos-arm64.zip"
    try:
        seconds = epoch()
        archive(make_bundle(seconds, given), out, seconds)
    except Stop as stop:
        print(stop)
        return 1
    print(f"{out.name}: {size_mb(out):.0f} MB, {size_mb(BUNDLE):.0f} MB unpacked")
    for weight, part in tree_parts.weights(BUNDLE / "Contents" / "Resources"):
        print(f"  {weight:6.1f} MB  {part}")
    if given is None:
        print('It carries the Python of the tests. For a release: make app ARGS="FILE.tar.gz SHA256"')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
