"""``statement guide|spine|write|strike|read-back|undo|print``: a statement from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import values
from casebook.domain.base.field import made, read
from casebook.domain.evidence.statement import ReadBack, Statement, StatementParagraph
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.evidence.statements import statement as statements
from casebook.services.evidence.statements import statement_print
from casebook.services.evidence.statements.statement import CorrectedText
from casebook.services.evidence.statements.statement_guide import guide as guide_of
from casebook.services.evidence.statements.statement_sheet import PrintedLanguages
from casebook.services.evidence.statements.statement_view import (
    SpineRow,
    StatementProblem,
    StatementView,
    view,
)

LANGUAGES: tuple[PrintedLanguages, ...] = get_args(PrintedLanguages)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


def guide(*, vault: Path, statement_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        shown = guide_of(session, statement_id)
    document = {
        "advice": shown.advice,
        "sections": [
            {
                "ground": section.ground.id,
                "kind": section.ground.kind,
                "title": section.ground.title,
                "topics": section.topics,
            }
            for section in shown.sections
        ],
    }

    def text() -> str:
        lines = [str(one) for one in shown.advice]
        for section in shown.sections:
            lines += ["", section.ground.title]
            lines += [f"  [{'x' if topic.is_covered else ' '}] {topic.text}" for topic in section.topics]
        return "\n".join(lines)

    answer(document, text, json_wanted=json)


def spine(*, vault: Path, statement_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        shown = view(session, statement_id)
    _answer_view(shown, json_wanted=json)


def write(
    *,
    vault: Path,
    statement_id: str,
    document: str,
    number: int,
    at: int,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    typed = values(StatementParagraph, document, ())
    with unlocked(vault, passphrase_file) as session:
        there = record.find(session, Statement, statement_id)
        former = asdict(statements.numbered(there, number)) if number else {"id": "new"}
        if "id" in typed:
            raise InvalidInput("The ID is set by the program.", field="id", remedy="Leave this field out.")
        paragraph = made(StatementParagraph, {**former, **typed})
        if not number:
            paragraph = replace(paragraph, id="")
        statements.write_paragraph(session, statement_id, paragraph, at=at)
        shown = view(session, statement_id)
    _answer_view(shown, json_wanted=json)


def strike(*, vault: Path, statement_id: str, number: int, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        statements.remove_paragraph(session, statement_id, number)
        shown = view(session, statement_id)
    _answer_view(shown, json_wanted=json)


def read_back(
    *, vault: Path, statement_id: str, document: str, passphrase_file: Path | None, json: bool
) -> None:
    typed = values(ReadBack, document, ())
    reader = read(str, typed.get("reader", ""), "reader")
    corrections = read(tuple[CorrectedText, ...], typed.get("corrections", []), "corrections")
    with unlocked(vault, passphrase_file) as session:
        statements.read_back(session, statement_id, reader=reader, corrections=corrections)
        shown = view(session, statement_id)
    _answer_view(shown, json_wanted=json)


def undo(*, vault: Path, statement_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        statements.undo(session, statement_id)
        shown = view(session, statement_id)
    _answer_view(shown, json_wanted=json)


def print_(
    *,
    vault: Path,
    statement_id: str,
    out: Path,
    languages: str,
    purpose: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    wanted, use = one_of(languages, LANGUAGES, "languages"), one_of(purpose, PURPOSES, "purpose")
    with reading(vault, passphrase_file) as session:
        flow = statement_print.write(session, statement_id, out, languages=wanted, purpose=use)
        written = run_in_line(flow)
    document = {
        "out": out,
        "sha256": written.sha256,
        "pages": written.pages,
        "problems": [_problem_json(one) for one in written.view.problems],
    }
    lines = [f"{out}: {counted(written.pages, 'page', 'pages')}. The file is not encrypted."]
    answer(document, "\n".join([*lines, *_problem_lines(written.view.problems)]), json_wanted=json)


def _answer_view(shown: StatementView, *, json_wanted: bool) -> None:
    document = {
        "id": shown.statement.id,
        "title": shown.statement.title,
        "is_read_back": shown.statement.is_read_back,
        "paragraphs": [_row_json(row) for row in shown.spine],
        "read_backs": shown.statement.read_backs,
        "problems": [_problem_json(one) for one in shown.problems],
    }

    def text() -> str:
        cells = [
            [
                row.number,
                row.paragraph.text[:40],
                row.paragraph.translation[:40],
                len(row.facts),
                len(row.earlier),
                _moment(row),
            ]
            for row in shown.spine
        ]
        heads = ["no.", "text", "translation", "facts", "earlier", "recording"]
        return "\n".join([table(heads, cells), *_problem_lines(shown.problems)])

    answer(document, text, json_wanted=json_wanted)


def _row_json(row: SpineRow) -> dict[str, object]:
    return {
        "number": row.number,
        "paragraph": row.paragraph,
        "facts": [fact.id for fact in row.facts],
        "differing": [fact.id for fact in row.differing],
        "earlier": [
            {"document": one.document.id, "page": one.pinpoint.page, "accounts": one.accounts}
            for one in row.earlier
        ],
        "recording": row.paragraph.recording,
    }


def _problem_json(problem: StatementProblem) -> dict[str, object]:
    return {
        "kind": problem.kind,
        "what": problem.words,
        "paragraphs": problem.numbers,
        "is_blocking": problem.is_blocking,
    }


def _problem_lines(problems: Sequence[StatementProblem]) -> list[str]:
    return [f"{one.words!s} {', '.join(map(str, one.numbers))}".rstrip() for one in problems]


def _moment(row: SpineRow) -> str:
    place = row.paragraph.recording
    if place is None:
        return ""
    minutes, seconds = divmod(place.at_seconds, 60)
    return f"{minutes}:{seconds:02}"
