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
REMARKS = {**new_keys_outcome.REMARKS, **NOT_BACKED_UP}
"""Texts to translate, by key; `host.protocol.session_protocol` lets these keys through and no other."""
