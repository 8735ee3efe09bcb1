"""Runs a command line and converts errors to exit codes and texts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click

from casebook.base.errors import CasebookError, Refused
from casebook.cli.base.program import GroupCommand
from casebook.cli.base.verb import WindowRequest
from casebook.cli.verbs import VERBS
from casebook.host.process.interrupts import ending_in_order

if TYPE_CHECKING:
    from pathlib import Path

OpenWindow = Callable[["Path | None"], int]
USAGE, BUG, INTERRUPTED = 2, 1, 130


def program() -> GroupCommand:
    """All commands; without one the window is opened."""
    return GroupCommand(
        "casebook",
        "An offline, encrypted casebook. Without a command it opens the window.",
        VERBS,
        invoke_without_command=True,
        callback=_window,
    )


@click.pass_context
def _window(context: click.Context) -> WindowRequest | None:
    return None if context.invoked_subcommand else WindowRequest()


def run(arguments: list[str], open_window: OpenWindow) -> int:
    """Run one command.

    Args:
        arguments: without the name of the program.
        open_window: opens the window on a vault, or on none; neither it nor we import the other.

    Returns:
        The exit code: 0 done, 1 a bug, 2 usage, 3 bad input or not found, 4 wrong key, 5 vault damaged,
        6 refused, 7 blocking preflight problems, 8 disk.
    """
    try:
        with ending_in_order():
            result = program().main(args=arguments, prog_name="casebook", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - reported below; a bug's own text never reaches the terminal
        return _failed(error, json_wanted="--json" in arguments)
    return open_window(result.vault) if isinstance(result, WindowRequest) else int(result or 0)


def _failed(error: Exception, *, json_wanted: bool) -> int:
    """Print an error as text, and for scripts as the one JSON document; returns its exit code."""
    limits: tuple[Mapping[str, str], ...] = ()
    if isinstance(error, CasebookError):
        kind, field, code = error.kind, error.field, error.exit_code
        title, remedy = str(error.title), str(error.remedy)
        limits = error.limits if isinstance(error, Refused) else ()
        sys.stderr.write(f"{error}\n{_limits_in_words(limits)}")
    elif isinstance(error, click.ClickException):
        kind, field, remedy, code = "usage", "", "See --help.", USAGE
        title = "This command does not take these arguments."
        if isinstance(error, click.exceptions.NoSuchCommand):
            title = error.message
        _show_usage(error)
    else:
        kind, field, remedy, code = "bug", "", "Report the location of the error to the maintainers.", BUG
        title = _bug(error)
        sys.stderr.write(f"{title}\n")
    if json_wanted:
        from casebook.cli.base.answer import as_json, say

        document = {"kind": kind, "field": field, "remedy": remedy, "title": title}
        say(as_json({"error": document | ({"limits": limits} if limits else {})}))
    return code


def _limits_in_words(limits: Iterable[Mapping[str, str]]) -> str:
    """Return the limits of consents that a refusal is about, a line each, and the option that states them."""
    from casebook.cli.base.answer import visible

    lines = [
        f"  {one['code']} ({one['cases'] or 'no case'}), consent to {one['consent']} of {one['given_on']}: "
        f"{visible(one['limit'])}\n"
        for one in limits
    ]
    return "".join([*lines, "To state that what goes is within them: --within-limits\n"] if lines else ())


def _show_usage(error: click.ClickException) -> None:
    """Print one sentence for an unknown command; click words other errors, with the usage."""
    if isinstance(error, click.exceptions.NoSuchCommand):
        sys.stderr.write(f"{error.message}\n")
    else:
        error.show()


def _bug(error: Exception) -> str:
    from casebook.base.log import error_place

    return f"An error in Casebook ({error_place(error)}). Nothing was sent anywhere."
