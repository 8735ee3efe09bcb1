"""Unlock methods of a vault: list, add, change, rename and remove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from casebook.base.errors import DiskProblem, InvalidInput, NotFound, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import setting
from casebook.services.base.session import PASSPHRASE_USED, Session
from casebook.vault import (
    FLOOR_COST,
    Credential,
    KdfCost,
    Keychain,
    KeySlotInfo,
    Strength,
    new_recovery_code,
    passphrase_strength,
    random_phrase,
    require_strong,
    system_keychain,
    tidy_recovery_code,
)
from casebook.vault import keyslot_changes as ways
from casebook.vault.keyfile import new_keyfile, read_keyfile

__all__ = [
    "Credential",
    "Strength",
    "UnlockMethod",
    "new_recovery_code",
    "passphrase_strength",
    "random_phrase",
    "require_strong",
    "system_keychain",
]

MAX_LABEL = 80
LABELS = "slot.labels"
KEYCHAIN_WARNING = gettext_noop(
    "Any program running under your account can read the key from the keychain and unlock the "
    "casebook with it."
)
OLD_BACKUPS = gettext_noop(
    "Earlier backups can still be unlocked with the old method. Delete them if someone else knows it."
)


@entity
class UnlockMethod:
    """One way to unlock the vault.

    Attributes:
        id: of its key slot.
        kind: "passphrase", "recovery", "keyfile" (a passphrase with a keyfile), "keychain" or "guardians".
        label: its name, or "".
        cost: of the key derivation, or None.
        added_on: the day it was added, or None if that was not recorded.
    """

    id: str
    kind: str
    label: str
    cost: KdfCost | None
    added_on: date | None = None

    @property
    def fingerprint(self) -> str:
        """Return four hexadecimal digits that distinguish it from others of its type; no part of a secret."""
        return self.id[:4].upper()


def every(session: Session) -> list[UnlockMethod]:
    """Return all unlock methods in the order of the header."""
    labels, days = _labels(session), _days(session)
    infos = (KeySlotInfo.of(slot) for slot in session.vault.slots)
    return [
        UnlockMethod(
            id=info.id,
            kind=info.kind,
            label=labels.get(info.id, ""),
            cost=info.cost,
            added_on=days.get(info.id),
        )
        for info in infos
    ]


def credential(secret: str, keyfile: Path | OpenedFile | None = None) -> Credential:
    """Return a credential: a passphrase, with its key file if it has one, a code, or shares of guardians.

    Raises:
        NotFound: the keyfile is not there.
        InvalidInput: it is not a key file; shares are too few, of two sets, or mistyped.
    """
    return Credential.typed(secret, read_keyfile(keyfile) if keyfile else b"")


def derive(session: Session, authority: Credential) -> None:
    """Do the slow key derivation in advance, outside the vault's thread, so that other work can go on.

    Raises:
        Refused: this computer cannot give the memory.
    """
    slots = [slot for slot in session.vault.slots if slot.kind is authority.kind]
    authority.stretch([(slot.salt, slot.cost) for slot in slots if slot.cost])


def verify_credential(session: Session, authority: Credential) -> None:
    """Check that a credential opens the vault today.

    Raises:
        ReadOnly: another window has the right to write in it.
        WrongKey: it opens nothing.
    """
    session.store.require_writing()
    ways.unsealed(session.vault, authority)[1].wipe()


def add_passphrase(
    session: Session, authority: Credential, passphrase: str, *, cost: KdfCost = FLOOR_COST, label: str = ""
) -> UnlockMethod:
    """Add a passphrase as an unlock method.

    Args:
        session: the open vault.
        authority: a credential that opens it now.
        passphrase: the new one.
        cost: of its derivation, as `vault.calibrated` gives it.
        label: its name.

    Raises:
        WrongKey: the authority opens nothing.
        InvalidInput: the passphrase is easy to guess, or it or the label is not accepted.
        Conflict: there are 16 unlock methods already.
        DiskProblem: the disk refuses, as `Vault.store_slots` says.
    """
    _may_change(session, label)
    require_strong(passphrase, [session.vault.path.stem])
    made = ways.add_keyslot(session.vault, authority, Credential.of_passphrase(passphrase), cost=cost)
    return _labelled(session, made.id, label)


def add_keyfile(
    session: Session,
    authority: Credential,
    passphrase: str,
    keyfile: Path | SaveTarget,
    *,
    cost: KdfCost = FLOOR_COST,
    label: str = "",
) -> UnlockMethod:
    """Add a passphrase with a new key file as an unlock method; the program creates the file.

    Raises:
        Conflict: the key file's path is taken, or there are 16 unlock methods already; no file is left.
        and the errors of `add_passphrase`.
    """
    _may_change(session, label)
    Credential.of_passphrase(passphrase)
    require_strong(passphrase, [session.vault.path.stem])
    ways.unsealed(session.vault, authority)[1].wipe()
    with new_keyfile(keyfile) as digest:
        new = Credential.of_passphrase(passphrase, digest)
        made = ways.add_keyslot(session.vault, authority, new, cost=cost)
    return _labelled(session, made.id, label)


@contextmanager
def keyfile_made(keyfile: Path | SaveTarget | None) -> Iterator[bytes]:
    """Yield the digest of a new key file, or b"" if none is needed; the file is deleted if the block fails.

    Raises:
        Conflict: its path is taken.
        DiskProblem: the disk refuses.
    """
    if keyfile is None:
        yield b""
        return
    with new_keyfile(keyfile) as digest:
        yield digest


def code_fingerprint(code: str) -> str:
    """Return the `UnlockMethod.fingerprint` that a recovery code will have, for its printed page."""
    return Credential(code).new_salt().hex()[:4].upper()


def confirm_code(code: str, retyped: str) -> None:
    """Check that a recovery code was written down, by having it typed again.

    Raises:
        InvalidInput: mistyped, or another code.
    """
    remedy = Message("Compare what you wrote down with the code on the screen.")
    if not retyped.strip():
        raise InvalidInput("The recovery code is not entered yet.", field="recovery code", remedy=remedy)
    try:
        typed = tidy_recovery_code(retyped)
    except InvalidInput as error:  # it speaks of a printed page, which there need not be yet
        raise InvalidInput(error.title, field=error.field, remedy=remedy) from error
    if typed != code:
        raise InvalidInput(
            "This is not the recovery code that was shown.", field="recovery code", remedy=remedy
        )


def add_recovery_code(session: Session, authority: Credential, code: str, *, label: str = "") -> UnlockMethod:
    """Add a recovery code as an unlock method; the form first has it typed again, see `confirm_code`.

    Args:
        session: the open vault.
        authority: a credential that opens it now.
        code: as `new_recovery_code` gave it.
        label: its name.

    Raises:
        the errors of `add_passphrase`.
    """
    _may_change(session, label)
    made = ways.add_keyslot(session.vault, authority, Credential(code), cost=FLOOR_COST)
    return _labelled(session, made.id, label)


def add_keychain(
    session: Session, authority: Credential, keychain: Keychain | None, *, label: str = ""
) -> UnlockMethod:
    """Add the system keychain as an unlock method, valid for seven days after each use of the passphrase.

    Show `KEYCHAIN_WARNING` first. Off by default.

    Raises:
        Refused: there is no trusted keychain, or it does not accept the key.
        WrongKey: the authority opens nothing.
        DiskProblem: the disk refuses, as `Vault.store_slots` says.
    """
    _may_change(session, label)
    if keychain is None:
        raise Refused("This system has no keychain that Casebook trusts.", field="keychain")
    ways.unsealed(session.vault, authority)[1].wipe()
    # The slot is written last: it makes the new method work, and nothing may fail after that.
    setting.keep(session, PASSPHRASE_USED, session.clock().isoformat())
    made = ways.add_keychain(session.vault, authority, keychain)
    return _labelled(session, made.id, label)


def drop_keychain(session: Session, keychain: Keychain | None) -> bool:
    """Remove the keychain unlock method, as the panic key does; returns whether there was one.

    Raises:
        DiskProblem: the disk refuses; the key was removed from the keychain nevertheless.
    """
    return ways.drop_keychain(session.vault, keychain)


def change_passphrase(
    session: Session, current: Credential, passphrase: str, *, cost: KdfCost = FLOOR_COST
) -> UnlockMethod:
    """Replace the given passphrase by a new one; show `OLD_BACKUPS` and `OFFER` of new keys afterwards.

    Raises:
        WrongKey: the current one opens nothing.
        Refused: the credential is a recovery code.
        InvalidInput: the new one is not accepted, or is easy to guess.
        DiskProblem: the disk refuses.
    """
    _may_change(session)
    require_strong(passphrase, [session.vault.path.stem])
    opened, master = ways.unsealed(session.vault, current)
    master.wipe()
    label = _labels(session).get(opened.id, "")
    made = ways.change_passphrase(session.vault, current, passphrase, cost=cost)
    return _labelled(session, made.id, label, former_id=opened.id)


def remove(session: Session, authority: Credential, slot_id: str) -> list[UnlockMethod]:
    """Remove an unlock method, authorised by one kept; then show `OLD_BACKUPS` and `new_keys_outcome.OFFER`.

    Args:
        session: the open vault.
        authority: a credential that opens it now and afterwards.
        slot_id: ID of the unlock method to remove.

    Returns:
        The remaining unlock methods.

    Raises:
        NotFound: there is no such unlock method.
        WrongKey: the authority opens nothing.
        Refused: only the keychain would remain, or the credential is of the unlock method to remove.
        DiskProblem: the disk refuses.
    """
    _may_change(session)
    if _kind(session, slot_id) == "keychain":
        ways.unsealed(session.vault, authority)[1].wipe()
        ways.drop_keychain(session.vault, system_keychain())
    else:
        ways.remove_keyslot(session.vault, authority, slot_id)
    with suppress(DiskProblem):  # the method is removed; its stored name may remain
        _keep_label(session, slot_id, "")
    return every(session)


def rename(session: Session, slot_id: str, label: str) -> UnlockMethod:
    """Rename an unlock method; the name is stored inside the vault.

    Raises:
        NotFound: there is no such unlock method.
        InvalidInput: the name is longer than 80 characters.
        DiskProblem: the disk refuses; the name is unchanged.
    """
    _may_change(session, label)
    _kind(session, slot_id)
    _keep_label(session, slot_id, label, added_on=_days(session).get(slot_id))
    return _find(session, slot_id)


def _kind(session: Session, slot_id: str) -> str:
    return _find(session, slot_id).kind


def _find(session: Session, slot_id: str) -> UnlockMethod:
    method = next((slot for slot in every(session) if slot.id == slot_id), None)
    if method is None:
        raise NotFound(
            "The casebook has no such unlock method.",
            field="slot",
            remedy="List the unlock methods, and choose one of them.",
        )
    return method


def _labelled(session: Session, slot_id: str, label: str, *, former_id: str = "") -> UnlockMethod:
    """Save the name of a method already in the header; it stays unnamed if the disk refuses the write."""
    with suppress(DiskProblem):  # else a change that took place would be reported as failed
        _keep_label(session, slot_id, label, former_id=former_id, added_on=session.clock().date())
    return _find(session, slot_id)


def _keep_label(
    session: Session, slot_id: str, label: str, *, former_id: str = "", added_on: date | None = None
) -> None:
    stored = setting.value(session, LABELS)
    known = stored if isinstance(stored, dict) else {}
    kept = {name: entry for name, entry in known.items() if name not in {slot_id, former_id}}
    entry = {"label": label} if label else {}
    if added_on:
        entry["added_on"] = added_on.isoformat()
    setting.keep(session, LABELS, kept | ({slot_id: entry} if entry else {}) or None)


def _labels(session: Session) -> dict[str, str]:
    return {name: entry["label"] for name, entry in _entries(session).items() if "label" in entry}


def _days(session: Session) -> dict[str, date]:
    return {
        name: date.fromisoformat(entry["added_on"])
        for name, entry in _entries(session).items()
        if "added_on" in entry
    }


def _entries(session: Session) -> dict[str, dict[str, str]]:
    """Return the stored entry of each method; earlier versions stored a name only, without days."""
    stored = setting.value(session, LABELS)
    known = stored if isinstance(stored, dict) else {}
    return {
        str(name): entry if isinstance(entry, dict) else {"label": str(entry)}
        for name, entry in known.items()
    }


def _may_change(session: Session, label: str = "") -> None:
    session.store.require_writing()
    if len(label) > MAX_LABEL:
        raise InvalidInput("The name of an unlock method can have at most 80 characters.", field="label")
