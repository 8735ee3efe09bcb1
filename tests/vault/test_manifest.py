"""A backup's manifest: what its first reading needs is ready before a vault is opened."""

from __future__ import annotations

import builtins
from datetime import UTC, datetime
from uuid import UUID

import pytest

from casebook.base import structure
from casebook.crypto.secret import Secret
from casebook.vault.manifest import FileDigest, Manifest, open_manifest, prepare, seal_manifest

VAULT_ID = UUID(int=7)


def _manifest() -> Manifest:
    return Manifest(
        name="0001",
        made_at=datetime(2026, 5, 4, tzinfo=UTC),
        generation=1,
        schema_version=1,
        database=FileDigest(1, "ab"),
        header=FileDigest(2, "cd"),
        audit_number=3,
        audit_head="ef",
        counts={"case_file": 4},
        files={"0a": FileDigest(5, "01")},
        new=("0a",),
        missing=(),
    )


@pytest.mark.parametrize("is_prepared", [False, True])
def test_once_prepared_a_manifest_is_read_with_nothing_to_compile(
    *, is_prepared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    structure._strict.cache_clear()  # as in a process that has read none
    if is_prepared:
        prepare()
    key, compiled, compile_ = Secret.random(32), [], builtins.compile

    def noting(source: str, name: str, mode: str) -> object:
        compiled.append(name)
        return compile_(source, name, mode)

    sealed = seal_manifest(_manifest(), key, VAULT_ID)
    monkeypatch.setattr(builtins, "compile", noting)
    manifest = open_manifest(sealed, key, VAULT_ID)
    monkeypatch.undo()
    assert manifest == _manifest()
    assert bool(compiled) is not is_prepared
