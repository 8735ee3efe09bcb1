"""Where the passphrase comes from: a file named by option or environment, or a prompt; never an argument."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.services.session import Session, open_session

VARIABLE = "CASEBOOK_PASSPHRASE_FILE"

Vault = Annotated[Path, typer.Argument(metavar="VAULT", help="The vault's folder.", show_default=False)]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help=f"File with the passphrase; {VARIABLE} names one too. Asked for otherwise.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


def passphrase(key_file: Path | None, *, is_new: bool = False) -> str:
    """The passphrase; one trailing newline of a file is dropped.

    Raises:
        InvalidInput: the file cannot be read or is empty.
    """
    path = key_file or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if path is None:
        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=is_new, err=True))
    try:
        told = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            "The passphrase file cannot be read.", field="passphrase-file", remedy="Check its path."
        ) from error
    told = told.removesuffix("\n").removesuffix("\r")
    if not told:
        raise InvalidInput(
            "The passphrase file is empty.", field="passphrase-file", remedy="Put the phrase in it."
        )
    return told


def unlocked(vault: Path, key_file: Path | None) -> Session:
    """A session on the vault."""
    return open_session(vault, passphrase(key_file), who=os.environ.get("CASEBOOK_WHO", ""))
