"""Which backups hold changes that a vault does not have: the head of each is looked up in its audit chain.

A folder put back, or a fork of the vault, lacks the entry with which such a backup ends, however far it has
come since; so it is the entry that is looked for, and no count that is compared. What was found missing is
kept in the vault until a person accepts it, also when the backup is no longer at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from casebook.base.errors import CasebookError, DiskProblem, NotFound, VaultDamaged
from casebook.domain.base.entity import entity
from casebook.domain.base.setting import Setting
from casebook.services.base.backup_places import FORMER_BACKUPS, backup_place
from casebook.store.base import audit
from casebook.store.base.settings_store import settings
from casebook.store.transaction import Store
from casebook.vault import Vault
from casebook.vault.backup import read_backup_header, read_manifest

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


@entity
class KnownBackup:
    """A backup and whether the vault has what it holds.

    Attributes:
        name: of its folder.
        head: MAC of the last entry of its audit chain, 64 hex digits.
        number: of that entry.
        made_at: instant, UTC.
        verdict: MISSED until a person accepts that the vault lacks something of it.
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
        backups: those at hand, the newest first; before them what is no longer at hand and was ever missed.
        unsound: name and fault of those that are newer than the newest sound one.
        has_changed: something in `backups` is not kept in the vault yet.
    """

    backups: tuple[KnownBackup, ...]
    unsound: tuple[tuple[str, CasebookError], ...]
    has_changed: bool

    @property
    def missed(self) -> list[KnownBackup]:
        """Return backups with changes that the vault lacks and no one accepted, newest first."""
        missed = [backup for backup in self.backups if backup.verdict is Verdict.MISSED]
        return sorted(missed, key=lambda backup: backup.made_at, reverse=True)

    @property
    def confirmed(self) -> frozenset[str]:
        """Return the names of backups whose changes the vault has, or need not have."""
        missed = {backup.name for backup in self.missed}
        return frozenset(backup.name for backup in self.backups) - missed


def survey(vault: Vault, store: Store) -> BackupSurvey:
    """Examine the available backups: each header, and the manifests of the newest and new ones.

    None is at hand where their folder is not, such as on a stick that is not plugged in, nor while those of
    before new keys wait to be set aside.
    """
    with store.reading() as connection:
        kept = settings(connection)
        known = _known(kept.get(KNOWN_BACKUPS))
        try:
            paths = [] if kept.get(FORMER_BACKUPS) else backup_place(vault, store).backups()
        except (NotFound, DiskProblem):
            return BackupSurvey(backups=known, unsound=(), has_changed=False)

        def is_held(backup: KnownBackup) -> bool:
            return audit.is_at(connection, backup.number, backup.head)

        at_hand, unsound = _looked_through(vault, paths, known, is_held)
    keys = {backup.key for backup in at_hand}
    gone = [backup for backup in known if backup.verdict is not Verdict.HELD and backup.key not in keys]
    backups = (*gone, *at_hand)
    return BackupSurvey(backups=backups, unsound=tuple(unsound), has_changed=backups != known)


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
    return replace(backup, verdict=Verdict.ACCEPTED) if backup.verdict is Verdict.MISSED else backup


def _looked_through(
    vault: Vault, paths: list[Path], known: tuple[KnownBackup, ...], is_held: Callable[[KnownBackup], bool]
) -> tuple[list[KnownBackup], list[tuple[str, CasebookError]]]:
    """Return the available backups, newest first, and the damaged ones before the first of them."""
    by_key = {backup.key: backup for backup in known}
    accepted = {backup.head for backup in known if backup.verdict is Verdict.ACCEPTED}
    at_hand: list[KnownBackup] = []
    unsound: list[tuple[str, CasebookError]] = []
    for path in reversed(paths):
        try:
            generation, backup = _backup_at(vault, path, by_key, is_newest=not at_hand)
        except CasebookError as error:
            if not at_hand:
                unsound.append((path.name, error))
            continue
        if backup.verdict is Verdict.HELD:
            is_later = generation > vault.generation
            is_accepted = backup.head in accepted
            verdict = _verdict(is_held=is_held(backup), is_later=is_later, is_accepted=is_accepted)
            backup = replace(backup, verdict=verdict)
        at_hand.append(backup)
    return at_hand, unsound


def _backup_at(
    vault: Vault, path: Path, by_key: dict[_Key, KnownBackup], *, is_newest: bool
) -> tuple[int, KnownBackup]:
    """Return generation and details of a backup; its manifest is read only if it adds information.

    Raises:
        VaultDamaged: header or manifest are missing or were changed, or are another backup's.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    header = read_backup_header(path, vault.keys)
    head = header.audit_head.hex()
    known = by_key.get((path.name, head))
    if known and not is_newest:
        return header.generation, known
    manifest = read_manifest(path, vault.keys, vault.header)
    if manifest.audit_head != head:
        raise VaultDamaged("The header and the manifest of the backup do not match.")
    return header.generation, known or KnownBackup(
        name=path.name,
        head=head,
        number=manifest.audit_number,
        made_at=manifest.made_at,
        verdict=Verdict.HELD,
    )


def _verdict(*, is_held: bool, is_later: bool, is_accepted: bool) -> Verdict:
    """SECURITY: asked again at each survey: the setting is no part of the chain, so it may be an older one.

    A change of the unlock methods is not in the chain; the generation, which rises with it, shows that one.
    """
    if not is_held:
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
