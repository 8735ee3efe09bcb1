"""``bin``: what was removed, bringing it back, and purging it for good."""

from __future__ import annotations

from typing import Annotated

import typer

from casebook.base.errors import NotFound, Refused
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, reading, unlocked
from casebook.services.base.session import Session
from casebook.services.vault import trash as bins
from casebook.services.vault.trash import Binned, Purging

RecordId = Annotated[
    str, typer.Argument(metavar="ID", help="Id of what lies in the bin.", show_default=False)
]
Yes = Annotated[
    bool, typer.Option("--yes", help="Do it; without it, what it means is told and nothing done.")
]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="What was removed.", no_args_is_help=True)
    group.command("list", epilog="Example: casebook bin list VAULT --json")(_list)
    group.command("restore", epilog="Example: casebook bin restore VAULT ID")(_restore)
    group.command("undo", epilog="Example: casebook bin undo VAULT")(_undo)
    group.command("purge", epilog="Example: casebook bin purge VAULT ID --yes")(_purge)
    app.add_typer(group, name="bin")


def _list(vault: Vault, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """What lies in the bin, removed last first."""
    with reading(vault, passphrase_file) as session:
        binned = bins.listed(session)
    rows = [
        [f"{one.binned_at:%Y-%m-%d %H:%M}", one.noun, one.title, len(one.parts), one.id] for one in binned
    ]
    words = table(["removed", "what", "title", "with it", "id"], rows) if rows else "The bin is empty."
    answer({"rows": binned}, words, json_wanted=json)


def _restore(vault: Vault, record_id: RecordId, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Bring a record back, with what went to the bin together with it."""
    with unlocked(vault, passphrase_file) as session:
        one = _named(session, record_id)
        bins.restore(session, one.noun, one.id)
    answer({"id": one.id, "noun": one.noun, "restored": True}, f"The {one.noun} is back.", json_wanted=json)


def _undo(vault: Vault, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Bring back what was removed last."""
    with unlocked(vault, passphrase_file) as session:
        one = bins.undo(session)
    answer({"id": one.id, "noun": one.noun, "restored": True}, f"The {one.noun} is back.", json_wanted=json)


def _purge(
    vault: Vault, record_id: RecordId, yes: Yes = False, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """Destroy a record in the bin for good; what it means is told first."""
    with unlocked(vault, passphrase_file) as session:
        one = _named(session, record_id)
        purging = bins.before_purge(session, one.noun, one.id)
        if not yes:
            raise Refused(_meaning(purging), field="yes", remedy="Say --yes to purge it. Nothing was done.")
        bins.purge(session, one.noun, one.id)
    answer({"purged": True, "told": purging}, f"The {one.noun} is gone.", json_wanted=json)


def _named(session: Session, record_id: str) -> Binned:
    binned = next((one for one in bins.listed(session) if one.id == record_id), None)
    if binned is None:
        raise NotFound("There is no such record in the bin.", field="id")
    return binned


def _meaning(purging: Purging) -> str:
    words = Translator()
    parts = words.count("{number} record", "{number} records", len(purging.thrown.parts))
    files = words.count("{number} sealed file", "{number} sealed files", purging.files)
    named = words.count("{number} record names", "{number} records name", len(purging.dependents))
    backups = words.count("{number} backup", "{number} backups", purging.backups)
    return (
        f"Purging this {purging.thrown.noun} destroys it, {parts} with it, {files}, and every value in their "
        f"history; what stays is that it was purged. {named} it and will point at nothing. "
        f"{backups} may still hold it until removed."
    )
