"""``search``: anything in the vault, in any script."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from casebook.cli.base.answer import answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, reading
from casebook.services.base import search

Query = Annotated[str, typer.Argument(help="Names or words in any script; - reads them from standard input.")]


def add_to(app: typer.Typer) -> None:
    """Give the program its verb."""

    @app.command("search", epilog="Example: casebook search VAULT 志远 --json")
    def verb(vault: Vault, query: Query, passphrase_file: KeyFile = None, json: Json = False) -> None:
        """Find records by any of their words."""
        asked = sys.stdin.read() if query == "-" else query
        with reading(vault, passphrase_file) as session:
            hits = search.find(session, asked)
        cells = [
            [hit.noun, hit.title, f"{hit.system} of {hit.form_of}: {hit.form}" if hit.form else "", hit.id]
            for hit in hits
        ]
        words = table(["noun", "title", "found by", "id"], cells)
        answer(
            {"hits": [_told(hit) for hit in hits]}, words if hits else "Nothing was found.", json_wanted=json
        )


def _told(hit: search.SearchHit) -> dict[str, object]:
    found_by = {
        "form": hit.form,
        "system": hit.system,
        "of": hit.form_of,
        "likeness": round(hit.likeness, 3),
    }
    return {
        "noun": hit.noun,
        "id": hit.id,
        "title": hit.title,
        "snippet": hit.snippet,
        "case": hit.case_id,
        "page": hit.page,
        "found_by": found_by if hit.form else None,
    }
