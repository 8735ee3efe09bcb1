"""``export-people`` and ``export-contacts``: lists for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.base.answer import answer
from casebook.cli.base.key import Json, KeyFile, Vault, reading
from casebook.services.exchange import export_list

Out = Annotated[
    Path, typer.Option("--out", help="The file to write; plain, so guard it.", show_default=False)
]


def add_to(app: typer.Typer) -> None:
    """Give the program its verbs."""
    people = "Example: casebook export-people VAULT --out people.csv"
    app.command("export-people", epilog=people)(_people)
    contacts = "Example: casebook export-contacts VAULT --out phone.vcf"
    app.command("export-contacts", epilog=contacts)(_contacts)


def _people(vault: Vault, out: Out, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Write everyone as a CSV table that import-people takes back."""
    with reading(vault, passphrase_file) as session:
        number = export_list.save_people(session, out)
    answer({"file": str(out), "rows": number}, f"{out}: {number} people.", json_wanted=json)


def _contacts(vault: Vault, out: Out, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Write every contact as a CSV table or, where FILE ends in .vcf, as contact cards."""
    with reading(vault, passphrase_file) as session:
        number = export_list.save_contacts(session, out)
    answer({"file": str(out), "rows": number}, f"{out}: {number} contacts.", json_wanted=json)
