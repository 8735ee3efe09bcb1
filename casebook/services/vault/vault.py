"""Vaults: created with their library, described, and checked completely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import Cancelled, CasebookError, Problem
from casebook.base.ids import IdSource, random_id
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import Document
from casebook.domain.vault.attachment import Attachment
from casebook.domain.vault.audit import DifferenceKind
from casebook.language.table import require_whole
from casebook.services.base import history
from casebook.services.base.flow import on_vault
from casebook.services.base.history import HistoryEntry
from casebook.services.base.session import Session, start_session
from casebook.services.library.packs import packs
from casebook.services.vault import backup
from casebook.services.vault.backup import DamagedBackup
from casebook.store import reference_check
from casebook.store.base import database_check as database
from casebook.store.registry import table_for
from casebook.store.sharing.sameness import shared_values
from casebook.vault import (
    KdfCost,
    Vault,
    VaultInfo,
    calibrated,
    create_vault,
    require_strong,
    synced_by,
    vault_info,
)
from casebook.vault.folder import Folder, require_name
from casebook.vault.keyfile import make_keyfile

__all__ = [
    "CheckReport",
    "VaultHistory",
    "VaultInfo",
    "calibrated",
    "check",
    "checked",
    "create",
    "history_of",
    "info",
    "require_creatable",
    "require_name",
    "synced_by",
]


DIFFERS = {
    DifferenceKind.CHANGED: gettext_noop("The record does not match its change history."),
    DifferenceKind.MISSING: gettext_noop("The record is missing, although its change history contains it."),
    DifferenceKind.UNRECORDED: gettext_noop(
        "The record exists, although its change history does not contain it."
    ),
}
REFERS_TO_NOTHING = gettext_noop("The record refers to a record that does not exist.")
WAITS = gettext_noop("The record refers to a record that is not here yet.")
CUSTODY_BREAKS = gettext_noop(
    "A step of the custody of this document names a SHA-256 that is not that of its file. Compare the steps "
    "with the file, and ask who recorded them."
)
SHARES = {
    "reference": gettext_noop("These cases have the same reference. Change one of them."),
    "label": gettext_noop("These people have the same letter in the copies of their case."),
    "code_name": gettext_noop("These records have the same code name. Change one of them."),
    "rule_id": gettext_noop("These custom rules have the same ID. Move one of them to the bin."),
    "profile_id": gettext_noop("These custom court profiles have the same ID. Move one of them to the bin."),
}
"""What is said of records that bear the same value, by field."""


@entity
class CheckReport:
    """The scope of a check.

    Attributes:
        changes: entries in the audit chain.
        files: encrypted files read back whole.
        problems: what did not hold; empty for a sound vault.
        damaged_backups: backups that cannot be relied on, oldest first; none where their folder is not there.
        warnings: what is not as it should be and takes nothing away: the copy of the header, foreign files,
            references to records that are not here yet, and values that several records share.
    """

    changes: int
    files: int
    problems: tuple[Problem, ...]
    damaged_backups: tuple[DamagedBackup, ...]
    warnings: tuple[Problem, ...] = ()


@entity
class VaultHistory:
    """A section of the change history of a vault.

    Attributes:
        changes: newest first.
        titles: what their records are called today, by id; those that are gone are absent.
    """

    changes: tuple[HistoryEntry, ...]
    titles: Mapping[str, str]


def create(  # noqa: PLR0913 - all by name, and each its own choice
    path: Path,
    passphrase: str,
    *,
    cost: KdfCost | None = None,
    keyfile: Path | None = None,
    clock: Clock = system_clock,
    ids: IdSource = random_id,
    who: str = "",
    progress: Progress = silent,
) -> tuple[Session, str]:
    """Create a vault with the library in it.

    Args:
        path: a new folder whose name ends in ``.casebook``.
        passphrase: as typed.
        cost: of the key derivation; `calibrated` measures this computer, None takes the floor.
        keyfile: where to make a file that must be given with the passphrase, or None.
        clock: fixed for the sample and tests.
        ids: seeded for the sample and tests.
        who: named in the audit chain.
        progress: called while the library is copied.

    Returns:
        The open session, and the recovery code: shown once, kept nowhere.

    Raises:
        Conflict: something is at this path.
        DamagedSource: a table of names of the program is damaged.
        InvalidInput: the name will not do, or the passphrase is easy to guess.
        DiskProblem: the disk refuses.
    """
    require_creatable(path, passphrase)
    digest = make_keyfile(keyfile) if keyfile else b""
    try:
        vault, code = create_vault(path, passphrase, cost=cost, keyfile_sha256=digest)
    except BaseException:
        if keyfile:
            keyfile.unlink(missing_ok=True)
        raise
    try:
        session = start_session(vault, clock=clock, ids=ids, who=who)
        packs.copy_in(session, progress=progress)
    except BaseException:
        vault.discard()
        if keyfile:
            keyfile.unlink(missing_ok=True)
        raise
    return session, code


def require_creatable(path: Path, passphrase: str) -> None:
    """Refuse what cannot become a vault, before its slow key derivation.

    Raises:
        DamagedSource: a table of names of the program is damaged.
        InvalidInput: the name will not do, or the passphrase is easy to guess.
        NotFound, Conflict: the folder around it is not there; something is at this path.
        DiskProblem: it cannot be looked at.
    """
    require_whole()
    Folder.planned(path)
    require_strong(passphrase, [path.stem])


def info(path: Path) -> VaultInfo:
    """Return what is known of a vault without a key.

    Raises:
        NotFound: no vault is there.
        VaultTooNew: a later program wrote it.
    """
    return vault_info(path)


def history_of(session: Session, *, most: int = 500, before: int | None = None) -> VaultHistory:
    """Return the latest changes of all records, with their titles.

    Args:
        session: the open vault.
        most: so many changes at most.
        before: older than the change with this number.
    """
    changes = history.of_vault(session, most=most, before=before)
    return VaultHistory(changes=tuple(changes), titles=history.titles(session, changes))


async def checked(session: Session, *, progress: Progress = silent) -> CheckReport:
    """Run `check` as a flow."""
    return await on_vault(partial(check, session, progress=progress))


def check(session: Session, *, progress: Progress = silent) -> CheckReport:
    """Read everything once: database, references, audit chain, every encrypted file against its hash.

    Of the backups, header and manifest are read.

    Raises:
        Cancelled: the person stopped.
    """
    with session.store.reading() as connection:
        problems = [
            Problem(where="database", what=Message(fault))
            for fault in database.integrity(connection, progress=progress)
        ]
        dangling = reference_check.dangling(connection)
        problems += [
            Problem(where=f"{noun} {record_id}", what=Message(REFERS_TO_NOTHING))
            for noun, record_id in dangling.damaged
        ]
        warnings = [*_of_others(session, dangling.waiting)]
        sealed = table_for(Attachment).all(connection)
        documents = table_for(Document).all(connection)
    names = {document.attachment_id: document.id for document in documents}
    warnings += _broken_custody(documents)
    changes = 0
    try:
        changes = session.store.verify_audit(progress=progress)
    except Cancelled:
        raise
    except CasebookError as error:
        problems.append(Problem(where="changes", what=error.title))
    else:
        problems += [
            Problem(where=f"{one.noun} {one.record_id}", what=Message(DIFFERS[one.kind]))
            for one in session.store.differences(progress=progress)
        ]
    unreadable = list(_unreadable(session, sealed, names, progress))
    problems += unreadable
    return CheckReport(
        changes=changes,
        files=len(sealed) - len(unreadable),
        problems=tuple(problems),
        damaged_backups=tuple(backup.damaged_at_hand(session)),
        warnings=(*warnings, *_warnings(session.vault)),
    )


def _broken_custody(documents: Iterable[Document]) -> Iterator[Problem]:
    for one in documents:
        if one.custody_breaks_at is not None:
            yield Problem(where=f"document {one.id}", what=Message(CUSTODY_BREAKS))


def _of_others(session: Session, waiting: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield what came from other casebooks and is not whole yet, or bears what a record here bears."""
    for noun, record_id in waiting:
        yield Problem(where=f"{noun} {record_id}", what=Message(WAITS))
    with session.store.reading() as connection:
        values = shared_values(connection)
    for shared in values:
        where = ", ".join(f"{noun} {record_id}" for noun, record_id in shared.records)
        yield Problem(where=where, what=Message(SHARES[shared.field]))


def _unreadable(
    session: Session, sealed: Sequence[Attachment], names: Mapping[str, str], progress: Progress
) -> Iterator[Problem]:
    """Read every encrypted file whole and yield those that cannot be; `names` are their documents, by ID."""
    for number, attachment in enumerate(sealed):
        progress(number, len(sealed), Message("reading encrypted files"))
        try:
            session.vault.attachments.check(attachment, progress=progress)
        except Cancelled:
            raise
        except CasebookError as error:
            yield Problem(where=f"document {names.get(attachment.id, attachment.id)}", what=error.title)


def _warnings(vault: Vault) -> Iterator[Problem]:
    """Yield what is not as it should be; a foreign file is not named: its name may tell something."""
    if vault.had_damaged_copy:
        yield Problem(
            where="header.bak",
            what=Message(
                "The second copy of the header was damaged when the casebook was opened. "
                "Opening it for editing writes it again."
            ),
        )
    strays = Counter(path.parent.relative_to(vault.path).as_posix() for path in vault.attachments.strays())
    for place, count in strays.items():
        yield Problem(
            where=place,
            what=Message("Files that do not belong to the casebook: {count}. Move them out.", count=count),
        )
