"""New keys for a vault: everything is encrypted again under a new master key, and the old vault destroyed.

What opened the old vault (a passphrase that was removed, an old header, the header of an old backup) opens
nothing of the new one. Why so and what it does not reach: docs/decisions/0029-new-keys.md.
"""

from __future__ import annotations

import hmac
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import Cancelled, CasebookError, DiskProblem
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.setting import Setting
from casebook.host.process.interrupts import interrupts_held
from casebook.services.base import last_state
from casebook.services.base.backups.backup_places import FORMER_BACKUPS
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.last_state import LastState
from casebook.services.base.session import PASSPHRASE_USED, Session, open_session
from casebook.services.vault import unlock_method
from casebook.services.vault import vault as vaults
from casebook.services.vault.new_keys_outcome import NewKeys
from casebook.store.base import audit
from casebook.store.rekeyed_copy import ACTION, DatabaseKeys, KeyChange, RekeyedCopy, file_keys, rekeyed_copy
from casebook.store.vault.attachment import attachment_ids
from casebook.vault import Credential, KdfCost, SlotKind, system_keychain
from casebook.vault.backup_folder import FORMER
from casebook.vault.blob_paths import BlobPaths
from casebook.vault.disk import disk, flush_folder
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from casebook.vault.rekeying.rekey import Rekey, begin_rekey
from casebook.vault.rekeying.rekey_finish import clear_up, discard_growing, put_in_place
from casebook.vault.rekeying.rekey_folders import RekeyFolders
from casebook.vault.rekeying.reseal import Resealing

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewKeysOrder:
    """The credentials that open the vault today, and the only one that will open it afterwards.

    Attributes:
        authority: opens it today.
        passphrase: the new one, as typed.
        code: the new recovery code, which somebody has seen before the new keys count.
        keyfile_sha256: of the new keyfile that goes with the passphrase, or b"" for none.
        cost: of the new passphrase's derivation; None measures this computer.
    """

    authority: Credential
    passphrase: str
    code: str
    keyfile_sha256: bytes = b""
    cost: KdfCost | None = None


def are_fresh(session: Session) -> bool:
    """Return whether the latest change is a change of keys."""
    with session.store.reading() as connection:
        return audit.newest_action(connection) == ACTION


async def renew(
    path: Path,
    order: NewKeysOrder,
    *,
    clock: Clock = system_clock,
    who: str = "",
    progress: Progress = silent,
    show_code: Callable[[], None] = lambda: None,
    in_force: Callable[[], None] = lambda: None,
) -> NewKeys:
    """Give new keys to a vault that no one has open.

    Until all is copied and verified the old vault stays as it is. What a stop left is taken up by the next
    call with the same new passphrase; an ordinary opening removes it. After one rename only the new vault
    counts, and what is left to do is finished here or by the next opening.

    Args:
        path: the vault's folder.
        order: what opens it, and what shall.
        clock: what time it is.
        who: named in the audit chain.
        progress: called at least every 100 ms; the last part cannot be stopped.
        show_code: shows the order's code, once the authority has proved to be right and before anything is
            made: no stop leaves a vault with a code nobody saw. What it raises ends this.
        in_force: called at once when the new keys count; what follows does not fail.

    Raises:
        WrongKey: the authority does not open it.
        InvalidInput: the new passphrase is easy to guess, or cannot be one.
        InUse: another window has it open.
        VaultDamaged: something in it is damaged; nothing was changed.
        Refused: this computer cannot do the cryptography, or the disk cannot take it.
        DiskProblem: the disk refuses, or lacks the room; nothing was changed.
        Cancelled: the person stopped; nothing was changed.
    """
    return await off_thread(partial(_renewed, path, order, clock, who, progress, show_code, in_force))


async def verify_credential(session: Session, order: NewKeysOrder) -> None:
    """Check everything that was typed before anything is created or locked.

    Raises:
        ReadOnly: another window has the right to write in it.
        InvalidInput: the new passphrase is easy to guess, or cannot be one.
        WrongKey: the authority does not open it.
    """
    await off_thread(partial(_require_strong, order, session.vault.path))
    await off_thread(partial(unlock_method.derive, session, order.authority))
    await on_vault(partial(unlock_method.verify_credential, session, order.authority))


def _require_strong(order: NewKeysOrder, path: Path) -> Credential:
    """Return the new passphrase as a credential if it is strong enough."""
    unlock_method.require_strong(order.passphrase, [path.stem])
    return Credential.of_passphrase(order.passphrase, order.keyfile_sha256)


def _renewed(
    path: Path,
    order: NewKeysOrder,
    clock: Clock,
    who: str,
    progress: Progress,
    show_code: Callable[[], None],
    in_force: Callable[[], None],
) -> NewKeys:
    new = _require_strong(order, path)
    folder = Folder.existing(path)
    if RekeyFolders(folder).is_awaited:
        with open_session(path, new, clock=clock, who=who) as session:
            if not session.vault.has_foreign_keys:  # a stop came after the rename: opening did the rest
                in_force()
                return _resumed(session)
    loaded, is_littered = load_header(folder), os.path.lexists(RekeyFolders(folder).discarded.path)
    if loaded.is_predecessor or not loaded.header.is_clean or is_littered:
        open_session(path, order.authority, clock=clock, who=who).lock()
    cost = order.cost or vaults.calibrated(progress)
    rekey = begin_rekey(path, order.authority)
    try:
        _require_room(folder)
        show_code()
        rekey.begin((new, Credential(order.code)), cost)
        copy, missing = _filled(rekey, clock, who, progress)
        with interrupts_held():
            return _put_in_force(rekey, copy, missing, progress, in_force)
    finally:
        rekey.release()


