"""What the tests under wine and the setup program for Windows are made of."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from tree_parts import ROOT, Stop
from windows import program, python_parts, setup_exe, suites, wine

from casebook.base.settings import settings_file
from casebook.services.vault.self_check import check_file


def test_what_pytest_printed_is_counted() -> None:
    assert suites.counted("==== 3 failed, 258 passed, 1 skipped, 4 errors in 317.03s (0:05:17) ====") == (
        258,
        7,
    )
    assert suites.counted("155 passed in 9.71s\n") == (155, 0)
    assert suites.counted("....\nwine: Unhandled exception") == (0, 1)


def test_each_test_left_out_is_there_and_has_a_reason() -> None:
    lines = suites.BEYOND.read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if not line.startswith("#")]
    assert named
    assert [line for line in named if "  # " not in line] == []
    for line in named:
        file, _, test = line.partition("  # ")[0].strip().partition("::")
        name = test.partition("[")[0]
        assert (
            f"def {name}(" in (ROOT / file).read_text(encoding="utf-8") if name else (ROOT / file).is_file()
        )


def test_a_file_is_ignored_and_a_test_deselected() -> None:
    assert suites.left_out("# why\ntests/a.py  # reason\ntests/b.py::test_c[x y]  # reason\n") == [
        "--ignore=tests/a.py",
        "--deselect=tests/b.py::test_c[x y]",
    ]


def test_tools_are_taken_out_of_the_lock_with_their_hashes() -> None:
    kept = wine.without_tools(wine.DEV_LOCK.read_text(encoding="utf-8"))
    assert "\npytest==" in kept
    assert not any(f"\n{name}==" in kept for name in wine.TOOLS)
    assert kept.count("==") > 100
    assert all(not line.startswith(" ") or line.lstrip()[:2] in {"--", "# "} for line in kept.splitlines())


def test_an_embeddable_zip_of_another_hash_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "python.zip"
    path.write_bytes(b"altered")
    with pytest.raises(Stop, match="another SHA-256"):
        python_parts.make_python(tmp_path / "a", tmp_path, python_parts.Embeddable(path, "0" * 64))


def test_an_embeddable_zip_becomes_a_folder_with_modules_as_files(tmp_path: Path) -> None:
    modules, path = tmp_path / "python311.zip", tmp_path / "python.zip"
    with zipfile.ZipFile(modules, "w") as archive:
        archive.writestr("os.pyc", b"code")
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("python.exe", "python311.dll", "_ssl.pyd", "python311._pth"):
            archive.writestr(name, name)
        archive.write(modules, modules.name)
    given = python_parts.Embeddable(path, hashlib.sha256(path.read_bytes()).hexdigest())
    python_parts.make_python(tmp_path / "a", tmp_path, given)
    python_parts.prune_python(tmp_path / "a")
    python_parts.name_paths(tmp_path / "a")
    assert {one.name for one in (tmp_path / "a").iterdir()} == {
        "Lib",
        "python.exe",
        "python311.dll",
        "python311._pth",
    }
    assert (tmp_path / "a" / "Lib" / "os.pyc").is_file()
    assert (tmp_path / "a" / "python311._pth").read_bytes() == b"Lib\r\n.\r\nLib\\site-packages\r\n"


def test_a_setup_program_lays_out_the_tree_in_the_order_of_names(tmp_path: Path) -> None:
    tree = tmp_path / "Casebook"
    for name in ("python/Lib/z.py", "python/Lib/a$.py", "Casebook.exe"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    assert setup_exe.instructions(tree).splitlines() == [
        'SetOutPath "$INSTDIR"',
        f'File "{tree}/Casebook.exe"',
        'SetOutPath "$INSTDIR\\python\\Lib"',
        f'File "{tree}/python/Lib/a$$.py"',
        f'File "{tree}/python/Lib/z.py"',
    ]


def test_the_size_that_windows_lists_is_counted_when_the_setup_is_made(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "Casebook.exe").write_bytes(bytes(1500))
    (tmp_path / "python" / "a.py").write_bytes(bytes(1000))
    assert setup_exe.installed_kib(tmp_path) == 3
    script = (python_parts.HERE / "casebook.nsi").read_text(encoding="utf-8")
    assert 'WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" ${INSTALLED_KIB}' in script


def test_removing_the_program_removes_nothing_but_what_was_installed() -> None:
    script = (python_parts.HERE / "casebook.nsi").read_text(encoding="utf-8")
    assert 'RMDir /r "$INSTDIR"' not in script
    recursive = set(re.findall(r'RMDir /r "([^"]+)"', script))
    assert recursive == {rf"$INSTDIR\{name}" for name in ("python", "python.former", "licenses")}


def test_of_what_others_may_use_only_empty_keys_and_folders_go() -> None:
    """What is remembered of casebooks stays with them."""
    script = (python_parts.HERE / "casebook.nsi").read_text(encoding="utf-8")
    whole = set(re.findall(r'DeleteRegKey HKCU "([^"]+)"', script))
    assert whole == {"${MENU}", "${LISTED}", r"Software\Casebook"}
    assert re.findall(r"DeleteRegKey (/.*) HKCU", script) == ["/ifnosubkeys /ifnovalues"]
    beside = rf"$LOCALAPPDATA\{settings_file().parent.name}"
    kept = {rf"{beside}\{path.name}" for path in (settings_file(), check_file())}
    assert set(re.findall(r'Delete "(\$LOCALAPPDATA[^"]+)"', script)) == kept
    assert f'RMDir "{beside}"' in script
    assert 'del /q "$EXEPATH")) & rmdir "$EXEDIR"' in script  # the copy that ran, and its folder where empty


def test_while_a_program_of_the_tree_runs_nothing_is_changed() -> None:
    script = (python_parts.HERE / "casebook.nsi").read_text(encoding="utf-8")
    (macro,) = re.findall(r"^!macro SetAside.*?^!macroend", script, re.MULTILINE | re.DOTALL)
    asked = [line.strip() for line in macro.splitlines()[1:3]]
    assert asked == [f'!insertmacro RequireClosed "{name}.exe" "${{AGAIN}}"' for name in program.PROGRAMS]


def test_a_removal_that_was_cut_off_is_done_again_as_an_installation_is() -> None:
    """Where Python is set aside already there is nothing to rename: no sign of a program that runs."""
    script = (python_parts.HERE / "casebook.nsi").read_text(encoding="utf-8")
    (macro,) = re.findall(r"^!macro SetAside.*?^!macroend", script, re.MULTILINE | re.DOTALL)
    moved = r'Rename "$INSTDIR\python" "$INSTDIR\python.former"'
    assert script.count(moved) == macro.count(moved) == 1
    assert macro.index(r'${FileExists} "$INSTDIR\python\*.*"') < macro.index(moved)
    assert [line.split()[1] for line in script.splitlines() if "SetAside" in line] == ["SetAside"] * 3


def test_a_setup_without_the_hash_of_its_python_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_exe.main(["python.zip"]) == 1
    assert "SHA256" in capsys.readouterr().out


def test_a_suite_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert suites.main(["services/vault", "services/none"]) == 1
    assert "There is no suite services/none" in capsys.readouterr().out
