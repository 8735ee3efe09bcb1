from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, Locked, VaultDamaged
from casebook.base.ids import random_id
from casebook.vault.opening import create_vault, open_vault
from casebook.vault.vault import Vault
from tests.vault.conftest import CHEAP, HEAD, PASSPHRASE, DiskSpace


@pytest.fixture
def vault(locked: Path, code: str) -> Iterator[Vault]:
    with open_vault(locked, code) as opened:
        yield opened


def test_locking_notes_the_database_and_the_head(vault: Vault, code: str) -> None:
    vault.database_path.write_bytes(b"changed")
    generation = vault.generation
    vault.lock(bytes(32))
    with open_vault(vault.path, code) as again:
        assert again.was_locked_cleanly
        assert again.audit_head == bytes(32)
        assert again.generation == generation + 2


def test_a_locked_vault_gives_no_key(vault: Vault) -> None:
    vault.lock(HEAD)
    with pytest.raises(Locked):
        _ = vault.database_key
    with pytest.raises(Locked):
        _ = vault.audit_key
    with pytest.raises(Locked):
        vault.attachments.seal(BytesIO(b"late"), random_id())


def test_closing_twice_does_no_harm(vault: Vault, code: str) -> None:
    vault.close()
    vault.close()
    open_vault(vault.path, code).close()


def test_a_repr_shows_no_key(vault: Vault) -> None:
    shown = f"{vault!r} {vars(vault)!r} {vault._keys!r}"
    assert vault.database_key.hex() not in shown
    assert repr(vault.database_key) not in shown


def test_an_unfinished_write_is_not_locked_over(vault: Vault) -> None:
    journal = vault.path / "case.db-journal"
    journal.write_bytes(b"in the middle")
    with pytest.raises(Conflict):
        vault.lock(HEAD)
    journal.unlink()
    vault.lock(HEAD)


def test_a_database_that_is_gone_is_not_locked_over(vault: Vault) -> None:
    vault.database_path.unlink()
    with pytest.raises(VaultDamaged):
        vault.lock(HEAD)


def test_the_head_has_32_bytes(vault: Vault) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        vault.lock(b"short")


def test_after_a_full_disk_the_vault_is_still_open_and_can_be_locked(
    vault: Vault, code: str, space: DiskSpace
) -> None:
    space.is_full = True
    with pytest.raises(DiskProblem, match="full"):
        vault.lock(HEAD)
    space.is_full = False
    assert len(vault.database_key) == 48
    vault.database_path.write_bytes(b"more work")
    vault.lock(HEAD)
    with open_vault(vault.path, code) as again:
        assert again.was_locked_cleanly


def test_work_after_a_refused_lock_is_not_found_under_a_clean_header(
    vault: Vault, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_once(_path: Path) -> None:
        monkeypatch.undo()
        raise OSError(5, "Input/output error")

    # The rename has happened when the folder's flush is refused.
    monkeypatch.setattr("casebook.vault.header.flush_folder", refuse_once)
    with pytest.raises(DiskProblem):
        vault.lock(HEAD)
    vault.database_path.write_bytes(b"more work, then a power cut")
    vault.close()
    with open_vault(vault.path, code) as again:
        assert not again.was_locked_cleanly


def test_a_vault_whose_making_failed_is_discarded(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "office.casebook", PASSPHRASE, cost=CHEAP)
    vault.database_path.write_bytes(b"half a schema")
    vault.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_vault_with_work_in_it_is_not_discarded(vault: Vault, code: str) -> None:
    with pytest.raises(ValueError, match="never locked"):
        vault.discard()
    vault.close()
    with open_vault(vault.path, code) as again, pytest.raises(ValueError, match="never locked"):
        again.discard()
