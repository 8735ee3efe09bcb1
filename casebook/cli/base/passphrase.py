"""Sources of the passphrase: a file named by option or environment, or a prompt; never an argument."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.parameter import KEYFILE_VARIABLE, PASSPHRASE_VARIABLE
from casebook.cli.base.text_file import text_of


def passphrase(key_file: Path | None, *, is_new: bool = False) -> str:
    """Return the passphrase; one trailing newline of a file is dropped.

    Raises:
        InvalidInput: the file cannot be read or is empty.
    """
    path = _file(key_file)
    return _read(path) if path else _prompt("Passphrase", is_new=is_new)


def passphrase_of(vault: Path, key_file: Path | None) -> str:
    """Return the passphrase of a casebook; nobody is asked for it where there is none.

    Raises:
        NotFound, DiskProblem: there is no casebook, or it cannot be looked at.
        InvalidInput: the folder is none, or the file cannot be read or is empty.
    """
    from casebook.services.vault.vault_info import require_casebook

    require_casebook(vault)
    return passphrase(key_file)


def passphrase_at_hand(key_file: Path | None) -> str | None:
    """Return the passphrase if a readable file contains it, or None if it must be asked for."""
    path = _file(key_file)
    try:
        return _read(path) if path else None
    except InvalidInput:
        return None


def new_passphrase(key_file: Path | None) -> str:
    """Return a passphrase to be set: from the given file, or asked for twice; never from the environment.

    Raises:
        InvalidInput: the file cannot be read or is empty.
    """
    return _read(key_file) if key_file else _prompt("New passphrase", is_new=True)


def other_phrase(key_file: Path | None) -> str:
    """Return the phrase of another casebook than the one of the command; never from the environment.

    Raises:
        InvalidInput: the file cannot be read or is empty, or nobody can be asked.
    """
    if key_file is None and not sys.stdin.isatty():
        raise InvalidInput(
            "Casebook cannot ask for the phrase: standard input is not a terminal.",
            field="phrase-file",
            remedy="Name a file with the phrase: --phrase-file.",
        )
    return _read(key_file) if key_file else _prompt("Phrase of the casebook that travelled", is_new=False)


def keyfile(named: Path | None) -> Path | None:
    """Return the key file given by option or environment."""
    return named or _named_by(KEYFILE_VARIABLE)


def _file(key_file: Path | None) -> Path | None:
    return key_file or _named_by(PASSPHRASE_VARIABLE)


def _named_by(variable: str) -> Path | None:
    path = os.environ.get(variable)
    return Path(path) if path else None


def _prompt(words: str, *, is_new: bool) -> str:
    if not sys.stdin.isatty():
        raise InvalidInput(
            "Casebook cannot ask for the passphrase: standard input is not a terminal.",
            field="passphrase-file",
            remedy=Message(
                "Set the file with --passphrase-file or {variable}.", variable=PASSPHRASE_VARIABLE
            ),
        )
    import click

    if is_new:
        sys.stderr.write("Six random words are best: `casebook vault phrase` offers some.\n")
    return str(click.prompt(words, hide_input=True, confirmation_prompt=is_new, err=True))


def _read(path: Path) -> str:
    refusal = InvalidInput(
        "The passphrase file cannot be read.",
        field="passphrase-file",
        remedy="Check the path and the permissions of the file.",
    )
    text = text_of(path, refusal).removesuffix("\n").removesuffix("\r")
    if not text:
        raise InvalidInput(
            "The passphrase file is empty.",
            field="passphrase-file",
            remedy="Write the passphrase into the file.",
        )
    return text
