"""The bundle for macOS: what it says of itself, what its libraries want, and that two archives are alike."""

from __future__ import annotations

import hashlib
import io
import os
import plistlib
import re
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from macos import app, bundle, icon, mach_o, python_parts
from macos.python_parts import LIBRARY, Standalone
from tree_parts import Stop

X86_64 = 0x01000007
EPOCH = 1_700_000_000


def command(kind: int, body: bytes) -> bytes:
    """A load command."""
    body = body.ljust(-(-len(body) // 8) * 8, b"\0")
    return struct.pack("<II", kind, 8 + len(body)) + body


def library(
    *loads: str, places: tuple[str, ...] = (), least: int = 13, processor: int = mach_o.ARM64
) -> bytes:
    """A library that loads others."""
    commands = [command(0x32, struct.pack("<4I", 1, least << 16 | 2 << 8, 0, 0))]
    commands += [command(0xC, struct.pack("<4I", 24, 0, 0, 0) + name.encode() + b"\0") for name in loads]
    commands += [command(0x8000001C, struct.pack("<I", 12) + name.encode() + b"\0") for name in places]
    body = b"".join(commands)
    return struct.pack("<8I", 0xFEEDFACF, processor, 0, 6, len(commands), len(body), 0, 0) + body


def several(*parts: tuple[int, bytes]) -> bytes:
    """A library for several processors."""
    start = 8 + 20 * len(parts)
    head, body = struct.pack(">2I", 0xCAFEBABE, len(parts)), b""
    for processor, data in parts:
        head += struct.pack(">5I", processor, 0, start + len(body), len(data), 0)
        body += data
    return head + body


def written(path: Path, data: bytes) -> Path:
    """A file in folders of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_library_states_what_it_loads() -> None:
    stated = mach_o.read(library("/usr/lib/libz.1.dylib", "@rpath/libq.dylib", places=("@loader_path/lib",)))
    assert stated == mach_o.MachO(
        mach_o.ARM64, ("/usr/lib/libz.1.dylib", "@rpath/libq.dylib"), ("@loader_path/lib",), (13, 2)
    )


def test_only_the_part_for_apples_processors_stays(tmp_path: Path) -> None:
    ours, other = library(), library(processor=X86_64)
    path = written(tmp_path / "both.dylib", several((X86_64, other), (mach_o.ARM64, ours)))
    written(tmp_path / "one.dylib", ours)
    written(tmp_path / "Main.class", b"\xca\xfe\xba\xbe\0\0\0\x41")
    python_parts.thin(tmp_path)
    assert path.read_bytes() == ours
    written(tmp_path / "intel.dylib", several((X86_64, other)))
    with pytest.raises(Stop, match=r"intel\.dylib"):
        python_parts.thin(tmp_path)


def test_each_library_that_is_wanted_is_in_the_bundle(tmp_path: Path) -> None:
    lib = tmp_path / "lib"
    written(lib / "b.dylib", library("@loader_path/c.dylib", "/System/Library/Frameworks/X", least=15))
    written(lib / "c.dylib", library("@rpath/c.dylib", "/usr/lib/libSystem.B.dylib"))
    written(tmp_path / "a.so", library("@rpath/b.dylib", places=("@loader_path/lib",)))
    assert bundle.require_whole(tmp_path) == "15.2"
    written(lib / "d.dylib", library("@rpath/gone.dylib", "/opt/homebrew/lib/z.dylib"))
    with pytest.raises(Stop) as stop:
        bundle.require_whole(tmp_path)
    assert str(stop.value).splitlines() == [
        "lib/d.dylib wants @rpath/gone.dylib",
        "lib/d.dylib wants /opt/homebrew/lib/z.dylib",
    ]


def test_the_bundle_opens_folders_that_are_casebooks() -> None:
    information = plistlib.loads(bundle.information("15.0"))
    [opened], [declared] = information["CFBundleDocumentTypes"], information["UTExportedTypeDeclarations"]
    assert opened["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"] == {"public.filename-extension": ["casebook"]}
    assert opened["LSTypeIsPackage"] is True
    assert (information["CFBundleExecutable"], information["LSMinimumSystemVersion"]) == ("casebook", "15.0")
    assert information["CFBundleIconFile"] == icon.ICON.name


def test_what_the_bundle_says_of_itself_is_as_apple_wants_it() -> None:
    """Source: Apple, "Information Property List Key Reference", "Launch Services Keys"."""
    information = plistlib.loads(bundle.information("15.0"))
    assert re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", information["CFBundleIdentifier"])
    for version in ("CFBundleVersion", "CFBundleShortVersionString", "LSMinimumSystemVersion"):
        assert re.fullmatch(r"\d{1,4}(\.\d{1,2}){1,2}", information[version])
    assert len(information["CFBundleName"]) < 16
    assert (information["CFBundlePackageType"], information["CFBundleInfoDictionaryVersion"]) == (
        "APPL",
        "6.0",
    )
    [declared] = information["UTExportedTypeDeclarations"]
    assert re.fullmatch(r"[A-Za-z0-9.-]+", declared["UTTypeIdentifier"])
    assert declared["UTTypeIdentifier"].startswith(information["CFBundleIdentifier"].lower())


def test_the_launcher_finds_what_the_bundle_lays_out() -> None:
    """The paths in the program in C are those of the tree beside it."""
    source = (python_parts.HERE / "program.c").read_text(encoding="utf-8")
    assert f'"%s/lib/{LIBRARY}"' in source
    assert '"/Resources/python"' in source
    assert [*re.findall(r'"(-[^"]+|utf8|casebook)"', source)][1:6] == ["-I", "-X", "utf8", "-m", "casebook"]


def test_the_icon_holds_a_picture_of_each_size() -> None:
    data = icon.ICON.read_bytes()
    assert struct.unpack(">4sI", data[:8]) == (b"icns", len(data))
    at, found = 8, {}
    while at < len(data):
        kind, size = struct.unpack_from(">4sI", data, at)
        assert data[at + 8 : at + 16] == b"\x89PNG\r\n\x1a\n"
        found[kind] = struct.unpack_from(">I", data, at + 24)[0]
        at += size
    assert found == icon.KINDS


def standalone(path: Path, *names: str) -> Standalone:
    """An archive as python-build-standalone has it, with these files."""
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name), io.BytesIO())
    return Standalone(path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_given_python_is_taken_without_its_programs(tmp_path: Path) -> None:
    given = standalone(
        tmp_path / "python.tar.gz",
        "python/bin/python3.11",
        f"python/lib/{LIBRARY}",
        "python/lib/python3.11/os.py",
        "python/lib/python3.11/test/test_os.py",
        "python/include/Python.h",
        "../outside",
    )
    target = tmp_path / "tree" / "python"
    python_parts.make_python(target, tmp_path / "none", given)
    assert sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()) == [
        f"lib/{LIBRARY}",
        "lib/python3.11/os.py",
    ]
    assert not (tmp_path / "outside").exists()


def test_a_python_with_another_digest_is_not_used(tmp_path: Path) -> None:
    given = standalone(tmp_path / "python.tar.gz", f"python/lib/{LIBRARY}")
    with pytest.raises(Stop, match="another SHA-256"):
        python_parts.make_python(tmp_path / "python", tmp_path, given._replace(sha256="0" * 64))


def test_a_python_for_another_system_is_not_used(tmp_path: Path) -> None:
    given = standalone(tmp_path / "python.tar.gz", "python/lib/libpython3.11.so.1.0")
    with pytest.raises(Stop, match=LIBRARY):
        python_parts.make_python(tmp_path / "python", tmp_path, given)


def test_two_archives_are_alike_and_keep_what_may_be_run(tmp_path: Path) -> None:
    digests = set()
    for number in (1, 2):
        made = tmp_path / str(number) / "Casebook.app"
        written(made / "Contents" / "MacOS" / "casebook", b"program").chmod(0o755)
        written(made / "Contents" / "Info.plist", b"<plist/>").chmod(0o644)
        os.utime(made / "Contents" / "Info.plist", (EPOCH + number, EPOCH + number))
        out = tmp_path / f"{number}.zip"
        app.archive(made, out, EPOCH)
        digests.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert len(digests) == 1
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        rights = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    assert rights == {
        "Casebook.app/Contents/Info.plist": 0o644,
        "Casebook.app/Contents/MacOS/casebook": 0o755,
    }


def test_a_python_is_named_with_its_digest(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["python.tar.gz"]) == 1
    assert "SHA-256" in capsys.readouterr().out
