"""``export``: the whole vault in open formats, readable without Casebook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.base.answer import Counter, answer
from casebook.cli.base.key import Json, KeyFile, Vault, reading
from casebook.services.base.flow import run_in_line
from casebook.services.exchange import open_formats

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A new folder, outside any vault.", show_default=False)
]


def add_to(app: typer.Typer) -> None:
    """Give the program its verb."""

    @app.command("export", epilog="Example: casebook export VAULT ~/open-copy")
    def verb(vault: Vault, folder: Folder, passphrase_file: KeyFile = None, json: Json = False) -> None:
        """Write everything as JSON, files and pages for a browser. It is not encrypted."""
        sys.stderr.write("What is written is not encrypted: whoever has it can read it.\n")
        with reading(vault, passphrase_file) as session:
            report = run_in_line(open_formats.write(session, folder, progress=Counter()))
        count = sum(report.records.values())
        words = f"Wrote {count} records and {report.files} files. Open index.html in a browser."
        if report.missing:
            words += f" {len(report.missing)} sealed files are missing from the vault."
        answer(report, words, json_wanted=json)
