"""``vault slots|add-slot|remove-slot|rename-slot|change-passphrase``: the unlock methods of a vault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import new_passphrase, passphrase_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.services.base.session import Session
from casebook.services.vault import unlock_method
from casebook.services.vault import vault as vaults
from casebook.services.vault.unlock_method import Credential

Kind = Literal["passphrase", "keyfile", "recovery", "keychain"]


def slots(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        rows = unlock_method.every(session)
    words = table(
        ("id", "kind", "label", "added"),
        [(row.id, row.kind, row.label, row.added_on.isoformat() if row.added_on else "") for row in rows],
    )
    answer({"rows": rows}, words, json_wanted=json)


def add(
    *,
    vault: Path,
    kind: Kind,
    label: str,
    make_keyfile: Path | None,
    new_passphrase_file: Path | None,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    secret = passphrase_of(vault, passphrase_file)
    authority = unlock_method.credential(secret, the_keyfile(keyfile))
    code = ""
    with unlocked(vault, passphrase_file, keyfile) as session:
        if kind == "recovery":
            code = unlock_method.new_recovery_code()
            new_slot = unlock_method.add_recovery_code(session, authority, code, label=label)
        elif kind == "keychain":
            sys.stderr.write(f"{unlock_method.KEYCHAIN_WARNING}\n")
            new_slot = unlock_method.add_keychain(
                session, authority, unlock_method.system_keychain(), label=label
            )
        else:
            new_slot = _by_passphrase(
                session, authority, new_passphrase(new_passphrase_file), make_keyfile, label, kind
            )
    words = f"Added {new_slot.kind} {new_slot.id}." + (
        f"\nShown only this once:\n\n    {code}\n" if code else ""
    )
    answer({"slot": new_slot, "recovery_code": code or None}, words, json_wanted=json)


def phrase(*, json: bool) -> None:
    offered = unlock_method.random_phrase()
    answer({"passphrase": offered}, offered, json_wanted=json)


def remove(
    *, vault: Path, slot_id: str, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    authority = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
    with unlocked(vault, passphrase_file, keyfile) as session:
        kept = unlock_method.remove(session, authority, slot_id)
    left = ", ".join(f"{way.kind} {way.id}" for way in kept)
    words = f"Removed {slot_id}. What unlocks the casebook now: {left}.\n{_old_access()}"
    answer({"removed": slot_id, "slots": kept}, words, json_wanted=json)


def rename(
    *, vault: Path, slot_id: str, label: str, keyfile: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        named = unlock_method.rename(session, slot_id, label)
    answer({"slot": named}, f"{named.id} is called {named.label!r}.", json_wanted=json)


def change(
    *,
    vault: Path,
    new_passphrase_file: Path | None,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    current = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
    with unlocked(vault, passphrase_file, keyfile) as session:
        new = new_passphrase(new_passphrase_file)
        show_strength(new, vault)
        made = unlock_method.change_passphrase(session, current, new, cost=vaults.calibrated(Counter()))
    answer({"slot": made}, f"The passphrase was changed.\n{_old_access()}", json_wanted=json)


def _old_access() -> str:
    """Return what a removed unlock method still opens, and the command that ends this."""
    from casebook.services.vault import new_keys_outcome  # what it needs is not loaded to list the ways

    return f"{new_keys_outcome.OFFER} Run `casebook vault new-keys`.\n{unlock_method.OLD_BACKUPS}"


def show_strength(words: str, vault: Path) -> None:
    """Print the strength of a new passphrase before a key is derived from it."""
    strength = unlock_method.passphrase_strength(words, [vault.stem])
    sys.stderr.write(
        f"Strength {strength.score} of 4: about 2^{strength.guesses_bits:.0f} guesses. {strength.warning}\n"
    )


def _by_passphrase(
    session: Session, authority: Credential, new: str, keyfile: Path | None, label: str, kind: Kind
) -> unlock_method.UnlockMethod:
    show_strength(new, session.vault.path)
    cost = vaults.calibrated(Counter())
    if kind == "passphrase":
        return unlock_method.add_passphrase(session, authority, new, cost=cost, label=label)
    if keyfile is None:
        raise InvalidInput(
            "No location was entered for the new key file.",
            field="make-keyfile",
            remedy="Enter it with --make-keyfile.",
        )
    return unlock_method.add_keyfile(session, authority, new, keyfile, cost=cost, label=label)
