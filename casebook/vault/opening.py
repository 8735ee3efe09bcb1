"""Creates and opens vaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

from casebook.base.errors import DiskFull, DiskProblem, NoSpace, Refused, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.kdf import FLOOR_COST, KdfCost, prepare
from casebook.crypto.recovery_code import new_recovery_code
from casebook.crypto.secret import Secret
from casebook.crypto.selftest import selftest
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.vault.database import check_alone, check_database
from casebook.vault.disk import disk
from casebook.vault.folder import Folder
from casebook.vault.header import (
    DIGEST_BYTES,
    Header,
    LoadedHeader,
    is_authentic,
    load_header,
    store_header,
    store_header_with_copy,
    with_copy,
)
from casebook.vault.header_frame import VERSION, read_header
from casebook.vault.keychain import Keychain
from casebook.vault.keyfile import read_keyfile
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import MASTER_KEY_BYTES, Credential, SlotKind, new_slot
from casebook.vault.lockfile import WriterLock, writers_kept_out
from casebook.vault.rekeying.rekey_finish import refuse_unfinished, take_up
from casebook.vault.rekeying.rekey_folders import RekeyFolders
from casebook.vault.unlocking import CHANGED_HEADER, unlocked
from casebook.vault.vault import Vault

Beside = Callable[[Callable[[], None]], Callable[[], None]]
"""Starts work on another thread; the returned function waits for it and raises its error."""


def create_vault(
    path: Path, passphrase: str, *, cost: KdfCost | None = None, keyfile_sha256: bytes = b""
) -> tuple[Vault, str]:
    """Create a vault with a passphrase slot and a recovery slot, open and without a database.

    Args:
        path: a new or empty folder whose name ends in ``.casebook``.
        passphrase: as typed.
        cost: of the key derivation; None for the floor, `calibrated` gives a better one.
        keyfile_sha256: of the keyfile that goes with the passphrase, or b"" for none.

    Returns:
        The open vault, and the recovery code: shown once, kept nowhere.

    Raises:
        InvalidInput: the passphrase or the folder's name cannot be used.
        NotFound: the folder around it does not exist.
        Conflict: something is there already.
        Refused: this installation or computer cannot encrypt.
        DiskProblem: the disk refuses; nothing half-made is left.
    """
    code = new_recovery_code()
    credentials = Credential.of_passphrase(passphrase, keyfile_sha256), Credential(code)
    return _created(path, credentials, cost), code


def create_phrase_vault(path: Path, phrase: str, *, cost: KdfCost | None = None) -> Vault:
    """Create a vault that one phrase opens and nothing else, open and without a database: one that travels.

    Args:
        path: as of `create_vault`.
        phrase: of random words.
        cost: as of `create_vault`.

    Raises:
        as `create_vault`.
    """
    return _created(path, (Credential.of_passphrase(phrase),), cost)


def _created(path: Path, credentials: Iterable[Credential], cost: KdfCost | None) -> Vault:
    folder = Folder.planned(path)
    selftest()
    master, vault_id = Secret.random(MASTER_KEY_BYTES), uuid4()
    slots = tuple(
        new_slot(master, credential, cost=cost or FLOOR_COST, vault_id=vault_id, version=VERSION)
        for credential in credentials
    )
    header = Header(
        vault_id=vault_id,
        generation=1,
        is_clean=False,
        database_bytes=0,
        database_sha256=bytes(DIGEST_BYTES),
        audit_head=bytes(DIGEST_BYTES),
        slots=slots,
    )
    keys = VaultKeys.derived(master, vault_id)
    master.wipe()
    return _made(folder, header, keys)


def credential_of(passphrase_or_code: str, keyfile: Path | OpenedFile | None = None) -> Credential:
    """Return the credential that `open_vault` tries on the slots.

    Args:
        passphrase_or_code: the passphrase, a recovery code or shares of guardians, as typed.
        keyfile: the file that goes with the passphrase; passed over beside anything else.

    Raises:
        NotFound: there is no such keyfile.
        InvalidInput: the keyfile is none; shares are too few, of two sets, or mistyped.
    """
    credential = Credential.typed(passphrase_or_code)
    if keyfile and credential.kind is SlotKind.PASSPHRASE:
        return Credential(passphrase_or_code, read_keyfile(keyfile))
    return credential


def derivation_of(path: Path, credential: Credential) -> Callable[[], None]:
    """Return the slow part of opening a vault; after it, `open_vault` with this credential is fast.

    It imports nothing, so it may run on a thread of its own while others import.

    Raises:
        NotFound, InvalidInput, VaultDamaged, VaultTooNew, DiskProblem: as `open_vault`.
    """
    slots, kind = load_header(Folder.existing(path)).header.slots, credential.kind
    prepare()
    return partial(
        credential.stretch, [(slot.salt, slot.cost) for slot in slots if slot.kind is kind and slot.cost]
    )


def open_vault(
    path: Path,
    secret: str | Credential,
    *,
    keyfile: Path | OpenedFile | None = None,
    to_read: bool = False,
    progress: Progress = silent,
    beside: Beside | None = None,
) -> Vault:
    """Open a vault after verifying that header and database are those last locked.

    Args:
        path: the vault's folder.
        secret: the passphrase or a recovery code, as typed; or what `credential_of` made of it.
        keyfile: the file that goes with the passphrase; passed over beside a recovery code.
        to_read: without the right to write, and so without a byte written, while another window may write;
            then the database is as that window has it, and its digest is not known.
        progress: reported at the two steps, the key and the database.
        beside: on what a database that was locked in order is checked meanwhile. Then it may only be read,
            and nothing of it be shown, before `Vault.settle`, which raises what is wrong with it.

    Raises:
        NotFound: nothing is there, or no keyfile.
        InvalidInput: it is not a vault, or the keyfile is none.
        InUse: a living process has it open, and it was to be written.
        WriteProtected: it lies where nothing can be written, and was to be.
        DiskFull: there is no room to open it for changes; it is as it was.
        WrongKey: it does not open with this.
        VaultDamaged: header or database are not those last locked.
        VaultTooNew: a later version wrote it.
        Refused: this installation or computer cannot do the cryptography; or it was to be read, nobody has it
            open, and it was not locked in order.
        DiskProblem: the disk refuses.
    """
    credential = secret if isinstance(secret, Credential) else credential_of(secret, keyfile)
    if to_read:
        return _opened_to_read(path, credential, progress)
    return _opened(path, credential, progress, beside)


def open_by_keychain(path: Path, keychain: Keychain | None, *, to_read: bool = False) -> Vault:
    """Open a vault with its key in the system keychain.

    Raises:
        Refused: there is no such key; the passphrase opens the vault as before.
        and all that `open_vault` raises.
    """
    header = load_header(Folder.existing(path)).header
    key = None
    if keychain and any(slot.kind is SlotKind.KEYCHAIN for slot in header.slots):
        key = keychain.fetch(header.vault_id)
    if key is None:
        raise Refused(
            "The keychain cannot unlock this casebook.",
            field="keychain",
            remedy="Unlock it with the passphrase or the recovery code.",
        )
    return (_opened_to_read if to_read else _opened)(path, Credential(keychain=key), silent)


def _opened(path: Path, credential: Credential, progress: Progress, beside: Beside | None = None) -> Vault:
    folder = Folder.existing(path)
    selftest()
    writer = WriterLock.take(folder.lock)
    try:
        take_up(folder, credential)
        loaded = load_header(folder)
        progress(0, 2, Message("deriving the key"))
        slot, keys = unlocked(loaded, credential)
        loaded = with_copy(folder, loaded, keys.header)
        progress(1, 2, Message("checking the database"))
        header = _header_when_open(loaded)
        prove = partial(_prove, folder, loaded, header, keys)
        proof = None
        # What is destroyed of replaced keys shows its progress.
        is_long = os.path.lexists(RekeyFolders(folder).discarded.path)
        if beside and loaded.header.is_clean and not is_long:
            check_alone(folder)  # nothing else that may be wrong hurts who only reads
            proof = beside(prove)
        else:
            prove()
        vault = Vault(
            folder,
            writer,
            header,
            keys,
            was_locked_cleanly=loaded.header.is_clean,
            loaded=loaded,
            opened_by=slot,
            false_shares=credential.false_shares,
            proof=proof,
        )
        if not proof:
            vault.clear_up(progress=progress)
    except BaseException:
        writer.release()
        raise
    return vault


def _header_when_open(loaded: LoadedHeader) -> Header:
    # An unusable current header may have had the generation after its predecessor's; no two bear the same.
    generation = loaded.header.generation + (2 if loaded.is_predecessor else 1)
    return replace(loaded.header, generation=generation, is_clean=False)


def _prove(folder: Folder, loaded: LoadedHeader, header: Header, keys: VaultKeys) -> None:
    """Check the database, then record that it is open.

    In the copy of the header too, since a digest of before fits nothing saved now.

    Closing the file that is checked lets go of the locks that SQLite has on it in this process. That lets
    nobody in: whoever writes holds the folder's lock, and here nothing is written before this has ended.
    """
    check_database(folder, loaded.header)
    try:
        store_header_with_copy(folder, header, keys.header)
    except NoSpace as error:
        _put_back(folder, loaded)
        raise DiskFull from error


def _put_back(folder: Folder, loaded: LoadedHeader) -> None:
    """Undo the first header if there was no space for the second; renaming needs none."""
    with suppress(VaultDamaged, DiskProblem), disk(Message("writing the casebook's header")):
        if load_header(folder).data != loaded.data and read_header(folder.header_backup) == loaded.data:
            folder.header_backup.replace(folder.header)


def _opened_to_read(path: Path, credential: Credential, progress: Progress) -> Vault:
    """Open read-only. SECURITY: an unopened vault must match its last lock; others check an open one."""
    folder = Folder.existing(path)
    selftest()
    refuse_unfinished(folder, credential)
    progress(0, 2, Message("deriving the key"))
    slot, keys = unlocked(load_header(folder), credential)
    progress(1, 2, Message("checking the database"))
    with writers_kept_out(folder.lock) as is_alone:
        loaded = load_header(folder)
        if not is_authentic(loaded.data, keys.header):
            raise VaultDamaged(CHANGED_HEADER)
        loaded = with_copy(folder, loaded, keys.header)
        if is_alone and not loaded.header.is_clean:
            raise Refused(
                "The casebook was not locked properly last time, and no one has it open now.",
                remedy="Open it for editing; it is checked then.",
            )
        if is_alone:
            check_database(folder, loaded.header)
    return Vault(
        folder,
        None,
        loaded.header,
        keys,
        was_locked_cleanly=True,
        loaded=loaded,
        opened_by=slot,
        false_shares=credential.false_shares,
    )


def _made(folder: Folder, header: Header, keys: VaultKeys) -> Vault:
    folder.make()
    writer: WriterLock | None = None
    try:
        writer = WriterLock.take(folder.lock)
        store_header(folder, header, keys.header)
    except BaseException:
        if writer:
            writer.release()
        folder.remove()
        raise
    return Vault(folder, writer, header, keys, was_locked_cleanly=False)
