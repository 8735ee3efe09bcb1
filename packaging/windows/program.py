"""The layout of an installed Casebook for Windows, made on Linux: the same as that of every installer.

`Casebook.exe` opens the window, `casebook-cli.exe` is the command line; `python` holds the interpreter with
all packages, `licenses` the terms of every part. Nothing names the folder, so the tree runs where it lies.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import licences
import tree_parts
from catalogues import compile_stale
from sbom import parts_list
from tree_parts import LOCK, QT_LANGUAGES, QT_MODULES, ROOT, keep_only, program_wheel, remove
from windows import wheels
from windows.python_parts import (
    HERE,
    LIBRARY,
    Embeddable,
    compile_program,
    make_python,
    name_paths,
    prune_python,
)
from windows.wine import BUILD, DOWNLOADS

from casebook import __version__

TREE = BUILD / "tree" / "Casebook"
PYTHON_VERSION = "3.11.9"
"""Of the pinned parts, and the last of its series that is given out as an embeddable zip."""
PROGRAMS = {"Casebook": ("-mwindows",), "casebook-cli": ("-mconsole",)}
_PLUGINS = ("iconengines", "imageformats", "platforms", "styles")
_PLUGINS_LEFT_OUT = ("platforms/qdirect2d.dll", "platforms/qminimal.dll", "imageformats/qpdf.dll")
_RUNTIME = ("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll")
_DESCRIPTION = """#include <winver.h>
1 ICON "casebook.ico"
1 VERSIONINFO FILEVERSION {numbers} PRODUCTVERSION {numbers} FILEOS VOS_NT_WINDOWS32 FILETYPE VFT_APP
BEGIN
  BLOCK "StringFileInfo" BEGIN BLOCK "040904b0" BEGIN
    VALUE "FileDescription", "Casebook"
    VALUE "ProductName", "Casebook"
    VALUE "FileVersion", "{version}"
    VALUE "ProductVersion", "{version}"
    VALUE "LegalCopyright", "The Casebook maintainers. GPL-3.0-or-later"
  END END
  BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x409, 1200 END
END
"""


def make_tree(seconds: int, embeddable: Embeddable | None) -> Path:
    """Make the tree anew.

    Args:
        seconds: the time its files bear, since 1970.
        embeddable: the Python that it carries; None for the pinned parts.

    Returns:
        Its folder.

    Raises:
        Stop: a part is missing or is not what its hash says.
    """
    shutil.rmtree(TREE.parent, ignore_errors=True)
    python = TREE / "python"
    site = python / "Lib" / "site-packages"
    make_python(python, DOWNLOADS, embeddable)
    prune_python(python)
    (python / "python.exe").unlink(missing_ok=True)
    name_paths(python)
    compile_stale(ROOT / "resources" / "translations")
    wheels.install(site, LOCK)
    wheels.install_wheel(site, program_wheel())
    prune(site)
    licences.gather(TREE)
    (TREE / "sbom.cdx.json").write_text(parts_list(TREE, seconds, PYTHON_VERSION), encoding="utf-8")
    tree_parts.compile_modules(TREE)
    compile_programs(TREE)
    tree_parts.level(TREE, seconds)
    return TREE


def prune(site: Path) -> None:
    """Remove what the program does not use from its packages, above all most of Qt."""
    tree_parts.prune_site(site)
    remove(site, "**/*.lib", "**/*.exe")
    qt = site / "PySide6"
    modules = (f"Qt{name}.pyd" for name in QT_MODULES)
    libraries = (f"Qt6{name}.dll" for name in QT_MODULES)
    own = ("*.py", "pyside6.abi3.dll", "plugins", "support", "translations")
    keep_only(qt, *modules, *libraries, *own, *_RUNTIME)
    keep_only(qt / "translations", *(f"qtbase_{language}.qm" for language in QT_LANGUAGES))
    keep_only(qt / "plugins", *_PLUGINS)
    remove(qt / "plugins", *_PLUGINS_LEFT_OUT)


def compile_programs(tree: Path) -> None:
    """Compile the two programs, with icon and version."""
    numbers = ",".join([*__version__.split("."), "0"])
    source = tree.parent / "casebook.rc"
    source.write_text(_DESCRIPTION.format(numbers=numbers, version=__version__), encoding="ascii")
    described = source.with_suffix(".o")
    windres = ["x86_64-w64-mingw32-windres", "-I", str(HERE), str(source), str(described)]
    subprocess.run(windres, check=True, cwd=HERE)
    for name, options in PROGRAMS.items():
        compile_program(tree / f"{name}.exe", rf"python\{LIBRARY}", "-DPROGRAM", *options, str(described))
