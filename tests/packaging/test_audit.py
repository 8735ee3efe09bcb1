"""The audit of the locks: which versions an advisory covers, and that an empty list is no success."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import audit
import pytest


def advisory(name: str = "Invented_Library", ecosystem: str = "PyPI", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever an advisory holds
    """An invented advisory on versions from 2.0 up to, and not with, 2.1.3."""
    events = [{"introduced": "2.0"}, {"fixed": "2.1.3"}]
    entry = {
        "package": {"name": name, "ecosystem": ecosystem},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    return {
        "id": "OSV-0000-1",
        "aliases": ["CVE-0000-1"],
        "modified": "2026-11-26T10:00:00Z",
        "summary": "Reads too far",
        "affected": [entry],
        **more,
    }


@pytest.fixture
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two locks with one version in common."""
    folder = tmp_path / "locks"
    folder.mkdir()
    (folder / "run.txt").write_text("invented-library==2.1.2 \\\n    --hash=sha256:00\n", encoding="utf-8")
    (folder / "dev.txt").write_text(
        "invented-library==2.1.2 ; sys_platform == 'linux'\nother==1.0\n", encoding="utf-8"
    )
    monkeypatch.setattr(audit, "LOCKS", folder)
    return folder


def written(path: Path, content: object) -> str:
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.usefixtures("locks")
def test_an_affected_version_is_named_with_its_advisory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main([written(tmp_path / "one.json", advisory())]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "invented-library 2.1.2 (dev, run): OSV-0000-1 CVE-0000-1 Reads too far; fixed in 2.1.3",
        "Audited: 2 locked versions, 1 advisories to 2026-11-26, 1 affected.",
    ]


def test_a_list_that_affects_nothing_passes(locks: Path, tmp_path: Path) -> None:
    (locks / "run.txt").write_text("invented-library==2.1.3\n", encoding="utf-8")
    (locks / "dev.txt").write_text("", encoding="utf-8")
    assert audit.main([written(tmp_path / "list.json", [advisory()])]) == 0


@pytest.mark.usefixtures("locks")
def test_folders_and_archives_are_read_too(tmp_path: Path) -> None:
    folder = tmp_path / "list"
    folder.mkdir()
    written(folder / "a.json", advisory("another"))
    written(folder / "b.json", {"vulns": [advisory()]})
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(folder / "b.json", "b.json")
    assert [audit.main([str(path)]) for path in (folder, tmp_path / "all.zip")] == [1, 1]


@pytest.mark.usefixtures("locks")
@pytest.mark.parametrize("content", [[], [{}], "text", [advisory(ecosystem="npm")], {"vulns": ["x"]}])
def test_a_list_that_cannot_be_compared_is_no_success(tmp_path: Path, content: object) -> None:
    assert audit.main([written(tmp_path / "list.json", content)]) == 2


@pytest.mark.usefixtures("locks")
def test_a_list_that_is_not_there_or_no_json_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("[", encoding="utf-8")
    assert [audit.main([str(tmp_path / name)]) for name in ("absent", "broken.json")] == [2, 2]
    assert audit.main([]) == 2


@pytest.mark.usefixtures("locks")
def test_a_withdrawn_advisory_says_nothing(tmp_path: Path) -> None:
    assert audit.main([written(tmp_path / "one.json", advisory(withdrawn="2026-11-26T10:00:00Z"))]) == 0


@pytest.mark.parametrize(
    ("events", "affected"),
    [
        ([{"introduced": "0"}], {"1.0", "1.9rc1", "1.9", "2.0", "2.0.post1"}),
        ([{"introduced": "0"}, {"fixed": "1.9"}], {"1.0", "1.9rc1"}),
        ([{"fixed": "1.9"}, {"introduced": "0"}], {"1.0", "1.9rc1"}),
        ([{"introduced": "1.9"}, {"last_affected": "2.0"}], {"1.9", "2.0"}),
        ([{"introduced": "0"}, {"fixed": "1.9rc1"}, {"introduced": "2.0"}], {"1.0", "2.0", "2.0.post1"}),
        ([{"introduced": "0"}, {"limit": "1.9"}], {"1.0", "1.9rc1"}),
        ([{"introduced": "no version"}], {"1.0", "1.9rc1", "1.9", "2.0", "2.0.post1"}),
    ],
)
def test_ranges_are_those_of_the_schema(events: list[dict[str, str]], affected: set[str]) -> None:
    entry = {"ranges": [{"type": "ECOSYSTEM", "events": events}, {"type": "GIT", "events": []}]}
    versions = ("1.0", "1.9rc1", "1.9", "2.0", "2.0.post1")
    assert {version for version in versions if audit.is_affected(version, entry)} == affected


def test_versions_that_are_listed_one_by_one_count_too() -> None:
    assert audit.is_affected("1.0", {"versions": ["1.0"]})
    assert not audit.is_affected("1.1", {"versions": ["1.0"]})


def test_the_locks_are_read_whole() -> None:
    pins = {pin.name: pin for pin in audit.pins(audit.LOCKS)}
    assert {"run", "dev"} <= set(pins["sqlcipher3"].locks)
    assert "fuzz" in pins["atheris"].locks
    assert len(pins) > 100
