from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casebook.base.errors import VaultDamaged
from casebook.vault.database import database_digest


def test_size_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    path.write_bytes(b"pages" * 100_000)
    assert database_digest(path) == (500_000, hashlib.sha256(b"pages" * 100_000).digest())


def test_none_and_an_empty_one_are_damage(tmp_path: Path) -> None:
    with pytest.raises(VaultDamaged, match="missing"):
        database_digest(tmp_path / "case.db")
    (tmp_path / "case.db").touch()
    with pytest.raises(VaultDamaged, match="empty"):
        database_digest(tmp_path / "case.db")
