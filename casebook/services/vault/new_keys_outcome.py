"""The outcome of a change of keys, and its texts."""

from __future__ import annotations

from pathlib import Path

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity

ABOUT = gettext_noop(
    "Encrypts the whole casebook again with new keys. A passphrase, code or key file that was removed or "
    "is known to someone else then no longer unlocks any of it, even with an old copy of the folder's "
    "header."
)
LIMITS = gettext_noop(
    "The old files are overwritten and removed. Flash storage, snapshots and synchronised copies may still "
    "contain them. Copies made earlier still open with the old unlock methods."
)
AFTERWARDS = gettext_noop(
    "Only the new passphrase and the new recovery code unlock the casebook afterwards. Other people who "
    "work in it need a new passphrase of their own, and guardians need new shares: make them afterwards, and "
    "have the old pages destroyed. The casebook is locked at the end. Earlier backups are kept as they are "
    "until you delete them under Security, Backups."
)
OFFER = gettext_noop(
    "Someone who knows the removed or changed unlock method can still open copies of this casebook. If you "
    "do not trust them any more, give it new keys."
)
FILES_LEFT = gettext_noop(
    "Some of the old files could not be overwritten and removed. This is done when the casebook is next "
    "unlocked. Until then, the old unlock methods open the files that remain."
)
IN_FORCE = gettext_noop(
    "The casebook was encrypted again. Only the new passphrase and the new recovery code unlock it."
)
_FILES_SHARED = gettext_noop(
    "Some of the old files have other names on this disk (hard links), as in a copy of the folder. They were "
    "not overwritten, and under those names they still open with the old unlock methods. Delete that copy if "
    "you do not want it."
)
KEYCHAIN_LEFT = gettext_noop(
    "The old key could not be removed from the system keychain. Remove it there. It opens only copies made "
    "earlier."
)
REMARKS = {
    "new-keys": IN_FORCE,
    "files-left": FILES_LEFT,
    "files-shared": _FILES_SHARED,
    "keychain-left": KEYCHAIN_LEFT,
    "unchanged": gettext_noop("The casebook was not given new keys. Nothing in it was changed."),
}
"""Messages of the lock screen after a change of keys, by the keys that `remark_keys` joins."""


@entity
class NewKeys:
    """The outcome of a change of keys.

    Attributes:
        path: the vault's folder.
        changes: entries in its audit chain.
        files: encrypted files that were sealed again.
        missing: ids of those the vault no longer had before.
        is_resumed: they were given before, and a stop came then: the code shown at that time is in force.
        are_old_files_gone: what the old keys open was overwritten and removed; else the next opening does it.
        is_keychain_clear: no key of before is left in the system's keychain.
        shared: so many old files were removed but not overwritten, since other names share them.
    """

    path: Path
    changes: int
    files: int
    missing: tuple[str, ...]
    is_resumed: bool = False
    are_old_files_gone: bool = True
    is_keychain_clear: bool = True
    shared: int = 0


def files_shared(number: int) -> Message:
    """Return the message that files with old keys were removed but, being shared, not overwritten."""
    return Message.plural(
        "{number} old file has another name on this disk (a hard link), as in a copy of the folder. It was "
        "not overwritten, and under that name it still opens with the old unlock methods. Delete that copy "
        "if you do not want it.",
        "{number} old files have other names on this disk (hard links), as in a copy of the folder. They "
        "were not overwritten, and under those names they still open with the old unlock methods. Delete "
        "that copy if you do not want it.",
        number=number,
    )


def remarks(outcome: NewKeys) -> list[Message]:
    """Return the messages on the old vault."""
    lines = [Message(LIMITS if outcome.are_old_files_gone else FILES_LEFT)]
    if outcome.shared:
        lines.append(files_shared(outcome.shared))
    if not outcome.is_keychain_clear:
        lines.append(Message(KEYCHAIN_LEFT))
    return lines


def remark_keys(outcome: NewKeys) -> str:
    """Return their keys in `REMARKS`, comma-separated, for the time after the vault is locked."""
    keys = {
        "files-left": not outcome.are_old_files_gone,
        "files-shared": bool(outcome.shared),
        "keychain-left": not outcome.is_keychain_clear,
    }
    return ",".join(["new-keys", *(key for key, is_so in keys.items() if is_so)])
