"""``papers``: what papers say, where they differ, and where to look."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from casebook.base.clock import system_clock
from casebook.base.errors import InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.text_file import text_of
from casebook.domain.base.entity import Entity
from casebook.domain.request.compared_paper import PaperParticular, PaperSide
from casebook.domain.request.paper_check import LookHere
from casebook.domain.request.paper_difference import Difference
from casebook.domain.request.particular_text import EXPLANATIONS, KINDS, SOURCES, with_day
from casebook.services.case import case
from casebook.services.request import compared_paper, paper_look
from casebook.services.request.compared_paper import PaperComparison

_MAX_CHARACTERS = 1_000_000


def compare(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        comparison = compared_paper.comparison(session, case.named(session, case_name).id)
    document = {
        "papers": [
            {
                "id": one.paper.id,
                "document_id": one.paper.document_id,
                "title": one.title,
                "kind": one.paper.kind,
                "side": one.paper.side,
                "proposed": len(one.paper.proposed),
            }
            for one in comparison.papers
        ],
        "rows": [
            {
                "kind": row.kind,
                "state": row.state,
                "cells": [{"paper_id": cell.paper_id, "says": cell.particulars} for cell in row.cells],
            }
            for row in comparison.rows
        ],
        "not_compared": comparison.uncompared,
        "differences": [_difference(one) for one in comparison.differences],
        "look_here": [_look(one) for one in comparison.looks],
        "law_as_of": paper_look.LAW_AS_OF,
        "how_to_read": paper_look.HOW_TO_READ,
    }
    answer(document, lambda: _words(comparison), json_wanted=json)


def propose(
    *, vault: Path, document_id: str, side: PaperSide, passphrase_file: Path | None, json: bool
) -> None:
    with reading(vault, passphrase_file) as session:
        paper = compared_paper.proposed(session, document_id, side)
    rows = [[one.kind, one.page, one.text] for one in paper.particulars]
    words = table(["of", "page", "text"], rows) if rows else "The text of the file says nothing known."
    answer(paper, words, json_wanted=json)


def make(
    *, vault: Path, case_name: str, key: str, into: str, passphrase_file: Path | None, json: bool
) -> None:
    makers: dict[str, Callable[..., Entity]] = {
        "fact": compared_paper.as_fact,
        "ground": compared_paper.as_ground,
        "question": compared_paper.as_question,
    }
    with unlocked(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id
        comparison = compared_paper.comparison(session, case_id)
        added = makers[into](session, case_id, comparison, _key(comparison, key), Translator())
    answer(added, f"Added the {into} {added.id}.", json_wanted=json)


def _key(comparison: PaperComparison, given: str) -> str:
    """Return the key of a difference that is named by its number in the table, or by its key."""
    place = int(given) if given.isdecimal() else 0
    return comparison.differences[place - 1].key if 0 < place <= len(comparison.differences) else given


def look(*, given: str, kind: str, json: bool) -> None:
    refusal = InvalidInput(
        "The numbers cannot be read.",
        field="file",
        remedy="Give a text file in UTF-8, or - for standard input.",
    )
    if given != "-" and not Path(given).exists():
        raise NotFound("There is no such file.", field="file", remedy="Check its path.")
    today = system_clock().date()
    text = (
        sys.stdin.read(_MAX_CHARACTERS)
        if given == "-"
        else text_of(Path(given), refusal, max_characters=_MAX_CHARACTERS)
    )
    numbers = [line.strip() for line in text.splitlines() if line.strip()]
    if not numbers:
        raise InvalidInput("No number was given.", field="file", remedy="Enter one number a line.")
    rows = [
        {
            "line": place,
            "look_here": [_look(one) for one in paper_look.look_at_number(kind, number, today)],
            "nothing": str(paper_look.nothing_of(kind, number)),
        }
        for place, number in enumerate(numbers, start=1)
    ]
    document = {"rows": rows, "how_to_read": paper_look.HOW_TO_READ, "law_as_of": paper_look.LAW_AS_OF}
    answer(document, lambda: _look_words(rows), json_wanted=json)


def _difference(one: Difference) -> dict[str, object]:
    return {
        "key": one.key,
        "kind": one.kind,
        "papers": (one.first_id, one.second_id),
        "says": (one.first, one.second),
        "is_spelling": one.is_spelling,
        "is_also": one.is_also,
        "is_open": one.is_open,
        "explanation": one.explanation,
        "explained": EXPLANATIONS[one.explanation],
    }


def _look(one: LookHere) -> dict[str, object]:
    return {
        "check": one.check.id,
        "what": str(one.what),
        "caution": one.check.caution,
        "basis": one.check.basis,
        "source": one.check.source,
        "reading_level": one.check.reading_level,
        "read": one.check.read,
        "reported_in": one.check.reported_in,
        "confidence": one.check.confidence,
        "ask": one.check.ask,
        "paper_id": one.paper_id,
        "kind": one.kind,
        "page": one.page,
        "for_counsel_only": one.is_for_counsel_only,
    }


def _look_words(rows: list[dict[str, object]]) -> str:
    words = Translator()
    lines = []
    for row in rows:
        hits: list[dict[str, object]] = row["look_here"]  # type: ignore[assignment]
        lines += [f"Line {row['line']}: {_hit_words(str(one['what']), str(one['caution']))}" for one in hits]
        if not hits:
            lines.append(f"Line {row['line']}: {words(str(row['nothing']))}")
    return "\n".join((*lines, words(paper_look.HOW_TO_READ)))


def _hit_words(what: str, caution: str, place: str = "") -> str:
    """Return a line on a place to look at, with its caution where it has one."""
    where = f"Look here ({place})" if place else "Look here"
    return f"{where}: {what}" + (f" Caution: {caution}" if caution else "")


def _stated(comparison: PaperComparison, paper_id: str, one: PaperParticular, words: Translator) -> str:
    text = with_day(one, one.text, words)
    whose = "" if one.source == "issuer" else f" ({words(SOURCES[one.source])})"
    return f"{comparison.title(paper_id)} p. {one.page}: {text}{whose}"


def _standing(one: Difference, words: Translator) -> str:
    """Return why a difference does not stand open, else what may explain it."""
    if one.is_explained:
        how = words.series_of(dict.fromkeys(filter(None, (one.first.explained, one.second.explained))))
        return words.labelled("Explained by an exhibit", how) if how else "Explained by an exhibit"
    if one.is_also:
        return "The same name is given there, too."
    return words(EXPLANATIONS[one.explanation]) if one.explanation else ""


def _words(comparison: PaperComparison) -> str:
    words = Translator()
    if not comparison.papers:
        return "No papers are compared yet. See “casebook papers propose”."
    rows = [
        [
            place,
            words(KINDS[one.kind]),
            _stated(comparison, one.first_id, one.first, words),
            _stated(comparison, one.second_id, one.second, words),
            _standing(one, words),
        ]
        for place, one in enumerate(comparison.differences, start=1)
    ]
    parts = (
        [table(["no.", "of", "one", "other", "explained, or may be by"], rows)]
        if rows
        else ["No difference."]
    )
    if comparison.uncompared:
        kinds = words.series_of(words(KINDS[kind]) for kind in comparison.uncompared)
        parts.append(f"Not compared, as fewer than two papers give it here: {kinds}.")
    for one in comparison.looks:
        place = comparison.title(one.paper_id) if one.paper_id else ""
        place += f" p. {one.page}" if place and one.page else ""
        only = " For counsel only." if one.is_for_counsel_only else ""
        parts.append(f"{_hit_words(str(one.what), one.check.caution, place)}{only}")
    return "\n".join((*parts, words(paper_look.HOW_TO_READ), words(paper_look.LAW_AS_OF)))
