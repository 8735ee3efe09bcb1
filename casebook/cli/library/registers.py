"""``register``: public registers compared with the people of a casebook."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.date_args import day_or_none
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.domain.library.register_match import MatchState, RegisterMatch
from casebook.domain.library.registers.register import ABSENCE, PublicRegister
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange.registers import matching
from casebook.services.exchange.registers.matching import RegisterQuestion, RegisterRun
from casebook.services.library.registers import deciding
from casebook.services.library.registers.deciding import MatchRow
from casebook.services.library.registers.register_words import (
    compared,
    level_title,
    reasons,
    state_title,
)

_MAX_NAMES = 20
"""People of a like name whom the terminal names; `--json` names all."""


def list_(*, json: bool) -> None:
    registers = matching.registers()
    rows = [
        [one.id, one.title, one.publisher, "yes" if one.has_people else "no", one.reliability]
        for one in registers
    ]
    head = ["id", "register", "kept by", "people", "reliability"]
    answer({"rows": [_register_json(one) for one in registers]}, table(head, rows), json_wanted=json)


def match(
    *,
    vault: Path,
    file: Path,
    register: str,
    title: str,
    maps: tuple[str, ...],
    case_name: str,
    retrieved: str,
    encoding: str,
    no_headings: bool,
    dry_run: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    retrieved_on = day_or_none(retrieved, "retrieved")
    with unlocked(vault, passphrase_file) as session:
        (offer,) = from_paths([file])
        question = RegisterQuestion(
            offer=offer,
            register_id=register,
            title=title,
            case_id=case.named(session, case_name).id if case_name else "",
            mapping=_mapping(maps),
            encoding=encoding,
            has_headings=not no_headings,
            retrieved_on=retrieved_on,
        )
        preview = run_in_line(matching.look(offer, encoding=encoding, has_headings=not no_headings))
        if preview.is_guessed and not dry_run:
            raise InvalidInput(
                "The file does not state its encoding and is not UTF-8. Nothing was compared.",
                field="encoding",
                remedy=Message("Choose it with --encoding, such as {encoding}.", encoding=preview.encoding),
            )
        run = run_in_line(matching.match(session, question, Counter()))
        kept = 0 if dry_run else matching.keep(session, run)
        names = deciding.names(session, run.matches)
    answer(_run_json(run, kept), lambda: _run_text(run, names, kept), json_wanted=json)


def _mapping(maps: Sequence[str]) -> dict[str, str]:
    parted = (one.rpartition("=") for one in maps)
    return {column: field for column, _, field in parted}


def matches(*, vault: Path, state: str, passphrase_file: Path | None, json: bool) -> None:
    words = Translator()
    with reading(vault, passphrase_file) as session:
        rows = deciding.rows(session, cast("MatchState", state) if state else None)
    listed = [
        [
            row.match.id,
            state_title(row.match.state, words),
            row.name,
            row.match.register_title,
            row.match.key,
            reasons(row.match, words),
        ]
        for row in rows
    ]
    head = ["id", "state", "person", "register", "record", "agrees in"]
    answer({"rows": [_row_json(row) for row in rows]}, table(head, listed), json_wanted=json)


def confirm_(
    *,
    vault: Path,
    match_id: str,
    case_name: str,
    why: str,
    retrieved: str,
    fact: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    retrieved_on = day_or_none(retrieved, "retrieved")
    with unlocked(vault, passphrase_file) as session:
        confirmed = deciding.confirm(
            session,
            match_id,
            case_id=case.named(session, case_name).id if case_name else "",
            why=sys.stdin.read() if why == "-" else why,
            retrieved_on=retrieved_on,
            with_fact=fact == "yes" if fact else None,
        )
    facts = " ".join(confirmed.fact_ids)
    text = (
        f"Confirmed. Fact {facts}; source {confirmed.source_id}." if facts else "Confirmed, without a fact."
    )
    answer(_match_json(confirmed), text, json_wanted=json)


def dismiss_(*, vault: Path, match_id: str, why: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        dismissed = deciding.dismiss(session, match_id, sys.stdin.read() if why == "-" else why)
    answer(_match_json(dismissed), "Dismissed.", json_wanted=json)


def reopen_(*, vault: Path, match_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        opened = deciding.reopen(session, match_id)
    answer(_match_json(opened), "To be decided again.", json_wanted=json)


def _register_json(register: PublicRegister) -> dict[str, object]:
    return {
        "id": register.id,
        "title": register.title,
        "publisher": register.publisher,
        "kind": register.kind,
        "has_people": register.has_people,
        "languages": register.languages,
        "access": register.access,
        "holds": register.holds or None,
        "columns": register.columns,
        "is_every_column": register.is_every_column,
        "export": register.export or None,
        "key": register.key or None,
        "url": register.url or None,
        "is_site_only": register.is_site_only,
        "licence": register.licence or None,
        "reliability": register.reliability,
        "use": register.use,
        "caution": register.caution or None,
        "reading_level": register.reading_level,
        "read": register.read,
        "as_of": register.as_of or None,
        "confidence": register.confidence,
    }


def _match_json(one: RegisterMatch) -> dict[str, object]:
    words = Translator()
    return {
        "id": one.id,
        "register": one.register_id,
        "title": one.register_title,
        "person_id": one.person_id,
        "state": one.state,
        "level": one.level,
        "score": one.score,
        "points": one.points,
        "line": one.line,
        "record": one.key or None,
        "row": {cell.column: cell.text for cell in one.cells},
        "agrees": [
            {"in": title, "row": row, "casebook": ours}
            for title, row, ours in compared(one.agreements, words)
        ],
        "differs": [
            {"in": title, "row": row, "casebook": ours}
            for title, row, ours in compared(one.differences, words)
        ],
        "sha256": one.sha256,
        "retrieved_on": one.retrieved_on,
        "matched_on": one.matched_on,
        "decided_on": one.decided_on,
        "why": one.why or None,
        "case_id": one.case_id or None,
        "source_id": one.source_id or None,
        "fact_ids": one.fact_ids,
    }


def _row_json(row: MatchRow) -> dict[str, object]:
    cases = [{"id": id_, "reference": reference} for id_, reference in row.cases]
    return {**_match_json(row.match), "name": row.name, "cases": cases, "confirmed_also_in": row.others}


def _run_json(run: RegisterRun, kept: int) -> dict[str, object]:
    return {
        "register": _register_json(run.register),
        "title": run.title,
        "on": run.on,
        "retrieved_on": run.retrieved_on,
        "sha256": run.sha256,
        "mapping": run.mapping,
        "columns_left_out": run.left_out,
        "rows": run.rows,
        "rows_not_read": run.bad_rows,
        "rows_without_a_name": run.unnamed,
        "rows_with_a_date_not_read": run.unread_dates,
        "lines_of_dates_not_read": run.unread_lines,
        "people": run.people,
        "matches": [_match_json(one) for one in run.matches],
        "kept": kept,
        "not_kept": run.left,
        "open_before": run.open_before,
        "decided_before": run.decided,
        "spelling_alone": run.spelled,
        "another_birth_or_sex": run.born_otherwise,
        "people_of_a_like_name": run.alike,
        "people_not_found": run.not_found,
        "caution": " ".join(filter(None, (run.register.caution, ABSENCE))),
    }


def _file_of(run: RegisterRun) -> str:
    """Return which file an absence is of: its day is that on which it was got, not that of comparing it."""
    if run.retrieved_on is None:
        return f"The file compared on {run.on.isoformat()}, got on a day that is not stated (--retrieved)"
    return f"The file got on {run.retrieved_on.isoformat()}"


def _unread_dates(run: RegisterRun) -> str:
    """Return in which rows a date was not understood, "" where all were."""
    if not run.unread_dates:
        return ""
    lines = ", ".join(map(str, run.unread_lines))
    more = " and others" if run.unread_dates > len(run.unread_lines) else ""
    rows = counted(run.unread_dates, "row", "rows")
    where = "line" if run.unread_dates == 1 else "lines"
    return (
        f"In {rows} a date of birth or detention was not understood and not compared: {where} {lines}{more}."
    )


def _like_named(run: RegisterRun) -> str:
    """Return for whom no row is shown though one bears a like name, the first of them; "" for none."""
    rest = len(run.alike) - _MAX_NAMES
    more = f" and {counted(rest, 'other', 'others')}" if rest > 0 else ""
    return f"Of a like name, not shown: {', '.join(run.alike[:_MAX_NAMES])}{more}." if run.alike else ""


def _run_text(run: RegisterRun, names: Mapping[str, str], kept: int) -> str:
    words = Translator()
    rows = [
        [
            one.id,
            names.get(one.person_id, one.person_id),
            one.key or f"line {one.line}",
            level_title(one.level, words),
            reasons(one, words),
            "; ".join(title for title, _, _ in compared(one.differences, words)),
        ]
        for one in run.matches
    ]
    mapped = ", ".join(f"{column} = {field}" for column, field in run.mapping.items())
    numbers = (
        f"{counted(run.rows, 'row', 'rows')} against {counted(run.people, 'person', 'people')}; "
        f"{len(run.matches)} to decide, {kept} kept, "
        f"{run.open_before} still open, {run.decided} decided before; "
        f"{run.spelled} agree in a spelling of the name alone, "
        f"{run.born_otherwise} have another birth or sex; "
        f"{counted(run.bad_rows, 'row was', 'rows were')} not read."
    )
    lines = [
        table(["id", "person", "record", "shows", "agrees in", "differs in"], rows),
        f"Columns: {mapped}.",
        f"Columns that no field holds: {', '.join(run.left_out)}." if run.left_out else "",
        numbers,
        _unread_dates(run),
        _like_named(run),
        f"{_file_of(run)}: {counted(run.not_found, 'person', 'people')} not found in it. {ABSENCE}",
    ]
    return "\n".join(filter(None, lines))
