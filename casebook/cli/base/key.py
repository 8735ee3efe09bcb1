"""Where the passphrase comes from: a file named by option or environment, or a prompt; never an argument."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import CasebookError, InUse, InvalidInput, WriteProtected
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup

VARIABLE = "CASEBOOK_PASSPHRASE_FILE"
KEYFILE_VARIABLE = "CASEBOOK_KEYFILE"

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


NewKeyFile = Annotated[
    Path | None,
    typer.Option(
        "--new-passphrase-file", help="File with the new passphrase. Asked for otherwise.", show_default=False
    ),
]
WithKeyfile = Annotated[
    Path | None,
    typer.Option(
        "--keyfile",
        help=f"The keyfile that goes with the passphrase; {KEYFILE_VARIABLE} names one too.",
        show_default=False,
    ),
]


def passphrase(key_file: Path | None, *, is_new: bool = False) -> str:
    """The passphrase; one trailing newline of a file is dropped.

    Raises:
        InvalidInput: the file cannot be read or is empty.
    """
    path = key_file or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    return _read(path) if path else _asked("Passphrase", is_new=is_new)


def new_passphrase(key_file: Path | None) -> str:
    """A passphrase to be set: from the file named, or asked for twice; the environment is not looked at.

    Raises:
        InvalidInput: the file cannot be read or is empty.
    """
    return _read(key_file) if key_file else _asked("New passphrase", is_new=True)


def keyfile(named: Path | None) -> Path | None:
    """The keyfile named by option or environment."""
    named_by_variable = os.environ.get(KEYFILE_VARIABLE)
    return named or (Path(named_by_variable) if named_by_variable else None)


def _asked(words: str, *, is_new: bool) -> str:
    if not sys.stdin.isatty():
        raise InvalidInput(
            "There is nobody to ask for the passphrase.",
            field="passphrase-file",
            remedy=f"Name a file with --passphrase-file or {VARIABLE}.",
        )
    return str(typer.prompt(words, hide_input=True, confirmation_prompt=is_new, err=True))


def _read(path: Path) -> str:
    try:
        secret = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            "The passphrase file cannot be read.", field="passphrase-file", remedy="Check its path."
        ) from error
    secret = secret.removesuffix("\n").removesuffix("\r")
    if not secret:
        raise InvalidInput(
            "The passphrase file is empty.", field="passphrase-file", remedy="Put the phrase in it."
        )
    return secret


@contextmanager
def unlocked(vault: Path, key_file: Path | None, with_keyfile: Path | None = None) -> Iterator[Session]:
    """A session on the vault; locked in order at the end, with a backup before if anything was changed."""
    with _opened(vault, passphrase(key_file), keyfile(with_keyfile)) as session:
        yield session
        if session.has_changed:
            _back_up(session)


@contextmanager
def reading(vault: Path, key_file: Path | None, with_keyfile: Path | None = None) -> Iterator[Session]:
    """A session for a verb that changes nothing; while a window has the vault open, it is read along."""
    secret, file = passphrase(key_file), keyfile(with_keyfile)
    try:
        session = _opened(vault, secret, file)
    except (InUse, WriteProtected) as error:
        session = _opened(vault, secret, file, to_read=True)
        if isinstance(error, InUse):
            sys.stderr.write("The vault is open in another window; it is read as it stands there now.\n")
    with session:
        yield session
        if session.has_changed:  # by a session before that was cut short
            _back_up(session)


def _opened(vault: Path, secret: str, with_keyfile: Path | None, *, to_read: bool = False) -> Session:
    who = os.environ.get("CASEBOOK_WHO", "")
    return open_session(vault, secret, keyfile=with_keyfile, to_read=to_read, who=who)


def _back_up(session: Session) -> None:
    """The work is saved already: a backup that cannot be made is told, and fails nothing."""
    try:
        run_in_line(backup.back_up_if_due(session))
    except CasebookError as error:
        sys.stderr.write(f"No backup was made. {error}\n")


@contextmanager
def perhaps_unlocked(vault: Path | None, key_file: Path | None) -> Iterator[Session | None]:
    """A session to read the vault where one is named, for verbs that need none."""
    if vault is None:
        yield None
        return
    with reading(vault, key_file) as session:
        yield session
