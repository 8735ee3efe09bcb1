"""Runs a command line and turns errors into exit codes and words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from casebook.base.errors import CasebookError
from casebook.base.log import start_log, whereabouts
from casebook.cli.base.answer import as_json, say
from casebook.cli.case import history, record
from casebook.cli.deadline import deadline
from casebook.cli.dossier import bundle, check, dossier, profile
from casebook.cli.evidence import intake, ocr, redaction
from casebook.cli.exchange import export, export_list, import_list
from casebook.cli.library import country, library, packs
from casebook.cli.person import name
from casebook.cli.vault import demo, search, vault
from casebook.cli.vault import trash as bin_group
from casebook.services.vault import vault as vaults

OpenWindow = Callable[[Path | None], int]

GROUPS: tuple[Any, ...] = (
    demo,
    vault,
    record,
    bin_group,
    history,
    export,
    intake,
    import_list,
    export_list,
    ocr,
    redaction,
    search,
    name,
    dossier,
    bundle,
    check,
    profile,
    deadline,
    country,
    library,
    packs,
)
"""The verbs, in the order they are listed."""


def program(open_window: OpenWindow) -> typer.Typer:
    """All verbs; the window is handed in, since neither it nor we import the other."""
    app = typer.Typer(
        name="casebook",
        help="An offline, encrypted casebook. Without a verb it opens the window.",
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback(invoke_without_command=True)
    def window(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            raise typer.Exit(open_window(None))

    @app.command("open", epilog="Example: casebook open ~/Documents/office.casebook")
    def open_(vault_folder: Path = typer.Argument(metavar="VAULT", help="The vault's folder.")) -> None:
        """Open the window on a vault."""
        vaults.info(vault_folder)  # what is no vault is told here, not by asking for its passphrase
        raise typer.Exit(open_window(vault_folder))

    for group in GROUPS:
        group.add_to(app, open_window) if group is demo else group.add_to(app)
    return app


def run(arguments: list[str], open_window: OpenWindow) -> int:
    """Run one command.

    Returns:
        The exit code: 0 done, 1 a bug, 2 usage, 3 bad input or not found, 4 wrong key, 5 vault damaged,
        6 refused, 7 blocking preflight problems, 8 disk.
    """
    start_log()
    try:
        exit_code = _command(open_window).main(args=arguments, prog_name="casebook", standalone_mode=False)
    except typer.Abort:
        return 130
    except Exception as error:  # noqa: BLE001 - told below; a bug's own text never reaches the terminal
        return _failed(error, json_wanted="--json" in arguments)
    return int(exit_code or 0)


@cache
def _command(open_window: OpenWindow) -> TyperGroup:
    """The verbs as they are parsed; made once, since typer looks through the types of each."""
    made = typer.main.get_command(program(open_window))
    assert isinstance(made, TyperGroup)  # noqa: S101 - a program with verbs is a group
    return made


def _failed(error: Exception, *, json_wanted: bool) -> int:
    """Tell a failure in words, and for scripts as the one JSON document; returns its exit code."""
    if isinstance(error, CasebookError):
        kind, field, remedy, title, code = error.kind, error.field, error.remedy, error.title, error.exit_code
        sys.stderr.write(f"{error}\n")
    elif isinstance(error, TyperException) and hasattr(error, "show"):
        kind, field, remedy, title, code = (
            "usage",
            "",
            "See --help.",
            "The arguments are not of this verb.",
            2,
        )
        error.show()  # the library words it, with the usage line
    else:
        kind, field, remedy, title, code = "bug", "", "Tell the maintainers where it broke.", _bug(error), 1
        sys.stderr.write(f"{title}\n")
    if json_wanted:
        say(as_json({"error": {"kind": kind, "field": field, "remedy": remedy, "title": title}}))
    return code


def _bug(error: Exception) -> str:
    return f"A fault in Casebook ({whereabouts(error)}). Nothing was sent anywhere."
