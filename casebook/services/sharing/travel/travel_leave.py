"""Takes one's own ways into a casebook away until its guardians open it: then "I cannot" is true.

Only with guardians who showed in the last month that they have their shares: else the casebook might be lost.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from casebook.base.errors import CasebookError, DiskProblem, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.vault.guardian import GuardianSet
from casebook.services.base import setting
from casebook.services.base.session import PASSPHRASE_USED, Session
from casebook.services.vault import backup, guardian
from casebook.services.vault.unlock_method import LABELS, Credential, UnlockMethod, every
from casebook.vault import keyslot_changes as ways
from casebook.vault import system_keychain

DRILLED_WITHIN = timedelta(days=30)
FLASH = gettext_noop(
    "A disk that stores on flash memory keeps the header as it was, and the passphrase still opens that. A "
    "computer that crosses a border should never have held this casebook."
)


@entity
class LeaveTerms:
    """What leaving a casebook to its guardians takes away.

    Attributes:
        guardians: who open it afterwards.
        removed: the unlock methods that go.
        backups: how many backups still open with them.
    """

    guardians: GuardianSet
    removed: tuple[UnlockMethod, ...]
    backups: int


def terms(session: Session) -> LeaveTerms:
    """Return what leaving would take away.

    Raises:
        Refused: there are no guardians, or too few of them showed their share in the last 30 days.
    """
    known = guardian.current(session)
    if known is None:
        raise Refused(
            "The casebook has no guardians: nobody could open it again.",
            field="guardians",
            remedy="Make shares for guardians and hand them out first.",
        )
    since = session.clock().date() - DRILLED_WITHIN
    fresh = [one for one in known.guardians if one.drilled_on and one.drilled_on >= since]
    if len(fresh) < known.threshold:
        raise Refused(
            Message(
                "Guardians who showed their share in the last 30 days: {count}. Needed to open the casebook "
                "again: {needed}.",
                count=len(fresh),
                needed=known.threshold,
            ),
            field="guardians",
            remedy="Ask them for the last three words of their share, and record each drill.",
        )
    removed = tuple(one for one in every(session) if one.id != known.slot_id)
    return LeaveTerms(guardians=known, removed=removed, backups=_backups(session))


def leave(session: Session, authority: Credential, fingerprint: str) -> LeaveTerms:
    """Remove every unlock method but that of the guardians.

    Args:
        session: the open vault; it stays open until it is locked.
        authority: a credential that opens it now.
        fingerprint: of the guardians' shares, typed by the person as the second of two confirmations.

    Raises:
        ReadOnly: another window has the right to write in it.
        Refused: as `terms`; or another fingerprint was typed.
        WrongKey: the authority opens nothing.
        DiskProblem: the disk refuses; the unlock methods are those of before, but the keychain has no key.
    """
    session.store.require_writing()
    known = terms(session)
    if fingerprint.strip().casefold() != known.guardians.fingerprint.casefold():
        raise Refused(
            "This is not the fingerprint of the guardians' shares. Nothing was changed.",
            field="fingerprint",
            remedy="It is on the page of each guardian, and in the list of guardians.",
        )
    ways.keep_guardians_alone(session.vault, authority, known.guardians.slot_id, system_keychain())
    labels = setting.value(session, LABELS)
    slot_id = known.guardians.slot_id
    kept = {slot_id: labels[slot_id]} if isinstance(labels, dict) and slot_id in labels else None
    with suppress(DiskProblem):  # the methods are removed; their names may remain
        setting.keep(session, LABELS, kept)
        setting.keep(session, PASSPHRASE_USED, None)
    return known


def _backups(session: Session) -> int:
    try:
        return len(backup.every(session))
    except CasebookError:
        return 0
