"""``import``: evidence in, with hashes and custody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.answer import Counter, answer, table
from casebook.cli.key import Json, KeyFile, Vault, unlocked
from casebook.services import case, document
from casebook.services.flow import run_in_line

Files = Annotated[list[Path], typer.Argument(help="Files to take in.", show_default=False)]
CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="Id or reference of the case.", show_default=False)
]
From = Annotated[str, typer.Option("--from", help="From whom the files came; goes into the custody.")]


def add_to(app: typer.Typer) -> None:
    """Give the program its verb."""

    @app.command("import", epilog="Example: casebook import VAULT LIN-2026-003 warrant.pdf photo.jpg")
    def verb(
        vault: Vault,
        case_name: CaseName,
        files: Files,
        received_from: From = "",
        passphrase_file: KeyFile = None,
        json: Json = False,
    ) -> None:
        """Seal files into a case as evidence."""
        with unlocked(vault, passphrase_file) as session:
            case_id = case.named(session, case_name).id
            flow = document.take_in(session, case_id, files, received_from=received_from, progress=Counter())
            taken = run_in_line(flow)
        rows = [
            {
                "file": str(file),
                "id": told.document.id,
                "sha256": told.document.sha256,
                "pages": told.document.page_count,
                "media_type": told.document.media_type,
                "is_duplicate": told.is_duplicate,
            }
            for file, told in zip(files, taken, strict=True)
        ]
        words = table(list(rows[0]), [list(row.values()) for row in rows])
        answer({"rows": rows}, words, json_wanted=json)
