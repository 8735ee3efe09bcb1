"""The keys of an open vault, each derived from the master key for one use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from casebook.crypto.kdf import subkey
from casebook.crypto.secret import Secret
from casebook.crypto.text_mark import mark_key

DATABASE_KEY_BYTES = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultKeys:
    """Sub-keys: HKDF-SHA256 of the master key, with the vault's ID as salt and a label for each use.

    Attributes:
        database: 32 bytes of key and 16 of salt for SQLCipher.
        audit: 32 bytes for the audit chain.
        header: 32 bytes for the header's MAC.
        dedupe: 32 bytes for fingerprints of files.
        marks: 32 bytes for marks of texts, derived from the one for fingerprints.
        backup: 32 bytes that seal the manifests of backups.
    """

    database: Secret
    audit: Secret
    header: Secret
    dedupe: Secret
    marks: Secret
    backup: Secret

    @classmethod
    def derived(cls, master: Secret, vault_id: UUID) -> Self:
        """Derive all sub-keys of a vault."""
        salt = vault_id.bytes
        dedupe = subkey(master, salt=salt, label="dedupe")
        return cls(
            database=subkey(master, salt=salt, label="db", size_bytes=DATABASE_KEY_BYTES),
            audit=subkey(master, salt=salt, label="audit"),
            header=subkey(master, salt=salt, label="header"),
            dedupe=dedupe,
            marks=mark_key(dedupe, salt=salt),
            backup=subkey(master, salt=salt, label="backup"),
        )

    def wipe(self) -> None:
        """Wipe all keys from memory, as far as Python allows."""
        for key in (self.database, self.audit, self.header, self.dedupe, self.marks, self.backup):
            key.wipe()
