"""``export-people`` and ``export-contacts``: lists for other programs."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, counted
from casebook.cli.base.session import reading
from casebook.services.exchange import export_list


def people(*, vault: Path, out: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        number = export_list.save_people(session, out)
    answer(
        {"file": str(out), "rows": number}, f"{out}: {counted(number, 'person', 'people')}.", json_wanted=json
    )


def contacts(*, vault: Path, out: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        number = export_list.save_contacts(session, out)
    answer(
        {"file": str(out), "rows": number},
        f"{out}: {counted(number, 'contact', 'contacts')}.",
        json_wanted=json,
    )
