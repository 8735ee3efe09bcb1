"""``dossier passages``: what can be left out of one copy, by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.session import reading
from casebook.cli.dossier.decision_file import DecisionList, write_decisions
from casebook.cli.dossier.dossier import unbuilt
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import ReviewedPassage
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.copy_material import gathered
from casebook.services.dossier.gate.decision_check import Outdated, outdated, require_current, still_holding
from casebook.services.dossier.gate.open_decision import kept_decisions, open_decisions, releases
from casebook.services.dossier.gate.passage_review import undecided

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
    noted: Path | None,
    flagged: bool,
    write: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    decided = (disclose, (), (), show_section, leave_out, name_person, confirm)
    request = unbuilt(dossier_id, profile, copy, purpose, for_whom, placeholder, decided, noted=noted)
    with reading(vault, passphrase_file) as session:
        searched, request, lost = _current(session, request, keeps=bool(write))
        waiting = tuple(undecided(searched, request)) if flagged or write else ()
        passages_shown = waiting if flagged else searched.passages
        counted = _write(write, _list_of(searched, waiting, request, lost)) if write else ""
    cells = [
        [one.passage.marked_name, one.passage.kind, _short(one.passage.text), " ".join(map(str, one.why))]
        for one in passages_shown
    ]
    words = table(["name", "kind", "text", "why"], cells)
    if write:
        words = f"{words.rstrip()}\n{counted}"
    answer({"rows": [*map(_row, passages_shown)]}, words, json_wanted=json)


def _current(
    session: Session, request: BuildRequest, *, keeps: bool
) -> tuple[DossierData, BuildRequest, tuple[Outdated, ...]]:
    """Return the material of a copy, the copy with the decisions that hold, and those that do not.

    Raises:
        InvalidInput: there is one that does not, and no list is written that keeps the others.
    """
    searched = gathered(session, request)
    if not keeps:
        require_current(searched, request)
        return searched, request, ()
    changed = outdated(searched, request)
    if changed:
        request = still_holding(searched, request)
        searched = gathered(session, request)
    return searched, request, tuple(one for one in changed if not one.moved_to)


def _write(file: Path, of_copy: DecisionList) -> str:
    write_decisions(file, of_copy)
    return f"{file}: {counted(len(of_copy.open), 'decision', 'decisions')} to edit, {len(of_copy.kept)} kept"


def _list_of(
    searched: DossierData,
    waiting: Collection[ReviewedPassage],
    request: BuildRequest,
    lost: Sequence[Outdated],
) -> DecisionList:
    return DecisionList(
        open=tuple(open_decisions(searched, waiting, request)),
        kept=tuple(kept_decisions(searched, request)),
        lost=lost,
        releases=tuple(releases(searched, waiting)),
    )


def _row(one: ReviewedPassage) -> dict[str, object]:
    why = [str(reason) for reason in one.why]
    return {"name": one.passage.marked_name, "kind": one.passage.kind, "text": one.passage.text, "why": why}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
