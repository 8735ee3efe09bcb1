"""A table of names that is not as it was shipped stops the program before it touches a vault."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from name_tables import sealed

from casebook.base.errors import DamagedSource
from casebook.language import readings, table
from casebook.sample.demo import make
from casebook.services.base.session import open_session
from casebook.services.vault.keychain import open_session_by_keychain
from tests.vaults import MasterVault

NAMES = Path(__file__).resolve().parents[2] / "resources" / "names"
DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda data: bytes(reversed(data)),
    "truncated": lambda data: data[: len(data) // 3],
    "half a line short": lambda data: data[:-2],
    "a line less": lambda data: data[: data.rindex(b"\n", 0, -1) + 1],
    "one letter": lambda data: data[:-4] + bytes([data[-4] ^ 1]) + data[-3:],
    "no digest": lambda data: data.replace(table.SEAL, b"# "),
}


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables, which the program reads."""
    folder = tmp_path / "names"
    shutil.copytree(NAMES, folder)
    monkeypatch.setattr(table, "resource", lambda *parts: folder / parts[-1])
    table.require_whole.cache_clear()
    yield folder
    table.require_whole.cache_clear()


def test_every_table_that_ships_is_verified_and_bears_its_digest() -> None:
    assert {path.stem for path in NAMES.glob("*.tsv")} == set(table.TABLES)
    for path in NAMES.glob("*.tsv"):
        text = path.read_text(encoding="utf-8")
        is_same = text == sealed(path.stem, text)
        assert is_same, f"{path.name} was changed: run packaging/name_tables.py."
    table.require_whole()


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", table.TABLES)
def test_a_damaged_table_is_refused_with_its_remedy(names: Path, name: str, damage: str) -> None:
    path = names / f"{name}.tsv"
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with pytest.raises(DamagedSource) as refusal:
        table.content(name)
    assert str(refusal.value.title) == f"The program's own file names/{name}.tsv is damaged."
    assert str(refusal.value.remedy) == "Reinstall Casebook."


def test_a_whole_table_in_the_place_of_another_is_refused(names: Path) -> None:
    shutil.copyfile(names / "surnames.tsv", names / "places.tsv")
    with pytest.raises(DamagedSource, match="names/places"):
        table.content("places")
    assert table.content("surnames")


def test_the_digest_is_that_of_the_name_and_the_lines() -> None:
    digest = "00931b63f75a63a314c4412b97c4ba026eb6b982a00c4c0f5a9af282c0714ccf"
    assert table.digest_of("places", "latin\tchinese\nLhasa\t拉萨\n".encode()) == digest


def test_line_ends_of_another_system_are_no_damage(names: Path) -> None:
    path = names / "surnames.tsv"
    whole = table.content("surnames")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert table.content("surnames") == whole


def test_a_cut_table_of_readings_ends_no_search_without_an_answer(
    names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "_table", readings._table.__wrapped__)
    path = names / "readings.tsv"
    path.write_bytes(path.read_bytes()[:400_000])
    with pytest.raises(DamagedSource):
        readings._line("远".encode())


def test_no_vault_is_opened_with_a_damaged_table(
    names: Path, sample_vault: MasterVault, tmp_path: Path
) -> None:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    before = {one: one.stat().st_mtime_ns for one in path.rglob("*")}
    (names / "surnames.tsv").write_bytes(b"")
    with pytest.raises(DamagedSource, match="names/surnames"):
        open_session(path, sample_vault.code)
    assert {one: one.stat().st_mtime_ns for one in path.rglob("*")} == before


def test_the_keychain_opens_no_vault_with_a_damaged_table(
    names: Path, sample_vault: MasterVault, tmp_path: Path
) -> None:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    (names / "surnames.tsv").write_bytes(b"")
    with pytest.raises(DamagedSource, match="names/surnames"):
        open_session_by_keychain(path, None)


def test_a_sample_that_is_refused_leaves_nothing(names: Path, tmp_path: Path) -> None:
    (names / "surnames.tsv").write_bytes(b"")
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in (tmp_path / "new" / "demo", empty):
        with pytest.raises(DamagedSource, match="names/surnames"):
            make(folder)
    assert not (tmp_path / "new").exists()
    assert list(empty.iterdir()) == []


def test_tables_are_verified_once_and_again_after_damage_was_mended(names: Path) -> None:
    whole = (names / "surnames.tsv").read_bytes()
    (names / "surnames.tsv").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(DamagedSource):
            table.require_whole()
    (names / "surnames.tsv").write_bytes(whole)
    table.require_whole()
    assert table.require_whole.cache_info().currsize == 1
