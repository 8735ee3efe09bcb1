"""``dossier replacements``, and the options of ``dossier build`` that decide on the content of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import unlocked
from casebook.domain.dossier.build import (
    MARKED,
    Births,
    BuildRequest,
    CopyDecision,
    DecisionKind,
)
from casebook.domain.dossier.filing_problem import marked_name
from casebook.domain.dossier.filings.decision_mark import MARK_SIGNS, TEXT_SIGNS
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.copy_decision import carried_from, joined, name_of
from casebook.services.dossier.hiding.replacement_row import PerhapsName, Replacement, by_place
from casebook.services.dossier.replacement_review import ReplacementReview, refusals, require_reviewed, review

_MARKED = re.compile(rf"(.+)#([a-z2-7]{{{MARK_SIGNS}}})", re.IGNORECASE)
"""A name with its whole mark, as `passages` lists it."""
_HALF_MARKED = re.compile(rf".+#[a-z2-7]{{{TEXT_SIGNS}}}", re.IGNORECASE)
BIRTHS: tuple[Births, ...] = get_args(Births)


def replacements(
    *,
    vault: Path,
    dossier_id: str,
    show_kind: tuple[str, ...],
    births: str,
    decisions_from: str,
    except_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = BuildRequest(dossier_id=dossier_id, copy_kind="pseudonymised", births=births_of(births))
    request = replace(request, decisions=tuple(decisions("show-kind", show_kind or ())))
    with unlocked(vault, passphrase_file) as session:
        request = with_carried(session, request, decisions_from, except_)
        reviewed = run_in_line(review(session, request, progress=Counter()))
    refused = {name_of(one): one.reason for one in request.decisions if one.kind == "keep-text"}
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "place": str(one.place),
            "sentence": _sentence(one),
            "places": len(one.sentences),
            "sentences": one.sentences,
            "text": one.text,
            "label": one.label,
            "refused": refused.get(one.id),
            "can_be_refused": one.can_be_refused,
        }
        for one in reviewed.replacements
    ]
    fields = ("id", "kind", "place", "sentence", "label", "refused")
    cells = [[str(row[field] or "") for field in fields] for row in rows]
    for cell, one in zip(cells, reviewed.replacements, strict=True):
        if one.others:
            cell[2:4] = f"{cell[2]} ({len(one.sentences)} places)", " / ".join(one.sentences)
    head = ["id", "kind", "place", "sentence", "replaced by", "refused because"]
    lines = (table(head, cells).rstrip("\n"), *_overlooked(reviewed))
    answer({"rows": rows, **_left(reviewed)}, "\n".join(lines), json_wanted=json)


def _left(reviewed: ReplacementReview) -> dict[str, object]:
    def rows(listed: Sequence[PerhapsName]) -> list[dict[str, str]]:
        return [{"place": str(one.place), "sentence": _sentence(one), "text": one.text} for one in listed]

    return {
        "perhaps_names": rows(reviewed.perhaps_names),
        "perhaps_births": rows(reviewed.perhaps_births),
        "perhaps_accounts": rows(reviewed.perhaps_accounts),
        "perhaps_papers": rows(reviewed.perhaps_papers),
        "one_spelling": reviewed.one_spelling,
        "code": reviewed.code,
    }


def _sentence(one: Replacement | PerhapsName) -> str:
    return " ".join(f"{one.before}{one.text}{one.after}".split())


def _overlooked(reviewed: ReplacementReview) -> Iterator[str]:
    for paper in reviewed.replacements:
        if paper.kind == "perhaps-paper":
            yield f"Perhaps an identity document, replaced unless kept: {paper.text} ({paper.place!s})"
    for one in reviewed.perhaps_accounts:
        yield f"Perhaps an account, not replaced: {one.text} ({one.place!s}): {_sentence(one)}"
    for one in reviewed.perhaps_names:
        yield f"Perhaps a name, not replaced: {one.text} ({one.place!s}): {_sentence(one)}"
    yield from _papers(reviewed)
    for one in reviewed.perhaps_births:
        yield f"Perhaps a date of birth, not replaced: {one.text} ({one.place!s}): {_sentence(one)}"
    if reviewed.one_spelling:
        yield f"These may also be written in ways that are not found: {', '.join(reviewed.one_spelling)}"
    if reviewed.code:
        yield f"To build a copy that leaves these words: --words-reviewed {reviewed.code}"


def _papers(reviewed: ReplacementReview) -> Iterator[str]:
    for place, papers, numbers in by_place(reviewed.perhaps_papers):
        if numbers:
            yield f"Perhaps identity documents, not replaced ({place!s}): {', '.join(numbers)}"
        for one in papers:
            yield f"Perhaps an identity document, not replaced: {one.text} ({place!s}): {_sentence(one)}"


def births_of(word: str) -> Births:
    """Return how dates of birth are generalised."""
    return one_of(word, BIRTHS, "births")


def decisions(kind: DecisionKind, written: Sequence[str]) -> Iterator[CopyDecision]:
    """Yield the decisions of a kind, each given as SUBJECT:REASON; a passage or exhibit may bear its mark.

    Raises:
        InvalidInput: one has no reason.
    """
    for one in written:
        subject, colon, reason = one.partition(":")
        if not colon:
            raise InvalidInput(
                Message("“{text}” has no reason.", text=one),
                field=kind,
                remedy="Enter the subject, a colon and the reason.",
            )
        found = _MARKED.fullmatch(subject.strip()) if kind in MARKED else None
        name, mark = found.groups() if found else (subject.strip(), "")
        yield CopyDecision(kind=kind, subject=name, reason=reason.strip(), text_mark=mark.lower())


def is_marked(written: str) -> bool:
    """Return whether a name bears a whole mark."""
    return _MARKED.fullmatch(written.strip()) is not None


def marked_placeholder(written: str) -> str:
    """Return an exhibit without the mark of what stood against it, which matters to no copy without it.

    Raises:
        InvalidInput: it bears the first half of a mark.
    """
    whole = _MARKED.fullmatch(written.strip())
    if not whole and _HALF_MARKED.fullmatch(written.strip()):
        raise InvalidInput(
            Message("“{name}” has no whole mark of what was read.", name=written),
            field="placeholder",
            remedy="Write it as the verb passages lists it, with the 12 signs behind its #, or with none.",
        )
    return marked_name(whole[1], whole[2][:TEXT_SIGNS].lower()) if whole else written


def with_carried(
    session: Session, request: BuildRequest, build_id: str, left_out: Sequence[str]
) -> BuildRequest:
    """Return the request with the decisions of an earlier build where it has none of its own.

    Raises:
        NotFound: there is no such build, or what is left out was not decided there.
        InvalidInput: the build is of another dossier or copy; something is left out of no build.
    """
    if not build_id and left_out:
        raise InvalidInput(
            "There are no decisions to leave out.", field="except", remedy="Use it with --decisions-from."
        )
    earlier = carried_from(session, request, build_id) if build_id else ()
    return replace(request, decisions=joined(request.decisions, earlier, left_out or ()))


def with_review(session: Session, request: BuildRequest, written: Sequence[str], code: str) -> BuildRequest:
    """Return the request with rejected replacements, once what the copy may overlook was reviewed.

    What an earlier copy refused and this one does not replace any more falls away.

    Args:
        session: the open vault.
        request: which copy.
        written: the rejected replacements, each as ID:REASON.
        code: what the list of the words that stay ends with.

    Raises:
        NotFound: no replacement has one of these ids.
        InvalidInput: one has no reason; words that may name somebody were not reviewed.
    """
    earlier = {name_of(one): one for one in request.decisions if one.kind == "keep-text"}
    reasons = {one.subject: one.reason for one in decisions("keep-text", written)}
    if request.copy_kind != "pseudonymised" and not (reasons or earlier):
        return request
    reviewed = run_in_line(review(session, request, progress=Counter()))
    if request.copy_kind == "pseudonymised":
        require_reviewed(reviewed, code)
    listed = reviewed.replacements
    ids = {one.id for one in listed}
    still = (one for name, one in earlier.items() if name in ids and name not in reasons)
    others = (one for one in request.decisions if one.kind != "keep-text")
    return replace(request, decisions=(*others, *still, *refusals(listed, reasons)))
