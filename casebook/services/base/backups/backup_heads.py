"""Which backups hold changes that a vault does not have: the head of each is looked up in its audit chain.

A folder put back, or a fork of the vault, lacks the entry with which such a backup ends, however far it has
come since; so it is the entry that is looked for, and no count that is compared. What was found missing, and
what could not be compared since it is damaged, is kept in the vault until a person accepts it, also when the
backup is no longer at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from casebook.base.errors import CasebookError, DiskProblem, NotFound, VaultDamaged
from casebook.domain.base.entity import entity
from casebook.domain.base.setting import Setting
from casebook.services.base.backups.backup_places import FORMER_BACKUPS, backup_place
from casebook.store.base import audit
from casebook.store.base.settings_store import settings
from casebook.store.store import Store
from casebook.vault import BackupFolder, Vault
from casebook.vault.backup import read_manifest, replaced_backup, require_match
from casebook.vault.backup_folder import NEW, BackupFolderReplaced
from casebook.vault.header import Header, read_backup_header

KNOWN_BACKUPS = "backup.known"
"""The setting that holds, of each backup, its name, head, number, time and `Verdict`, in this order.

The number makes one indexed lookup of a head, and saves reading the backup's manifest again.
"""
_Key = tuple[str, str]


class Verdict(StrEnum):
    """What is known of a backup."""

    HELD = "held"
    MISSED = "missed"
    ACCEPTED = "accepted"
    UNREADABLE = "unreadable"


_TO_ACCEPT = frozenset({Verdict.MISSED, Verdict.UNREADABLE})
_TIME_UNKNOWN = datetime.fromtimestamp(0, UTC)


@entity
class KnownBackup:
    """A backup and whether the vault has what it holds.

    Attributes:
        name: of its folder.
        head: MAC of the last entry of its audit chain, 64 hex digits; "" where it could not be read.
        number: of that entry; 0 where it could not be read.
        made_at: instant, UTC; the start of 1970 where it could not be read.
        verdict: MISSED or UNREADABLE until a person accepts that the vault may lack something of it.
    """

    name: str
    head: str
    number: int
    made_at: datetime
    verdict: Verdict

    @property
    def key(self) -> _Key:
        """Return the key that identifies it: another branch of the vault may reuse a name."""
        return self.name, self.head


@entity
class BackupSurvey:
    """The backups of a vault, looked through by their headers.

    Attributes:
        backups: those at hand, the newest first; before them what is no longer at hand and is not held.
        unsound: name and fault of the damaged ones that are newer than the newest sound one.
        has_changed: something in `backups` is not kept in the vault yet.
        replaced: the fault, where a link or a file stands in the place of the folder of all backups.
    """

    backups: tuple[KnownBackup, ...]
    unsound: tuple[tuple[str, CasebookError], ...]
    has_changed: bool
    replaced: BackupFolderReplaced | None = None

    @property
    def missed(self) -> list[KnownBackup]:
        """Return backups with changes that the vault lacks and no one accepted, newest first."""
        missed = [backup for backup in self.backups if backup.verdict is Verdict.MISSED]
        return sorted(missed, key=lambda backup: backup.made_at, reverse=True)

    @property
    def unreadable(self) -> list[KnownBackup]:
        """Return those whose last change could not be read, and that no one accepted, newest first."""
        unreadable = [backup for backup in self.backups if backup.verdict is Verdict.UNREADABLE]
        return sorted(unreadable, key=lambda backup: backup.name, reverse=True)

    @property
    def confirmed(self) -> frozenset[str]:
        """Return the names of backups whose changes the vault has, or need not have."""
        return frozenset(backup.name for backup in self.backups) - self.unconfirmed

    @property
    def unconfirmed(self) -> frozenset[str]:
        """Return the names of backups that may hold what the vault lacks.

        SECURITY: no new backup takes such a name, or it would pass for the one that could not be read.
        """
        return frozenset(backup.name for backup in self.backups if backup.verdict in _TO_ACCEPT)


def survey(vault: Vault, store: Store) -> BackupSurvey:
    """Examine the available backups: each header, and the manifests of the newest and new ones.

    None is at hand where their folder is not, such as on a stick that is not plugged in, nor while those of
    before new keys wait to be set aside.
    """
    with store.reading() as connection:
        kept = settings(connection)
        known = _known(kept.get(KNOWN_BACKUPS))
        try:
            paths = [] if kept.get(FORMER_BACKUPS) else _paths(backup_place(vault, store))
        except BackupFolderReplaced as error:
            return BackupSurvey(backups=known, unsound=(), has_changed=False, replaced=error)
        except (NotFound, DiskProblem):
            return BackupSurvey(backups=known, unsound=(), has_changed=False)

        def is_held(backup: KnownBackup) -> bool:
            return audit.is_at(connection, backup.number, backup.head)

        at_hand, unsound = _looked_through(vault, paths, known, is_held)
    backups = (*_gone(known, at_hand), *at_hand)
    return BackupSurvey(backups=backups, unsound=tuple(unsound), has_changed=backups != known)


def _paths(place: BackupFolder) -> list[Path]:
    return sorted([*place.backups(), *place.replaced(), *place.unfinished()])


def _gone(known: tuple[KnownBackup, ...], at_hand: list[KnownBackup]) -> list[KnownBackup]:
    """What is kept though it is not at hand; one that can be read again is compared instead."""
    keys = {backup.key for backup in at_hand}
    read = {backup.name for backup in at_hand if backup.head}
    return [
        backup
        for backup in known
        if backup.key not in keys
        and backup.verdict is not Verdict.HELD
        and not (backup.verdict is Verdict.UNREADABLE and backup.name in read)
    ]


def keep(store: Store, backups: tuple[KnownBackup, ...]) -> None:
    """Keep in the vault what is known of its backups.

    Raises:
        ReadOnly: nothing can be changed now.
        DiskProblem: the disk refuses.
    """
    rows = [
        [backup.name, backup.head, backup.number, backup.made_at.isoformat(), str(backup.verdict)]
        for backup in backups
    ]
    store.keep(Setting(name=KNOWN_BACKUPS, value=rows))


def accept(store: Store, backups: tuple[KnownBackup, ...]) -> None:
    """The vault need not have what these backups hold.

    Raises:
        ReadOnly: nothing can be changed now.
        DiskProblem: the disk refuses.
    """
    keep(store, tuple(_accepted(backup) for backup in backups))


def _accepted(backup: KnownBackup) -> KnownBackup:
    return replace(backup, verdict=Verdict.ACCEPTED) if backup.verdict in _TO_ACCEPT else backup


def _looked_through(
    vault: Vault, paths: list[Path], known: tuple[KnownBackup, ...], is_held: Callable[[KnownBackup], bool]
) -> tuple[list[KnownBackup], list[tuple[str, CasebookError]]]:
    """Return the available backups, newest first, and the damaged ones before the first sound one."""
    accepted = {backup.head for backup in known if backup.verdict is Verdict.ACCEPTED}
    at_hand: list[KnownBackup] = []
    unsound: list[tuple[str, CasebookError]] = []
    is_newest = True
    for path in filter(partial(_is_backup, vault), reversed(paths)):
        is_unfinished = path.name.endswith(NEW)
        generation, backups, fault = _examined(vault, path, known, is_newest=is_newest or is_unfinished)
        if is_newest and not is_unfinished:
            is_newest = fault is not None
            unsound += [(path.name, fault)] if fault else []
        is_later = generation > vault.generation
        judged = [
            replace(
                backup,
                verdict=_verdict(backup, is_held, is_later=is_later, is_accepted=backup.head in accepted),
            )
            for backup in backups
        ]
        at_hand += [backup for backup in judged if not is_unfinished or backup.verdict is not Verdict.HELD]
    return at_hand, unsound


def _is_backup(vault: Vault, path: Path) -> bool:
    return not path.name.endswith(NEW) or _is_authentic(vault, path)


def _is_authentic(vault: Vault, path: Path) -> bool:
    """Whether an unfinished backup is one after all: renamed, lest it be seen, or stopped on its last step.

    SECURITY: such names are tidied. A header alone, as a stop leaves it, counts if it is of a later state.
    """
    with suppress(CasebookError):
        read_manifest(path, vault.keys, vault.header)
        return True
    header, _ = _header(vault, path)
    return header is not None and header.generation > vault.found_generation


def _examined(
    vault: Vault, path: Path, known: tuple[KnownBackup, ...], *, is_newest: bool
) -> tuple[int, list[KnownBackup], CasebookError | None]:
    """Return generation, details and fault of a backup; its manifest is read only if it adds information.

    SECURITY: the header does not name its backup, so it is believed only together with what is known of that
    name, or with the manifest, which does; and the manifest alone is.
    """
    if path.is_symlink() or not path.is_dir():
        return _unread(vault, path.name, known, replaced_backup())
    header, fault = _header(vault, path)
    head = header.audit_head.hex() if header else ""
    same = [backup for backup in known if header and backup.key == (path.name, head)]
    if header and same and not is_newest:
        return header.generation, same, None
    try:
        manifest = read_manifest(path, vault.keys, vault.header)
    except CasebookError as error:
        fault = fault or error
        return (
            (header.generation, same, fault) if header and same else _unread(vault, path.name, known, fault)
        )
    if header:
        try:
            require_match(header, manifest)
        except VaultDamaged as error:
            fault = error
    backup = KnownBackup(
        name=path.name,
        head=manifest.audit_head,
        number=manifest.audit_number,
        made_at=manifest.made_at,
        verdict=Verdict.HELD,
    )
    return manifest.generation, [one for one in known if one.key == backup.key] or [backup], fault


def _header(vault: Vault, path: Path) -> tuple[Header | None, CasebookError | None]:
    try:
        return read_backup_header(path, vault.keys.header), None
    except CasebookError as error:
        return None, error


def _unread(
    vault: Vault, name: str, known: tuple[KnownBackup, ...], fault: CasebookError
) -> tuple[int, list[KnownBackup], CasebookError]:
    """What stays known of a backup that cannot be read, or that it could not be compared.

    One that the vault had before it was damaged holds nothing that the vault lacks.
    """
    generation = int(name.partition("-")[0])
    before = [backup for backup in known if backup.name == name]
    if before and (generation <= vault.generation or any(one.verdict is not Verdict.HELD for one in before)):
        return generation, before, fault
    unreadable = KnownBackup(name=name, head="", number=0, made_at=_TIME_UNKNOWN, verdict=Verdict.UNREADABLE)
    return generation, [unreadable], fault


def _verdict(
    backup: KnownBackup, is_held: Callable[[KnownBackup], bool], *, is_later: bool, is_accepted: bool
) -> Verdict:
    """SECURITY: asked again at each survey: the setting is no part of the chain, so it may be an older one.

    A change of the unlock methods is not in the chain; the generation, which rises with it, shows that one.
    """
    if backup.verdict is not Verdict.HELD:
        return backup.verdict
    if not is_held(backup):
        return Verdict.ACCEPTED if is_accepted else Verdict.MISSED
    return Verdict.MISSED if is_later else Verdict.HELD


def _known(kept: object) -> tuple[KnownBackup, ...]:
    rows = kept if isinstance(kept, list) else []
    return tuple(
        KnownBackup(
            name=name,
            head=head,
            number=number,
            made_at=datetime.fromisoformat(made_at),
            verdict=Verdict(verdict),
        )
        for name, head, number, made_at, verdict in rows
    )
