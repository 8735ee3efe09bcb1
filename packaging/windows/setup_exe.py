"""Make the setup program for Windows: ``setup_exe.py [EMBEDDABLE.zip SHA256]``, run by ``make setup-exe``.

Two builds of one commit are the same file: files are listed in order, without their times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import tree_parts
from program_tree import epoch, size_mb
from tree_parts import ROOT, Stop
from windows.program import TREE, make_tree
from windows.python_parts import HERE, Embeddable

from casebook import __version__

SETUP_MB, INSTALLED_MB = 110, 360
"""Over these the weights of the parts are printed."""


def instructions(tree: Path) -> str:
    """What the setup program does to lay out a tree, folder by folder in the order of names."""
    lines = []
    for folder in sorted(path for path in [tree, *tree.rglob("*")] if path.is_dir()):
        files = sorted(path for path in folder.iterdir() if path.is_file())
        if files:
            inside = str(folder.relative_to(tree)).replace("/", "\\")
            lines.append(f'SetOutPath "$INSTDIR{"" if folder == tree else chr(92) + _quoted(inside)}"')
            lines += [f'File "{_quoted(str(path))}"' for path in files]
    return "\n".join([*lines, ""])


def _quoted(path: str) -> str:
    """A path for NSIS, to which $ is the beginning of a variable."""
    return path.replace("$", "$$")


def installed_kib(tree: Path) -> int:
    """How much a tree takes, in KiB, as Windows lists it; counting while it installs takes long."""
    return -(-sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024)


def compile_setup(tree: Path, out: Path, seconds: int) -> None:
    """Have NSIS make the setup program.

    Raises:
        Stop: it does not.
    """
    files = tree.parent / "files.nsh"
    files.write_text(instructions(tree), encoding="utf-8")
    out.parent.mkdir(exist_ok=True)
    given = [
        f"-DVERSION={__version__}",
        f"-DOUT={out}",
        f"-DFILES={files}",
        f"-DINSTALLED_KIB={installed_kib(tree)}",
    ]
    done = subprocess.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *given, str(HERE / "casebook.nsi")],
        cwd=HERE,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Stop(f"makensis: {(done.stdout + done.stderr).strip()}")


def main(arguments: list[str]) -> int:
    """Make the setup program; 1 where that cannot be."""
    if len(arguments) not in {0, 2}:
        print('Name Python\'s embeddable zip and its SHA-256: make setup-exe ARGS="FILE.zip SHA256"')
        return 1
    given = Embeddable(Path(arguments[0]), arguments[1]) if arguments else None
    out = ROOT / "dist" / f"casebook-{__version__}-setup.exe"
    try:
        seconds = epoch()
        compile_setup(make_tree(seconds, given), out, seconds)
    except Stop as stop:
        print(stop)
        return 1
    installed = size_mb(TREE)
    print(f"{out.name}: {size_mb(out):.0f} MB, {installed:.0f} MB installed")
    if size_mb(out) > SETUP_MB or installed > INSTALLED_MB:
        print("\n".join(f"  {weight:6.1f} MB  {part}" for weight, part in tree_parts.weights(TREE)))
    if given is None:
        print('It carries the Python of the tests. For a release: make setup-exe ARGS="FILE.zip SHA256"')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
