"""The bundle for macOS, made on Linux: the same tree as that of every installer, in Apple's folders.

`Contents/MacOS/casebook` opens the window and is the command line; `Contents/Resources` holds `python` with
all packages, `licenses` and the list of parts. Nothing names the folder, so the bundle runs where it lies.
"""

from __future__ import annotations

import plistlib
import re
import shutil
from pathlib import Path

import licences
import tree_parts
from catalogues import compile_stale
from macos.mach_o import MachO, is_mach_o, read
from macos.python_parts import HERE, LIBRARY, Standalone, compile_program, make_python, thin
from sbom import parts_list
from tree_parts import LOCK, QT_LANGUAGES, QT_MODULES, ROOT, Stop, keep_only, program_wheel, remove
from windows import wheels

from casebook import __version__

BUILD = ROOT / "build" / "macos"
BUNDLE = BUILD / "Casebook.app"
IDENTIFIER = "org.casebook.Casebook"
_PLUGINS = ("iconengines", "imageformats", "platforms")
_PLUGINS_LEFT_OUT = (
    *("platforms/libqminimal.dylib", "imageformats/libqpdf.dylib"),
    *("imageformats/libqmacheif.dylib", "imageformats/libqmacjp2.dylib"),
)
_OF_THE_SYSTEM = ("/usr/lib/", "/System/Library/")


def make_bundle(seconds: int, standalone: Standalone | None) -> Path:
    """Make the bundle anew.

    Args:
        seconds: the time its files bear, since 1970.
        standalone: the Python that it carries; None for the pinned parts.

    Returns:
        Its folder.

    Raises:
        Stop: a part is missing, is not what its hash says, or wants a library that is not there.
    """
    shutil.rmtree(BUNDLE, ignore_errors=True)
    contents = BUNDLE / "Contents"
    tree = contents / "Resources"
    site = tree / "python" / "lib" / "python3.11" / "site-packages"
    tree.mkdir(parents=True)
    make_python(tree / "python", BUILD / "downloads", standalone)
    compile_stale(ROOT / "resources" / "translations")
    wheels.install(site, LOCK, wheels.MACOS)
    wheels.install_wheel(site, program_wheel(), wheels.MACOS)
    prune(site)
    thin(tree)
    licences.gather(tree)
    (tree / "sbom.cdx.json").write_text(parts_list(tree, seconds, python_version(tree)), encoding="utf-8")
    tree_parts.compile_modules(tree)
    compile_program(contents / "MacOS" / "casebook", BUILD / "downloads")
    least = require_whole(BUNDLE)
    shutil.copy(HERE / "casebook.icns", tree)
    (contents / "Info.plist").write_bytes(information(least))
    tree_parts.level(BUNDLE, seconds)
    (contents / "MacOS" / "casebook").chmod(0o755)
    return BUNDLE


def prune(site: Path) -> None:
    """Remove what the program does not use from its packages, above all most of Qt."""
    tree_parts.prune_site(site)
    qt = site / "PySide6"
    modules = (f"Qt{name}.abi3.so" for name in QT_MODULES)
    keep_only(qt, *modules, "*.py", "libpyside6.*", "Qt", "support")
    keep_only(qt / "Qt", "lib", "plugins", "translations")
    keep_only(qt / "Qt" / "lib", *(f"Qt{name}.framework" for name in QT_MODULES))
    keep_only(qt / "Qt" / "translations", *(f"qtbase_{language}.qm" for language in QT_LANGUAGES))
    keep_only(qt / "Qt" / "plugins", *_PLUGINS)
    remove(qt / "Qt" / "plugins", *_PLUGINS_LEFT_OUT)


def python_version(tree: Path) -> str:
    """The version that the library of Python states, such as 3.11.9.

    Raises:
        Stop: it states none.
    """
    found = re.search(rb"\0(3\.11\.\d+)\0", (tree / "python" / "lib" / LIBRARY).read_bytes())
    if not found:
        raise Stop(f"{LIBRARY} does not state a version of Python 3.11.")
    return found[1].decode()


def require_whole(bundle: Path) -> str:
    """Require that each library which a part loads is in the bundle, or of the system.

    Returns:
        The oldest macOS that every part is for, such as "13.0".

    Raises:
        Stop: one is nowhere.
    """
    parts = [path for path in sorted(bundle.rglob("*")) if path.is_file() and is_mach_o(path)]
    stated = {path: read(path.read_bytes()) for path in parts}
    missing = [
        f"{path.relative_to(bundle)} wants {name}"
        for path, states in stated.items()
        for name in states.loads
        if not name.startswith(_OF_THE_SYSTEM) and not is_there(path, name, states)
    ]
    if missing:
        raise Stop("\n".join(missing))
    return ".".join(map(str, max(states.least for states in stated.values())))


def is_there(path: Path, name: str, states: MachO) -> bool:
    """Whether a library that a part loads lies where the part looks for it, or is the part itself."""
    if name.startswith("@rpath/"):
        places = [place.replace("@loader_path", str(path.parent)) for place in states.places]
        return any(Path(place, name.removeprefix("@rpath/")).is_file() for place in places) or (
            Path(name).name == path.name
        )
    return Path(name.replace("@loader_path", str(path.parent))).is_file()


def information(least: str) -> bytes:
    """Info.plist: what the bundle is, and that a folder `*.casebook` is one document that it opens.

    Source: Apple, "Information Property List Key Reference", "Uniform Type Identifiers Overview".
    """
    kind = f"{IDENTIFIER.lower()}.folder"
    return plistlib.dumps(
        {
            "CFBundleDevelopmentRegion": "en",
            "CFBundleDisplayName": "Casebook",
            "CFBundleDocumentTypes": [
                {
                    "CFBundleTypeName": "Casebook",
                    "CFBundleTypeRole": "Editor",
                    "LSHandlerRank": "Owner",
                    "LSItemContentTypes": [kind],
                    "LSTypeIsPackage": True,
                }
            ],
            "CFBundleExecutable": "casebook",
            "CFBundleIconFile": "casebook.icns",
            "CFBundleIdentifier": IDENTIFIER,
            "CFBundleInfoDictionaryVersion": "6.0",
            "CFBundleName": "Casebook",
            "CFBundlePackageType": "APPL",
            "CFBundleShortVersionString": __version__,
            "CFBundleVersion": __version__,
            "LSApplicationCategoryType": "public.app-category.productivity",
            "LSMinimumSystemVersion": least,
            "NSHighResolutionCapable": True,
            "NSHumanReadableCopyright": "The Casebook maintainers. GPL-3.0-or-later",
            "NSPrincipalClass": "NSApplication",
            "UTExportedTypeDeclarations": [
                {
                    "UTTypeConformsTo": ["com.apple.package"],
                    "UTTypeDescription": "Casebook",
                    "UTTypeIdentifier": kind,
                    "UTTypeTagSpecification": {"public.filename-extension": ["casebook"]},
                }
            ],
        }
    )
