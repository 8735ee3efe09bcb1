"""An encrypted file of the vault and its key."""

from __future__ import annotations

from casebook.domain.base.entity import entity


@entity
class Attachment:
    """The database record of an encrypted file.

    Attributes:
        id: its random name in the vault folder.
        key: 32 random bytes that open it, and it alone.
        size_bytes: of the plain bytes.
        sha256: of the plain bytes, lower-case hex.
        fingerprint: HMAC of their SHA-256 under the vault's dedupe key, lower-case hex.
    """

    id: str
    key: bytes
    size_bytes: int
    sha256: str
    fingerprint: str
