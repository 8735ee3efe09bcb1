"""``vault slots|add-slot|remove-slot|rename-slot|change-passphrase``: the ways of opening a vault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import Counter, answer, table
from casebook.cli.base.key import (
    Json,
    KeyFile,
    NewKeyFile,
    Vault,
    WithKeyfile,
    new_passphrase,
    passphrase,
    reading,
    unlocked,
)
from casebook.cli.base.key import keyfile as the_keyfile
from casebook.services.base.session import Session
from casebook.services.vault import slot
from casebook.services.vault.slot import Credential
from casebook.services.vault.vault import calibrated

STRONG = 3
Kind = Literal["passphrase", "keyfile", "recovery", "keychain"]
SlotId = Annotated[str, typer.Argument(metavar="SLOT", help="Its id, as `vault slots` lists it.")]
OfKind = Annotated[Kind, typer.Option("--kind", help="What shall open the vault.")]
Label = Annotated[str, typer.Option("--label", help="What to call it; kept inside the vault.")]
Made = Annotated[
    Path | None,
    typer.Option("--make-keyfile", help="Where to make the keyfile, for --kind keyfile.", show_default=False),
]


def add_to(group: typer.Typer) -> None:
    """Give the group its verbs."""
    group.command("slots", epilog="Example: casebook vault slots office.casebook --json")(slots)
    group.command("add-slot", epilog="Example: casebook vault add-slot office.casebook --kind recovery")(add)
    group.command(
        "remove-slot", epilog="Example: casebook vault remove-slot office.casebook 3f0c1e5a9b7d2468"
    )(remove)
    group.command(
        "rename-slot",
        epilog="Example: casebook vault rename-slot office.casebook 3f0c1e5a9b7d2468 --label safe",
    )(rename)
    group.command("change-passphrase", epilog="Example: casebook vault change-passphrase office.casebook")(
        change
    )


def slots(
    folder: Vault, passphrase_file: KeyFile = None, keyfile: WithKeyfile = None, json: Json = False
) -> None:
    """The ways of opening a vault, with what they are called."""
    with reading(folder, passphrase_file, keyfile) as session:
        rows = slot.every(session)
    words = table(("id", "kind", "label"), [(row.id, row.kind, row.label) for row in rows])
    answer({"rows": rows}, words, json_wanted=json)


def add(  # noqa: PLR0913, PLR0917 - the options of a verb
    folder: Vault,
    kind: OfKind,
    label: Label = "",
    make_keyfile: Made = None,
    new_passphrase_file: NewKeyFile = None,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Let another passphrase, a keyfile, a recovery code or the system's keychain open a vault."""
    secret = passphrase(passphrase_file)
    authority = slot.credential(secret, the_keyfile(keyfile))
    code = ""
    with unlocked(folder, passphrase_file, keyfile) as session:
        if kind == "recovery":
            code = slot.new_recovery_code()
            new_slot = slot.add_recovery_code(session, authority, code, code, label=label)
        elif kind == "keychain":
            sys.stderr.write(f"{slot.KEYCHAIN_WARNING}\n")
            new_slot = slot.add_keychain(session, authority, slot.system_keychain(), label=label)
        else:
            new_slot = _by_passphrase(
                session, authority, new_passphrase(new_passphrase_file), make_keyfile, label, kind
            )
    words = f"Added {new_slot.kind} {new_slot.id}." + (f"\nShown this once:\n\n    {code}\n" if code else "")
    answer({"slot": new_slot, "recovery_code": code or None}, words, json_wanted=json)


def remove(
    folder: Vault,
    slot_id: SlotId,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Take a way in away; the last one stays."""
    with unlocked(folder, passphrase_file, keyfile) as session:
        slot.remove(session, slot_id)
    answer({"removed": slot_id}, f"Removed {slot_id}. {slot.OLD_BACKUPS}", json_wanted=json)


def rename(
    folder: Vault,
    slot_id: SlotId,
    label: Label,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Call a way in something else."""
    with unlocked(folder, passphrase_file, keyfile) as session:
        named = slot.rename(session, slot_id, label)
    answer({"slot": named}, f"{named.id} is called {named.label!r}.", json_wanted=json)


def change(
    folder: Vault,
    passphrase_file: KeyFile = None,
    new_passphrase_file: NewKeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Put a new passphrase in the place of the one given."""
    current = slot.credential(passphrase(passphrase_file), the_keyfile(keyfile))
    with unlocked(folder, passphrase_file, keyfile) as session:
        new = new_passphrase(new_passphrase_file)
        tell_strength(new)
        made = slot.change_passphrase(session, current, new, cost=calibrated(Counter()))
    answer({"slot": made}, f"The passphrase is changed. {slot.OLD_BACKUPS}", json_wanted=json)


def tell_strength(words: str) -> None:
    """Say how hard a passphrase is to guess, and what would be harder."""
    strength = slot.passphrase_strength(words)
    sys.stderr.write(
        f"Strength {strength.score} of 4: about 2^{strength.guesses_bits:.0f} guesses. {strength.warning}\n"
    )
    if strength.score < STRONG:
        sys.stderr.write("Six random words are better: `casebook vault phrase` offers some.\n")


def _by_passphrase(
    session: Session, authority: Credential, new: str, keyfile: Path | None, label: str, kind: Kind
) -> slot.UnlockMethod:
    tell_strength(new)
    cost = calibrated(Counter())
    if kind == "passphrase":
        return slot.add_passphrase(session, authority, new, cost=cost, label=label)
    if keyfile is None:
        raise InvalidInput(
            "Say where to make the keyfile.", field="make-keyfile", remedy="Give --make-keyfile."
        )
    return slot.add_keyfile(session, authority, new, keyfile, cost=cost, label=label)
