from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.services.base.export import written
from casebook.services.base.session import start_session
from casebook.vault import KdfCost, create_vault
from tests.paths import is_ours_alone
from tests.vaults import PHRASE


class Stopped(Exception):
    """Work that ends in the middle."""


def write(path: Path, data: bytes = b"whole") -> None:
    with written(path) as file:
        file.write(data)


def test_a_file_appears_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    write(out)
    assert out.read_bytes() == b"whole"
    assert is_ours_alone(out)
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_work_that_ends_in_the_middle_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    write(out, b"before")

    def half() -> None:
        with written(out) as file:
            file.write(b"half")
            raise Stopped

    with pytest.raises(Stopped):
        half()
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_nothing_is_written_into_a_vault_or_over_its_files(tmp_path: Path, cheap_cost: KdfCost) -> None:
    path = tmp_path / "office.casebook"
    start_session(create_vault(path, PHRASE, cost=cheap_cost)[0]).lock()
    before = (path / "case.db").read_bytes()
    link = tmp_path / "link"
    link.symlink_to(path)
    for out in (path / "case.db", path / "x.pdf", path / "att" / "x.pdf", link / "case.db"):
        with pytest.raises(Refused):
            write(out)
    assert (path / "case.db").read_bytes() == before


def test_no_file_is_replaced_through_a_link(tmp_path: Path) -> None:
    other, link = tmp_path / "other.txt", tmp_path / "out.pdf"
    other.write_bytes(b"before")
    link.symlink_to(other)
    with pytest.raises(InvalidInput, match="Something other than a file"):
        write(link)
    link.unlink()
    link.symlink_to(tmp_path / "absent")
    with pytest.raises(InvalidInput, match="Something other than a file"):
        write(link)
    assert (other.read_bytes(), (tmp_path / "absent").exists()) == (b"before", False)


def test_nothing_is_written_among_backups(tmp_path: Path) -> None:
    folder = tmp_path / "office.casebook-backups"
    folder.mkdir()
    with pytest.raises(Refused):
        write(folder / "x.pdf")


def test_every_file_of_a_vault_is_for_its_owner_only(tmp_path: Path, cheap_cost: KdfCost) -> None:
    path = tmp_path / "office.casebook"
    start_session(create_vault(path, PHRASE, cost=cheap_cost)[0]).lock()
    files = [file for file in path.rglob("*") if file.is_file()]
    assert {file.name for file in files} >= {"header", "case.db", "lock"}
    assert all(map(is_ours_alone, files))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        write(tmp_path / "none" / "out.pdf")
    with pytest.raises(InvalidInput):
        write(tmp_path)


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InvalidInput, match="Something other than a file"), written(pipe):
        pass
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(InvalidInput), written(tmp_path):
        pass
