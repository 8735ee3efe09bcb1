from __future__ import annotations

from uuid import uuid4

from casebook.crypto.kdf import subkey
from casebook.vault.keys import VaultKeys
from tests.vault.conftest import MASTER, VAULT_ID


def test_keys_are_derived_by_label_and_vault() -> None:
    keys = VaultKeys.derived(MASTER, VAULT_ID)
    assert keys.database == subkey(MASTER, salt=VAULT_ID.bytes, label="db", size_bytes=48)
    assert keys.audit == subkey(MASTER, salt=VAULT_ID.bytes, label="audit")
    assert keys.header == subkey(MASTER, salt=VAULT_ID.bytes, label="header")
    assert keys.dedupe == subkey(MASTER, salt=VAULT_ID.bytes, label="dedupe")
    other = VaultKeys.derived(MASTER, uuid4())
    assert (
        len({key.reveal() for each in (keys, other) for key in (each.audit, each.header, each.dedupe)}) == 6
    )


def test_wiping_wipes_all() -> None:
    keys = VaultKeys.derived(MASTER, VAULT_ID)
    keys.wipe()
    assert [len(key) for key in (keys.database, keys.audit, keys.header, keys.dedupe)] == [0] * 4
