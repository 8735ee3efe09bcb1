"""The state in which a vault was found: its header, its files, and whether the whole folder was rolled back.

That shows by its backups and by what this computer knows. Neither sees a folder put back together with its
backups on a computer that never had it open: an anchor does.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from casebook.base.errors import DiskProblem, ReadOnly
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.services.base import last_state
from casebook.services.base.backups import backup_heads
from casebook.services.base.backups.backup_heads import BackupSurvey, KnownBackup
from casebook.services.base.session import Session
from casebook.services.vault.new_keys_outcome import files_shared

_MAX_NAMED = 3


@entity
class Notice:
    """A discrepancy in the state of the vault.

    Attributes:
        title: in one sentence.
        remedy: what to do about it.
        is_later: it shows that a later state than the one found existed.
    """

    title: Message
    remedy: Message
    is_later: bool = False


def is_later_known(noted: Sequence[Notice]) -> bool:
    """Return whether some of these notices show that a later state existed."""
    return any(notice.is_later for notice in noted)


def notices(session: Session) -> tuple[Notice, ...]:
    """Return the signs of a later state than the one found; none of them prevents work."""
    return _notices(session, backup_heads.survey(session.vault, session.store))


def _notices(session: Session, survey: BackupSurvey) -> tuple[Notice, ...]:
    by_memory = []
    if session.memory_fault:
        by_memory.append(Notice(title=session.memory_fault.title, remedy=session.memory_fault.remedy))
    if session.is_behind:
        by_memory.append(
            Notice(
                title=Message("This casebook is older than when it was last open on this computer."),
                remedy=Message(
                    "The folder may have been replaced with an older version. Compare it with your backups. "
                    "If you did this yourself, confirm it: Security, Checks."
                ),
                is_later=True,
            )
        )
    return (*by_memory, *_by_backups(survey))


def notices_at_opening(session: Session) -> tuple[Notice, ...]:
    """Return `notices`, and one for a folder of new keys that does not belong to this vault.

    What is missed is kept until it is accepted, since the backup may go. A disk that refuses to keep it keeps
    nobody from the work: it is said this time.
    """
    survey = backup_heads.survey(session.vault, session.store)
    if survey.has_changed:
        with suppress(DiskProblem, ReadOnly):
            backup_heads.keep(session.store, survey.backups)
    return (*_foreign_keys(session), *_notices(session, survey))


def _foreign_keys(session: Session) -> list[Notice]:
    left = []
    if session.vault.shared_leftovers:
        left.append(
            Notice(
                title=Message("The change of keys was finished."),
                remedy=files_shared(session.vault.shared_leftovers),
            )
        )
    if session.vault.has_foreign_leftovers:
        left.append(
            Notice(
                title=Message("The casebook contains a folder old-keys that was not deleted."),
                remedy=Message(
                    "It does not come from this casebook's last change of keys, or it contains encrypted "
                    "files that are missing from the casebook. Check the casebook, then move the folder "
                    "out of it."
                ),
            )
        )
    if not session.vault.has_foreign_keys:
        return left
    return [
        *left,
        Notice(
            title=Message("The casebook contains a folder new-keys that does not belong to it."),
            remedy=Message(
                "Someone or a synchronising program put it there. It was left as it is and changes nothing. "
                "Move it out of the casebook."
            ),
        ),
    ]


def header_notice(session: Session) -> Notice | None:
    """Return the notice that the header copy was used, its location and what that means for the database."""
    if not session.vault.is_from_predecessor:
        return None
    remedy = Message(
        "If the disk is not faulty, someone with access to the folder removed or changed the header. The "
        "database is the one that was last locked. Check a tamper check code if you have one."
    )
    if session.is_recovered:
        remedy = Message(
            "If the disk is not faulty, someone may have removed the header to put back part of an older "
            "database unnoticed. The records are being checked; you can make changes when the check is "
            "finished."
        )
    return Notice(
        title=Message("The casebook header was missing or damaged, so its copy was used."), remedy=remedy
    )


def unsound_notice(names: Sequence[str]) -> Notice | None:
    """Return the notice that encrypted files are missing or changed.

    Args:
        names: of their documents, as whoever reads it knows them: titles, or ids where titles are not shown.
    """
    if not names:
        return None
    return Notice(
        title=Message.plural(
            "The encrypted file of {number} document is missing or damaged.",
            "The encrypted files of {number} documents are missing or damaged.",
            number=len(names),
        ),
        remedy=Message(
            "Restore the last backup to a new folder and look there: {documents}",
            documents=", ".join(names[:_MAX_NAMED]) + (" …" if len(names) > _MAX_NAMED else ""),
        ),
    )


def accept(session: Session) -> None:
    """Accept the older state: no longer report the backups and the state known now.

    Of backups that were never at hand nothing is said now; once they are, they are accepted for themselves.

    Raises:
        ReadOnly: nothing can be changed now.
        DiskProblem: the disk refuses.
    """
    session.store.require_writing()
    survey = backup_heads.survey(session.vault, session.store)
    if survey.unconfirmed:
        backup_heads.accept(session.store, survey.backups)
    if session.is_behind:
        remember(session)


def is_remembered(session: Session) -> bool:
    """Return whether this computer remembers the last state of the vault, as far as it can be read."""
    try:
        return last_state.known(session.vault.vault_id) is not None
    except DiskProblem:  # `notices` says so
        return False


def remember(session: Session) -> None:
    """Remember the state of the vault on this computer from now on, starting with the current one.

    Raises:
        DiskProblem: the disk refuses; nothing more is remembered than before.
    """
    last_state.note(session.vault, *session.store.audit_head())
    session.is_behind, session.memory_fault = False, None


def forget(session: Session) -> None:
    """Stop remembering the state.

    Raises:
        DiskProblem: the disk refuses; it is remembered still.
    """
    last_state.forget(session.vault.vault_id)
    session.is_behind, session.memory_fault = False, None


def _by_backups(survey: BackupSurvey) -> list[Notice]:
    by_backups = []
    if survey.replaced:
        by_backups.append(Notice(title=survey.replaced.title, remedy=survey.replaced.remedy))
    by_backups += [
        Notice(
            title=Message("The newest backup cannot be relied on: {name}", name=name),
            remedy=error.title,
        )
        for name, error in survey.unsound[:1]
    ]
    if survey.missed:
        by_backups.append(_missed_notice(survey.missed))
    if survey.unreadable:
        by_backups.append(_unreadable_notice([backup.name for backup in survey.unreadable]))
    return by_backups


def _unreadable_notice(names: Sequence[str]) -> Notice:
    return Notice(
        title=Message.plural(
            "A backup could not be compared with this casebook, because it is damaged.",
            "{number} backups could not be compared with this casebook, because they are damaged.",
            number=len(names),
        ),
        remedy=Message(
            "The casebook may lack changes that the backup contains: the folder may have been replaced with "
            "an older version. Check your latest work, a tamper check code, or another copy of the backup: "
            "{backups}. If nothing is missing, accept it under Security, Checks.",
            backups=", ".join(names[:_MAX_NAMED]) + (" …" if len(names) > _MAX_NAMED else ""),
        ),
    )


def _missed_notice(missed: Sequence[KnownBackup]) -> Notice:
    named: list[Message | str] = [
        Message(
            "{name} of {day}, {time} UTC",
            name=backup.name,
            day=backup.made_at.date(),
            time=f"{backup.made_at:%H:%M}",
        )
        for backup in missed[:_MAX_NAMED]
    ]
    return Notice(
        title=Message.plural(
            "There is a backup with changes that this casebook does not have.",
            "There are {number} backups with changes that this casebook does not have.",
            number=len(missed),
        ),
        remedy=Message(
            "The folder may have been replaced with an older version. Restore the newest of these backups to "
            "a new folder and compare: {backups}. If you put an older state back yourself, accept it under "
            "Security, Checks: this casebook then stays as it is, and these backups are deleted in time "
            "like any others.",
            backups=(*named, *(["…"] if len(missed) > _MAX_NAMED else [])),
        ),
        is_later=True,
    )
