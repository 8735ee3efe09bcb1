"""``history``: what was changed, when and by whom, in a record or in a whole case."""

from __future__ import annotations

from typing import Annotated

import typer

from casebook.cli.answer import answer, as_json, table
from casebook.cli.key import Json, KeyFile, Vault, reading
from casebook.services import case, history
from casebook.services.history import Change
from casebook.services.session import Session

OfCase = Annotated[
    str,
    typer.Argument(
        metavar="[CASE]", help="Id or reference of a case; of everything otherwise.", show_default=False
    ),
]
Most = Annotated[int, typer.Option("--most", help="At most so many changes, the newest.", min=1)]


def add_to(app: typer.Typer) -> None:
    """Give the program its verb."""

    @app.command("history", epilog="Example: casebook history VAULT LIN-2026-003 --most 50")
    def verb(
        vault: Vault,
        of_case: OfCase = "",
        most: Most = 500,
        passphrase_file: KeyFile = None,
        json: Json = False,
    ) -> None:
        """The last changes of a case and of everything in it, or of the whole vault, newest first."""
        with reading(vault, passphrase_file) as session:
            found = (
                history.of_case(session, case.named(session, of_case).id, most=most)
                if of_case
                else history.of_vault(session, most=most)
            )
        _tell(found, json_wanted=json)


def changes(session: Session, record_id: str, *, json_wanted: bool) -> None:
    """The changes of one record, oldest first."""
    _tell(history.of_record(session, record_id), json_wanted=json_wanted)


def _tell(found: list[Change], *, json_wanted: bool) -> None:
    rows = [
        [
            f"{change.at:%Y-%m-%d %H:%M}",
            change.who,
            change.action,
            "purged" if change.is_purged else "; ".join(_told(change)),
        ]
        for change in found
    ]
    words = table(["when", "who", "what", "fields"], rows) if rows else "Nothing was changed."
    answer({"rows": found}, words, json_wanted=json_wanted)


def _told(change: Change) -> list[str]:
    return [f"{field.field}: {_short(field.before)} → {_short(field.after)}" for field in change.fields]


def _short(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else as_json(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - two of them fit a line
