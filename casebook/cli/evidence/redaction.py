"""``redact list|add|suggest|decide|remove|review``: areas of a document hidden in copies for others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import search_words
from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Area, AreaState, RedactedCopy, Redaction, RedactionReason
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.redaction_search import RedactionQuery, suggest
from casebook.services.evidence import redaction

REASONS: tuple[RedactionReason, ...] = get_args(RedactionReason)
COPIES: tuple[RedactedCopy, ...] = get_args(RedactedCopy)
DECISIONS: dict[str, AreaState] = {"accept": "accepted", "reject": "rejected"}


def list_(*, vault: Path, document_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        hidden_areas = redaction.of_document(session, record.find(session, Document, document_id))
    _tell(hidden_areas, json_wanted=json)


def add(
    *,
    vault: Path,
    document_id: str,
    page: int,
    area: str,
    reason: str,
    copy: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    left, top, right, bottom = _edges(area)
    new_area = Area(
        page=page,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        reason=one_of(reason, REASONS, "reason"),
        copies=_copies(copy),
    )
    with unlocked(vault, passphrase_file) as session:
        hidden_areas = _changed(session, document_id, lambda was: was.having([new_area]))
    _tell(hidden_areas, json_wanted=json)


def suggest_(
    *,
    vault: Path,
    document_id: str,
    words: str,
    names: bool,
    protected: bool,
    reason: str,
    copy: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    sought = RedactionQuery(
        words=search_words(words),
        has_spellings=names,
        has_protected=protected,
        reason=one_of(reason, REASONS, "reason"),
        copies=_copies(copy),
    )
    with unlocked(vault, passphrase_file) as session:
        document = record.find(session, Document, document_id)
        run_in_line(suggest(session, document, sought, progress=Counter()))
        hidden_areas = redaction.of_document(session, document)
    _tell(hidden_areas, json_wanted=json)


def decide(
    *,
    vault: Path,
    document_id: str,
    decision: str,
    number: tuple[int, ...],
    page: int,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    state = DECISIONS[one_of(decision, tuple(DECISIONS), "decision")]

    def decided(was: Redaction) -> Redaction:
        meant = _numbered(was, number) if number else was.undecided
        return was.decided([area for area in meant if page in {0, area.page}], state)

    with unlocked(vault, passphrase_file) as session:
        hidden_areas = _changed(session, document_id, decided)
    _tell(hidden_areas, json_wanted=json)


def remove(
    *, vault: Path, document_id: str, number: tuple[int, ...], passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        hidden_areas = _changed(session, document_id, lambda was: was.without(_numbered(was, number)))
    _tell(hidden_areas, json_wanted=json)


def review(
    *,
    vault: Path,
    document_id: str,
    page: tuple[int, ...],
    take_back: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        document = record.find(session, Document, document_id)
        hidden_areas = redaction.review(session, document, page, shows_no_one=not take_back)
    _tell(hidden_areas, json_wanted=json)


def _changed(session: Session, document_id: str, change: Callable[[Redaction], Redaction]) -> Redaction:
    was = redaction.of_document(session, record.find(session, Document, document_id))
    return redaction.keep(session, change(was), was)


def _numbered(was: Redaction, numbers: Sequence[int] | None) -> tuple[Area, ...]:
    for number in numbers or ():
        if not 1 <= number <= len(was.areas):
            raise NotFound(
                Message("There is no area {number}.", number=number),
                field="number",
                remedy="`redact list` shows their numbers.",
            )
    return tuple(was.areas[number - 1] for number in numbers) if numbers else was.areas


def _edges(edges: str) -> tuple[float, float, float, float]:
    try:
        left, top, right, bottom = (float(edge) for edge in edges.split(","))
    except ValueError as error:
        raise InvalidInput(
            "An area needs four numbers.",
            field="area",
            remedy="Enter left, top, right and bottom, such as 0.1,0.2,0.5,0.25.",
        ) from error
    return left, top, right, bottom


def _copies(names: Sequence[str] | None) -> tuple[RedactedCopy, ...]:
    return tuple(one_of(copy, COPIES, "copy") for copy in names or COPIES)


def _tell(hidden_areas: Redaction, *, json_wanted: bool) -> None:
    rows = [{"number": number} | asdict(area) for number, area in enumerate(hidden_areas.areas, start=1)]
    cells = [
        [
            row["number"],
            row["page"],
            ", ".join(f"{row[edge]:.3f}" for edge in ("left", "top", "right", "bottom")),
            row["state"],
            row["reason"],
            ", ".join(row["copies"]),
        ]
        for row in rows
    ]
    words = table(["number", "page", "area", "status", "reason", "copies"], cells) if rows else "No areas."
    if hidden_areas.reviewed:
        words += f"\nPages reviewed: {pages_named(hidden_areas.reviewed)}."
    answer({"rows": rows, "reviewed": hidden_areas.reviewed}, words, json_wanted=json_wanted)
