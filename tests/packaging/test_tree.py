"""What an installer carries: the launcher, the page of the manual, the licences, the list of parts."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import deb
import environment
import licences
import man_page
import program_tree
import pytest
import sbom
import tree_parts
from defusedxml import ElementTree
from macos import bundle

from casebook.cli.base.verb import VerbGroup
from casebook.cli.verbs import VERBS

LINUX = program_tree.LINUX
LICENCE = "Licence.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with one package of the lock, and a Python that prints how it was called."""
    folder = tmp_path / "案件 قضية" / "casebook"
    library = folder / "python" / "lib" / tree_parts.VERSION
    metadata = library / "site-packages" / "six-1.17.0.dist-info"
    metadata.mkdir(parents=True)
    (library / "LICENSE.txt").write_text(LICENCE, encoding="utf-8")
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: six\nVersion: 1.17.0\n", encoding="utf-8"
    )
    (metadata / "LICENSE").write_text(LICENCE, encoding="utf-8")
    (folder / "bin").mkdir()
    shutil.copy(LINUX / "casebook.sh", folder / "bin" / "casebook")
    python = folder / "python" / "bin" / "python3"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    for program in (python, folder / "bin" / "casebook"):
        program.chmod(0o755)
    return folder


def _started(launcher: Path, *arguments: str) -> list[str]:
    answer = subprocess.run([launcher, *arguments], capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


def test_the_launcher_starts_the_python_beside_it_through_a_link(tree: Path, tmp_path: Path) -> None:
    link = tmp_path / "casebook"
    link.symlink_to(tree / "bin" / "casebook")
    assert _started(link, "case", "a b") == ["-I", "-m", "casebook", "case", "a b"]
    assert _started(link, "-I", "-c", "pass") == ["-I", "-c", "pass"]
    assert _started(link) == ["-I", "-m", "casebook"]


def test_the_launcher_starts_from_a_path_of_240_characters(tree: Path) -> None:
    deep = tree.parent / ("案" * 40) / ("ق" * 60)
    deep.mkdir(parents=True)
    deep /= "c" * (240 - len(str(deep)) - 1)
    shutil.move(tree, deep)
    assert len(str(deep)) == 240
    assert _started(deep / "bin" / "casebook", "--version")[-1] == "--version"


def test_what_a_desktop_reads_agrees_with_itself() -> None:
    """Source: AppStream 1.0, "Desktop Applications"; Desktop Entry Specification 1.5."""
    metainfo = ElementTree.fromstring((LINUX / "casebook.metainfo.xml").read_bytes())
    said = {child.tag: child.text for child in metainfo.iter()}
    entry = configparser.RawConfigParser()
    entry.read(LINUX / "casebook.desktop", encoding="utf-8")
    mime = ElementTree.fromstring((LINUX / "casebook.mime.xml").read_bytes())
    [kind] = [child.get("type") for child in mime]
    assert said["id"] == bundle.IDENTIFIER
    assert program_tree.SHARE["casebook.metainfo.xml"] == f"metainfo/{said['id']}.metainfo.xml"
    assert program_tree.SHARE[said["launchable"] or ""] == f"applications/{said['launchable']}"
    assert f"{said['mediatype']};" == entry["Desktop Entry"]["MimeType"] == f"{kind};"
    assert entry["Desktop Entry"]["Exec"].split()[0] == said["binary"]
    assert said["icon"] == entry["Desktop Entry"]["Icon"]


def test_the_manual_page_has_every_command() -> None:
    page = man_page.manual_page(0)
    for entry in VERBS:
        for name in (
            [f"{entry.name} {one.name}" for one in entry.verbs]
            if isinstance(entry, VerbGroup)
            else [entry.name]
        ):
            assert f"\\fBcasebook {man_page.roff(name)}\\fR" in page
    assert '"1970-01-01"' in page
    assert not re.search(r"^\.(?!TH|SH|SS|PP|RS|RE|TP|B |br)", page, re.MULTILINE)


def test_every_package_of_the_lock_has_a_licence_or_is_supplied_one() -> None:
    pins = {pin.partition("==")[0] for pin in sbom.locked_hashes()}
    folders = Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info")
    names = {
        path: licences.normal(path.name.removesuffix(".dist-info").rpartition("-")[0]) for path in folders
    }
    installed = {path: name for path, name in names.items() if name in pins}
    assert len(installed) > 70
    without = {name for path, name in installed.items() if not licences.licence_files(path)}
    assert without == set(licences.SUPPLIED)


def test_licences_are_gathered_with_those_of_python_fonts_and_icons(tree: Path) -> None:
    assert licences.gather(tree) == ["fonts", "icons", "python", "six"]
    assert (tree / "licenses" / "six" / "LICENSE").read_text(encoding="utf-8") == LICENCE
    fonts = {path.name.partition("-")[0] for path in (tree_parts.ROOT / "resources" / "fonts").glob("Noto*")}
    assert {path.name.partition("-")[0] for path in (tree / "licenses" / "fonts").iterdir()} == fonts


def test_a_package_without_a_licence_stops_the_build(tree: Path) -> None:
    next(tree.rglob("six-*/LICENSE")).unlink()
    with pytest.raises(tree_parts.Stop, match="six carries no licence"):
        licences.gather(tree)


def test_the_list_of_parts_has_the_hashes_of_the_lock_and_no_clock(tree: Path) -> None:
    listed = sbom.parts_list(tree, 0)
    document = json.loads(listed)
    assert listed == sbom.parts_list(tree, 0)
    assert (document["bomFormat"], document["metadata"]["timestamp"]) == ("CycloneDX", "1970-01-01T00:00:00Z")
    part = next(one for one in document["components"] if one["name"] == "six")
    hashes = part["externalReferences"][0]["hashes"]
    assert [one["content"] for one in hashes] == list(sbom.locked_hashes()["six==1.17.0"])


def test_rights_and_times_do_not_depend_on_the_umask(tree: Path) -> None:
    (tree / "bin" / "casebook").chmod(0o700)
    tree_parts.level(tree, 1_000_000_000)
    assert {oct(path.stat().st_mode)[-3:] for path in tree.rglob("*") if path.is_file()} == {"755", "644"}
    assert os.access(tree / "bin" / "casebook", os.X_OK)
    assert {path.stat().st_mtime for path in tree.rglob("*")} == {1_000_000_000}


def test_a_module_for_another_python_is_left_out_or_stops_the_build(tmp_path: Path) -> None:
    package = tmp_path / "olefile"
    package.mkdir()
    for name in ("olefile.py", "olefile2.py"):
        shutil.copy(Path(sysconfig.get_path("purelib")) / "olefile" / name, package)
    with pytest.raises(tree_parts.Stop, match=r"^Not compiled: olefile/olefile2\.py \(SyntaxError\)$"):
        tree_parts.compile_modules(tmp_path)
    tree_parts.prune_site(tmp_path)
    tree_parts.compile_modules(tmp_path)
    compiled = [path.name.partition(".")[0] for path in tmp_path.rglob("*.pyc")]
    assert compiled == ["olefile"]


def test_a_date_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert program_tree.epoch() == 1234567890


def test_the_python_of_the_system_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    with pytest.raises(tree_parts.Stop, match="name another"):
        tree_parts.copy_python(tmp_path / "python")


@pytest.mark.proof
def test_a_python_finds_its_library_beside_itself_after_the_change(tmp_path: Path) -> None:
    program = tmp_path / tree_parts.VERSION
    shutil.copy(Path(sys.base_prefix) / "bin" / tree_parts.VERSION, program)
    tree_parts.find_own_library(program)
    stated = tree_parts.dynamic(program, "RUNPATH", "RPATH")
    assert not stated or "[$ORIGIN/../lib]" in stated


def test_the_package_asks_for_the_libraries_of_the_window() -> None:
    assert set(environment.QT.items()) | set(environment.SCREEN.items()) <= set(deb.SYSTEM.items())
    assert not any(path.name in {"postinst", "prerm", "postrm", "preinst"} for path in LINUX.iterdir())