def _resumed(session: Session) -> NewKeys:
    with session.store.reading() as connection:
        files = len(attachment_ids(connection))
    path, changes = session.vault.path, session.store.audit_head()[0]
    return NewKeys(path=path, changes=changes, files=files, missing=(), is_resumed=True)


def _filled(rekey: Rekey, clock: Clock, who: str, progress: Progress) -> tuple[RekeyedCopy, tuple[str, ...]]:
    """Return the complete new vault, next to the old one; nothing is left of it if that fails."""
    try:
        filled = _fill_new_vault(rekey, clock, who, progress)
        progress(1, 1, Message("putting the new keys in place"))  # the last moment to stop
    except CasebookError:
        _give_up(rekey)
        raise
    return filled


def _put_in_force(
    rekey: Rekey,
    copy: RekeyedCopy,
    missing: tuple[str, ...],
    progress: Progress,
    in_force: Callable[[], None],
) -> NewKeys:
    folder = rekey.folders.vault
    try:
        rekey.finish(bytes.fromhex(copy.state.audit_head))
    except CasebookError:
        if not rekey.has_taken_effect:
            _give_up(rekey)
            raise
    in_force()
    with suppress(CasebookError):
        _carry_memory_over(rekey, copy)
    # The new keys count: whatever the disk refuses from here is finished by the next opening.
    are_old_files_gone = is_keychain_clear = False
    shared, known_ids = 0, [file.id for file in copy.files]
    with suppress(CasebookError):
        put_in_place(folder, rekey.keys.header)
        shared = clear_up(folder, rekey.keys.header, known_ids, progress=_unstoppable(progress))
        are_old_files_gone = not os.path.lexists(rekey.folders.discarded.path)
    with suppress(CasebookError):
        is_keychain_clear = _forget_keychain(rekey)
    return NewKeys(
        path=folder.path,
        changes=copy.state.audit_number,
        files=len(copy.files) - len(missing),
        missing=missing,
        are_old_files_gone=are_old_files_gone,
        is_keychain_clear=is_keychain_clear,
        shared=shared,
    )


def _give_up(rekey: Rekey) -> None:
    with suppress(DiskProblem):
        discard_growing(rekey.folders.vault)


def _fill_new_vault(
    rekey: Rekey, clock: Clock, who: str, progress: Progress
) -> tuple[RekeyedCopy, tuple[str, ...]]:
    """Fill the new vault, the database first, because it contains the keys of the files."""
    folder, growing, keys = rekey.folders.vault, rekey.folders.growing, rekey.keys
    old = DatabaseKeys(rekey.old_keys.database.reveal(), rekey.old_keys.audit.reveal())
    new = DatabaseKeys(keys.database.reveal(), keys.audit.reveal())
    unfinished = growing.database_new
    with disk(Message("copying the database")):
        unfinished.unlink(missing_ok=True)
    copy = rekeyed_copy(
        folder.database,
        unfinished,
        old,
        new,
        _key_change(rekey, clock, who),
        holding=rekey.old.audit_head.hex(),
        known_keys=file_keys(growing.database, new.raw),
        progress=progress,
    )
    with disk(Message("copying the database")):
        unfinished.replace(growing.database)
        flush_folder(growing.path)
    files = Resealing((folder.attachments, rekey.old.vault_id), (growing.attachments, rekey.vault_id))
    return copy, files.run(copy.files, copy.file_keys, progress=progress)


def _key_change(rekey: Rekey, clock: Clock, who: str) -> KeyChange:
    def fingerprint(sha256: str) -> str:
        return hmac.digest(rekey.keys.dedupe.reveal(), bytes.fromhex(sha256), "sha256").hex()

    former = {
        "vault_id": str(rekey.old.vault_id),
        "folder": f"{FORMER}{rekey.old.generation:012}",
    }
    return KeyChange(
        vault_id=str(rekey.vault_id),
        at=clock(),
        who=who,
        fingerprint=fingerprint,
        settings=(
            Setting(name=unlock_method.LABELS, value=None),
            Setting(name=PASSPHRASE_USED, value=None),
            Setting(name=FORMER_BACKUPS, value=former),
        ),
    )


def _require_room(folder: Folder) -> None:
    """Require enough space for the new vault next to the old one."""
    growing = RekeyFolders(folder).growing
    with disk(Message("checking the free disk space")):
        there = BlobPaths(growing.attachments).sizes()[1]
        needed = folder.database.stat().st_size + BlobPaths(folder.attachments).sizes()[1] - there
        free = shutil.disk_usage(folder.path).free
    if free < needed + _MIB:
        raise DiskProblem(
            Message(
                "Encrypting with new keys needs {needed} MB of free disk space.", needed=needed // _MIB + 2
            ),
            remedy="Free some space and try again.",
        )


def _carry_memory_over(rekey: Rekey, copy: RekeyedCopy) -> None:
    state = LastState(
        generation=rekey.old.generation + 1, number=copy.state.audit_number, head=copy.state.audit_head
    )
    last_state.carry_over(rekey.old.vault_id, rekey.vault_id, state)


def _forget_keychain(rekey: Rekey) -> bool:
    """Return whether no earlier key is left in the keychain."""
    if all(one.kind is not SlotKind.KEYCHAIN for one in rekey.old.slots):
        return True
    keychain = system_keychain()
    return keychain is not None and keychain.forget(rekey.old.vault_id)


def _unstoppable(progress: Progress) -> Progress:
    """Report progress but ignore cancellation: the new keys are already in force."""

    def report(done: int, total: int, step: Message) -> None:
        with suppress(Cancelled):
            progress(done, total, step)

    return report
