"""``vault backup|backups|restore|drill|anchor|check-anchor``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.base.answer import Counter, answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, WithKeyfile, passphrase, reading, unlocked
from casebook.cli.base.key import keyfile as the_keyfile
from casebook.services.base.flow import run_in_line
from casebook.services.vault import anchor as anchors
from casebook.services.vault import backup as backups

ROLLED_BACK = 5
Backup = Annotated[Path, typer.Argument(metavar="BACKUP", help="A numbered folder of a folder of backups.")]
Target = Annotated[Path, typer.Argument(metavar="TARGET", help="The new vault's folder.")]
Which = Annotated[
    Path | None, typer.Option("--backup", help="Which one; the last otherwise.", show_default=False)
]
Into = Annotated[
    Path | None,
    typer.Option("--into", help="From now on, make backups in this folder.", show_default=False),
]
Code = Annotated[str, typer.Argument(metavar="ANCHOR", help="The code; - reads it from standard input.")]


def add_to(group: typer.Typer) -> None:
    """Give the group its verbs."""
    group.command("backup", epilog="Example: casebook vault backup office.casebook")(backup)
    group.command("backups", epilog="Example: casebook vault backups office.casebook --json")(every)
    group.command(
        "restore",
        epilog="Example: casebook vault restore office.casebook-backups/000000000007-00 again.casebook",
    )(restore)
    group.command("drill", epilog="Example: casebook vault drill office.casebook")(drill)
    group.command("anchor", epilog="Example: casebook vault anchor office.casebook")(anchor)
    group.command("check-anchor", epilog="Example: casebook vault check-anchor office.casebook -")(
        check_anchor
    )


def backup(
    folder: Vault,
    into: Into = None,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Make a backup now, and go through it."""
    with unlocked(folder, passphrase_file, keyfile) as session:
        if into:
            backups.choose_folder(session, into)
        saved = run_in_line(backups.back_up(session, progress=Counter()))
    words = (
        f"Backed up {saved.changes} changes and {saved.files} sealed files to {saved.path}; all of it opened."
    )
    if saved.missing:
        words += (
            f"\nThe vault no longer has {len(saved.missing)} of its files whole; `vault check` names them."
        )
    answer(saved, words, json_wanted=json)


def every(
    folder: Vault, passphrase_file: KeyFile = None, keyfile: WithKeyfile = None, json: Json = False
) -> None:
    """The backups of a vault, oldest first."""
    with reading(folder, passphrase_file, keyfile) as session:
        rows = backups.every(session)
    words = table(
        ("made at", "changes", "files", "folder"),
        [(row.made_at, row.changes, row.files, row.path) for row in rows],
    )
    answer({"rows": rows}, words, json_wanted=json)


def restore(
    backup: Backup,
    target: Target,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Make a new vault out of a backup; nothing is overwritten."""
    restored = run_in_line(
        backups.restore(
            backup, passphrase(passphrase_file), target, keyfile=the_keyfile(keyfile), progress=Counter()
        )
    )
    answer(
        restored,
        f"Restored {restored.changes} changes and {restored.files} sealed files to {restored.path}.",
        json_wanted=json,
    )


def drill(
    folder: Vault,
    which: Which = None,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """Restore a backup for trial, open every record and file of it, and remove it again."""
    with unlocked(folder, passphrase_file, keyfile) as session:
        tried = run_in_line(backups.drill(session, which, progress=Counter()))
    words = f"The backup is good: {tried.changes} changes and {tried.files} sealed files came back."
    answer(
        {"changes": tried.changes, "files": tried.files, "missing": tried.missing}, words, json_wanted=json
    )


def anchor(
    folder: Vault, passphrase_file: KeyFile = None, keyfile: WithKeyfile = None, json: Json = False
) -> None:
    """A code of what the vault has reached, to keep elsewhere or send to a colleague."""
    with reading(folder, passphrase_file, keyfile) as session:
        code = anchors.anchor(session)
    answer({"anchor": code}, code, json_wanted=json)


def check_anchor(
    folder: Vault,
    code: Code,
    passphrase_file: KeyFile = None,
    keyfile: WithKeyfile = None,
    json: Json = False,
) -> None:
    """What a kept anchor says of the vault; exit code 5 if it was put back or is another."""
    anchor_code = sys.stdin.read() if code == "-" else code
    with reading(folder, passphrase_file, keyfile) as session:
        found = anchors.check_anchor(session, anchor_code)
    answer({"found": found, "words": anchors.WORDS[found]}, anchors.WORDS[found], json_wanted=json)
    if found in {anchors.AnchorState.OLDER, anchors.AnchorState.FOREIGN}:
        raise typer.Exit(ROLLED_BACK)
