"""``bin``: list, restore and permanently delete removed records."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import NotFound, Refused
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.services.base.session import Session
from casebook.services.vault import record_bin as bins
from casebook.services.vault.record_bin import Binned, Purging


def list_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        binned = bins.listed(session)
    rows = [
        [f"{one.binned_at:%Y-%m-%d %H:%M}", one.noun, one.title, len(one.parts), one.id] for one in binned
    ]
    words = (
        table(["removed", "type", "title", "removed with it", "id"], rows) if rows else "The bin is empty."
    )
    answer({"rows": binned}, words, json_wanted=json)


def restore(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        one = _named(session, record_id)
        bins.restore(session, one.noun, one.id)
    answer(
        {"id": one.id, "noun": one.noun, "restored": True}, f"The {one.noun} was restored.", json_wanted=json
    )


def undo(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        one = bins.undo(session)
    answer(
        {"id": one.id, "noun": one.noun, "restored": True}, f"The {one.noun} was restored.", json_wanted=json
    )


def purge(
    *,
    vault: Path,
    record_id: str,
    yes: bool,
    codes: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        one = _named(session, record_id)
        purging = bins.before_purge(session, one.noun, one.id)
        if not yes:
            raise Refused(
                _meaning(purging), field="yes", remedy="Add --yes to delete it. Nothing was deleted."
            )
        bins.purge(session, one.noun, one.id, codes=codes)
    answer({"purged": True, "effect": purging}, f"The {one.noun} was deleted permanently.", json_wanted=json)


def _named(session: Session, record_id: str) -> Binned:
    binned = next((one for one in bins.listed(session) if one.id == record_id), None)
    if binned is None:
        raise NotFound(
            "This record is not in the bin.", field="id", remedy="Check the ID in the list of the bin."
        )
    return binned


def _meaning(purging: Purging) -> str:
    words = Translator()
    parts = words.count("{number} record", "{number} records", len(purging.thrown.parts))
    files = words.count("{number} encrypted file", "{number} encrypted files", purging.files)
    named = words.count("{number} record refers to", "{number} records refer to", len(purging.dependents))
    backups = words.count("{number} backup", "{number} backups", purging.backups)
    question = f"{words(bins.question_of(purging.sealed))} Each needs --code. " if purging.sealed else ""
    return (
        f"{question}Deleting this {purging.thrown.noun} permanently also deletes {parts}, {files} and all "
        f"their values in the change history, which keeps only the deletion. {named} it and will then refer "
        "to nothing. "
        f"{backups} may still contain it until removed."
    )
