"""``vault create|check``; slots and backups are in modules of their own."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, counted, say
from casebook.cli.base.passphrase import passphrase
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading
from casebook.cli.vault import vault_unlock_method
from casebook.services.base.export import put
from casebook.services.vault import unlock_method
from casebook.services.vault import vault as vaults
from casebook.services.vault.recovery_sheet import recovery_sheet, require_new

DAMAGED = 5


def create(
    *, vault: Path, passphrase_file: Path | None, keyfile: Path | None, sheet: Path | None, json: bool
) -> None:
    require_new(sheet)
    _warn_of_copying(vault)
    words = passphrase(passphrase_file, is_new=True)
    vault_unlock_method.show_strength(words, vault)
    vaults.require_creatable(vault, words)
    sys.stderr.write("Creating the casebook; deriving a key that is slow to guess takes a moment.\n")
    cost = vaults.calibrated(Counter())
    session, code = vaults.create(vault, words, cost=cost, keyfile=keyfile, progress=Counter())
    session.lock()
    if sheet:
        put(recovery_sheet(code), sheet)
    notice = (
        f"Created {vault}.\nRecovery code, shown only this once:\n\n    {code}\n\n"
        "Write it down and keep it away from this computer. It unlocks the casebook if the passphrase is "
        "lost."
    )
    answer({"vault": vault, "recovery_code": code}, notice, json_wanted=json)
    if not json and sys.stdin.isatty():
        _confirm(code)


def check(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> int:
    with reading(vault, passphrase_file, keyfile) as session:
        report = vaults.check(session, progress=Counter())
    changes = counted(report.changes, "change", "changes")
    words = f"Read: {changes} and {counted(report.files, 'encrypted file', 'encrypted files')}."
    for problem in report.problems:
        words += f"\n{problem.where}: {problem.what!s}"
    for warning in report.warnings:
        words += f"\nWarning: {warning.where}: {warning.what!s}"
    for damaged in report.damaged_backups:
        words += f"\nbackup {damaged.path.name}: {damaged.fault!s}"
    answer(report, words, json_wanted=json)
    return DAMAGED if report.problems else 0


def _warn_of_copying(vault: Path) -> None:
    whose = vaults.synced_by(vault)
    if whose:
        sys.stderr.write(
            f"This folder is copied elsewhere by {whose}. The casebook stays encrypted there, but its sizes "
            "and the times of your work are visible. Choose another folder if you can.\n"
        )


def _confirm(code: str) -> None:
    """Ask for the code until it was typed correctly."""
    import click

    while True:
        try:
            unlock_method.confirm_code(code, click.prompt("Type the recovery code again", err=True))
        except InvalidInput as error:
            sys.stderr.write(f"{error}\n")
        else:
            say("That is the code. Clear this screen.")
            return
