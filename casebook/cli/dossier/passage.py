"""``dossier passages``: what can be left out of one copy, by name."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import reading
from casebook.cli.dossier.copy_decision import decisions
from casebook.cli.dossier.dossier import COPIES
from casebook.domain.dossier.build import BuildRequest
from casebook.services.dossier.gate.passage_review import review

_LONGEST = 70
"""Signs of a passage in the table; JSON has all."""


def passages(
    *,
    vault: Path,
    dossier_id: str,
    copy: str,
    for_whom: str,
    placeholder: tuple[str, ...],
    disclose: tuple[str, ...],
    flagged: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = BuildRequest(
        dossier_id=dossier_id,
        copy_kind=one_of(copy, COPIES, "copy"),
        for_whom=for_whom,
        placeholders=frozenset(placeholder),
        decisions=tuple(decisions("disclose", disclose)),
    )
    with reading(vault, passphrase_file) as session:
        listed = [one for one in review(session, request) if one.why or not flagged]
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
    answer({"rows": rows}, table(["name", "kind", "text", "why"], cells), json_wanted=json)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
