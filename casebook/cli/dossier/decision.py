"""``dossier replacements``, and the options of ``dossier build`` that decide on the content of a copy."""

from __future__ import annotations

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
from casebook.domain.dossier.build import Births, BuildRequest, CopyDecision, DecisionKind
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.replacement_review import refusals
from casebook.services.dossier.replacement_review import replacements as every_replacement

BIRTHS: tuple[Births, ...] = get_args(Births)


def replacements(
    *,
    vault: Path,
    dossier_id: str,
    show_kind: tuple[str, ...],
    births: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = BuildRequest(dossier_id=dossier_id, copy_kind="pseudonymised", births=births_of(births))
    request = replace(request, decisions=tuple(decisions("show-kind", show_kind or ())))
    with unlocked(vault, passphrase_file) as session:
        listed = run_in_line(every_replacement(session, request, progress=Counter()))
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "place": str(one.place),
            "sentence": f"{one.before}{one.text}{one.after}",
            "text": one.text,
            "label": one.label,
        }
        for one in listed
    ]
    cells = [[row["id"], row["kind"], row["place"], row["sentence"], row["label"]] for row in rows]
    head = ["id", "kind", "place", "sentence", "replaced by"]
    answer({"rows": rows}, table(head, cells), json_wanted=json)


def births_of(word: str) -> Births:
    """To what dates of birth are generalised."""
    return one_of(word, BIRTHS, "births")


def decisions(kind: DecisionKind, written: Sequence[str]) -> Iterator[CopyDecision]:
    """The decisions of a kind, each written as SUBJECT:REASON.

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
        yield CopyDecision(kind=kind, subject=subject.strip(), reason=reason.strip())


def with_refusals(session: Session, request: BuildRequest, written: Sequence[str]) -> BuildRequest:
    """The request with the replacements that are refused, each written as ID:REASON.

    Raises:
        NotFound: no replacement has one of these ids.
        InvalidInput: one has no reason.
    """
    if not written:
        return request
    reasons = {one.subject: one.reason for one in decisions("keep-text", written)}
    listed = run_in_line(every_replacement(session, request, progress=Counter()))
    return replace(request, decisions=(*request.decisions, *refusals(listed, reasons)))
