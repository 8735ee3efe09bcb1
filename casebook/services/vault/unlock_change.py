"""Changes of unlock methods, carried out in steps in the background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.vault import unlock_method, vault
from casebook.services.vault.unlock_method import Credential

UnlockChangeKind = Literal["change", "add", "keyfile", "recovery", "keychain", "remove"]
WITH_PASSPHRASE: frozenset[UnlockChangeKind] = frozenset({"change", "add", "keyfile"})
"""Changes that take a new passphrase, whose key is slow to derive."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UnlockChange:
    """A change of the unlock methods. Its `repr` shows none of its content.

    Attributes:
        kind: change the passphrase, add an unlock method of one of the kinds, or remove one.
        secret: a passphrase or recovery code that opens the vault now.
        keyfile: its key file, or None.
        passphrase: the new one, for `WITH_PASSPHRASE`.
        code: the new recovery code, which was typed again from paper.
        target: where the new keyfile is made, for "keyfile".
        label: name of the new unlock method, or "".
        slot_id: ID of the unlock method to remove, for "remove".
    """

    kind: UnlockChangeKind
    secret: str
    keyfile: Path | OpenedFile | None
    passphrase: str
    code: str
    target: Path | SaveTarget | None
    label: str
    slot_id: str = ""


async def apply(session: Session, change: UnlockChange, *, progress: Progress = silent) -> None:
    """Add, change or remove an unlock method after verifying a current one.

    Args:
        session: the open vault.
        change: the change.
        progress: called before the key is derived, and while the cost of a passphrase is measured here.

    Raises:
        WrongKey: the credential opens nothing.
        InvalidInput: the new passphrase or label is not accepted.
        Refused: there is no trusted keychain, a recovery code cannot be changed, or the credential is of
            the unlock method to remove.
        Conflict: there are 16 unlock methods already, or the path of the key file is taken.
        NotFound: the keyfile is not there.
        DiskProblem: the disk refuses, as `Vault.store_slots` says.
        Cancelled: the person stopped.
    """
    current = await derived(session, change.secret, change.keyfile, progress)
    if change.kind == "remove":
        await on_vault(partial(unlock_method.remove, session, current, change.slot_id))
    elif change.kind == "recovery":
        await on_vault(
            partial(unlock_method.add_recovery_code, session, current, change.code, label=change.label)
        )
    elif change.kind == "keychain":
        keychain = await off_thread(unlock_method.system_keychain)
        await on_vault(partial(unlock_method.add_keychain, session, current, keychain, label=change.label))
    else:
        await _with_passphrase(session, change, current, progress)


async def verify_credential(
    session: Session, secret: str, keyfile: Path | OpenedFile | None, *, progress: Progress = silent
) -> None:
    """Check that the credential opens the vault today, before a new recovery code is shown.

    Args:
        session: the open vault.
        secret: as `UnlockChange.secret`.
        keyfile: as `UnlockChange.keyfile`.
        progress: called once, before the key is derived.

    Raises:
        ReadOnly: another window has the right to write in it.
        WrongKey: it opens nothing.
        NotFound: the keyfile is not there.
        Cancelled: the person stopped.
    """
    current = await derived(session, secret, keyfile, progress)
    await on_vault(partial(unlock_method.verify_credential, session, current))


async def derived(
    session: Session, secret: str, keyfile: Path | OpenedFile | None, progress: Progress
) -> Credential:
    """Return the credential that was typed, with its key derived off the thread of the vault.

    Args:
        session: the open vault.
        secret: as `UnlockChange.secret`, or shares of guardians.
        keyfile: as `UnlockChange.keyfile`.
        progress: called once, before the key is derived.

    Raises:
        NotFound: the keyfile is not there.
        InvalidInput: it is no key file; shares are too few, of two sets, or mistyped.
        Cancelled: the person stopped.
    """
    progress(0, 0, Message("deriving the key"))
    current = await off_thread(partial(unlock_method.credential, secret, keyfile))
    await off_thread(partial(unlock_method.derive, session, current))
    return current


async def _with_passphrase(
    session: Session, change: UnlockChange, current: Credential, progress: Progress
) -> None:
    cost = await off_thread(partial(vault.calibrated, progress))
    if change.kind == "change":
        await on_vault(
            partial(unlock_method.change_passphrase, session, current, change.passphrase, cost=cost)
        )
    elif change.kind == "keyfile" and change.target:
        make = partial(
            unlock_method.add_keyfile, session, current, change.passphrase, change.target, cost=cost
        )
        await on_vault(partial(make, label=change.label))
    else:
        add = partial(
            unlock_method.add_passphrase, session, current, change.passphrase, cost=cost, label=change.label
        )
        await on_vault(add)
