"""Gathers the licences of all parts of a tree into one folder, a folder for each part."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

from tree_parts import ROOT, Stop, site_of

TEXTS = ROOT / "packaging" / "licences"
SUPPLIED = {
    "docxtpl": ("LGPL-2.1-only",),
    "pyside6-essentials": ("LGPL-3.0-only", "GPL-3.0"),
    "shiboken6": ("LGPL-3.0-only", "GPL-3.0"),
}
"""Packages that carry no text of their licence, and the texts: the LGPL 3 adds to the GPL 3."""

NAMES = ("licen", "copying", "notice", "authors")
"""How the name of a file with terms begins."""


def distributions(tree: Path) -> list[tuple[Path, Distribution]]:
    """What is installed in a tree, by name: the folder of its metadata, and what that says."""
    return [(path, PathDistribution(path)) for path in sorted(site_of(tree).glob("*.dist-info"))]


def normal(name: str) -> str:
    """A package's name as locks write it. Source: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def gather(tree: Path) -> list[str]:
    """Move or copy the licences of all parts into `licenses` of a tree.

    Returns:
        The parts, by the names of their folders.

    Raises:
        Stop: a package has no licence among its files, and none is supplied.
    """
    out = tree / "licenses"
    for metadata, one in distributions(tree):
        folder = out / normal(one.name)
        folder.mkdir(parents=True)
        for path in licence_files(metadata):
            shutil.move(path, folder / path.name)
        for text in SUPPLIED.get(normal(one.name), ()):
            shutil.copy(
                ROOT / "LICENSE" if text == "GPL-3.0" else TEXTS / f"{text}.txt", folder / f"{text}.txt"
            )
        if not any(folder.iterdir()):
            raise Stop(f"{one.name} carries no licence; read its terms and put them into packaging/licences.")
    (out / "python").mkdir()
    shutil.copy(site_of(tree).with_name("LICENSE.txt"), out / "python")
    for name, pattern in (("fonts", "*OFL.txt"), ("icons", "LICENSE")):
        (out / name).mkdir()
        for path in (ROOT / "resources" / name).glob(pattern):
            shutil.copy(path, out / name)
    shutil.copy(TEXTS / "README.md", out / "README.md")
    return sorted(path.name for path in out.iterdir() if path.is_dir())


def licence_files(metadata: Path) -> list[Path]:
    """The files and folders with terms in a package's metadata."""
    inside = metadata / "licenses"
    named = [path for path in metadata.iterdir() if path.name.lower().startswith(NAMES) and path != inside]
    return sorted([*(inside.iterdir() if inside.is_dir() else ()), *named])
