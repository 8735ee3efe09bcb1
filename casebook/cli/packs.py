"""``packs check``: every entry of every shipped pack."""

from __future__ import annotations

import typer

from casebook.cli.answer import answer, table
from casebook.cli.key import Json
from casebook.services import packs


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="The packs of facts about the world.", no_args_is_help=True)

    @group.command("check", epilog="Example: casebook packs check --json")
    def check(json: Json = False) -> None:
        """Validate every entry of every pack and run its examples."""
        report = packs.check()
        told = {"counts": report.counts, "problems": report.problems}
        words = table(["pack", "entries"], list(report.counts.items()))
        for problem in report.problems:
            words += f"\n{problem.where}: {problem.what}"
        answer(told, words, json_wanted=json)
        if report.problems:
            raise typer.Exit(3)

    app.add_typer(group, name="packs")
