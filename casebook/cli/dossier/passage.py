"""``dossier passages``: what can be left out of one copy, by name."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading
from casebook.cli.dossier.decision_file import write_decisions
from casebook.cli.dossier.dossier import unbuilt
from casebook.services.dossier.gate.open_decision import open_decisions
from casebook.services.dossier.gate.passage_review import review, undecided

_LONGEST = 70
"""Signs of a passage in the table; JSON has all."""


def passages(
    *,
    vault: Path,
    dossier_id: str,
    profile: str,
    copy: str,
    purpose: str,
    for_whom: str,
    placeholder: tuple[str, ...],
    disclose: tuple[str, ...],
    show_section: tuple[str, ...],
    leave_out: tuple[str, ...],
    name_person: tuple[str, ...],
    confirm: tuple[str, ...],
    decided_in: Path | None,
    flagged: bool,
    write: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    decided = (disclose, (), (), show_section, leave_out, name_person, confirm)
    request = unbuilt(
        dossier_id, profile, copy, purpose, for_whom, placeholder, decided, decided_in=decided_in
    )
    with reading(vault, passphrase_file) as session:
        listed = list(undecided(session, request) if flagged else review(session, request))
        count = write_decisions(write, open_decisions(session, request)) if write else 0
    rows = [
        {
            "name": one.passage.name,
            "kind": one.passage.kind,
            "text": one.passage.text,
            "why": [str(reason) for reason in one.why],
        }
        for one in listed
    ]
    cells = [
        [one.passage.name, one.passage.kind, _short(one.passage.text), " ".join(map(str, one.why))]
        for one in listed
    ]
    words = table(["name", "kind", "text", "why"], cells)
    if write:
        words = f"{words.rstrip()}\n{write}: {count} decisions to edit"
    answer({"rows": rows}, words, json_wanted=json)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
