"""``bundle``: files in an order, for one hearing; needs a vault only for a court profile of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.base.answer import Counter, answer, table, with_problems
from casebook.cli.base.key import Json, KeyFile, perhaps_unlocked
from casebook.services.dossier import bundle

Spec = Annotated[
    Path, typer.Argument(metavar="SPEC.toml", help="What goes in, in which order.", show_default=False)
]
Out = Annotated[Path, typer.Option("--out", help="The PDF to write.", show_default=False)]
Profile = Annotated[
    str, typer.Option("--profile", metavar="ID", help="Of the forum, in place of the spec's.")
]
WithVault = Annotated[
    Path | None,
    typer.Option("--vault", help="With this vault's own court profiles.", show_default=False),
]
EPILOG = "Example: casebook bundle hearing.toml --out bundle.pdf. The keys of SPEC.toml: docs/bundles.md"
BLOCKING = 7
ITEM_KEYS = ("mark", "first_page", "last_page", "scale_percent")
"""What scripts rely on of each exhibit."""


def add_to(app: typer.Typer) -> None:
    """Give the program its verb."""

    @app.command("bundle", epilog=EPILOG)
    def verb(
        spec: Spec,
        out: Out,
        profile: Profile = "",
        vault: WithVault = None,
        passphrase_file: KeyFile = None,
        json: Json = False,
    ) -> None:
        """Make one paginated, indexed, bookmarked PDF of files on disk."""
        with perhaps_unlocked(vault, passphrase_file) as session:
            report = bundle.bundle_from_spec(
                spec, out, profile_id=profile, session=session, progress=Counter()
            )
        document = {
            "pages": report.pages,
            "sha256": report.sha256,
            "items": [{key: getattr(item, key) for key in ITEM_KEYS} for item in report.items],
            "problems": report.problems,
        }
        rows = [[item.mark, item.first_page, item.last_page] for item in report.items]
        words = f"{out}: {report.pages} pages, SHA-256 {report.sha256}\n{table(['mark', 'from', 'to'], rows)}"
        answer(document, with_problems(words, report.problems), json_wanted=json)
        if any(problem.is_blocking for problem in report.problems):
            raise typer.Exit(BLOCKING)
