"""``name``: other forms of a name, and who in a vault may bear it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, reading
from casebook.services.person import name, similar_names
from casebook.services.person.similar_names import Likely

Given = Annotated[
    str, typer.Argument(metavar="NAME", help="The name, in any script; - reads it from standard input.")
]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Names across scripts and spellings.", no_args_is_help=True)
    group.command("suggest", epilog="Example: casebook name suggest - --json")(_suggest)
    group.command("alike", epilog="Example: casebook name alike VAULT - --json")(_alike)
    app.add_typer(group, name="name")


def _suggest(given: Given, json: Json = False) -> None:
    """Forms a name may have in other scripts and spellings; each is a proposal."""
    proposals = name.suggest(_read(given))
    rows = [
        {
            "text": proposal.name.text,
            "system": proposal.system,
            "script": proposal.name.script,
            "language": proposal.name.language,
            "romanisation": proposal.name.romanisation,
            "is_likeliest": proposal.is_likeliest,
        }
        for proposal in proposals
    ]
    words = table(["name", "how"], [[each.name.text, each.system] for each in proposals])
    answer({"rows": rows}, words if rows else "No other form follows from it.", json_wanted=json)


def _alike(vault: Vault, given: Given, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Persons and contacts with a name like this one, in any script or spelling, each name on a line."""
    names = _read(given).splitlines()
    with reading(vault, passphrase_file) as session:
        found = similar_names.find(session, names)
    _tell(found, "Nobody in the vault has a name like it.", json_wanted=json)


def _tell(likely: list[Likely], nothing: str, *, json_wanted: bool) -> None:
    cells = [
        [
            likeness.title,
            likeness.noun,
            f"{likeness.likeness:.2f}",
            f"{likeness.system} of {likeness.form_of}: {likeness.form}",
            likeness.id,
        ]
        for likeness in likely
    ]
    words = table(["name", "noun", "likeness", "found by", "id"], cells) if likely else nothing
    answer({"rows": [asdict(each) for each in likely]}, words, json_wanted=json_wanted)


def _read(given: str) -> str:
    text = sys.stdin.read() if given == "-" else given
    if not text.strip():
        raise InvalidInput("There is no name to start from.", field="name", remedy="Write it in any script.")
    return text.strip()
