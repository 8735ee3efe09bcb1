"""``skeleton add|show``: the skeleton argument of a dossier, drafted from argument modules."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from casebook.cli.base.answer import answer, counted
from casebook.cli.base.session import reading, unlocked
from casebook.services.dossier import skeleton


def add(
    *,
    vault: Path,
    dossier_id: str,
    argument_id: str,
    foreign_law: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        skeleton.add(session, dossier_id, argument_id, has_foreign_law=foreign_law)
        held = skeleton.outline(session, dossier_id)
    _answer(held, json_wanted=json)


def show(*, vault: Path, dossier_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        held = skeleton.outline(session, dossier_id)
    _answer(held, json_wanted=json)


def _answer(held: skeleton.SkeletonOutline, *, json_wanted: bool) -> None:
    document = {**asdict(held), "section_id": held.section_id or None, "page_limit": held.page_limit or None}
    limit = f" of {held.page_limit}" if held.page_limit else ""
    parts = (
        counted(len(held.issues), "issue", "issues"),
        counted(held.words, "word", "words"),
        f"about {counted(held.pages, 'page', 'pages')}{limit}",
    )
    lines = [f"{', '.join(parts)}."]
    lines += [f"To be written: {item}" for item in held.open_items]
    answer(document, "\n".join(lines), json_wanted=json_wanted)
