"""``vault create|info|check``."""

from __future__ import annotations

import sys
from dataclasses import asdict

import typer

from casebook.cli.answer import Counter, answer, pairs
from casebook.cli.key import Json, KeyFile, Vault, passphrase, unlocked
from casebook.services import vault

DAMAGED = 5


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Make, describe and check vaults.", no_args_is_help=True)
    group.command("create", epilog="Example: casebook vault create office.casebook")(create)
    group.command("info", epilog="Example: casebook vault info office.casebook --json")(info)
    group.command("check", epilog="Example: casebook vault check office.casebook")(check)
    app.add_typer(group, name="vault")


def create(folder: Vault, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Make a vault and show its recovery code, once."""
    phrase = passphrase(passphrase_file, is_new=True)
    sys.stderr.write("Making the vault; the key is made slow to guess, which takes a moment.\n")
    session, code = vault.create(folder, phrase, cost=vault.calibrated(Counter()), progress=Counter())
    session.lock()
    words = (
        f"Made {folder}.\nRecovery code, shown this once:\n\n    {code}\n\n"
        "Write it down and keep it away from this computer. It opens the vault if the passphrase is lost."
    )
    answer({"vault": folder, "recovery_code": code}, words, json_wanted=json)


def info(folder: Vault, json: Json = False) -> None:
    """What can be told of a vault without opening it."""
    told = asdict(vault.info(folder))
    answer(told, pairs(told), json_wanted=json)


def check(folder: Vault, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Read everything in a vault once and say what does not hold."""
    with unlocked(folder, passphrase_file) as session:
        report = vault.check(session, progress=Counter())
    words = f"{report.changes} changes and {report.files} sealed files were read."
    for problem in report.problems:
        words += f"\n{problem.where}: {problem.what}"
    answer(report, words, json_wanted=json)
    if report.problems:
        raise typer.Exit(DAMAGED)
