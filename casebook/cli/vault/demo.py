"""``demo``: a sample casebook and its dossier, in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.base.answer import Counter, answer
from casebook.cli.base.key import Json
from casebook.sample import demo

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Where to make it.", show_default=False)]
Open = Annotated[bool, typer.Option("--open", help="Open the window on it.")]


def add_to(app: typer.Typer, open_window: Callable[[Path | None], int]) -> None:
    """Give the program its verb."""

    @app.command("demo", epilog="Example: casebook demo ./demo")
    def verb(folder: Folder, show: Open = False, json: Json = False) -> None:
        """Make the invented sample casebook and build its dossier."""
        sample = demo.make(folder, progress=Counter())
        words = (
            f"Sample casebook: {sample.vault}\nIts passphrase:  {sample.passphrase_file}\n"
            f"Its dossier:     {sample.dossier} ({sample.pages} pages)"
        )
        answer(sample, words, json_wanted=json)
        if show:
            raise typer.Exit(open_window(sample.vault))
