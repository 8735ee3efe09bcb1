"""The folders inside a vault during a change of keys, and the note that authenticates a finished one."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.crypto.secret import Secret
from casebook.vault.blob_paths import BlobPaths
from casebook.vault.disk import disk, is_link, read_bounded
from casebook.vault.folder import Folder
from casebook.vault.header_frame import MAX_BYTES

_LABEL = b"casebook new keys"
"""The prefix of the signed data of a note; no header, signed with the same keys, begins like this."""
_DIGEST_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class RekeyFolders:
    """The folders inside a vault during a change of keys.

    Attributes:
        vault: the folder around them.
    """

    vault: Folder

    @property
    def growing(self) -> Folder:
        """Return the folder of the new vault during its creation; otherwise without meaning."""
        return Folder(self.vault.path / "new-keys.new")

    @property
    def finished(self) -> Folder:
        """Return the folder of the new vault once in force, until it is in place."""
        return Folder(self.vault.path / "new-keys")

    @property
    def discarded(self) -> Folder:
        """Return the folder of the replaced vault until it is destroyed."""
        return Folder(self.vault.path / "old-keys")

    @property
    def note(self) -> Path:
        """Return the note on which header the finished vault replaces."""
        return self.finished.path / "replaces"

    @property
    def probe(self) -> Path:
        """Return an empty file that shows whether files can be moved out of the growing folder."""
        return self.vault.path / "new-keys.probe"

    @property
    def has_finished(self) -> bool:
        """Return whether a vault that may be in force is not in place yet: the header is moved last.

        Anybody can put one there: only its note says whether it is ours, see `take_up`.
        """
        return not is_link(self.finished.path) and self.finished.header.is_file()

    def may_destroy(self, key: Secret, known_ids: Collection[str] | None = None) -> bool:
        """Return whether the files set aside are of the change of keys that made this header key.

        SECURITY: anybody can put a folder of this name here, and a vault put back in part may have its only
        encrypted files in it. It is superseded only if the note names its header under the present key, and
        none of its encrypted files, which bear the same ids in either vault, is missing from this one.

        Args:
            key: of the header of the vault that has opened.
            known_ids: of the encrypted files its database names: no other can be missing, since what no row
                names has no key. None where the database is not open yet.

        Raises:
            DiskProblem: the disk refuses.
        """
        old, header = self.discarded, self.discarded.header
        if is_link(old.path) or not header.is_file():
            return False
        note = RekeyNote.of(self)
        with disk(Message("reading the casebook's header")):
            is_named = note is not None and note.replaced == read_bounded(header, MAX_BYTES)
            there = BlobPaths(self.vault.attachments).sizes_by_id()
            set_aside = BlobPaths(old.attachments).sizes_by_id()
        missing = set_aside.keys() - there.keys()
        if known_ids is not None:
            missing &= set(known_ids)
        return is_named and note is not None and note.is_by_new(key) and not missing

    def supersedes(self, key: Secret) -> bool:
        """Return whether new keys are in force but not in place, for the vault with this header key.

        Raises:
            DiskProblem: the headers cannot be read.
        """
        note = RekeyNote.of(self) if self.has_finished else None
        return note is not None and note.is_by_old(key)

    @property
    def is_awaited(self) -> bool:
        """Return whether its note names the current header; only a key tells who wrote the note."""
        return self.has_finished and RekeyNote.of(self) is not None


@dataclass(frozen=True, slots=True)
class RekeyNote:
    """The header that a finished vault replaces, signed with the header key of either vault.

    Attributes:
        replaced: that header. It is here, or was set aside by a move that a stop cut short.
        by_new: signature under the key of the new vault.
        by_old: and under that of the old one, so that who opens that can tell the note from a forged one.
    """

    replaced: bytes
    by_new: bytes
    by_old: bytes

    @classmethod
    def of(cls, folders: RekeyFolders) -> Self | None:
        """Return the note in a folder, or None if there is none or it names no header of this vault.

        Anybody can have written it: only `is_by_new` and `is_by_old` tell.

        Raises:
            DiskProblem: the headers cannot be read.
        """
        try:
            data = read_bounded(folders.note, 3 * _DIGEST_BYTES)
        except (OSError, VaultDamaged):
            return None
        digest, by_new, by_old = (data[at * _DIGEST_BYTES :][:_DIGEST_BYTES] for at in range(3))
        with disk(Message("reading the casebook's header")):
            for path in (folders.vault.header, folders.discarded.header):
                header = read_bounded(path, MAX_BYTES) if path.is_file() else b""
                if header and hashlib.sha256(header).digest() == digest:
                    return cls(header, by_new, by_old)
        return None

    @classmethod
    def signed(cls, replaced: bytes, new_key: Secret, old_key: Secret) -> Self:
        """Return a signed note on a header."""
        return cls(replaced, _signature(replaced, new_key), _signature(replaced, old_key))

    def is_by_new(self, key: Secret) -> bool:
        """Return whether the new vault with this header key signed it."""
        return hmac.compare_digest(self.by_new, _signature(self.replaced, key))

    def is_by_old(self, key: Secret) -> bool:
        """Return whether the old vault with this header key signed it."""
        return hmac.compare_digest(self.by_old, _signature(self.replaced, key))

    def encoded(self) -> bytes:
        """Return its stored form: digest of the header, then both signatures."""
        return hashlib.sha256(self.replaced).digest() + self.by_new + self.by_old


def _signature(header: bytes, key: Secret) -> bytes:
    return hmac.digest(key.reveal(), _LABEL + hashlib.sha256(header).digest(), "sha256")
