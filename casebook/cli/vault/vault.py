"""``vault create|info|check``; slots and backups are in files of their own."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import Counter, answer, pairs, say
from casebook.cli.base.key import Json, KeyFile, Vault, WithKeyfile, passphrase, reading
from casebook.cli.vault import vault_backup, vault_slot
from casebook.services.base.export import written
from casebook.services.vault import slot, vault
from casebook.services.vault.recovery_sheet import recovery_sheet

DAMAGED = 5
Sheet = Annotated[
    Path | None,
    typer.Option("--sheet", help="Write the recovery code as a PDF to print.", show_default=False),
]
NewKeyfile = Annotated[
    Path | None,
    typer.Option(
        "--keyfile", help="Make a keyfile there; it is needed beside the passphrase.", show_default=False
    ),
]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Make, describe, check, back up and open up vaults.", no_args_is_help=True)
    group.command("create", epilog="Example: casebook vault create office.casebook")(create)
    group.command("info", epilog="Example: casebook vault info office.casebook --json")(info)
    group.command("check", epilog="Example: casebook vault check office.casebook")(check)
    group.command("phrase", epilog="Example: casebook vault phrase")(phrase)
    vault_slot.add_to(group)
    vault_backup.add_to(group)
    app.add_typer(group, name="vault")


def create(
    folder: Vault,
    passphrase_file: KeyFile = None,
    keyfile: NewKeyfile = None,
    sheet: Sheet = None,
    json: Json = False,
) -> None:
    """Make a vault and show its recovery code, once."""
    _warn_of_copying(folder)
    words = passphrase(passphrase_file, is_new=True)
    vault_slot.tell_strength(words)
    sys.stderr.write("Making the vault; the key is made slow to guess, which takes a moment.\n")
    cost = vault.calibrated(Counter())
    session, code = vault.create(folder, words, cost=cost, keyfile=keyfile, progress=Counter())
    session.lock()
    if sheet:
        with written(sheet) as file:
            file.write(recovery_sheet(code))
    notice = (
        f"Made {folder}.\nRecovery code, shown this once:\n\n    {code}\n\n"
        "Write it down and keep it away from this computer. It opens the vault if the passphrase is lost."
    )
    answer({"vault": folder, "recovery_code": code}, notice, json_wanted=json)
    if not json and sys.stdin.isatty():
        _confirm(code)


def info(folder: Vault, json: Json = False) -> None:
    """What can be told of a vault without opening it."""
    facts = {**asdict(vault.info(folder)), "synced_by": vault.synced_by(folder)}
    answer(facts, pairs(facts), json_wanted=json)


def check(
    folder: Vault, passphrase_file: KeyFile = None, keyfile: WithKeyfile = None, json: Json = False
) -> None:
    """Read everything in a vault once and say what does not hold."""
    with reading(folder, passphrase_file, keyfile) as session:
        report = vault.check(session, progress=Counter())
    words = f"{report.changes} changes and {report.files} sealed files were read."
    for problem in report.problems:
        words += f"\n{problem.where}: {problem.what}"
    answer(report, words, json_wanted=json)
    if report.problems:
        raise typer.Exit(DAMAGED)


def phrase(json: Json = False) -> None:
    """Offer a passphrase of six random words: 77 bits, easy to keep in mind."""
    offered = slot.random_phrase()
    answer({"passphrase": offered}, offered, json_wanted=json)


def _warn_of_copying(folder: Path) -> None:
    whose = vault.synced_by(folder)
    if whose:
        sys.stderr.write(
            f"This folder is copied away by {whose}. The vault stays encrypted there, but its sizes and the"
            " times of your work are seen. Choose another folder if you can.\n"
        )


def _confirm(code: str) -> None:
    """Ask for the code until it was typed as it was shown."""
    while True:
        try:
            slot.confirm_code(code, typer.prompt("Type the recovery code again", err=True))
        except InvalidInput as error:
            sys.stderr.write(f"{error}\n")
        else:
            say("That is the code. Clear this screen.")
            return
