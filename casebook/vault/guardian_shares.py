"""The secret of guardians, which nobody holds: its shares make up what opens the vault."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casebook.crypto.secret import Secret
from casebook.crypto.share import split
from casebook.crypto.share_text import typed_shares
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from casebook.vault.header_frame import VERSION
from casebook.vault.keyslot import Credential, open_slots

SECRET_BYTES = 20
"""As a recovery code has; a share of so many is 23 words."""


def new_shares(threshold: int, count: int) -> tuple[Credential, tuple[str, ...]]:
    """Return a credential for a new key slot, and its shares, which alone can make it again.

    Args:
        threshold: how many of them are needed.
        count: of them, at most 16.
    """
    secret = Secret.random(SECRET_BYTES)
    return Credential(guardians=secret), split(secret, threshold, count)


def credential_of_share_texts(texts: Iterable[str]) -> Credential:
    """Return the credential that shares make up.

    Args:
        texts: each with one share or several, typed or copied with what their pages say.

    Raises:
        InvalidInput: they are too few, of two sets, or mistyped.
    """
    shares: list[str] = []
    for text in texts:
        shares.extend(typed_shares(text, are_meant=True, first=len(shares) + 1))
    return Credential.of_shares(shares)


def is_in_header(path: Path, credential: Credential) -> bool:
    """Return whether a credential of guardians opens the header that is on the disk now.

    What a session holds in memory is not asked: a write that was reported as failed may have taken place.

    Args:
        path: the vault's folder.
        credential: as `new_shares` made it.

    Raises:
        NotFound, InvalidInput, VaultDamaged, VaultTooNew, DiskProblem: the header cannot be read.
    """
    header = load_header(Folder.existing(path)).header
    opened = open_slots(header.slots, credential, vault_id=header.vault_id, version=VERSION)
    if opened is None:
        return False
    opened[1].wipe()
    return True
