"""The manifest of a backup: its files with digests, encrypted under a key of the vault.

Bytes: docs/vault-format.md. It is padded like an encrypted file, since counts are nobody's business.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from casebook.base.errors import VaultDamaged, VaultTooNew
from casebook.base.structure import read_json
from casebook.crypto import aead
from casebook.crypto.seal import padded_size
from casebook.crypto.secret import Secret

MAGIC = b"CASEBKUP"
VERSION = 2
"""Version 1 did not name its backup."""
MAX_BYTES = 256 * 1024 * 1024
_PREFIX_BYTES = len(MAGIC) + 2


@dataclass(frozen=True, slots=True)
class FileDigest:
    """An encrypted file as stored: id, size and digest.

    Attributes:
        size_bytes: of the sealed bytes.
        sha256: of the sealed bytes, lower-case hex.
    """

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The contents of a backup.

    Attributes:
        name: of the backup's folder; "" in version 1, which did not say.
        made_at: instant, UTC.
        generation: of the vault's header then.
        schema_version: of the database.
        database: its file.
        header: its file.
        audit_number: changes in the audit chain.
        audit_head: MAC of the last, hex.
        counts: rows by table.
        files: encrypted files by id.
        new: ids of those copied for this backup.
        missing: ids of those the vault itself did not have whole any more.
    """

    name: str
    made_at: datetime
    generation: int
    schema_version: int
    database: FileDigest
    header: FileDigest
    audit_number: int
    audit_head: str
    counts: dict[str, int]
    files: dict[str, FileDigest]
    new: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A manifest as in its JSON; each file has size and digest."""

    made_at: str
    generation: int
    schema_version: int
    database: tuple[int, str]
    header: tuple[int, str]
    audit_number: int
    audit_head: str
    counts: dict[str, int]
    files: dict[str, tuple[int, str]]
    new: tuple[str, ...]
    missing: tuple[str, ...]
    name: str = ""


def prepare() -> None:
    """Prepare the manifest reader, which cattrs otherwise builds at the first reading."""
    with suppress(ValueError):
        read_json(_Written, "{}")


def seal_manifest(manifest: Manifest, key: Secret, vault_id: UUID) -> bytes:
    """Return the manifest's bytes, encrypted with the vault's backup key."""
    attributes = {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}
    attributes["made_at"] = manifest.made_at.isoformat()
    plain = json.dumps(attributes, default=_plain, separators=(",", ":")).encode("ascii")
    padded = plain.ljust(padded_size(len(plain)))
    prefix = _prefix(VERSION)
    return prefix + aead.wrap(key, Secret(padded), prefix + vault_id.bytes)


def open_manifest(data: bytes, key: Secret, vault_id: UUID) -> Manifest:
    """Parse a manifest of this version or the one before.

    Raises:
        VaultDamaged: it was changed, or is another vault's.
        VaultTooNew: a later version wrote it.
    """
    if not data.startswith(MAGIC):
        raise VaultDamaged("The backup manifest is damaged.")
    prefix = data[:_PREFIX_BYTES]
    if prefix not in {_prefix(1), _prefix(VERSION)}:
        raise VaultTooNew("This backup was created by a later version of Casebook.")
    plain = aead.unwrap(key, data[_PREFIX_BYTES:], prefix + vault_id.bytes)
    if plain is None:
        raise VaultDamaged("The backup manifest is damaged or belongs to another casebook.")
    try:
        written = read_json(_Written, plain.reveal())
        made_at = datetime.fromisoformat(written.made_at).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise VaultDamaged("The backup manifest is damaged.") from error
    attributes: dict[str, Any] = {name: getattr(written, name) for name in _Written.__dataclass_fields__}
    return Manifest(
        **{
            **attributes,
            "made_at": made_at,
            "database": FileDigest(*written.database),
            "header": FileDigest(*written.header),
            "files": {name: FileDigest(*file) for name, file in written.files.items()},
        }
    )


def _prefix(version: int) -> bytes:
    return MAGIC + version.to_bytes(2, "little")


def _plain(value: object) -> list[object]:
    if isinstance(value, FileDigest):
        return [value.size_bytes, value.sha256]
    raise TypeError(type(value).__name__)
