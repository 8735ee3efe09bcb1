"""``dossier list|show|build``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.answer import Counter, answer, pairs, table, with_problems
from casebook.cli.key import Json, KeyFile, Vault, unlocked
from casebook.domain.dossier import Dossier
from casebook.services import build as builds
from casebook.services import dossier, record
from casebook.services.flow import run_in_line

DossierId = Annotated[str, typer.Argument(metavar="DOSSIER", help="Id of the dossier.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", help="The PDF to write.", show_default=False)]
For = Annotated[str, typer.Option("--for", help="Who this copy is for; goes into the register.")]
Profile = Annotated[str, typer.Option("--profile", metavar="ID", help="Of the forum, in place of its own.")]
BLOCKING = 7


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Dossiers and what was built from them.", no_args_is_help=True)
    group.command("list", epilog="Example: casebook dossier list VAULT --json")(list_)
    group.command("show", epilog="Example: casebook dossier show VAULT ID --json")(show)
    group.command("build", epilog="Example: casebook dossier build VAULT ID --out dossier.pdf")(build)
    app.add_typer(group, name="dossier")


def list_(vault: Vault, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """The dossiers in the vault."""
    with unlocked(vault, passphrase_file) as session:
        rows = record.every(session, Dossier)
    words = table(["id", "title", "court"], [[told.id, told.title, told.court] for told in rows])
    answer({"rows": rows}, words, json_wanted=json)


def show(vault: Vault, dossier_id: DossierId, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """A dossier and its register of builds."""
    with unlocked(vault, passphrase_file) as session:
        told = asdict(record.find(session, Dossier, dossier_id))
        told["builds"] = builds.of_dossier(session, dossier_id)
    answer(told, pairs(told), json_wanted=json)


def build(
    vault: Vault,
    dossier_id: DossierId,
    out: Out,
    profile: Profile = "",
    for_whom: For = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Build the filing copy of a dossier as one PDF, check it, and register it."""
    with unlocked(vault, passphrase_file) as session:
        report = run_in_line(
            dossier.build(session, dossier_id, out, profile_id=profile, for_whom=for_whom, progress=Counter())
        )
    words = f"{out}: {report.build.pages} pages, SHA-256 {report.build.sha256}"
    answer(report, with_problems(words, report.problems), json_wanted=json)
    if not report.build.is_ready:
        raise typer.Exit(BLOCKING)
