"""Unlocking with the system keychain, for seven days after each use of the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import CasebookError, ReadOnly, Refused
from casebook.base.ids import IdSource, random_id
from casebook.domain.base.entity import entity
from casebook.language.table import require_whole
from casebook.services.base import setting
from casebook.services.base.session import PASSPHRASE_USED, Session, start_session
from casebook.vault import Keychain, keyslot_kinds, open_by_keychain, system_keychain
from casebook.vault.keyslot_changes import drop_keychain

LASTS = timedelta(days=7)
AHEAD = timedelta(days=1)
"""How far the clock may have been set back since the passphrase was used."""


@entity
class UnlockOffer:
    """What besides typed credentials may open a vault, according to its header.

    Attributes:
        has_keyfile: a passphrase with a keyfile.
        has_keychain: the system's keychain, and it is one that Casebook trusts.
        has_guardians: shares of guardians.
    """

    has_keyfile: bool
    has_keychain: bool
    has_guardians: bool = False


def unlock_offer(path: Path) -> UnlockOffer:
    """Return what the lock screen may offer besides the passphrase; nothing if the vault cannot be read."""
    try:
        kinds = keyslot_kinds(path)
    except CasebookError:
        kinds = frozenset()
    has_keychain = "keychain" in kinds and system_keychain() is not None
    return UnlockOffer(
        has_keyfile="keyfile" in kinds, has_keychain=has_keychain, has_guardians="guardians" in kinds
    )


def open_session_by_keychain(  # noqa: PLR0913 - as of `open_session`
    path: Path,
    keychain: Keychain | None,
    *,
    to_read: bool = False,
    checks_later: bool = False,
    clock: Clock = system_clock,
    ids: IdSource = random_id,
    who: str = "",
    first: Callable[[Session], object] = lambda _: None,
) -> Session:
    """Unlock a vault with the key the keychain holds.

    SECURITY: seven days after the passphrase was last used, the key is taken out of the keychain and its slot
    out of the vault; nothing is shown.

    Args:
        path: the vault's folder.
        keychain: as `system_keychain` gives it, or None.
        to_read: read along while another window may write.
        checks_later: as `open_session` takes it.
        clock: fixed for tests.
        ids: seeded for tests.
        who: named in the audit chain.
        first: as `open_session` takes it.

    Raises:
        Refused: the keychain does not open it, or no longer: the passphrase does.
        and all that `open_session` raises.
    """
    require_whole()
    vault = open_by_keychain(path, keychain, to_read=to_read)
    session = start_session(vault, clock=clock, ids=ids, who=who, checks_later=checks_later, first=first)
    try:
        if not _has_expired(session):
            return session
        with suppress(ReadOnly):  # its key is gone from the keychain all the same
            drop_keychain(session.vault, keychain)
        session.lock()
    except BaseException:
        session.close()
        raise
    raise Refused(
        "The keychain can unlock the casebook for seven days after the passphrase was used. Those "
        "seven days are over.",
        field="keychain",
        remedy="Unlock it with the passphrase. You can then allow the keychain again.",
    )


def _has_expired(session: Session) -> bool:
    used_at = setting.value(session, PASSPHRASE_USED)
    if not isinstance(used_at, str):
        return True
    since = session.clock() - datetime.fromisoformat(used_at)
    return not -AHEAD <= since <= LASTS
