"""``case create``, ``case conflicts`` and ``case code-names``."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.services.case import case
from casebook.services.person import code_name, conflict


def create(
    *, vault: Path, reference: str, jurisdiction: str, title: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        opened = case.open_case(session, reference=reference, title=title, jurisdiction=jurisdiction)
    answer(opened, f"Opened {opened.reference}.", json_wanted=json)


def conflicts(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        known = conflict.of_case(session, case.named(session, record_id).id)
    rows = [
        [
            match.asked,
            match.matched,
            match.noun,
            "; ".join(f"{part.reference}: {part.standing}" for part in match.parts),
        ]
        for match in known
    ]
    words = (
        table(["name checked", "known as", "type", "case"], rows) if rows else "No matches in other cases."
    )
    answer({"rows": known}, words, json_wanted=json)


def code_names(*, vault: Path, record_id: str, keeps: bool, passphrase_file: Path | None, json: bool) -> None:
    with (unlocked if keeps else reading)(vault, passphrase_file) as session:
        case_id = case.named(session, record_id).id
        if keeps:
            code_name.keep(session, code_name.of_case(session, case_id))
        named = code_name.of_case(session, case_id)
    rows = [
        [one.code_name, "kept" if one.is_kept else "proposed", one.noun, " · ".join(one.names), one.id]
        for one in named
    ]
    answer({"rows": named}, table(["code name", "status", "type", "name", "id"], rows), json_wanted=json)
