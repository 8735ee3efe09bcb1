"""Commands as data: name, parameters, and the place of the code, loaded when called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from casebook.cli.base.parameter import JSON, PASSPHRASE_FILE, VAULT, Parameter, path

if TYPE_CHECKING:  # it takes as long to load as the tables
    from pathlib import Path


class Verb(NamedTuple):
    """A command.

    Attributes:
        name: how it is called, the last word of it.
        help: one sentence.
        example: a whole command line, shown beneath the help.
        run: its code, as "module:function"; called with the values by their names. It returns an exit
            code, a `WindowRequest` to open, or None.
        parameters: in the order of the help; arguments in the order in which they are typed.
        opens_vault: whether it opens ``vault`` with ``passphrase_file``: the key is worked out while its
            code is loaded.
        worker: what it uses a bundle worker for, "build" or "inspect": the worker is started and loads while
            the code of the command is loaded; "" where it uses none.
        about: values that are not typed but belong to the verb, as the noun of ``case list``.
    """

    name: str
    help: str
    example: str
    run: str
    parameters: tuple[Parameter, ...]
    opens_vault: bool = False
    worker: str = ""
    about: tuple[tuple[str, str], ...] = ()


class VerbGroup(NamedTuple):
    """A group of commands."""

    name: str
    help: str
    verbs: tuple[Verb, ...]


class WindowRequest(NamedTuple):
    """The result of a command that opens the window.

    Attributes:
        vault: the folder to open it on, as typed; None for none.
    """

    vault: Path | None = None


def verb(name: str, help_: str, example: str, run: str, *parameters: Parameter) -> Verb:
    """Return a command without a vault."""
    return Verb(name, help_, example, run, (*parameters, JSON))


def on_vault(
    name: str,
    help_: str,
    example: str,
    run: str,
    *parameters: Parameter,
    about: tuple[tuple[str, str], ...] = (),
) -> Verb:
    """Return a command on an open vault."""
    return Verb(
        name, help_, example, run, (VAULT, *parameters, PASSPHRASE_FILE, JSON), opens_vault=True, about=about
    )


def maybe_on_vault(
    name: str, help_: str, example: str, run: str, *parameters: Parameter, of: str, worker: str = ""
) -> Verb:
    """Return a command with an optional vault; `of` states what is read from it."""
    vault = path("--vault", f"Casebook with {of} to include.", metavar="VAULT")
    given = (*parameters, vault, PASSPHRASE_FILE, JSON)
    return Verb(name, help_, example, run, given, opens_vault=True, worker=worker)
