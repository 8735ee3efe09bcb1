from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, VaultDamaged, VaultTooNew
from casebook.vault import open_vault, vault_info
from tests.vault.conftest import CHEAP
from tests.vault.test_header import changed


def test_what_anyone_who_holds_the_folder_can_see(locked: Path, code: str) -> None:
    with open_vault(locked, code) as vault:
        vault.attachments.seal(BytesIO(b"x" * 1000), "0123456789abcdef")
        info = vault_info(locked)
        assert info.vault_id == str(vault.vault_id)
        assert info.generation == vault.generation
    assert info.format_version == 1
    assert [(slot.kind, slot.cost) for slot in info.slots] == [("passphrase", CHEAP), ("recovery", None)]
    assert len({slot.id for slot in info.slots}) == 2
    assert info.database_bytes == 256 * 64
    assert (info.attachment_count, info.attachment_bytes) == (1, 24 + 1024 + 17)
    assert not info.is_locked_cleanly


def test_a_locked_vault_is_told_from_an_open_one(locked: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in locked.iterdir())
    assert vault_info(locked).is_locked_cleanly
    assert sorted((path.name, path.stat().st_mtime_ns) for path in locked.iterdir()) == before


def test_damage_is_told(locked: Path) -> None:
    (locked / "case.db").unlink()
    (locked / "att").rmdir()
    assert vault_info(locked).database_bytes == 0
    assert vault_info(locked).attachment_count == 0
    data = (locked / "header").read_bytes()
    (locked / "header").write_bytes(b"damaged")
    info = vault_info(locked)
    assert info.is_from_predecessor
    assert not info.is_locked_cleanly
    (locked / "header").write_bytes(changed(data, 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew):
        vault_info(locked)
    (locked / "header").unlink()
    (locked / "header.bak").write_bytes(b"damaged too")
    with pytest.raises(VaultDamaged):
        vault_info(locked)


def test_another_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        vault_info(tmp_path)
