"""What the lock screen says of the session before, by keys that pass between processes."""

from __future__ import annotations

from casebook.base.message import gettext_noop
from casebook.services.vault import new_keys_outcome

NOT_BACKED_UP = {
    "backup-absent": gettext_noop("The last backup was not made: the backup folder is not there."),
    "backup-denied": gettext_noop(
        "The last backup was not made: there is no permission to write to its folder."
    ),
    "backup-full": gettext_noop("The last backup was not made: the disk with the backup folder is full."),
    "backup-stalled": gettext_noop(
        "The last backup was not made: the disk with the backup folder did not respond."
    ),
    "backup-failed": gettext_noop("The last backup was not made because of an error."),
}
"""Messages of the lock screen and of Today, by reason; they name no folder."""
SHARES_UNUSED = "shares-unused"
REMARKS = {
    **new_keys_outcome.REMARKS,
    **NOT_BACKED_UP,
    SHARES_UNUSED: gettext_noop(
        "Pages with new shares of guardians were saved, but the shares were not put in use. Delete the "
        "file, and do not hand out what you printed: these pages unlock nothing."
    ),
}
"""Texts to translate, by key; `host.protocol.session_protocol` lets these keys through and no other."""


def with_unused_shares(remarks: str, *, are_unused: bool) -> str:
    """Return keys of remarks that also say, or no longer say, that saved shares are not in use."""
    others = [key for key in remarks.split(",") if key and key != SHARES_UNUSED]
    return ",".join([SHARES_UNUSED] * are_unused + others)


def with_backup_failure(remarks: str, reason: str) -> str:
    """Return keys of remarks with why the last backup was not made, in the place of an earlier reason."""
    return f"{SHARES_UNUSED},{reason}" if SHARES_UNUSED in remarks.split(",") else reason
